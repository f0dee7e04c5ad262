/** Unlocking a thread. */
import { act } from '../act.ts';
import { setLocked } from './locking.ts';

export const unlockThread = act({
  ...{ target: 'thread', verb: 'unlock' },
  apply: (tx, on) => setLocked(tx, on, false),
});
