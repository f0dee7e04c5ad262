import { and, asc, count, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { FollowKind, FollowLevel } from '../../../shared/words.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { spacesFor, tagIsThere, threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export type Follow = { kind: FollowKind; targetId: number };
/** What has threads of its own. */
export type FeedFollow = Follow & { kind: Exclude<FollowKind, 'thread'> };

/** What is in the feed of what a member follows: neither single threads nor what they want to hear nothing of. */
export async function followsOf(conn: Conn, accountId: number): Promise<FeedFollow[]> {
  const { follows: f } = conn.t;
  return conn.q
    .select({ kind: sql<FeedFollow['kind']>`${f.kind}`, targetId: f.targetId })
    .from(f)
    .where(and(eq(f.accountId, accountId), ne(f.kind, 'thread'), ne(f.level, 'muted')))
    .orderBy(asc(f.createdAt), asc(f.kind), asc(f.targetId));
}

/** How somebody follows what there is of a kind, by its id. */
export async function levelsOf(conn: Conn, accountId: number, kind: FollowKind): Promise<Map<number, FollowLevel>> {
  const { follows: f } = conn.t;
  const rows = await conn.q
    .select({ id: f.targetId, level: f.level })
    .from(f)
    .where(and(eq(f.accountId, accountId), eq(f.kind, kind)));
  return new Map(rows.map(({ id, level }) => [id, level]));
}

/** How somebody follows something; null where they said nothing of it. */
export async function levelOf(conn: Conn, accountId: number, { kind, targetId }: Follow): Promise<FollowLevel | null> {
  const { follows: f } = conn.t;
  const [row] = await conn.q
    .select({ level: f.level })
    .from(f)
    .where(and(eq(f.accountId, accountId), eq(f.kind, kind), eq(f.targetId, targetId)));
  return row?.level ?? null;
}

/** Who wants to hear nothing of a member, or of a thread. */
export async function mutersOf(conn: Conn, memberId: number, threadId: number): Promise<Set<number>> {
  const { follows: f } = conn.t;
  const isOf = (kind: FollowKind, targetId: number) => and(eq(f.kind, kind), eq(f.targetId, targetId));
  const rows = await conn.q
    .select({ id: f.accountId })
    .from(f)
    .where(and(eq(f.level, 'muted'), or(isOf('member', memberId), isOf('thread', threadId))));
  return new Set(rows.map(({ id }) => id));
}

/** Who finds a thread not in lists, and by which of the things that they muted. */
export async function mutersInLists(conn: Conn, thread: { id: number; authorId: number; spaceId: number }) {
  const { follows: f, threadTags: g } = conn.t;
  const tags = conn.q.select({ id: g.tagId }).from(g).where(eq(g.threadId, thread.id));
  const isOf = (kind: FollowKind, targetId: number) => and(eq(f.kind, kind), eq(f.targetId, targetId));
  return conn.q
    .select({ accountId: f.accountId, kind: f.kind })
    .from(f)
    .where(
      and(
        eq(f.level, 'muted'),
        or(
          isOf('member', thread.authorId),
          isOf('space', thread.spaceId),
          isOf('thread', thread.id),
          and(eq(f.kind, 'tag'), inArray(f.targetId, tags)),
        ),
      ),
    );
}

/** What a member wants to hear nothing of, as far as it can touch these threads. */
export async function mutedBy(conn: Conn, accountId: number, threadIds: readonly number[]) {
  const rows = await conn
    .prepared('muted in lists', (q, { follows: f, tags: g }) =>
      q
        .select({ kind: f.kind, id: f.targetId, tag: g.name, tagSpaceId: g.spaceId })
        .from(f)
        .leftJoin(g, and(eq(f.kind, 'tag'), eq(g.id, f.targetId)))
        .where(
          and(
            eq(f.accountId, sql.placeholder('accountId')),
            eq(f.level, 'muted'),
            or(ne(f.kind, 'thread'), oneOf(conn, f.targetId, sql.placeholder('threadIds'))),
          ),
        ),
    )
    .execute({ accountId, threadIds: JSON.stringify(threadIds) });
  return rows.map(({ kind, id, tag, tagSpaceId }) => ({
    kind,
    id,
    tag: tag === null ? null : { name: tag, spaceId: tagSpaceId! },
  }));
}

export type Muted = Awaited<ReturnType<typeof mutedBy>>[number];

export async function putFollow(tx: Tx, accountId: number, follow: Follow, level: FollowLevel): Promise<void> {
  const { follows: f } = tx.t;
  await tx.q
    .insert(f)
    .values({ accountId, ...follow, level, createdAt: tx.now })
    .onConflictDoUpdate({ target: [f.accountId, f.kind, f.targetId], set: { level } });
}

/** Whoever posts in a thread follows it, unless they have said otherwise. */
export async function followThread(tx: Tx, accountId: number, threadId: number): Promise<void> {
  await tx
    .prepared('follow thread', (q, { follows: f }) =>
      q
        .insert(f)
        .values({
          ...{ accountId: sql.placeholder('accountId'), targetId: sql.placeholder('threadId') },
          ...{ kind: 'thread', level: 'all', createdAt: sql.placeholder('at') },
        })
        .onConflictDoNothing()
        .returning({ targetId: f.targetId }),
    )
    .execute({ accountId, threadId, at: tx.now });
}

/** How many spaces, tags and people somebody follows or mutes. */
export async function countFollows(conn: Conn, accountId: number): Promise<number> {
  const { follows: f } = conn.t;
  const [row] = await conn.q
    .select({ count: count() })
    .from(f)
    .where(and(eq(f.accountId, accountId), ne(f.kind, 'thread')));
  return row!.count;
}

export async function deleteFollow(tx: Tx, accountId: number, { kind, targetId }: Follow): Promise<void> {
  const { follows: f } = tx.t;
  await tx.q
    .delete(f)
    .where(and(eq(f.accountId, accountId), eq(f.kind, kind), eq(f.targetId, targetId)))
    .returning({ id: f.targetId });
}

/** Whoever posts in a thread follows it: these are the last ones, and those that are muted before them. */
const THREADS_SHOWN = 50;

/** What a member follows and may see, with names and addresses, for the list of it. */
export async function followed(conn: Conn, audience: Audience, accountId: number) {
  const { follows: f, spaces: s, tags: g, accounts: a, threads: t } = conn.t;
  const mine = (kind: FollowKind) => and(eq(f.accountId, accountId), eq(f.kind, kind));
  const level = f.level;
  const spaces = await conn.q
    .select({ id: s.id, name: s.name, slug: s.slug, level })
    .from(f)
    .innerJoin(s, eq(s.id, f.targetId))
    .where(and(mine('space'), spacesFor(conn, audience)))
    .orderBy(s.name);
  const tags = await conn.q
    .select({ id: g.id, name: g.name, slug: s.slug, space: s.name, level })
    .from(f)
    .innerJoin(g, eq(g.id, f.targetId))
    .innerJoin(s, eq(s.id, g.spaceId))
    .where(and(mine('tag'), spacesFor(conn, audience), tagIsThere(conn, audience)))
    .orderBy(g.name);
  const members = await conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, role: a.role, level })
    .from(f)
    .innerJoin(a, eq(a.id, f.targetId))
    .where(and(mine('member'), sql`${a.erasedAt} is null`))
    .orderBy(a.name);
  const threads = await conn.q
    .select({ id: t.id, title: t.title, slug: t.slug, level })
    .from(f)
    .innerJoin(t, eq(t.id, f.targetId))
    .where(and(mine('thread'), threadsFor(conn, audience, 'readable')))
    .orderBy(asc(sql`case when ${level} = 'muted' then 0 else 1 end`), desc(f.createdAt))
    .limit(THREADS_SHOWN);
  return { spaces, tags, members, threads };
}

export type Followed = Awaited<ReturnType<typeof followed>>;

/** Whether there is something to follow. */
export async function isThere(conn: Conn, audience: Audience, { kind, targetId }: Follow): Promise<boolean> {
  const { spaces: s, tags: g, accounts: a, threads: t } = conn.t;
  const table = { space: s, tag: g, member: a, thread: t }[kind];
  const where = {
    space: spacesFor(conn, audience),
    tag: tagIsThere(conn, audience),
    member: undefined,
    thread: threadsFor(conn, audience, 'readable'),
  }[kind];
  const rows = await conn.q
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, targetId), where));
  return rows.length > 0;
}

/** What somebody follows, and that others follow them. */
export async function deleteFollowsOf(tx: Tx, accountId: number) {
  const { follows: f } = tx.t;
  await tx.q.delete(f).where(or(eq(f.accountId, accountId), and(eq(f.kind, 'member'), eq(f.targetId, accountId))));
}
