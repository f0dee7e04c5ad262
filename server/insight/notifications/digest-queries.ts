/** Digests: whose is due, and what is in one. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { FollowKind } from '../../../shared/words.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { isPublicPost, threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
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

/** Written out: within a condition the bare name would be another table's. */
const follows = (accountId: number, kind: FollowKind, target: SQL, level: SQL) =>
  sql`exists (select 1 from "follows" f where f."account_id" = ${accountId} and f."kind" = ${kind} and f."level" ${level}
    and f."target_id" = ${target})`;
const followsSpace = (accountId: number) => follows(accountId, 'space', sql`"threads"."space_id"`, sql`<> 'muted'`);

/** Threads that are not their own, and of which they did not mute the thread, its space, who began it, or a tag. */
function isOfOthers(conn: Conn, accountId: number) {
  const muted = (kind: FollowKind, target: SQL) => not(follows(accountId, kind, target, sql`= 'muted'`));
  return and(
    sql`${conn.t.threads.authorId} is distinct from ${accountId}`,
    muted('thread', sql`"threads"."id"`),
    muted('space', sql`"threads"."space_id"`),
    muted('member', sql`"threads"."author_id"`),
    sql`not exists (select 1 from "follows" f join "thread_tags" g on g."tag_id" = f."target_id" where f."account_id" = ${accountId}
      and f."kind" = 'tag' and f."level" = 'muted' and g."thread_id" = "threads"."id")`,
  );
}

/** The tags that a member answered under of late, by answer; the newest answers. */
export async function answeredUnder(conn: Conn, accountId: number, since: number, limit: number) {
  const { threads: t, posts: p } = conn.t;
  return conn.q
    .select({ spaceId: t.spaceId, tagNames: t.tagNames })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(eq(p.authorId, accountId), eq(p.kind, 'answer'), gte(p.createdAt, since), isPublicPost()))
    .orderBy(desc(p.createdAt), desc(p.id))
    .limit(limit);
}

/**
 * Questions of others that wait for an answer in the spaces that a member follows, and in these; the oldest first.
 * @param since in ms
 */
export async function waitingFor(
  conn: Conn,
  audience: Audience,
  who: { accountId: number; spaceIds: number[] },
  since: number,
  limit: number,
) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({ id: t.id, slug: t.slug, title: t.title, tagNames: t.tagNames, space: s.name })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(
      and(
        t.needsAnswer,
        gte(t.createdAt, since),
        isOfOthers(conn, who.accountId),
        or(followsSpace(who.accountId), oneOf(conn, t.spaceId, who.spaceIds)),
        threadsFor(conn, audience),
      ),
    )
    .orderBy(asc(t.createdAt), asc(t.id))
    .limit(limit);
}

/** Questions of others that were solved since, in the spaces that a member follows; the newest first. */
export async function solvedIn(conn: Conn, audience: Audience, accountId: number, since: number, limit: number) {
  const { threads: t, spaces: s, posts: p } = conn.t;
  return conn.q
    .select({ id: t.id, slug: t.slug, title: t.title, space: s.name, number: p.number })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(
      and(
        gte(p.acceptedAt, since),
        isPublicPost(),
        followsSpace(accountId),
        isOfOthers(conn, accountId),
        threadsFor(conn, audience),
      ),
    )
    .orderBy(desc(p.acceptedAt))
    .limit(limit);
}
