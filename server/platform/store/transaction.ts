/** What write transactions share: one at a time by key. */
import type { Tx } from './store.ts';

/** Until the transaction ends, no other one passes this line with the same key. (SQLite has one writer anyway.) */
export async function oneAtATime(tx: Tx, key: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}
