/** What hiding and showing share, for posts and for threads. */
import { AddaError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { setHiding, SHOWN } from '../../../forum/threads/hiding.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountMoved } from '../../../forum/threads/recount.ts';
import type { Doing, OnPost, OnThread } from '../act.ts';

const THREAD_SHOWN = { hiddenAt: null, hiddenBy: null, hiddenReason: null };
const hiddenBy = (tx: Tx, { actor, reason }: Doing) => ({
  hiddenAt: tx.now,
  hiddenBy: actor.id,
  hiddenReason: reason,
});
const NOT_HELD = { heldAt: null, heldWhy: null };

/** Hides a post with the replies under it, or shows it again. @param doing null to show it */
export async function setPostHidden(tx: Tx, { thread, post }: OnPost, doing: Doing | null): Promise<void> {
  if ((post.hiddenAt !== null) === (doing !== null)) throw new AddaError('no_change');
  await setHiding(tx, { thread, post }, doing ? { ...hiddenBy(tx, doing), ...NOT_HELD } : { ...SHOWN, hiddenAt: null });
}

/** Hides a thread, or shows it again. @param doing null to show it */
export async function setThreadHidden(tx: Tx, { thread }: OnThread, doing: Doing | null): Promise<void> {
  if ((thread.hiddenAt !== null) === (doing !== null)) throw new AddaError('no_change');
  const changes = doing ? hiddenBy(tx, doing) : THREAD_SHOWN;
  await updateThread(tx, thread.id, changes);
  await recountMoved(tx, { ...thread, ...changes }, 0);
}
