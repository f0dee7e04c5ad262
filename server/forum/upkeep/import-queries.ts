/**
 * What an import leaves out and the rank needs: to whom each post was said, and who was in their first days. All of it
 * follows from the posts themselves, so it can be set again at any time; only what differs is written.
 */
import { and, between, eq, gte, isNotNull, min, ne, type SQL, sql } from 'drizzle-orm';
import { PROBATION_MS, UNHEARD_MS } from '../../rules/rank.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** The example community is written post by post, as a forum's own is. */
const DEMO = 'demo';

/** Where communities came from. @param spaceId only that of this space */
export async function importedSources(conn: Conn, spaceId: number | null): Promise<string[]> {
  const { spaces: s } = conn.t;
  const rows = await conn.q
    .selectDistinct({ source: s.source })
    .from(s)
    .where(and(isNotNull(s.source), ne(s.source, DEMO), spaceId === null ? undefined : eq(s.id, spaceId)));
  return rows.map(({ source }) => source!).sort();
}

/** The first and the last id of a source's posts, or of its threads; null where there are none. */
export async function idsOfSource(conn: Conn, source: string, of: 'posts' | 'threads') {
  const table = conn.t[of];
  const [row] = await conn.q
    .select({ first: sql<number | null>`min(${table.id})`, last: sql<number | null>`max(${table.id})` })
    .from(table)
    .where(eq(table.source, source));
  return row?.first ? { first: Number(row.first), last: Number(row.last) } : null;
}

/** To whom the posts of a source with these ids were said. */
export async function addressPosts(tx: Tx, source: string, from: number, to: number): Promise<void> {
  const { posts: p } = tx.t;
  // By one key each: an "or" between the parent and the opening makes PostgreSQL read all posts for each of them.
  const toId = sql`(select other."author_id" from "posts" other
    where other."id" = coalesce(${p.parentId},
        (select o."id" from "posts" o where o."thread_id" = ${p.threadId} and o."number" = 1))
      and other."author_id" <> ${p.authorId}
      and not exists (select 1 from "post_labels" l where l."post_id" = other."id"))`;
  await tx.q
    .update(p)
    .set({ toId })
    .where(
      and(
        between(p.id, from, to),
        eq(p.source, source),
        ne(p.kind, 'opening'),
        isNotNull(p.authorId),
        sql`not exists (select 1 from "post_labels" l where l."post_id" = ${p.id})`,
        sql`${p.toId} is distinct from ${toId}`,
      ),
    );
}

/**
 * A column of the account that an author had where the post comes from: their own, or one that was given to them since.
 * Null for whoever has none any more; what was set for them stays.
 */
const there = (column: 'created_at' | 'heard_at', author: SQL, source: string) => {
  const name = sql.identifier(column);
  return sql`coalesce((select who.${name} from "accounts" who where who."id" = ${author} and who."source" = ${source}),
    (select min(who.${name}) from "accounts" who where who."merged_into" = ${author} and who."source" = ${source}))`;
};

/** When each account was first spoken to, in the posts of a source with these ids, by who was past their first days. */
export async function heardIn(conn: Conn, source: string, from: number, to: number): Promise<Map<number, number>> {
  const { posts: p } = conn.t;
  const age = sql`${p.createdAt} - ${there('created_at', sql`${p.authorId}`, source)}`;
  const rows = await conn.q
    .select({ accountId: p.toId, at: min(p.createdAt) })
    .from(p)
    .where(and(between(p.id, from, to), eq(p.source, source), isNotNull(p.toId), gte(age, PROBATION_MS)))
    .groupBy(p.toId);
  return new Map(rows.map(({ accountId, at }) => [accountId!, at!]));
}

/** The accounts of a source that were given to members, by the member's. */
export async function claimedOf(conn: Conn, source: string): Promise<Map<number, number[]>> {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id, memberId: a.mergedInto })
    .from(a)
    .where(and(eq(a.source, source), isNotNull(a.mergedInto)));
  const claimed = new Map<number, number[]>();
  for (const { id, memberId } of rows) claimed.set(memberId!, [...(claimed.get(memberId!) ?? []), id]);
  return claimed;
}

/** As `isOnProbation` in rules/rank.ts, for accounts that are nobody's founders here and hold no office. */
const onProbationAt = (at: SQL, author: SQL, source: string) => {
  const age = sql`${at} - ${there('created_at', author, source)}`;
  return sql<boolean>`(${age} < ${PROBATION_MS}
    or (${age} < ${UNHEARD_MS} and coalesce(${there('heard_at', author, source)} > ${at}, true)))`;
};

/** Who was in their first days, or unheard, when they wrote the posts of a source with these ids. */
export async function markPostsOnProbation(tx: Tx, source: string, from: number, to: number): Promise<void> {
  const { posts: p } = tx.t;
  const isOnProbation = onProbationAt(sql`${p.createdAt}`, sql`${p.authorId}`, source);
  await tx.q
    .update(p)
    .set({ isOnProbation })
    .where(
      and(
        between(p.id, from, to),
        eq(p.source, source),
        isNotNull(p.authorId),
        // Null where the author has no account there any more.
        sql`${p.isOnProbation} <> ${isOnProbation}`,
      ),
    );
}

/** The same of the acceptances that came with the threads of a source with these ids. Members set other marks. */
export async function markMarksOnProbation(tx: Tx, source: string, from: number, to: number): Promise<void> {
  const { marks: m, threads: h } = tx.t;
  const isOnProbation = onProbationAt(sql`${m.at}`, sql`${m.accountId}`, source);
  const threads = tx.q
    .select({ id: h.id })
    .from(h)
    .where(and(between(h.id, from, to), eq(h.source, source)));
  await tx.q
    .update(m)
    .set({ isOnProbation })
    .where(
      and(
        sql`${m.threadId} in ${threads}`,
        eq(m.kind, 'accept'),
        sql`exists (select 1 from "accounts" mine where mine."id" = ${m.accountId} and mine."source" = ${source})`,
        sql`${m.isOnProbation} <> ${isOnProbation}`,
      ),
    );
}
