/** Two threads become one. What leads to either leads on to where its posts stand. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { audienceOfAccount } from '../../../platform/audience/scope-queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { spaceById } from '../../../forum/spaces/queries.ts';
import { moveInto } from '../../../forum/threads/move.ts';
import { lockThread, type LockedThread, threadById, updateThread } from '../../../forum/threads/queries.ts';
import { whyNotAddTo } from '../../../rules/memberships.ts';
import { whyNotMergeInto } from '../../../rules/moderation.ts';
import { act, type Doing } from '../act.ts';

/** The other thread, locked. @throws {AddaError} `invalid`, `same_thread`, `forbidden`, `across_border`, `archived` */
async function otherOf(tx: Tx, thread: LockedThread, { actor, wanted }: Doing): Promise<LockedThread> {
  const id = wanted.threadId ?? 0;
  if (id === thread.id) throw new AddaError('same_thread');
  const seen = await threadById(tx, await audienceOfAccount(tx, actor.id), id);
  const other = seen?.isStanding ? await lockThread(tx, id) : null;
  if (!other || other.movedToId !== null) throw invalid({ field: 'threadId', fault: 'unknown_thread' });
  const [from, to] = [await spaceById(tx, thread.spaceId), await spaceById(tx, other.spaceId)];
  const no = whyNotMergeInto(actor, from!, to!) ?? whyNotAddTo(to!) ?? whyNotAddTo(from!);
  if (no) throw new AddaError(no);
  return other;
}

export const mergeThread = act({
  ...{ target: 'thread', verb: 'merge', wants: ['threadId'] },
  async apply(tx, { thread }, doing) {
    if (thread.movedToId !== null) throw new AddaError('moved');
    const other = await otherOf(tx, thread, doing);
    await updateThread(tx, thread.id, { movedToId: other.id, pinnedUntil: null });
    await moveInto(tx, { ...thread, movedToId: other.id }, other, 'all');
    return { facts: { into: other.id } };
  },
});
