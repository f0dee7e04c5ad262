/** Locking a thread. */
import { act } from '../act.ts';
import { setLocked } from './locking.ts';

export const lockThread = act({
  ...{ target: 'thread', verb: 'lock' },
  apply: (tx, on) => setLocked(tx, on, true),
});
