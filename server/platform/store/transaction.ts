/** What write transactions share: one at a time by key, once only, batches. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from './store.ts';

/** Until the transaction ends, no other one passes this line with the same key. (SQLite has one writer anyway.) */
export async function oneAtATime(tx: Tx, key: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

/**
 * Runs `work` unless this member sent the same key for the same purpose before; then the first result comes back and nothing
 * is done again. Without a key it always runs.
 */
export async function idempotent<T>(
  tx: Tx,
  accountId: number,
  purpose: string,
  sent: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!sent) return work();
  const key = `${purpose}:${sent}`;
  await oneAtATime(tx, `once:${accountId}:${key}`);
  const { idempotencyKeys } = tx.t;
  const [found] = await tx.q
    .select({ result: idempotencyKeys.result })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key)));
  if (found) return found.result as T;
  const result = await work();
  await tx.q.insert(idempotencyKeys).values({ accountId, key, result, at: tx.now });
  return result;
}
