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
export async function onceOnly<T>(
  tx: Tx,
  accountId: number,
  purpose: string,
  sent: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!sent) return work();
  const key = `${purpose}:${sent}`;
  await oneAtATime(tx, `once:${accountId}:${key}`);
  const { onceKeys } = tx.t;
  const [found] = await tx.q
    .select({ result: onceKeys.result })
    .from(onceKeys)
    .where(and(eq(onceKeys.accountId, accountId), eq(onceKeys.key, key)));
  if (found) return found.result as T;
  const result = await work();
  await tx.q.insert(onceKeys).values({ accountId, key, result, at: tx.now });
  return result;
}
