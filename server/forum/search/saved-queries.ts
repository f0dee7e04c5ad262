/** Searches that members saved. */
import { and, asc, count, desc, eq, lt, max, or, sql } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export async function savedSearchesOf(conn: Conn, accountId: number) {
  const { savedSearches: q } = conn.t;
  return conn.q
    .select({ id: q.id, query: q.query, createdAt: q.createdAt })
    .from(q)
    .where(eq(q.accountId, accountId))
    .orderBy(desc(q.id));
}

export type SavedSearch = Awaited<ReturnType<typeof savedSearchesOf>>[number];

/** The one that looks for the same, in large letters or small. */
export async function savedSearchOf(conn: Conn, accountId: number, query: string): Promise<number | null> {
  const same = query.toLowerCase();
  const all = await savedSearchesOf(conn, accountId);
  return all.find((one) => one.query.toLowerCase() === same)?.id ?? null;
}

export async function countSavedSearches(conn: Conn, accountId: number): Promise<number> {
  const { savedSearches: q } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(q).where(eq(q.accountId, accountId));
  return row!.count;
}

export async function insertSavedSearch(tx: Tx, accountId: number, query: string): Promise<number> {
  const [row] = await tx.q
    .insert(tx.t.savedSearches)
    .values({ accountId, query, createdAt: tx.now, checkedAt: tx.now })
    .returning({ id: tx.t.savedSearches.id });
  return row!.id;
}

export async function deleteSavedSearch(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const { savedSearches: q } = tx.t;
  const gone = await tx.q
    .delete(q)
    .where(and(eq(q.id, id), eq(q.accountId, accountId)))
    .returning({ id: q.id });
  return gone.length > 0;
}

export async function deleteSavedSearchesOf(tx: Tx, accountId: number): Promise<void> {
  const { savedSearches: q } = tx.t;
  await tx.q.delete(q).where(eq(q.accountId, accountId)).returning({ id: q.id });
}

/** Those since whose last look somebody posted, longest ago first. @param until those that were looked for later are not due */
export async function dueSearches(conn: Conn, until: number, limit: number) {
  const { savedSearches: q, posts: p } = conn.t;
  const newest = conn.q.select({ at: max(p.createdAt) }).from(p);
  return conn.q
    .select({ id: q.id, accountId: q.accountId, query: q.query, createdAt: q.createdAt, checkedAt: q.checkedAt })
    .from(q)
    .where(and(lt(q.checkedAt, until), lt(q.checkedAt, sql`(${newest})`)))
    .orderBy(asc(q.checkedAt), asc(q.id))
    .limit(limit);
}

/** Which of these posts a member was told of already, has read or wrote. */
export async function knownTo(conn: Conn, accountId: number, postIds: readonly number[]): Promise<Set<number>> {
  const { posts: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.id })
    .from(p)
    .where(
      and(
        oneOf(conn, p.id, [...postIds]),
        or(
          eq(p.authorId, accountId),
          sql`exists (select 1 from "notifications" n where n."post_id" = ${p.id} and n."account_id" = ${accountId})`,
          sql`exists (select 1 from "thread_reads" r where r."thread_id" = ${p.threadId} and r."account_id" = ${accountId}
            and r."number" >= ${p.number})`,
        ),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

export async function setChecked(tx: Tx, id: number, checkedAt: number): Promise<boolean> {
  const { savedSearches: q } = tx.t;
  const rows = await tx.q.update(q).set({ checkedAt }).where(eq(q.id, id)).returning({ id: q.id });
  return rows.length > 0;
}
