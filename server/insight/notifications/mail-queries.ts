/** What is to be said by letter. */
import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { MESSAGE_REASONS, type NoticeLetter, type NotificationReason } from '../../../shared/words.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** What nobody has read for a while and a letter is to say at once; the oldest first. */
export async function unmailed(conn: Conn, until: number, limit: number) {
  const { notifications: n, accounts: a } = conn.t;
  return conn.q
    .select({
      id: n.id,
      accountId: n.accountId,
      reason: n.reason,
      threadId: n.threadId,
      conversationId: sql<number | null>`case when ${inArray(n.reason, MESSAGE_REASONS)} then ${n.refId} end`,
      email: a.email,
      verifiedAt: a.emailVerifiedAt,
      pausedAt: a.mailPausedAt,
      times: a.mailTimes,
    })
    .from(n)
    .innerJoin(a, eq(a.id, n.accountId))
    .where(and(eq(n.letter, 'at_once'), isNull(n.readAt), isNull(n.mailedAt), lte(n.createdAt, until)))
    .orderBy(asc(n.createdAt), asc(n.id))
    .limit(limit);
}

type About = { threadId?: number; conversationId?: number };

/** Whether a letter at once told somebody of a thread, or a conversation, whose words they have not read since. */
export async function isToldByMail(conn: Conn, accountId: number, about: About): Promise<boolean> {
  const { notifications: n } = conn.t;
  const rows = await conn.q
    .select({ id: n.id })
    .from(n)
    .where(
      and(
        eq(n.accountId, accountId),
        about.threadId === undefined
          ? and(eq(n.refId, about.conversationId ?? 0), inArray(n.reason, MESSAGE_REASONS))
          : eq(n.threadId, about.threadId),
        eq(n.letter, 'at_once'),
        isNull(n.readAt),
        isNotNull(n.mailedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function setMailed(tx: Tx, ids: number[]): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ mailedAt: tx.now })
    .where(and(oneOf(tx, n.id, ids), isNull(n.mailedAt)))
    .returning({ id: n.id });
}

/** They stay on the page, and no letter says them. */
export async function leaveOnPage(tx: Tx, ids: number[]): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ letter: null })
    .where(oneOf(tx, n.id, ids))
    .returning({ id: n.id });
}

/** What the letters about these threads were to say is unsaid again: they were taken back before they went. */
export async function unsetMailed(tx: Tx, accountId: number, threadIds: number[]): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ mailedAt: null })
    .where(and(eq(n.accountId, accountId), oneOf(tx, n.threadId, threadIds), isNull(n.readAt), isNotNull(n.letter)))
    .returning({ id: n.id });
}

/** By which letter is said what waits for one. */
export async function setLetter(
  tx: Tx,
  accountId: number,
  reasons: NotificationReason[],
  letter: NoticeLetter | null,
): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ letter })
    .where(
      and(
        eq(n.accountId, accountId),
        isNull(n.readAt),
        isNull(n.mailedAt),
        isNotNull(n.letter),
        inArray(n.reason, reasons),
      ),
    )
    .returning({ id: n.id });
}
