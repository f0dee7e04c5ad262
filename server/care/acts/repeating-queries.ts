import { asc, eq, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { hasWords, postsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { somePosts } from '../../platform/store/search.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Posts with all of these words that an audience may read. @param terms each word in its forms @param besides the post that is asked about */
export async function postsSaying(conn: Conn, audience: Audience, terms: string[][], besides: number, limit: number) {
  if (terms.length === 0) return [];
  const among = sql`${postsFor(conn, audience, 'readable', { post: 'p', thread: 't' })} and ${hasWords('p')} and p.id <> ${besides}`;
  const ids = (await somePosts(conn, { terms }, { limit, among })).map(({ id }) => id);
  const { posts: p, threads: t } = conn.t;
  return conn.q
    .select({ id: p.id, number: p.number, markdown: p.markdown, threadId: t.id, slug: t.slug, title: t.title })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(oneOf(conn, p.id, ids))
    .orderBy(asc(p.id));
}

export type Saying = Awaited<ReturnType<typeof postsSaying>>[number];
