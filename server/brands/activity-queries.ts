import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import { type Audience, audienceOfSpace } from '../platform/audience/audience.ts';
import { postsFor, spacesFor, threadsFor, isPublicPost } from '../platform/audience/scope-queries.ts';
import type { Conn } from '../platform/store/store.ts';

/** A brand's posts since a moment, with where and by whom. */
export async function labelsSince(conn: Conn, brandId: number, since: number) {
  const { postLabels: l, posts: p, threads: t } = conn.t;
  return conn.q
    .select({
      at: l.at,
      number: l.number,
      threadId: l.threadId,
      spaceId: t.spaceId,
      authorId: p.authorId,
    })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .innerJoin(t, eq(t.id, l.threadId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since)));
}

/** Visible posts in a space since a moment. */
export async function spacePostsSince(conn: Conn, spaceId: number, since: number): Promise<number> {
  const { posts: p, threads: t } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(gt(p.createdAt, since), eq(t.spaceId, spaceId), postsFor(conn, audienceOfSpace(spaceId))));
  return row!.count;
}

/** Who has said how much in a thread: members what is visible, brands also what they withdrew. */
export async function voicesIn(conn: Conn, threadId: number, brandId: number) {
  const { posts: p, postLabels: l } = conn.t;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
  const [counts] = await conn.q
    .select({
      memberPosts: countOf(sql`${l.postId} is null and ${isPublicPost()}`),
      brandPosts: countOf(sql`${l.brandId} = ${brandId}`),
      allBrandPosts: countOf(sql`${l.postId} is not null`),
    })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(eq(p.threadId, threadId));
  const [last] = await conn.q
    .select({ brandId: l.brandId })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(eq(p.threadId, threadId), or(isPublicPost(), eq(l.brandId, brandId))))
    .orderBy(desc(p.number))
    .limit(1);
  return { ...counts!, lastIsOwn: last?.brandId === brandId };
}

export async function safetySince(conn: Conn, brandId: number, since: number): Promise<number[]> {
  const { exceptions: e } = conn.t;
  const rows = await conn.q
    .select({ at: e.at })
    .from(e)
    .where(and(eq(e.brandId, brandId), eq(e.kind, 'safety'), gt(e.at, since)));
  return rows.map((row) => row.at);
}

/** Threads in which a brand spoke since a moment. */
export async function threadsSpokenIn(conn: Conn, audience: Audience, brandId: number, since: number, limit: number) {
  const { postLabels: l, threads: t } = conn.t;
  return conn.q
    .select({
      id: t.id,
      slug: t.slug,
      title: t.title,
      form: t.form,
      spaceId: t.spaceId,
      createdAt: t.createdAt,
      answerCount: t.answerCount,
      earlyAccessBy: t.earlyAccessBy,
      last: sql<number>`max(${l.at})`.mapWith(Number),
    })
    .from(l)
    .innerJoin(t, eq(t.id, l.threadId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since), threadsFor(conn, audience, 'readable')))
    .groupBy(t.id, t.slug, t.title, t.form, t.spaceId, t.createdAt, t.answerCount, t.earlyAccessBy)
    .orderBy(desc(sql`max(${l.at})`))
    .limit(limit);
}

/** A brand's posts in each space since a moment, with all posts there. */
export async function shareOfVoice(conn: Conn, audience: Audience, brandId: number, since: number) {
  const { postLabels: l, threads: t, spaces: s } = conn.t;
  const rows = await conn.q
    .select({ id: s.id, name: s.name, slug: s.slug, kind: s.kind, used: sql<number>`count(*)`.mapWith(Number) })
    .from(l)
    .innerJoin(t, eq(t.id, l.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since), spacesFor(conn, audience)))
    .groupBy(s.id, s.name, s.slug, s.kind)
    .orderBy(s.name);
  const out: ((typeof rows)[number] & { posts: number })[] = [];
  for (const row of rows) out.push({ ...row, posts: await spacePostsSince(conn, row.id, since) });
  return out;
}

/** The brands that an account spoke for in a thread. */
export async function spokeForIn(conn: Conn, threadId: number, accountId: number): Promise<number[]> {
  const { postLabels: l, posts: p } = conn.t;
  const rows = await conn.q
    .selectDistinct({ brandId: l.brandId })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .where(and(eq(l.threadId, threadId), eq(p.authorId, accountId)));
  return rows.map(({ brandId }) => brandId);
}

/** More of them are not asked for what they declare. */
const ANSWERS_READ = 500;

/** The peer answers in a thread whose authors declared something, or spoke for a brand shortly before. */
export async function declaredAnswers(conn: Conn, threadId: number) {
  const { posts: p, threads: t, accounts: a } = conn.t;
  const affiliation = sql<string | null>`coalesce(nullif(${p.affiliation}, ''), ${a.affiliation})`;
  return conn.q
    .select({ affiliation, stakes: p.stakes })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(a, eq(a.id, p.authorId))
    .where(
      and(
        ...[eq(p.threadId, threadId), eq(p.kind, 'answer'), isPublicPost()],
        sql`(${t.authorId} is null or ${t.authorId} <> ${p.authorId})`,
        sql`(${affiliation} <> '' or ${p.stakes} is not null)`,
      ),
    )
    .limit(ANSWERS_READ);
}
