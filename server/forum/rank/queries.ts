import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import { and, asc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import { type EventKind, type RankEvent, shareOf } from '../../rules/rank.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { isStanding } from '../standing-queries.ts';

/** The marks that pass between members. */
const COUNTED_MARKS = ['helpful', 'me_too', 'worked', 'accept'] as const;
export type CountedMark = (typeof COUNTED_MARKS)[number];
export const isCounted = (kind: string): kind is CountedMark => (COUNTED_MARKS as readonly string[]).includes(kind);

/** The post was not said to staff: not under a post of theirs, nor first thing in a thread that they began. */
const notToStaff = (p: Conn['t']['posts']) =>
  sql`not exists (select 1 from "post_labels" x where x."thread_id" = ${p.threadId}
    and (x."post_id" = ${p.parentId} or (${p.parentId} is null and ${p.number} > 1 and x."number" = 1)))`;

export type EventRow = RankEvent & { threadId: number; postId: number };

/** Posts that count: openings by members, and what members said to members. */
async function postEvents(conn: Conn, threadIds: number[]): Promise<EventRow[]> {
  const { posts: p, postLabels: l } = conn.t;
  const rows = await conn.q
    .select({
      threadId: p.threadId,
      postId: p.id,
      kind: p.kind,
      from: sql<number>`${p.authorId}`.mapWith(Number),
      to: p.toId,
      at: p.createdAt,
      isOnProbation: p.isOnProbation,
    })
    .from(p)
    .leftJoin(l, and(eq(l.postId, p.id), eq(p.kind, 'opening')))
    .where(
      and(
        oneOf(conn, p.threadId, threadIds),
        isPublicPost(),
        sql`${p.authorId} is not null`,
        or(sql`${p.toId} is not null`, and(eq(p.kind, 'opening'), isNull(l.postId))),
      ),
    );
  return rows.map((row) => ({
    ...row,
    kind: row.kind === 'opening' ? 'open' : row.kind === 'answer' ? 'answer' : 'post',
  }));
}

async function markEvents(conn: Conn, threadIds: number[]): Promise<EventRow[]> {
  const { marks: m, posts: p, postLabels: l } = conn.t;
  const rows = await conn.q
    .select({
      threadId: m.threadId,
      postId: m.postId,
      kind: m.kind,
      from: m.accountId,
      to: p.authorId,
      at: m.at,
      isOnProbation: m.isOnProbation,
    })
    .from(m)
    .innerJoin(p, eq(p.id, m.postId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(
      and(
        oneOf(conn, m.threadId, threadIds),
        oneOf(conn, m.kind, COUNTED_MARKS),
        isStanding(m),
        isPublicPost(),
        isNull(l.postId),
        ne(p.authorId, m.accountId),
        notToStaff(p),
      ),
    );
  return rows.map((row) => ({ ...row, kind: row.kind as CountedMark }));
}

/** All that passed between members in these threads, by thread, in the order in which it happened. */
export async function eventsOf(conn: Conn, threadIds: number[]): Promise<Map<number, EventRow[]>> {
  const [posts, marks] = [await postEvents(conn, threadIds), await markEvents(conn, threadIds)];
  const rows = [...posts, ...marks].sort((one, other) => one.at - other.at || one.postId - other.postId);
  const byThread = new Map<number, EventRow[]>();
  for (const row of rows) {
    const list = byThread.get(row.threadId);
    if (list) list.push(row);
    else byThread.set(row.threadId, [row]);
  }
  return byThread;
}

/** What a member said to members in a thread before a post, and what one of these said back. */
export async function talkBetween(conn: Conn, post: { threadId: number; id: number }, from: number, to: number) {
  return conn
    .prepared('talk between', (q, { posts: p }) => {
      const [one, other] = [sql.placeholder('from'), sql.placeholder('to')];
      return q
        .select({ kind: p.kind, from: p.authorId, to: p.toId, isOnProbation: p.isOnProbation })
        .from(p)
        .where(
          and(
            eq(p.threadId, sql.placeholder('threadId')),
            isPublicPost(),
            ne(p.id, sql.placeholder('id')),
            sql`${p.toId} is not null`,
            sql`(${p.authorId} = ${one} or (${p.authorId} = ${other} and ${p.toId} = ${one}))`,
          ),
        );
    })
    .execute({ threadId: post.threadId, id: post.id, from, to });
}

/** How many marks of a kind one member has given another in a thread, each for what they weighed; without the one on this post. */
export async function marksBetween(
  conn: Conn,
  mark: { threadId: number; postId: number; kind: EventKind },
  from: number,
  to: number,
): Promise<number> {
  const rows = await conn
    .prepared('marks between', (q, { marks: m, posts: p }) =>
      q
        .select({ isOnProbation: m.isOnProbation, count: sql<number>`count(*)`.mapWith(Number) })
        .from(m)
        .innerJoin(p, eq(p.id, m.postId))
        .where(
          and(
            eq(m.accountId, sql.placeholder('from')),
            eq(m.threadId, sql.placeholder('threadId')),
            sql`${m.kind} = ${sql.placeholder('kind')}`,
            ne(m.postId, sql.placeholder('postId')),
            isStanding(m),
            eq(p.authorId, sql.placeholder('to')),
            isPublicPost(),
            notToStaff(p),
          ),
        )
        .groupBy(m.isOnProbation),
    )
    .execute({ ...mark, from, to });
  return rows.reduce((sum, { isOnProbation, count }) => sum + count * shareOf(isOnProbation), 0);
}

export async function halfLifeHoursOf(conn: Conn, spaceId: number): Promise<number | null> {
  const [row] = await conn
    .prepared('half life of', (q, { spaces: s }) =>
      q
        .select({ hours: s.halfLifeHours })
        .from(s)
        .where(eq(s.id, sql.placeholder('spaceId'))),
    )
    .execute({ spaceId });
  return row?.hours ?? null;
}

/** The spaces that have a half-life of their own. */
export async function ownHalfLives(conn: Conn): Promise<[number, number][]> {
  const { spaces: s } = conn.t;
  const rows = await conn.q
    .select({ id: s.id, hours: s.halfLifeHours })
    .from(s)
    .where(sql`${s.halfLifeHours} is not null`)
    .orderBy(s.id);
  return rows.map(({ id, hours }) => [id, hours!]);
}

/** An established member has activity to this one, or marked what they wrote. */
export async function setHeard(tx: Tx, accountId: number, at: number): Promise<void> {
  await tx
    .prepared('set heard', (q, { accounts: a }) => {
      const first = sql.placeholder('at');
      return q
        .update(a)
        .set({ heardAt: sql`${first}` })
        .where(and(eq(a.id, sql.placeholder('accountId')), sql`(${a.heardAt} is null or ${a.heardAt} > ${first})`))
        .returning({ id: a.id });
    })
    .execute({ accountId, at });
}

/** Threads after an id, of one space or all. */
export async function threadsAfter(conn: Conn, afterId: number, spaceId: number | null, limit: number) {
  const { threads: h, spaces: s } = conn.t;
  return conn.q
    .select({
      id: h.id,
      spaceId: h.spaceId,
      visible: h.visible,
      closedAt: h.closedAt,
      createdAt: h.createdAt,
      needsAnswer: h.needsAnswer,
      needsKey: h.needsKey,
      rotatesAt: h.rotatesAt,
      rankKey: h.rankKey,
      spaceRankKey: h.spaceRankKey,
      rankFacts: h.rankFacts,
      probationKey: h.probationKey,
      spaceProbationKey: h.spaceProbationKey,
      usualWait: s.usualWait,
      halfLifeHours: s.halfLifeHours,
    })
    .from(h)
    .innerJoin(s, eq(s.id, h.spaceId))
    .where(and(gt(h.id, afterId), spaceId === null ? undefined : eq(h.spaceId, spaceId)))
    .orderBy(asc(h.id))
    .limit(limit);
}

export async function countThreads(conn: Conn, spaceId: number | null): Promise<number> {
  const { threads: h } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(h)
    .where(spaceId === null ? undefined : eq(h.spaceId, spaceId));
  return row!.count;
}

/** Posts said to staff and posts of staff in a thread: what the rank leaves out. */
export async function notCounted(conn: Conn, threadId: number): Promise<{ notes: number }> {
  const { postLabels: l, posts: p } = conn.t;
  const [row] = await conn.q
    .select({ notes: sql<number>`count(*)`.mapWith(Number) })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .where(and(eq(l.threadId, threadId), isPublicPost()));
  return row!;
}

/** Names of members by id, for the account of a thread's rank. */
export async function namesOf(conn: Conn, ids: number[]) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, affiliation: a.affiliation, accountStakes: a.stakes })
    .from(a)
    .where(oneOf(conn, a.id, ids));
}
