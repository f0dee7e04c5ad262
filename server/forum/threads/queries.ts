import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { LIMITS } from '../../../shared/limits.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { isHidden, threadIsStanding, threadsPrepared } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Tables } from '../../platform/store/define.ts';
import { authorColumns, sawAuthors } from '../../platform/authors/queries.ts';
import { changesAt, saw } from '../../platform/store/seen.ts';
import { isStanding } from '../standing-queries.ts';
import type { DerivedOfThread } from './recount-queries.ts';

/** A thread by its address, if it is there for this audience. */
export async function threadById(conn: Conn, audience: Audience, id: number) {
  const { shape, values, where } = threadsPrepared(conn, audience, 'readable');
  const [row] = await conn
    .prepared(`thread by id ${shape}`, (q, t) =>
      q
        .select({
          thread: shownColumns(t),
          // What was withdrawn keeps its place, so pages are cut from places and not from counts.
          places:
            sql<number>`(select count(*) from "posts" p where p."thread_id" = ${t.threads.id} and p."parent_id" is null)`.mapWith(
              Number,
            ),
          space: {
            id: t.spaces.id,
            slug: t.spaces.slug,
            name: t.spaces.name,
            kind: t.spaces.kind,
            language: t.spaces.language,
            archivedAt: t.spaces.archivedAt,
          },
        })
        .from(t.threads)
        .innerJoin(t.spaces, eq(t.spaces.id, t.threads.spaceId))
        .where(and(eq(t.threads.id, sql.placeholder('id')), where)),
    )
    .execute({ id, ...values });
  if (!row) return null;
  const { thread, space, places } = row;
  saw(conn, 'threads', id, thread.version);
  for (const moment of [thread.opensAt, thread.closesAt]) changesAt(conn, moment);
  return { ...thread, space, places: places - 1 };
}

/** All of a thread, and whether it stands: nobody adds anything to one that does not. */
function shownColumns(t: Tables) {
  return { ...getTableColumns(t.threads), isStanding: threadIsStanding(t) };
}

/** The thread that this one became part of; null for a hidden one, and for one that stands for itself. */
export async function movedToOf(conn: Conn, id: number): Promise<number | null> {
  const { threads: t } = conn.t;
  const [row] = await conn.q.select({ movedToId: t.movedToId, hiddenAt: t.hiddenAt }).from(t).where(eq(t.id, id));
  return row?.hiddenAt === null ? row.movedToId : null;
}

/** Whether a thread that is locked stands for this audience. */
export async function isThreadStanding(conn: Conn, audience: Audience, id: number): Promise<boolean> {
  const { shape, values, where } = threadsPrepared(conn, audience, 'standing');
  const rows = await conn
    .prepared(`is thread standing ${shape}`, (q, { threads: t }) =>
      q
        .select({ id: t.id })
        .from(t)
        .where(and(eq(t.id, sql.placeholder('id')), where)),
    )
    .execute({ id, ...values });
  return rows.length > 0;
}

export type Thread = NonNullable<Awaited<ReturnType<typeof threadById>>>;

const postColumns = (t: Tables) => ({
  id: t.posts.id,
  number: t.posts.number,
  kind: t.posts.kind,
  parentId: t.posts.parentId,
  authorId: t.posts.authorId,
  authorLabel: t.posts.authorLabel,
  html: t.posts.html,
  acceptedAt: t.posts.acceptedAt,
  workedCount: t.posts.workedCount,
  helpfulCount: sql<number>`${t.posts.helpfulCount} + ${t.posts.importedHelpful}`.mapWith(Number),
  replyCount: t.posts.replyCount,
  revision: t.posts.revision,
  createdAt: t.posts.createdAt,
  editedAt: t.posts.editedAt,
  withdrawnAt: t.posts.withdrawnAt,
  isHidden: isHidden(t),
  removedAt: t.posts.removedAt,
  heldAt: t.posts.heldAt,
  heldWhy: t.posts.heldWhy,
  settledAt: t.posts.settledAt,
  title: t.posts.title,
  outdatedAt: t.posts.outdatedAt,
  openedTo: t.openPosts.openedTo,
  openedBy: t.openPosts.openedBy,
  workedRecent: t.posts.workedRecent,
  isLabelled: sql<boolean>`${t.postLabels.postId} is not null`.mapWith(Boolean),
  exception: t.exceptions.kind,
  exceptionReason: t.exceptions.reason,
  hasPictures: sql<boolean>`exists (select 1 from ${t.pictures} where ${t.pictures.postId} = ${t.posts.id})`.mapWith(
    Boolean,
  ),
  hasFiles: sql<boolean>`exists (select 1 from ${t.postFiles} where ${t.postFiles.postId} = ${t.posts.id})`.mapWith(
    Boolean,
  ),
  hasPoll: sql<boolean>`exists (select 1 from ${t.polls} where ${t.polls.postId} = ${t.posts.id})`.mapWith(Boolean),
  ...authorColumns(t, t.posts),
});

/** A run of a thread's top-level posts in their order; the opening is the first of all. */
export async function topPosts(conn: Conn, threadId: number, offset: number, limit: number) {
  const rows = await conn
    .prepared('top posts', (q, t) =>
      q
        .select(postColumns(t))
        .from(t.posts)
        .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
        .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
        .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
        .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
        .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
        .leftJoin(t.openPosts, eq(t.openPosts.postId, t.posts.id))
        .where(and(eq(t.posts.threadId, sql.placeholder('threadId')), sql`${t.posts.parentId} is null`))
        .orderBy(t.posts.placeKey, t.posts.number)
        .limit(sql.placeholder('limit'))
        .offset(sql.placeholder('offset')),
    )
    .execute({ threadId, limit, offset });
  return sawAuthors(conn, rows);
}

export type ShownPost = Awaited<ReturnType<typeof topPosts>>[number];

/** The first replies under each of the same run of top-level posts. */
export async function repliesUnder(conn: Conn, threadId: number, offset: number, limit: number): Promise<ShownPost[]> {
  const rows = await conn
    .prepared('replies under', (q, t) =>
      q
        .select(postColumns(t))
        .from(t.posts)
        .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
        .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
        .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
        .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
        .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
        .leftJoin(t.openPosts, eq(t.openPosts.postId, t.posts.id))
        .where(
          sql`${t.posts.parentId} in (select "id" from "posts" where "thread_id" = ${sql.placeholder('threadId')} and "parent_id" is null
            order by "place_key", "number"
            limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}) and ${t.posts.placeKey} <= ${sql.placeholder('shown')}`,
        )
        .orderBy(t.posts.parentId, t.posts.placeKey),
    )
    .execute({ threadId, limit, offset, shown: LIMITS.repliesShown });
  return sawAuthors(conn, rows);
}

/** One top-level post and all of its replies. */
export async function postWithReplies(
  conn: Conn,
  threadId: number,
  postId: number,
  replies: { offset: number; limit: number },
): Promise<ShownPost[]> {
  const { t } = conn;
  const rows = await conn.q
    .select(postColumns(t))
    .from(t.posts)
    .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
    .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
    .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
    .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
    .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
    .leftJoin(t.openPosts, eq(t.openPosts.postId, t.posts.id))
    .where(
      sql`${t.posts.threadId} = ${threadId} and (${t.posts.id} = ${postId} or ${t.posts.id} in (
        select r."id" from "posts" r where r."parent_id" = ${postId} order by r."place_key", r."number"
        limit ${replies.limit} offset ${replies.offset}))`,
    )
    .orderBy(sql`case when ${t.posts.parentId} is null then 0 else 1 end`, t.posts.placeKey, t.posts.number);
  return sawAuthors(conn, rows);
}

/** How many posts stand before this one: top-level ones, the opening among them, or the replies under the same post. */
export async function placesBefore(
  conn: Conn,
  post: { threadId: number; parentId: number | null; placeKey: number; number: number },
): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(
      and(
        eq(p.threadId, post.threadId),
        post.parentId === null ? sql`${p.parentId} is null` : eq(p.parentId, post.parentId),
        sql`(${p.placeKey}, ${p.number}) < (${post.placeKey}, ${post.number})`,
      ),
    );
  return row?.count ?? 0;
}

/** How many replies a post has, withdrawn ones too: each has a place. */
export async function placesUnder(conn: Conn, postId: number): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(eq(p.parentId, postId));
  return row?.count ?? 0;
}

/** The viewer's own marks in a thread. */
export async function marksOf(conn: Conn, accountId: number, threadId: number) {
  return conn
    .prepared('marks of', (q, { marks: m }) =>
      q
        .select({ postId: m.postId, kind: m.kind })
        .from(m)
        .where(
          and(
            eq(m.accountId, sql.placeholder('accountId')),
            eq(m.threadId, sql.placeholder('threadId')),
            isStanding(m),
          ),
        ),
    )
    .execute({ accountId, threadId });
}

export async function insertThread(tx: Tx, values: Tx['t']['threads']['$inferInsert']) {
  const [row] = await tx.q.insert(tx.t.threads).values(values).returning();
  return row!;
}

/** Locks a thread for this transaction, raises its version and returns it; null when there is none. */
export async function lockThread(tx: Tx, id: number) {
  const [row] = await tx
    .prepared('lock thread', (q, { threads: t }) =>
      q
        .update(t)
        .set({ version: sql`${t.version} + 1` })
        .where(eq(t.id, sql.placeholder('id')))
        .returning(),
    )
    .execute({ id });
  return row ?? null;
}

export type LockedThread = NonNullable<Awaited<ReturnType<typeof lockThread>>>;

/** How many threads of a space are pinned besides this one. */
export async function countPinned(conn: Conn, spaceId: number, besides: number, now: number): Promise<number> {
  const { threads: t } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(t)
    .where(and(eq(t.spaceId, spaceId), sql`${t.pinnedUntil} > ${now} and ${t.id} <> ${besides}`));
  return row!.count;
}

/** Changes what a thread was given; what is derived of it is written by recount.ts alone. */
export async function updateThread(
  tx: Tx,
  id: number,
  changes: Partial<Omit<Tx['t']['threads']['$inferInsert'], keyof DerivedOfThread>>,
) {
  const { threads: t } = tx.t;
  await tx.q.update(t).set(changes).where(eq(t.id, id)).returning({ id: t.id });
}
