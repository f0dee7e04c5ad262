/** What the honours of a member are counted of; what is one is decided in rules/honours.ts. */
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { isPublicPost, postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { RESOURCE_ALIVE_MS, RESOURCE_CHANGES } from '../../rules/honours.ts';

/** Of so many of the newest posts, or changes, the honours come. */
const LOOKED_AT = 400;

/** How many newcomers a member welcomed of late: as the first to write in the first thread of somebody else. */
export async function welcomedBy(conn: Conn, audience: Audience, accountId: number): Promise<number> {
  const { posts: p, threads: t, spaces: s, postLabels: l } = conn.t;
  const recent = conn.q
    .select({ id: p.id })
    .from(p)
    .where(eq(p.authorId, accountId))
    .orderBy(desc(p.createdAt), desc(p.id))
    .limit(LOOKED_AT)
    .as('recent');
  const rows = await conn.q
    .select({ newcomers: sql<number>`count(distinct ${t.authorId})`.mapWith(Number) })
    .from(recent)
    .innerJoin(p, eq(p.id, recent.id))
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        ne(p.kind, 'opening'),
        isNull(l.postId),
        ne(t.authorId, accountId),
        postsFor(conn, audience),
        sql`not exists (select 1 from "posts" y where y."thread_id" = ${t.id} and y."number" < ${p.number}
          and y."author_id" <> ${t.authorId} and ${isPublicPost('y')})`,
        sql`not exists (select 1 from "threads" y where y."author_id" = ${t.authorId} and y."created_at" < ${t.createdAt})`,
      ),
    );
  return rows[0]!.newcomers;
}

/** How many resources a member kept alive: changed often enough, and still long after they were begun. */
export async function resourcesKeptBy(conn: Conn, audience: Audience, accountId: number): Promise<number> {
  const { posts: p, threads: t, spaces: s, revisions: r, postLabels: l } = conn.t;
  const recent = conn.q
    .select({ postId: r.postId, at: r.at })
    .from(r)
    .where(and(eq(r.editorId, accountId), isNull(r.affiliation), isNull(r.stakes)))
    .orderBy(desc(r.at))
    .limit(LOOKED_AT)
    .as('recent');
  const rows = await conn.q
    .select({ postId: recent.postId })
    .from(recent)
    .innerJoin(p, eq(p.id, recent.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(eq(t.form, 'resource'), eq(p.kind, 'opening'), isNull(l.postId), postsFor(conn, audience)))
    .groupBy(recent.postId, p.createdAt)
    .having(sql`count(*) >= ${RESOURCE_CHANGES} and max(${recent.at}) - ${p.createdAt} >= ${RESOURCE_ALIVE_MS}`);
  return rows.length;
}
