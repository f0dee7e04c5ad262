/** Opening a closed thread again. */
import { AddaError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { deleteLink } from '../../../forum/threads/link-queries.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountThread } from '../../../forum/threads/recount.ts';
import { act, type OnThread } from '../act.ts';

/** Opens a thread again; where it was closed as the same as another, they are no longer joined. */
export async function reopen(tx: Tx, { thread }: OnThread) {
  if (thread.closedAt === null) throw new AddaError('no_change');
  const original = thread.closeReason === 'duplicate' ? await deleteLink(tx, thread.id, 'duplicate') : null;
  const changes = { closedAt: null, closeReason: null };
  await updateThread(tx, thread.id, changes);
  await recountThread(tx, { ...thread, ...changes });
  return { facts: { why: thread.closeReason, original } };
}

export const reopenThread = act({
  ...{ target: 'thread', verb: 'reopen' },
  apply: (tx, on) => reopen(tx, on),
  back: ({ why, original }) => ({ why: String(why), ...(original !== null && { threadId: Number(original) }) }),
});
