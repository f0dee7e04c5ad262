/** What an import leaves out and the rank needs: to whom each post was said, and who was in their first days. */
import { and, between, type Column, eq, gte, isNotNull, min, ne, sql } from 'drizzle-orm';
import { PROBATION_MS, UNHEARD_MS } from '../../rules/rank.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export async function lastPostId(conn: Conn): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q.select({ id: sql<number>`coalesce(max(${p.id}), 0)`.mapWith(Number) }).from(p);
  return row!.id;
}

/** To whom the posts of a source with these ids were said. */
export async function addressPosts(tx: Tx, source: string, from: number, to: number): Promise<void> {
  const { posts: p } = tx.t;
  await tx.q
    .update(p)
    .set({
      toId: sql`(select other."author_id" from "posts" other
        where (other."id" = ${p.parentId} or (${p.parentId} is null and other."thread_id" = ${p.threadId} and other."number" = 1))
          and other."author_id" <> ${p.authorId}
          and not exists (select 1 from "post_labels" l where l."post_id" = other."id"))`,
    })
    .where(
      and(
        between(p.id, from, to),
        eq(p.source, source),
        ne(p.kind, 'opening'),
        isNotNull(p.authorId),
        sql`not exists (select 1 from "post_labels" l where l."post_id" = ${p.id})`,
      ),
    );
}

/** When each account of a source was first activity to by somebody who was past their first days. */
export async function hearAccounts(tx: Tx, source: string): Promise<void> {
  const { posts: p, accounts: a } = tx.t;
  const heard = tx.q
    .select({ accountId: p.toId, at: min(p.createdAt).as('at') })
    .from(p)
    .innerJoin(a, eq(a.id, p.authorId))
    .where(and(eq(p.source, source), isNotNull(p.toId), gte(sql`${p.createdAt} - ${a.createdAt}`, PROBATION_MS)))
    .groupBy(p.toId)
    .as('heard');
  await tx.q
    .update(a)
    .set({ heardAt: sql`coalesce(${a.heardAt}, (select "at" from ${heard} where ${heard.accountId} = ${a.id}))` })
    .where(eq(a.source, source));
}

/** Who was in their first days, or unheard, when they wrote the posts with these ids. */
export async function markPostsOnProbation(tx: Tx, source: string, from: number, to: number): Promise<void> {
  const { posts: p } = tx.t;
  await tx.q
    .update(p)
    .set({ isOnProbation: onProbationAt(p.createdAt, p.authorId) })
    .where(and(between(p.id, from, to), eq(p.source, source), isNotNull(p.authorId)));
}

export async function markMarksOnProbation(tx: Tx, spaceId: number): Promise<void> {
  const { marks: m } = tx.t;
  await tx.q
    .update(m)
    .set({ isOnProbation: onProbationAt(m.at, m.accountId) })
    .where(sql`${m.threadId} in (select "id" from "threads" where "space_id" = ${spaceId} and "source" is not null)`);
}

/** As `isOnProbation` in rules/rank.ts, for accounts that are nobody's founders here and hold no office. */
const onProbationAt = (at: Column, account: Column) =>
  sql<boolean>`exists (select 1 from "accounts" who where who."id" = ${account} and (${at} - who."created_at" < ${PROBATION_MS}
    or (${at} - who."created_at" < ${UNHEARD_MS} and coalesce(who."heard_at" > ${at}, true))))`;
