import type { Follow } from '../../people/following/queries.ts';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Cursor, Scope } from './queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsPrepared } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/**
 * The highest ranked threads of one thing that is followed, behind a cursor: a range of an index.
 * @param scope only those in this space, or under this tag
 */
export async function rankedOf(
  conn: Conn,
  audience: Audience,
  follow: Follow,
  scope: Scope,
  cursor: Cursor | null,
  limit: number,
) {
  const there = threadsPrepared(conn, audience);
  const { kind, targetId } = follow;
  const where = `${scope.tagId ? 'tag' : scope.spaceId ? 'space' : 'all'} ${cursor ? 'after' : 'first'}`;
  return conn
    .prepared(`ranked of ${kind} ${where} ${there.shape}`, (q, { threads: h, threadTags: x }) => {
      const p = sql.placeholder;
      const [key, id] = kind === 'tag' ? [x.rankKey, x.threadId] : [h.rankKey, h.id];
      const inTag = sql`exists (select 1 from "thread_tags" y where y."thread_id" = ${h.id} and y."tag_id" = ${p('tagId')})`;
      const base = q.select({ key: sql<number>`${key}`.mapWith(Number).as('key'), id: h.id }).from(h);
      const from = kind === 'tag' ? base.innerJoin(x, eq(x.threadId, h.id)) : base;
      return from
        .where(
          and(
            kind === 'tag' ? eq(x.tagId, p('targetId')) : eq(kind === 'space' ? h.spaceId : h.authorId, p('targetId')),
            sql`${key} is not null`,
            there.where,
            scope.tagId ? inTag : scope.spaceId ? eq(h.spaceId, p('spaceId')) : undefined,
            cursor ? sql`(${key}, ${id}) < (${p('key')}, ${p('id')})` : undefined,
          ),
        )
        .orderBy(desc(key), desc(id))
        .limit(p('limit'));
    })
    .execute({ targetId, ...scope, ...cursor, limit, ...there.values });
}
