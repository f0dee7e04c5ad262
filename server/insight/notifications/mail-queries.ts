/** What is to be said by letter. */
import { and, asc, eq, inArray, isNotNull, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { NotificationReason } from '../../../shared/words.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** What nobody has read for a while and no letter has said, of those who want no digest; the oldest first. */
export async function unmailed(conn: Conn, reasons: readonly NotificationReason[], until: number, limit: number) {
  const { notifications: n, accounts: a } = conn.t;
  return conn.q
    .select({
      id: n.id,
      accountId: n.accountId,
      threadId: n.threadId,
      email: a.email,
      wish: a.mailWish,
      times: a.mailTimes,
    })
    .from(n)
    .innerJoin(a, eq(a.id, n.accountId))
    .where(
      and(
        isNull(n.readAt),
        isNull(n.mailedAt),
        // What waits for a digest stays for it.
        notInArray(a.mailWish, ['daily', 'weekly']),
        lte(n.createdAt, until),
        inArray(n.reason, [...reasons]),
        isNotNull(a.email),
        isNotNull(a.emailVerifiedAt),
        isNull(a.erasedAt),
      ),
    )
    .orderBy(asc(n.createdAt), asc(n.id))
    .limit(limit);
}

/** Whether a letter told somebody of a thread whose words they have not read since. */
export async function isToldByMail(conn: Conn, accountId: number, threadId: number): Promise<boolean> {
  const { notifications: n } = conn.t;
  const rows = await conn.q
    .select({ id: n.id })
    .from(n)
    .where(and(eq(n.accountId, accountId), eq(n.threadId, threadId), isNull(n.readAt), isNotNull(n.mailedAt)))
    .limit(1);
  return rows.length > 0;
}

export async function setMailed(tx: Tx, ids: number[]): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ mailedAt: tx.now })
    .where(and(oneOf(tx, n.id, ids), sql`${n.mailedAt} is null`))
    .returning({ id: n.id });
}
