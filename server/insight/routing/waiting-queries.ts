import { and, asc, eq, gt, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm';
import { ASKING_FORMS } from '../../rules/thread-forms.ts';
import { audienceOfSpace, EVERYBODY } from '../../platform/audience/audience.ts';
import { postsFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/**
 * Questions that need an answer, were asked within these bounds, and were never brought to anybody by themselves
 * nor tried since a moment; the oldest first, with their space's usual wait.
 * @param tried the bucket in which tries are counted
 */
export async function uninvitedQuestions(
  conn: Conn,
  asked: { from: number; to: number },
  tried: { name: string; since: number },
  limit: number,
) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({ id: t.id, createdAt: t.createdAt, measured: s.usualWait })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(
      and(
        sql`${t.needsAnswer}`,
        threadsFor(conn, EVERYBODY),
        gte(t.createdAt, asked.from),
        lte(t.createdAt, asked.to),
        sql`not exists (select 1 from "invitations" i where i."thread_id" = ${t.id} and i."inviter_id" is null)`,
        sql`not exists (select 1 from "rate_limit_tries" b where b."bucket" = ${tried.name} || ':' || ${t.id} and b."at" > ${tried.since})`,
      ),
    )
    .orderBy(asc(t.createdAt), asc(t.id))
    .limit(limit);
}

/** Was the question ever brought to anybody by itself? */
export async function wasBrought(conn: Conn, threadId: number): Promise<boolean> {
  const { invitations: i } = conn.t;
  const rows = await conn.q
    .select({ id: i.id })
    .from(i)
    .where(and(eq(i.threadId, threadId), isNull(i.inviterId)))
    .limit(1);
  return rows.length > 0;
}

export async function spaceIds(conn: Conn): Promise<number[]> {
  const { spaces: s } = conn.t;
  const rows = await conn.q.select({ id: s.id }).from(s).orderBy(s.id);
  return rows.map(({ id }) => id);
}

/** How long the questions of a space waited for their first answer by another member; those that have one. */
export async function waitsOf(conn: Conn, spaceId: number, since: number): Promise<number[]> {
  const { threads: t, posts: p } = conn.t;
  const wait = sql<number>`min(${p.createdAt}) - ${t.createdAt}`.mapWith(Number);
  const rows = await conn.q
    .select({ wait })
    .from(t)
    .innerJoin(p, eq(p.threadId, t.id))
    .where(
      and(
        eq(t.spaceId, spaceId),
        gt(t.createdAt, since),
        postsFor(conn, audienceOfSpace(spaceId)),
        inArray(t.form, ASKING_FORMS),
        eq(p.kind, 'answer'),
        ne(p.authorId, t.authorId),
      ),
    )
    .groupBy(t.id, t.createdAt);
  return rows.map((row) => row.wait);
}

/** Keeps what was measured; the space's version stays, for nothing that is shown changes. */
export async function setUsualWait(tx: Tx, spaceId: number, wait: number | null): Promise<void> {
  const { spaces: s } = tx.t;
  await tx.q.update(s).set({ usualWait: wait }).where(eq(s.id, spaceId)).returning({ id: s.id });
}
