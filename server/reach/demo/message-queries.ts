/** Messages of the example community's people. */
import { eq, inArray, or, type SQLWrapper } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';

/** Conversations in which they take part, with all that was said there; what they chose of messages. */
export async function deleteMessagesOf(tx: Tx, accountIds: SQLWrapper): Promise<void> {
  const { conversations: c, conversationParticipants: p, messages: m, messageWishes: w, blocks: b } = tx.t;
  const rows = await tx.q.selectDistinct({ id: p.conversationId }).from(p).where(inArray(p.accountId, accountIds));
  for (const { id } of rows) {
    await tx.q.delete(m).where(eq(m.conversationId, id));
    await tx.q.delete(p).where(eq(p.conversationId, id));
    await tx.q.delete(c).where(eq(c.id, id));
  }
  await tx.q.delete(w).where(inArray(w.accountId, accountIds));
  await tx.q.delete(b).where(or(inArray(b.accountId, accountIds), inArray(b.blockedId, accountIds)));
}
