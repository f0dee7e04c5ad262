/** Addresses that refuse letters, kept with their accounts. */
import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';

/** @returns how many there were in a row by now; null where the account has another address by now */
export async function countRefusal(tx: Tx, accountId: number, address: string): Promise<number | null> {
  const { accounts: a } = tx.t;
  const [row] = await tx.q
    .update(a)
    .set({ mailRefusals: sql`${a.mailRefusals} + 1` })
    .where(and(eq(a.id, accountId), eq(a.email, address)))
    .returning({ refusals: a.mailRefusals });
  return row?.refusals ?? null;
}

/** No notices are sent to the account's address until its member says so, or it takes another letter. */
export async function pauseMail(tx: Tx, accountId: number): Promise<void> {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({ mailPausedAt: sql`coalesce(${a.mailPausedAt}, ${tx.now})` })
    .where(eq(a.id, accountId))
    .returning({ id: a.id });
}

/** The address took a letter, or its member wants it tried again. @param address of another one nothing is forgotten */
export async function forgetRefusals(tx: Tx, accountId: number, address: string | null): Promise<void> {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({ mailRefusals: 0, mailPausedAt: null })
    .where(
      and(
        eq(a.id, accountId),
        address === null ? undefined : eq(a.email, address),
        or(gt(a.mailRefusals, 0), isNotNull(a.mailPausedAt)),
      ),
    )
    .returning({ id: a.id });
}

/** Whether a notice to this address reaches its account: it is theirs still, takes letters, and lets somebody in. */
export async function isReachedAt(conn: Conn, accountId: number, address: string): Promise<boolean> {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(
      and(
        eq(a.id, accountId),
        eq(a.email, address),
        isNotNull(a.emailVerifiedAt),
        isNull(a.mailPausedAt),
        // What one may not open one is not told, either.
        sql`coalesce(${a.suspendedUntil}, 0) <= ${Date.now()}`,
      ),
    );
  return rows.length > 0;
}
