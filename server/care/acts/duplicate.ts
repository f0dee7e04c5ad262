/** The asker of a question that was closed as asked before says that it is not the same: once, and it is open again. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Conn } from '../../platform/store/store.ts';
import { threadToModerate } from '../../forum/threads/access.ts';
import { spaceById } from '../../forum/spaces/queries.ts';
import type { Actor } from '../../rules/roles.ts';
import { type ActRow, hasDisputed, insertAct, markUndone, standingActs } from './queries.ts';
import { reopen } from './verbs/reopen.ts';

/** Whether the asker, who reads of a closing, can still say so. */
export async function mayDispute(conn: Conn, accountId: number | null, act: ActRow): Promise<boolean> {
  const isTheirs = accountId !== null && act.accountId === accountId && act.threadId !== null;
  if (!isTheirs || act.undoneById !== null || act.verb !== 'close' || act.facts?.why !== 'duplicate') return false;
  return !(await hasDisputed(conn, act.threadId!, accountId));
}

/** @throws {AddaError} `not_signed_in`, `not_found`, `not_the_asker`, `no_change` where it is open, or they said so before */
export async function disputeDuplicate(
  adda: Adda,
  actor: Actor,
  threadId: number,
): Promise<{ threadId: number; slug: string }> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const { thread } = await threadToModerate(tx, actor.id, threadId);
    if (thread.authorId !== actor.id) throw new AddaError('not_the_asker');
    if (thread.closeReason !== 'duplicate' || (await hasDisputed(tx, threadId, actor.id)))
      throw new AddaError('no_change');
    const { facts } = await reopen(tx, { thread });
    const on = { target: 'thread' as const, threadId, postId: null, accountId: actor.id };
    const closings = await standingActs(tx, on, ['close']);
    const act = { ...on, verb: 'reopen' as const, actorId: actor.id, spaceId: thread.spaceId };
    const actId = await insertAct(tx, { ...act, facts, createdAt: tx.now });
    await markUndone(
      tx,
      closings.map(({ id }) => id),
      actId,
    );
    await raise(tx, { kind: 'moderated', ...act, actId, isUnseen: false });
    const space = await spaceById(tx, thread.spaceId);
    const undoes = Math.max(0, ...closings.map((one) => Number(one.facts?.log ?? 0)));
    await record(tx, {
      ...{ kind: 'asker_disputed', actorId: null, brandId: null },
      facts: { act: 'thread.reopen', space: space!.slug, thread: threadId, ...(undoes > 0 && { undoes }) },
      spaceId: space!.id,
    });
    return { threadId, slug: thread.slug };
  });
}
