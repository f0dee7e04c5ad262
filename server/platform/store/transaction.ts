/** What write transactions share: who passes a line alone, and who with others. */
import type { Conn, Tx } from './store.ts';

/** Whether a connection is that of a transaction, which ends. */
export const isTransaction = (conn: Conn): conn is Tx => 'afterCommit' in conn;

/** Until the transaction ends, no other one passes this line with the same key. (SQLite has one writer anyway.) */
export async function oneAtATime(tx: Tx, key: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

/**
 * Passes with any number of others, but not while somebody is past `oneAtATime` with the same key, who waits in turn until
 * all of these have landed: what is asked after this line is so still at the commit. Statements that are sent together with
 * it run after it.
 */
export async function withOthers(tx: Tx, key: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.raw('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [key]);
}
