import { type AnyColumn, and, asc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import { escape } from '../../platform/http/html.ts';
import { escapeLike } from '../../platform/store/like.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { Stale } from '../spaces/stale.ts';

/** As Markdown's own HTML writes a name: it leaves apostrophes alone. */
const asWritten = (name: string) => escape(name).replaceAll('&#39;', "'");

/** Posts with links to posts or to people in which this name stands, after an id. It reads the words of all posts. */
export async function quotingPosts(conn: Conn, name: string, after: number, limit: number): Promise<number[]> {
  const { posts: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.id })
    .from(p)
    .where(
      and(
        gt(p.id, after),
        sql`(${p.markdown} like ${'%/p/%'} or ${p.markdown} like ${'%/t/%'} or ${p.markdown} like ${'%@%'})`,
        sql`${p.html} like ${`%${escapeLike(asWritten(name))}%`} escape ${'\\'}`,
      ),
    )
    .orderBy(asc(p.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Posts that say, or said, where another is, after an id. It reads the words of all posts. @param addresses parts of them */
export async function postsLeadingTo(conn: Conn, addresses: string[], after: number, limit: number): Promise<number[]> {
  const { posts: p, revisions: r } = conn.t;
  const says = (column: AnyColumn) =>
    or(...addresses.map((one) => sql`${column} like ${`%${escapeLike(one)}%`} escape ${'\\'}`));
  const before = conn.q.select({ id: r.postId }).from(r).where(says(r.markdown));
  const rows = await conn.q
    .select({ id: p.id })
    .from(p)
    .where(and(gt(p.id, after), or(says(p.markdown), inArray(p.id, before))))
    .orderBy(asc(p.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Posts of a space, or of a thread, after an id, in their order. */
export async function postsToRedraw(
  conn: Conn,
  { spaceId, threadId, after, to }: Stale,
  limit: number,
): Promise<number[]> {
  const { posts: p, threads: t } = conn.t;
  const rows = await conn.q
    .select({ id: p.id })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(
      and(
        threadId === undefined ? eq(t.spaceId, spaceId) : eq(p.threadId, threadId),
        gt(p.id, after),
        to === undefined ? undefined : lte(p.id, to),
      ),
    )
    .orderBy(asc(p.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** What a post is drawn from. */
export async function quotingPost(conn: Conn, id: number) {
  const { posts: p, threads: t, postLabels: l } = conn.t;
  const [row] = await conn.q
    .select({
      id: p.id,
      kind: p.kind,
      markdown: p.markdown,
      html: p.html,
      withdrawnAt: p.withdrawnAt,
      hiddenAt: p.hiddenAt,
      threadId: t.id,
      title: t.title,
      tagNames: t.tagNames,
      spaceId: t.spaceId,
      label: l.label,
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(eq(p.id, id));
  if (!row) return null;
  const { label, ...post } = row;
  return { ...post, isLabelled: label !== null };
}

export type Quoting = NonNullable<Awaited<ReturnType<typeof quotingPost>>>;
