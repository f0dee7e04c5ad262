/** What a case stands in: the posts around it, its author, who else would be touched. */
import { and, asc, between, count, countDistinct, eq, isNull, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { isPublicPost, postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

const NEAR = 3;

/** Posts just before and after one, in the order of their numbers, as far as a reader sees them. */
export async function postsAround(conn: Conn, audience: Audience, threadId: number, number: number) {
  const { posts: p, threads: t, postLabels: l, accounts: a } = conn.t;
  return conn.q
    .select({
      ...{ id: p.id, number: p.number, html: p.html, createdAt: p.createdAt, authorLabel: p.authorLabel },
      ...{ authorName: a.name, authorSlug: a.slug, affiliation: p.affiliation, stakes: p.stakes },
      ...{ label: l.label, labelBrand: l.brandName },
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(a, eq(a.id, p.authorId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        eq(p.threadId, threadId),
        between(p.number, number - NEAR, number + NEAR),
        postsFor(conn, audience, 'readable'),
      ),
    )
    .orderBy(asc(p.number));
}

export type Around = Awaited<ReturnType<typeof postsAround>>[number];

/** Who somebody is to the forum: since when, and how much they said. */
export async function standingOfAuthor(conn: Conn, accountId: number) {
  const { accounts: a, posts: p } = conn.t;
  const [row] = await conn.q
    .select({
      ...{ name: a.name, slug: a.slug, createdAt: a.createdAt, suspendedUntil: a.suspendedUntil },
      ...{ helpful: a.helpfulCount, solved: a.solvedCount },
    })
    .from(a)
    .where(and(eq(a.id, accountId), isNull(a.erasedAt)));
  if (!row) return null;
  const [said] = await conn.q
    .select({ posts: count() })
    .from(p)
    .where(and(eq(p.authorId, accountId), isPublicPost()));
  return { ...row, posts: said!.posts };
}

export type AuthorStanding = NonNullable<Awaited<ReturnType<typeof standingOfAuthor>>>;

/** What would go with it: the replies under a post, or all that others said in a thread. */
export async function touchedBy(
  conn: Conn,
  {
    target,
    postId,
    threadId,
    accountId,
  }: Record<'postId' | 'threadId' | 'accountId', number | null> & {
    target: string;
  },
): Promise<{ posts: number; people: number }> {
  const { posts: p } = conn.t;
  if (target !== 'post' && target !== 'thread') return { posts: 0, people: 0 };
  const where = target === 'post' ? eq(p.parentId, postId ?? 0) : eq(p.threadId, threadId ?? 0);
  const others = accountId === null ? undefined : sql`${p.authorId} is distinct from ${accountId}`;
  const [row] = await conn.q
    .select({ posts: count(), people: countDistinct(p.authorId) })
    .from(p)
    .where(and(where, others, isPublicPost()));
  return row!;
}
