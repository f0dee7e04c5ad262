import { and, asc, eq, gt, isNull, notExists, sql } from 'drizzle-orm';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { isStanding } from '../../forum/standing-queries.ts';
import { isPublicPost, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/**
 * Open questions whose first answer by another member came within the span, whose asker has neither written nor marked
 * anything there since, and who was not asked yet.
 * @param span in ms @param after the id of a thread: of those behind it
 */
export async function answeredSilently(conn: Conn, span: { from: number; to: number }, after: number, limit: number) {
  const { threads: t, accounts: a, marks: m } = conn.t;
  const first = sql`(select min(p."created_at") from "posts" p where p."thread_id" = ${t.id} and p."kind" = 'answer'
    and p."author_id" is distinct from ${t.authorId} and ${isPublicPost('p')})`;
  const isSilent = sql`not exists (select 1 from "posts" own where own."thread_id" = ${t.id}
      and own."author_id" = ${t.authorId} and own."created_at" > ${first})`;
  const marked = conn.q
    .select({ id: m.postId })
    .from(m)
    .where(and(eq(m.threadId, t.id), eq(m.accountId, a.id), isStanding(m)));
  const isNew = sql`not exists (select 1 from "notifications" n where n."account_id" = ${t.authorId}
    and n."thread_id" = ${t.id} and n."reason" = 'solved')`;
  return conn.q
    .select({
      threadId: t.id,
      spaceId: t.spaceId,
      accountId: a.id,
      wishes: { wish: a.mailWish, kinds: a.noticeWishes },
    })
    .from(t)
    .innerJoin(a, eq(a.id, t.authorId))
    .where(
      and(
        gt(t.id, after),
        eq(t.form, 'question'),
        eq(t.state, 'answered'),
        isNull(t.closedAt),
        isNull(a.erasedAt),
        sql`${a.passwordHash} is not null`,
        sql`${t.lastPostAt} > ${span.from}`,
        threadsFor(conn, EVERYBODY),
        sql`${first} between ${span.from} and ${span.to}`,
        isSilent,
        notExists(marked),
        isNew,
      ),
    )
    .orderBy(asc(t.id))
    .limit(limit);
}
