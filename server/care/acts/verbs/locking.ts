/** What locking and unlocking share. */
import { AddaError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import type { Done, OnThread } from '../act.ts';

/** Sets whether somebody may still write in a thread. */
export async function setLocked(tx: Tx, { thread }: OnThread, isLocked: boolean): Promise<Done> {
  if ((thread.lockedAt !== null) === isLocked) throw new AddaError('no_change');
  await updateThread(tx, thread.id, { lockedAt: isLocked ? tx.now : null });
  return {};
}
