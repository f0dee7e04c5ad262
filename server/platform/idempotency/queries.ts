import { and, eq, inArray } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';

/** The key of a letter that came; it is known for longer than a letter can be answered. */
export const mailKey = (hash: string): string => `mail:${hash}`;

/** What was done under a key, or null. */
export async function doneUnder(conn: Conn, accountId: number, key: string) {
  const { idempotencyKeys: k } = conn.t;
  const [row] = await conn.q
    .select({ contentHash: k.contentHash, result: k.result })
    .from(k)
    .where(and(eq(k.accountId, accountId), eq(k.key, key)));
  return row ?? null;
}

export async function noteDone(tx: Tx, accountId: number, key: string, contentHash: string, result: object) {
  const { idempotencyKeys: k } = tx.t;
  await tx.q.insert(k).values({ accountId, key, contentHash, result, at: tx.now }).onConflictDoNothing();
}

export async function forgetDone(tx: Tx, accountId: number, keys: string[]) {
  const { idempotencyKeys: k } = tx.t;
  await tx.q.delete(k).where(and(eq(k.accountId, accountId), inArray(k.key, keys)));
}
