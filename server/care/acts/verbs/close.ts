/** Closing a thread, as answered in another one or for other reasons. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { audienceOfAccount } from '../../../platform/audience/scope-queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { insertLink } from '../../../forum/threads/link-queries.ts';
import { threadById, updateThread } from '../../../forum/threads/queries.ts';
import { recountThread } from '../../../forum/threads/recount.ts';
import { CLOSE_REASONS, type CloseReason } from '../../../../shared/words.ts';
import { act, type Doing, type OnThread } from '../act.ts';

const reasonOf = (why: string | undefined): CloseReason => CLOSE_REASONS.find((one) => one === why) ?? 'other';

/** The thread that has the answer: one that whoever closes can read, and that its readers can. */
async function originalOf(tx: Tx, { thread }: OnThread, { actor, wanted }: Doing): Promise<number> {
  const id = wanted.threadId ?? 0;
  if (id === thread.id) throw new AddaError('same_thread');
  const original = await threadById(tx, await audienceOfAccount(tx, actor.id), id);
  if (!original?.isStanding) throw invalid({ field: 'threadId', fault: 'unknown_thread' });
  return id;
}

export const closeThread = act({
  ...{ target: 'thread', verb: 'close', wants: ['why', 'threadId'] },
  async apply(tx, on, doing) {
    const { thread } = on;
    if (thread.closedAt !== null) throw new AddaError('no_change');
    const why = reasonOf(doing.wanted.why);
    const original = why === 'duplicate' ? await originalOf(tx, on, doing) : null;
    if (original !== null) await insertLink(tx, { fromId: thread.id, toId: original, kind: 'duplicate' });
    const changes = { closedAt: tx.now, closeReason: why };
    await updateThread(tx, thread.id, changes);
    await recountThread(tx, { ...thread, ...changes });
    return { facts: { why, original } };
  },
});
