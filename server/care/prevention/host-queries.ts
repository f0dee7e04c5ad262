import { and, asc, eq, exists, gt, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { trustColumns } from '../../people/accounts/trust-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Accounts that link to one site: the oldest of them, who are known the longest. */
const LINKERS = 50;

/** Who links to these sites in posts that an audience may read, for no brand. @param besides whose own posts say nothing */
export async function linkersOf(conn: Conn, audience: Audience, sites: string[], besides: number | null) {
  if (sites.length === 0) return [];
  const { postHosts: h, posts: p, threads: t, postLabels: l, acts: x, accounts: a } = conn.t;
  const others = besides === null ? isNotNull(p.authorId) : ne(p.authorId, besides);
  const isApproved = exists(
    conn.q
      .select({ id: x.id })
      .from(x)
      .where(and(eq(x.postId, p.id), eq(x.verb, 'approve'), isNull(x.undoneById))),
  );
  const each = conn.q
    .select({
      host: h.host,
      authorId: p.authorId,
      isApproved: sql<number>`max(case when ${isApproved} then 1 else 0 end)`.as('is_approved'),
      place: sql<number>`row_number() over (partition by ${h.host} order by ${p.authorId})`.as('place'),
    })
    .from(h)
    .innerJoin(p, eq(p.id, h.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(oneOf(conn, h.host, sites), postsFor(conn, audience), isNull(l.postId), others))
    .groupBy(h.host, p.authorId)
    .as('each_linker');
  const rows = await conn.q
    .select({ host: each.host, isApproved: each.isApproved, ...trustColumns(conn.t) })
    .from(each)
    .innerJoin(a, eq(a.id, each.authorId))
    .where(lte(each.place, LINKERS));
  return rows.map((row) => ({ ...row, isApproved: Number(row.isApproved) === 1 }));
}

/** Sets the sites of a post. */
export async function keepHosts(
  tx: Tx,
  { id: postId, isNew }: { id: number; isNew: boolean },
  sites: string[],
): Promise<void> {
  if (!isNew) await deleteHosts(tx, postId);
  const rows = sites.map((host) => ({ postId, host }));
  if (rows.length > 0) await tx.q.insert(tx.t.postHosts).values(rows).onConflictDoNothing();
}

export async function deleteHosts(tx: Tx, postId: number): Promise<void> {
  await tx
    .prepared('delete hosts', (q, { postHosts: h }) =>
      q
        .delete(h)
        .where(eq(h.postId, sql.placeholder('postId')))
        .returning({ id: h.postId }),
    )
    .execute({ postId });
}

/** Posts after an id, in their order. */
export async function postsAfter(conn: Conn, after: number, limit: number) {
  const { posts: p } = conn.t;
  return conn.q.select({ id: p.id, html: p.html }).from(p).where(gt(p.id, after)).orderBy(asc(p.id)).limit(limit);
}
