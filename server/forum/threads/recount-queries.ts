/** What recount.ts asks and writes. Nothing else writes these columns of threads, posts and tags. */
import { hiddenSince, isPublicPost } from '../../platform/audience/scope-queries.ts';
import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { type PostColumns } from '../../rules/post-state.ts';
import { type SpokenPost, type ThreadColumns } from '../../rules/thread-state.ts';
import { insertAll, insertOrAdd, oneOf, updateAll } from '../../platform/store/bulk.ts';
import { updateRow } from '../../platform/store/rows.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

type ThreadRow = Tx['t']['threads']['$inferSelect'];
export type Turn = Pick<ThreadRow, 'needsKey' | 'rotatesAt'>;
export type DerivedOfThread = ThreadColumns &
  Turn &
  Pick<ThreadRow, 'rankKey' | 'spaceRankKey' | 'rankFacts' | 'probationKey' | 'spaceProbationKey' | 'thankCount'>;
export type DerivedOfPost = PostColumns & { replyCount: number };

/** Order columns that a thread's tags repeat, so that a tag's feeds are index scans too. */
const COPIED = ['rankKey', 'spaceRankKey', 'needsKey', 'needsAnswer'] as const;

/** Writes a thread's derived columns; where its places in the feeds changed, those of its tags follow. */
export async function writeThread(tx: Tx, id: number, columns: Partial<DerivedOfThread>): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await updateRow(tx, tx.t.threads, id, columns);
  if (COPIED.some((column) => column in columns)) await placeTags(tx, id);
}

async function placeTags(tx: Tx, threadId: number): Promise<void> {
  await tx
    .prepared('place tags', (q, { threadTags: x }) => {
      const id = sql.placeholder('threadId');
      return q
        .update(x)
        .set({
          rankKey: sql`(select "rank_key" from "threads" where "id" = ${id})`,
          spaceRankKey: sql`(select "space_rank_key" from "threads" where "id" = ${id})`,
          needsKey: sql`(select case when "needs_answer" then "needs_key" end from "threads" where "id" = ${id})`,
        })
        .where(eq(x.threadId, id))
        .returning({ tagId: x.tagId });
    })
    .execute({ threadId });
}

export async function writePost(tx: Tx, id: number, columns: Partial<DerivedOfPost>): Promise<void> {
  await updateRow(tx, tx.t.posts, id, columns);
}

export type PostNews = { id: number } & PostColumns;

/** Writes the derived columns of many posts. */
export async function writePosts(tx: Tx, news: PostNews[]): Promise<void> {
  await updateAll(tx, tx.t.posts, tx.t.posts.id, news);
}

/** So many replies more stand under a post. @returns how many there were */
export async function addReplies(tx: Tx, postId: number, count: number): Promise<number> {
  const { posts: p } = tx.t;
  const [row] = await tx.q
    .update(p)
    .set({ replyCount: sql`${p.replyCount} + ${count}` })
    .where(eq(p.id, postId))
    .returning({ replyCount: p.replyCount });
  return row!.replyCount - count;
}

/** Gives a thread these tags and no others. */
export async function setThreadTags(tx: Tx, threadId: number, createdAt: number, tagIds: number[]): Promise<void> {
  const { threadTags: x } = tx.t;
  await tx.q.delete(x).where(eq(x.threadId, threadId)).returning({ tagId: x.tagId });
  if (tagIds.length === 0) return;
  await tx.q.insert(x).values(tagIds.map((tagId) => ({ threadId, tagId, createdAt })));
  await placeTags(tx, threadId);
}

export async function tagIdsOf(conn: Conn, threadId: number): Promise<number[]> {
  const rows = await conn
    .prepared('tag ids of', (q, { threadTags: x }) =>
      q
        .select({ tagId: x.tagId })
        .from(x)
        .where(eq(x.threadId, sql.placeholder('threadId'))),
    )
    .execute({ threadId });
  return rows.map((row) => row.tagId).sort((a, b) => a - b);
}

/** Counts threads more, or fewer, with these tags. */
export async function addToTags(tx: Tx, ids: number[], by: number): Promise<void> {
  if (ids.length === 0) return;
  const { tags: g } = tx.t;
  await tx.q
    .update(g)
    .set({ threadCount: sql`${g.threadCount} + ${by}` })
    .where(inArray(g.id, ids))
    .returning({ id: g.id });
}

type CountedHere = SpokenPost & { helpfulCount: number };

/** The posts of threads as far as they count, by thread. */
export async function postsOf(conn: Conn, threadIds: number[]): Promise<Map<number, CountedHere[]>> {
  const { posts: p, postLabels: l } = conn.t;
  const rows = await conn.q
    .select({
      ...{ id: p.id, threadId: p.threadId, number: p.number, kind: p.kind, parentId: p.parentId },
      ...{ authorId: p.authorId, createdAt: p.createdAt, withdrawnAt: p.withdrawnAt, hiddenAt: p.hiddenAt },
      ...{ acceptedAt: p.acceptedAt, outdatedAt: p.outdatedAt, settledAt: p.settledAt },
      ...{ workedCount: p.workedCount, helpfulCount: p.helpfulCount },
      isLabelled: sql<boolean>`${l.postId} is not null`.mapWith(Boolean),
    })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(oneOf(conn, p.threadId, threadIds));
  const labelled = new Set(rows.filter((row) => row.isLabelled).map(({ id }) => id));
  const hidden = new Map(rows.flatMap((row) => (row.hiddenAt === null ? [] : [[row.id, row.hiddenAt] as const])));
  const openings = new Map(rows.filter((row) => row.number === 1).map((row) => [row.threadId, row.id]));
  const byThread = new Map<number, CountedHere[]>(threadIds.map((id) => [id, []]));
  for (const row of rows) {
    const under = row.parentId ?? (row.number === 1 ? undefined : openings.get(row.threadId));
    // A reply is hidden with the post that it stands under.
    const hiddenAt = row.hiddenAt ?? hidden.get(row.parentId ?? 0) ?? null;
    byThread.get(row.threadId)!.push({ ...row, hiddenAt, isToStaff: under !== undefined && labelled.has(under) });
  }
  return byThread;
}

/** A thread's first post: who may answer it, and from what its excerpt is made. */
export async function openingOf(conn: Conn, threadId: number) {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({
      id: p.id,
      authorId: p.authorId,
      html: p.html,
      isPublic: sql<boolean>`${isPublicPost()}`.mapWith(Boolean),
    })
    .from(p)
    .where(and(eq(p.threadId, threadId), eq(p.number, 1)));
  return row ?? null;
}

/** What a new post meets in its thread. @param authorId null for a nameless one */
export async function aroundNew(conn: Conn, threadId: number, authorId: number | null) {
  const [row] = await conn
    .prepared('around new', (q, { posts: p, postLabels: l }) =>
      q
        .select({
          isPublic: sql<boolean>`${isPublicPost()}`.mapWith(Boolean),
          isLabelled: sql<boolean>`${l.postId} is not null`.mapWith(Boolean),
          takesPart: sql<boolean>`exists (select 1 from "posts" other where other."thread_id" = ${p.threadId}
            and other."author_id" = ${sql.placeholder('authorId')} and ${isPublicPost('other')}
            and not exists (select 1 from "post_labels" x where x."post_id" = other."id"))`.mapWith(Boolean),
        })
        .from(p)
        .leftJoin(l, eq(l.postId, p.id))
        .where(and(eq(p.threadId, sql.placeholder('threadId')), eq(p.number, 1))),
    )
    .execute({ threadId, authorId: authorId ?? 0 });
  return row!;
}

const spoken = (conn: Conn) => {
  const { posts: p, postLabels: l } = conn.t;
  return conn.q
    .select({
      ...getTableColumns(p),
      hiddenAt: hiddenSince().mapWith(p.hiddenAt),
      isLabelled: sql<boolean>`${l.postId} is not null`.mapWith(Boolean),
      isToStaff: sql<boolean>`exists (select 1 from "post_labels" x where x."thread_id" = ${p.threadId}
        and (x."post_id" = ${p.parentId} or (${p.parentId} is null and ${p.number} > 1 and x."number" = 1)))`.mapWith(
        Boolean,
      ),
    })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id));
};

/** A post as it counts, with whether it was written for staff or said to them. */
export async function spokenPost(conn: Conn, id: number) {
  const [row] = await spoken(conn).where(eq(conn.t.posts.id, id));
  return row ?? null;
}

/** The same of several. */
export const spokenPosts = async (conn: Conn, ids: number[]) => spoken(conn).where(oneOf(conn, conn.t.posts.id, ids));

/** How often staff said thank you in a thread. */
export async function countThanks(conn: Conn, threadId: number): Promise<number> {
  const { thanks: k, posts: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(k)
    .innerJoin(p, eq(p.id, k.postId))
    .where(eq(p.threadId, threadId));
  return row!.count;
}

/** Gives new threads their tags, which are made where they are missing, and counts them. */
export async function tagThreads(
  tx: Tx,
  spaceId: number,
  threads: { id: number; createdAt: number; tagNames: string[] }[],
): Promise<void> {
  const { tags: g, threadTags: x } = tx.t;
  const counts = new Map<string, number>();
  for (const { tagNames } of threads) for (const name of tagNames) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return;
  const names = [...counts.keys()].sort();
  await insertOrAdd(
    tx,
    g,
    names.map((name) => ({ spaceId, name, threadCount: counts.get(name)! })),
    [g.spaceId, g.name],
    [g.threadCount],
  );
  const rows = await tx.q
    .select({ id: g.id, name: g.name })
    .from(g)
    .where(and(eq(g.spaceId, spaceId), oneOf(tx, g.name, names)));
  const ids = new Map(rows.map((row) => [row.name, row.id]));
  await insertAll(
    tx,
    x,
    threads.flatMap(({ id, createdAt, tagNames }) =>
      tagNames.map((name) => ({ threadId: id, tagId: ids.get(name)!, createdAt })),
    ),
  );
}
