/** Polls of the example community, and what its people voted. */
import { inArray, or, type SQLWrapper } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';

/** Deletes the polls beside posts, and what accounts voted anywhere. */
export async function deletePollsOf(
  tx: Tx,
  { postIds, accountIds }: Record<'postIds' | 'accountIds', SQLWrapper>,
): Promise<void> {
  const { polls: l, pollChoices: c, pollVotes: v } = tx.t;
  const ids = tx.q.select({ id: l.id }).from(l).where(inArray(l.postId, postIds));
  await tx.q.delete(v).where(or(inArray(v.pollId, ids), inArray(v.accountId, accountIds)));
  await tx.q.delete(c).where(inArray(c.pollId, ids));
  await tx.q.delete(l).where(inArray(l.postId, postIds));
}
