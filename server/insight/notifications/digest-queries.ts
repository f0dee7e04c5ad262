/** Digests: whose is due, and what is in one. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { isPublicPost, threadsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Members whose digest is due; the longest due first. */
export async function dueDigests(conn: Conn, now: number, limit: number) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({
      id: a.id,
      email: a.email,
      wishes: { wish: a.mailWish, kinds: a.noticeWishes },
      times: a.mailTimes,
      verifiedAt: a.emailVerifiedAt,
      pausedAt: a.mailPausedAt,
    })
    .from(a)
    .where(and(isNotNull(a.digestAt), lte(a.digestAt, now), isNull(a.erasedAt)))
    .orderBy(asc(a.digestAt))
    .limit(limit);
}

/** All that waits for a member's digest, this one says. */
export async function setDigested(tx: Tx, accountId: number): Promise<void> {
  const { notifications: n } = tx.t;
  await tx.q
    .update(n)
    .set({ mailedAt: tx.now })
    .where(and(eq(n.accountId, accountId), eq(n.letter, 'digest'), isNull(n.readAt), isNull(n.mailedAt)))
    .returning({ id: n.id });
}

const followsSpace = (accountId: number) =>
  sql`exists (select 1 from "follows" f where f."account_id" = ${accountId} and f."kind" = 'space' and f."level" <> 'muted'
    and f."target_id" = "threads"."space_id")`;

/** Questions of others that wait for an answer in the spaces that a member follows. @param since in ms */
export async function waitingFor(conn: Conn, audience: Audience, accountId: number, since: number, limit: number) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({ id: t.id, slug: t.slug, title: t.title, space: s.name })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(
      and(
        t.needsAnswer,
        gte(t.createdAt, since),
        ne(t.authorId, accountId),
        followsSpace(accountId),
        threadsFor(conn, audience),
      ),
    )
    .orderBy(asc(t.createdAt), asc(t.id))
    .limit(limit);
}

/** Questions that were solved since, in the spaces that a member follows; the newest first. */
export async function solvedIn(conn: Conn, audience: Audience, accountId: number, since: number, limit: number) {
  const { threads: t, spaces: s, posts: p } = conn.t;
  return conn.q
    .select({ id: t.id, slug: t.slug, title: t.title, space: s.name, number: p.number })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(gte(p.acceptedAt, since), isPublicPost(), followsSpace(accountId), threadsFor(conn, audience)))
    .orderBy(desc(p.acceptedAt))
    .limit(limit);
}
