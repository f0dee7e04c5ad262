/** Locking a thread, and slow mode. */
import { AddaError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { act, type OnThread } from '../act.ts';

async function setLocked(tx: Tx, { thread }: OnThread, isLocked: boolean) {
  if ((thread.lockedAt !== null) === isLocked) throw new AddaError('no_change');
  await updateThread(tx, thread.id, { lockedAt: isLocked ? tx.now : null });
  return {};
}

export const lockThread = act({
  ...{ target: 'thread', verb: 'lock' },
  apply: (tx, on) => setLocked(tx, on, true),
});

export const unlockThread = act({
  ...{ target: 'thread', verb: 'unlock' },
  apply: (tx, on) => setLocked(tx, on, false),
});

export const slowThread = act({
  ...{ target: 'thread', verb: 'slow', wants: ['minutes'] },
  async apply(tx, { thread }, { wanted: { minutes = 0 } }) {
    if (thread.slowMinutes === minutes) throw new AddaError('no_change');
    await updateThread(tx, thread.id, { slowMinutes: minutes });
    return { facts: { minutes, before: thread.slowMinutes } };
  },
  back: ({ before }) => ({ minutes: Number(before) }),
});
