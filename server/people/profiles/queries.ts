import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/** A member as all may see them: not before their address is confirmed, which would tell who has an account. */
export async function profileOf(conn: Conn, slug: string) {
  const { accounts: a, grants: g, brands: b } = conn.t;
  const [row] = await conn.q
    .select({
      id: a.id,
      name: a.name,
      slug: a.slug,
      role: a.role,
      bio: a.bio,
      picture: a.picture,
      affiliation: a.affiliation,
      accountStakes: a.stakes,
      brandName: b.name,
      brandSlug: b.slug,
      solvedCount: a.solvedCount,
      workedCount: a.workedCount,
      helpfulCount: a.helpfulCount,
      source: a.source,
      mergedInto: a.mergedInto,
      hasOwner: sql<number>`case when ${a.passwordHash} is null then 0 else 1 end`,
      createdAt: a.createdAt,
    })
    .from(a)
    .leftJoin(g, and(eq(g.accountId, a.id), eq(g.state, 'active')))
    .leftJoin(b, eq(b.id, g.brandId))
    .where(and(eq(a.slug, slug), isNull(a.erasedAt), or(isNull(a.email), isNotNull(a.emailVerifiedAt))));
  return row ?? null;
}

export type Profile = NonNullable<Awaited<ReturnType<typeof profileOf>>>;

/** A member's posts, newest first, before the cursor. */
export async function postsOf(
  conn: Conn,
  audience: Audience,
  accountId: number,
  before: { key: number; id: number } | null,
  limit: number,
) {
  const { posts: p, threads: t, spaces: s, postLabels: l } = conn.t;
  return conn.q
    .select({
      id: p.id,
      number: p.number,
      kind: p.kind,
      label: l.label,
      html: p.html,
      createdAt: p.createdAt,
      acceptedAt: p.acceptedAt,
      workedCount: p.workedCount,
      helpfulCount: p.helpfulCount,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
      spaceLanguage: s.language,
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        eq(p.authorId, accountId),
        postsFor(conn, audience),
        before ? sql`(${p.createdAt}, ${p.id}) < (${before.key}, ${before.id})` : undefined,
      ),
    )
    .orderBy(desc(p.createdAt), desc(p.id))
    .limit(limit);
}
