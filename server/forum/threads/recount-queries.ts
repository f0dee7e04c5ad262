/** What recount.ts asks and writes. Nothing else writes these columns of threads, posts and tags. */
import { hiddenSince, isPublicPost } from '../../platform/audience/scope-queries.ts';
import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { ME_TOO_RECENT_MS, RECENT_MS } from '../../rules/answers.ts';
import { type Marks, NO_MARKS, type PostColumns, type SaidOutdated } from '../../rules/post-state.ts';
import { type SpokenPost, type ThreadColumns } from '../../rules/thread-state.ts';
import type { MarkKind } from '../../../shared/words.ts';
import { insertAll, insertOrAdd, oneOf, updateAll } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { actorAs, knowsWhetherOutdated, SPACE_MODERATOR } from '../../rules/roles.ts';
import { isStanding } from '../standing-queries.ts';

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
  const { threads: t } = tx.t;
  await tx.q.update(t).set(columns).where(eq(t.id, id)).returning({ id: t.id });
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
  const { posts: p } = tx.t;
  await tx.q.update(p).set(columns).where(eq(p.id, id)).returning({ id: p.id });
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
  const { threadTags: x } = conn.t;
  const rows = await conn.q.select({ tagId: x.tagId }).from(x).where(eq(x.threadId, threadId));
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

/** Who says of answers that they are outdated, and whether they know; by answer. All of them are in one space. */
async function saidOutdated(conn: Conn, posts: readonly MarkedPost[]): Promise<Map<number, SaidOutdated[]>> {
  const byId = new Map(posts.map((post) => [post.id, post]));
  if (byId.size === 0) return new Map();
  const { marks: m, accounts: a, spaceRoles: r } = conn.t;
  const moderates = and(eq(r.accountId, a.id), eq(r.spaceId, posts[0]!.spaceId), eq(r.role, SPACE_MODERATOR));
  const rows = await conn.q
    .select({ postId: m.postId, id: m.accountId, role: a.role, moderated: r.spaceId, at: m.at })
    .from(m)
    .innerJoin(a, eq(a.id, m.accountId))
    .leftJoin(r, moderates)
    .where(and(oneOf(conn, m.postId, [...byId.keys()]), eq(m.kind, 'outdated'), isStanding(m)));
  const said = new Map<number, SaidOutdated[]>();
  for (const { postId, id, role, moderated, at } of rows) {
    const knows = knowsWhetherOutdated(actorAs(id, role, moderated === null ? [] : [moderated]), byId.get(postId)!);
    said.set(postId, [...(said.get(postId) ?? []), { at, knows }]);
  }
  return said;
}

/** A post with who may know about it. @property askerId who began its thread */
export type MarkedPost = { id: number; authorId: number | null; askerId: number | null; spaceId: number };

/** The marks that stand on posts of one thread, by post. */
export async function marksOnAll(conn: Conn, posts: MarkedPost[], now: number): Promise<Map<number, Marks>> {
  const { marks: m } = conn.t;
  const askerId = posts[0]?.askerId ?? null;
  const isRecent = sql`(${m.kind} = 'me_too' and ${m.at} > ${now - ME_TOO_RECENT_MS}) or (${m.kind} <> 'me_too' and ${m.at} > ${now - RECENT_MS})`;
  // What came in from another thread was accepted there, by whoever asked there.
  const isTheirs =
    askerId === null ? undefined : sql`(${m.kind} not in ('accept', 'settled') or ${m.accountId} = ${askerId})`;
  const ids = posts.map(({ id }) => id);
  const rows = await conn.q
    .select({
      postId: m.postId,
      kind: m.kind,
      all: sql<number>`count(*)`.mapWith(Number),
      recent: sql<number>`count(case when ${isRecent} then 1 end)`.mapWith(Number),
      first: sql<number>`min(${m.at})`.mapWith(Number),
    })
    .from(m)
    .where(and(ids.length === 1 ? eq(m.postId, ids[0]!) : oneOf(conn, m.postId, ids), isStanding(m), isTheirs))
    .groupBy(m.postId, m.kind);
  const byPost = new Map<number, Map<MarkKind, (typeof rows)[number]>>();
  for (const row of rows) byPost.set(row.postId, (byPost.get(row.postId) ?? new Map()).set(row.kind, row));
  const said = await saidOutdated(
    conn,
    posts.filter(({ id }) => byPost.get(id)?.has('outdated')),
  );
  const found = new Map<number, Marks>();
  for (const post of posts) {
    const of = (kind: MarkKind) => byPost.get(post.id)?.get(kind);
    found.set(post.id, {
      ...NO_MARKS,
      acceptedAt: of('accept')?.first ?? null,
      settledAt: of('settled')?.first ?? null,
      outdated: said.get(post.id) ?? [],
      worked: of('worked')?.all ?? 0,
      workedRecent: of('worked')?.recent ?? 0,
      helpful: of('helpful')?.all ?? 0,
      meToo: of('me_too')?.all ?? 0,
      meTooRecent: of('me_too')?.recent ?? 0,
    });
  }
  return found;
}

/** The marks that stand on a post. */
export const marksOn = async (conn: Conn, post: MarkedPost, now: number): Promise<Marks> =>
  (await marksOnAll(conn, [post], now)).get(post.id)!;

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

/** The posts of threads that have marks of a member on them. */
export async function markedBy(conn: Conn, accountId: number, threadIds: number[]) {
  const { marks: m } = conn.t;
  return conn.q
    .selectDistinct({ postId: m.postId, threadId: m.threadId })
    .from(m)
    .where(and(eq(m.accountId, accountId), oneOf(conn, m.threadId, threadIds)));
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
