import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import { isStanding } from '../standing-queries.ts';

/** Posts whose count of recent marks may hold some that are not recent any more, after a post's id. */
export async function agedMarks(
  conn: Conn,
  kind: 'worked' | 'me_too',
  since: number,
  afterId: number,
  limit: number,
): Promise<{ postId: number; threadId: number }[]> {
  const { marks: m, posts: p, threads: h } = conn.t;
  const recent = kind === 'worked' ? sql`${p.workedRecent}` : sql`${h.meTooRecent}`;
  const counted = sql`(select count(*) from "marks" x where x."post_id" = ${p.id} and x."kind" = ${kind} and x."at" > ${since} and ${isStanding('x')})`;
  return conn.q
    .selectDistinct({ postId: p.id, threadId: p.threadId })
    .from(m)
    .innerJoin(p, eq(p.id, m.postId))
    .innerJoin(h, eq(h.id, p.threadId))
    .where(
      and(
        eq(m.kind, kind),
        isStanding(m),
        isPublicPost(),
        lte(m.at, since),
        gt(p.id, afterId),
        sql`${recent} > ${counted}`,
      ),
    )
    .orderBy(asc(p.id))
    .limit(limit);
}
