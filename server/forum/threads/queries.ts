import { and, eq, sql } from 'drizzle-orm';
import { LIMITS } from '../../../shared/limits.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Tables } from '../../platform/store/define.ts';
import { authorColumns } from '../../platform/authors/queries.ts';
import { isStanding } from '../standing-queries.ts';
import type { DerivedOfThread } from './recount-queries.ts';

export async function threadById(conn: Conn, id: number) {
  const [row] = await conn
    .prepared('thread by id', (q, { threads: t, spaces: s }) =>
      q
        .select({
          thread: t,
          space: { id: s.id, slug: s.slug, name: s.name, kind: s.kind },
          // What was withdrawn keeps its place, so pages are cut from places and not from counts.
          places:
            sql<number>`(select count(*) from "posts" p where p."thread_id" = ${t.id} and p."parent_id" is null)`.mapWith(
              Number,
            ),
        })
        .from(t)
        .innerJoin(s, eq(s.id, t.spaceId))
        .where(eq(t.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row ? { ...row.thread, space: row.space, places: row.places - 1 } : null;
}

export type Thread = NonNullable<Awaited<ReturnType<typeof threadById>>>;

export async function threadVersion(conn: Conn, id: number): Promise<number | null> {
  const [row] = await conn
    .prepared('thread version', (q, { threads: t }) =>
      q
        .select({ version: t.version })
        .from(t)
        .where(eq(t.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row?.version ?? null;
}

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
  settledAt: t.posts.settledAt,
  title: t.posts.title,
  outdatedAt: t.posts.outdatedAt,
  workedRecent: t.posts.workedRecent,
  isLabelled: sql<boolean>`${t.postLabels.postId} is not null`.mapWith(Boolean),
  exception: t.exceptions.kind,
  exceptionReason: t.exceptions.reason,
  ...authorColumns(t, t.posts),
});

/** A run of a thread's top-level posts in their order; the opening is the first of all. */
export async function topPosts(conn: Conn, threadId: number, offset: number, limit: number) {
  return conn
    .prepared('top posts', (q, t) =>
      q
        .select(postColumns(t))
        .from(t.posts)
        .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
        .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
        .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
        .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
        .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
        .where(and(eq(t.posts.threadId, sql.placeholder('threadId')), sql`${t.posts.parentId} is null`))
        .orderBy(t.posts.placeKey, t.posts.number)
        .limit(sql.placeholder('limit'))
        .offset(sql.placeholder('offset')),
    )
    .execute({ threadId, limit, offset });
}

export type ShownPost = Awaited<ReturnType<typeof topPosts>>[number];

/** The first replies under each of the same run of top-level posts. */
export async function repliesUnder(conn: Conn, threadId: number, offset: number, limit: number): Promise<ShownPost[]> {
  return conn
    .prepared('replies under', (q, t) =>
      q
        .select(postColumns(t))
        .from(t.posts)
        .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
        .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
        .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
        .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
        .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
        .where(
          sql`${t.posts.parentId} in (select "id" from "posts" where "thread_id" = ${sql.placeholder('threadId')} and "parent_id" is null
            order by "place_key", "number"
            limit ${sql.placeholder('limit')} offset ${sql.placeholder('offset')}) and ${t.posts.placeKey} <= ${sql.placeholder('shown')}`,
        )
        .orderBy(t.posts.parentId, t.posts.placeKey),
    )
    .execute({ threadId, limit, offset, shown: LIMITS.repliesShown });
}

/** One top-level post and all of its replies. */
export async function postWithReplies(conn: Conn, threadId: number, postId: number): Promise<ShownPost[]> {
  const { t } = conn;
  return conn.q
    .select(postColumns(t))
    .from(t.posts)
    .leftJoin(t.accounts, eq(t.accounts.id, t.posts.authorId))
    .leftJoin(t.postLabels, eq(t.postLabels.postId, t.posts.id))
    .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
    .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId))
    .leftJoin(t.exceptions, eq(t.exceptions.postId, t.posts.id))
    .where(sql`${t.posts.threadId} = ${threadId} and (${t.posts.id} = ${postId} or ${t.posts.parentId} = ${postId})`)
    .orderBy(sql`case when ${t.posts.parentId} is null then 0 else 1 end`, t.posts.placeKey);
}

/** How many top-level posts, the opening among them, stand before this one. */
export async function placesBefore(
  conn: Conn,
  post: { threadId: number; placeKey: number; number: number },
): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(
      and(
        eq(p.threadId, post.threadId),
        sql`${p.parentId} is null`,
        sql`(${p.placeKey}, ${p.number}) < (${post.placeKey}, ${post.number})`,
      ),
    );
  return row!.count;
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
  const { threads: t } = tx.t;
  const [row] = await tx.q
    .update(t)
    .set({ version: sql`${t.version} + 1` })
    .where(eq(t.id, id))
    .returning();
  return row ?? null;
}

export type LockedThread = NonNullable<Awaited<ReturnType<typeof lockThread>>>;

/** Changes what a thread was given; what is derived of it is written by recount.ts alone. */
export async function updateThread(
  tx: Tx,
  id: number,
  changes: Partial<Omit<Tx['t']['threads']['$inferInsert'], keyof DerivedOfThread>>,
) {
  const { threads: t } = tx.t;
  await tx.q.update(t).set(changes).where(eq(t.id, id)).returning({ id: t.id });
}
