/** What search engines are shown: what visitors find in lists. */
import { and, asc, between, desc, eq } from 'drizzle-orm';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Threads by their number, so many of them to a sitemap, there or not: each keeps its place for ever. */
export const A_SITEMAP = 2_000;

/** How many sitemaps of threads there are. */
export async function sitemapsOf(conn: Conn): Promise<number> {
  const { threads: t } = conn.t;
  const [last] = await conn.q.select({ id: t.id }).from(t).orderBy(desc(t.id)).limit(1);
  return Math.ceil((last?.id ?? 0) / A_SITEMAP);
}

/** @param number of the sitemap, from 1 */
export async function threadsIn(conn: Conn, number: number) {
  const { threads: t } = conn.t;
  const first = (number - 1) * A_SITEMAP + 1;
  return conn.q
    .select({ id: t.id, slug: t.slug, lastPostAt: t.lastPostAt })
    .from(t)
    .where(and(between(t.id, first, first + A_SITEMAP - 1), threadsFor(conn, EVERYBODY)))
    .orderBy(asc(t.id));
}

/** Who began a thread, for what other sites show of it. */
export async function starterOf(conn: Conn, threadId: number) {
  const { posts: p, threads: t, accounts: a, postLabels: l, brands: b, grants: g } = conn.t;
  const [row] = await conn.q
    .select({ authorLabel: p.authorLabel, ...authorColumns(conn.t, p) })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(g, eq(g.id, l.grantId))
    .where(and(eq(p.threadId, threadId), eq(p.number, 1), postsFor(conn, EVERYBODY)));
  return row ?? null;
}
