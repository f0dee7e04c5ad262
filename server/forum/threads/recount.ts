/**
 * The only writer of what is derived of threads and posts: gathers the facts, lets rules/post-state.ts and thread-state.ts
 * decide, keeps what changed, and carries it into the space, the tags and the helpers. Every act on a thread ends here.
 */
import type { Marks } from '../../rules/post-state.ts';
import { type Help, helpOf, isPublic, NO_HELP, postColumns } from '../../rules/post-state.ts';
import {
  canAdd,
  factsOf,
  factsWith,
  type PostChange,
  type SpokenPost,
  type ThreadColumns,
  threadColumns,
} from '../../rules/thread-state.ts';
import { needsKey } from '../../rules/needs.ts';
import type { RankEvent } from '../../rules/rank.ts';
import { oneLine } from '../../../shared/markdown.ts';
import { ownWords } from '../../../shared/own-words.ts';
import { excerptOf } from '../../../shared/render.ts';
import type { Tx } from '../../platform/store/store.ts';
import { rankAfter, type RankColumns, recompute } from '../rank/rank.ts';
import { addToSpace, ensureTags } from '../spaces/queries.ts';
import { addHelp } from './help-queries.ts';
import type { Post } from './post-queries.ts';
import type { LockedThread } from './queries.ts';
import * as queries from './recount-queries.ts';
import { marksOn, marksOnAll } from './standing-marks-queries.ts';

/** What of a thread's rank a change touches: one event more, anything, or nothing. */
export type RankChange = { event: RankEvent; postId: number } | 'anew' | null;

/** One change, so that a thread of thousands of posts is not counted whole for it. */
export type Change = PostChange & {
  rank: RankChange;
  /** Of a new post: its author has none in the thread that can be read. */
  isNewcomer?: boolean;
  /** Where it is known already. */
  openingIsPublic?: boolean;
  /** What stands on the opening, where it is the opening that changed. */
  marks?: Marks;
  /** The first words of an opening that was edited. */
  excerpt?: string;
  /** Somebody more has the same need: a question has its turn at this moment. */
  turnAt?: number | null;
};

const asMarked = (thread: LockedThread, { id, authorId }: { id: number; authorId: number | null }) => ({
  ...{ id, authorId },
  ...{ askerId: thread.authorId, spaceId: thread.spaceId },
});

type Counted = { columns: ThreadColumns; posts: number };

/** Counts all posts of a thread. @param shift how many more of its posts can be read than when it was last counted */
async function countAll(tx: Tx, thread: LockedThread, shift: number): Promise<Counted & { thankCount: number }> {
  const posts = (await queries.postsOf(tx, [thread.id])).get(thread.id)!;
  const opening = await queries.openingOf(tx, thread.id);
  const marks = opening && (await marksOn(tx, asMarked(thread, opening), tx.now));
  const facts = factsOf(thread, posts, {
    meToo: { all: marks?.meToo ?? 0, recent: marks?.meTooRecent ?? 0 },
    excerpt: opening ? excerptOf(oneLine(ownWords(opening.html))) : '',
  });
  const columns = threadColumns(thread, facts);
  const before = thread.visible ? facts.publicPosts - shift : 0;
  return {
    columns,
    posts: (columns.visible ? facts.publicPosts : 0) - before,
    thankCount: await queries.countThanks(tx, thread.id),
  };
}

/** Counts a thread with one change more. */
async function countWith(tx: Tx, thread: LockedThread, change: Change): Promise<Counted> {
  const { before, after, marks, excerpt = thread.excerpt } = change;
  const isOpening = after.kind === 'opening';
  const openingIsPublic = isOpening
    ? isPublic(after)
    : (change.openingIsPublic ?? (await queries.aroundNew(tx, thread.id, null)).isPublic);
  const meToo =
    isOpening && marks
      ? { all: marks.meToo, recent: marks.meTooRecent }
      : { all: thread.meTooCount, recent: thread.meTooRecent };
  const isNewcomer = change.isNewcomer ?? false;
  const facts = factsWith(thread, change, { meToo, excerpt, openingIsPublic, isNewcomer });
  return { columns: threadColumns(thread, facts), posts: before === null && isPublic(after) ? 1 : 0 };
}

async function rankWith(
  tx: Tx,
  thread: LockedThread,
  rank: RankChange,
  visible: boolean,
): Promise<Partial<RankColumns>> {
  if (rank === 'anew' || visible !== thread.visible) return recompute(tx, thread, visible);
  return rank === null ? {} : rankAfter(tx, thread, rank.event, rank.postId);
}

type Kept = Partial<queries.DerivedOfThread>;

/** Those of the columns that are not kept so already. */
const changed = <T extends object>(row: T, columns: Partial<T>): Partial<T> =>
  Object.fromEntries(
    Object.entries(columns).filter(([column, value]) => row[column as keyof T] !== value),
  ) as Partial<T>;

/**
 * Sets a locked thread's derived columns, with those of its tags and its space.
 * @param thread with what was changed of it since it was locked, and with the derived columns as they are kept
 * @param change what was done to one of its posts; without it, everything is counted
 */
export async function recountThread(tx: Tx, thread: LockedThread, change?: Change): Promise<void> {
  const adds = change !== undefined && canAdd(thread, change);
  const shift = change ? Number(isPublic(change.after)) - Number(change.before !== null && isPublic(change.before)) : 0;
  const { columns, posts, ...thanks } = adds ? await countWith(tx, thread, change) : await countAll(tx, thread, shift);
  const rank = await rankWith(tx, thread, adds ? change.rank : 'anew', columns.visible);
  const turnAt = change?.turnAt ?? null;
  const turn = turnAt === null ? {} : { needsKey: Math.min(thread.needsKey, needsKey(turnAt, thread.createdAt)) };
  await keep(tx, thread, { ...columns, ...thanks, ...rank, ...turn }, columns.visible, posts);
}

/**
 * Counts all of a locked thread after several posts came into it, or went.
 * @param shift how many more of its posts can be read than when it was last counted
 */
export async function recountMoved(tx: Tx, thread: LockedThread, shift: number): Promise<void> {
  const { columns, posts, thankCount } = await countAll(tx, thread, shift);
  const rank = await recompute(tx, thread, columns.visible);
  await keep(tx, thread, { ...columns, thankCount, ...rank }, columns.visible, posts);
}

async function keep(tx: Tx, thread: LockedThread, columns: Kept, visible: boolean, posts: number): Promise<void> {
  await queries.writeThread(tx, thread.id, changed<Kept>(thread, columns));
  const threads = Number(visible) - Number(thread.visible);
  if (threads !== 0) await queries.addToTags(tx, await queries.tagIdsOf(tx, thread.id), threads);
  if (threads !== 0 || posts !== 0) addToSpace(tx, thread.spaceId, { threads, posts });
}

/** @property before the post as it was kept @property after as it is now */
export type Recounted = { before: Post; after: SpokenPost; marks: Marks };

/**
 * Sets a post's derived columns to what stands on it, and credits its author. The thread is to be recounted with what
 * comes back.
 * @param thread locked @param kept the post as it was before it, or its marks, changed
 * @param wasHiddenAt since when it, or the post above it, was hidden before; as it is now where nothing was hidden or shown
 */
export async function recountPost(
  tx: Tx,
  thread: LockedThread,
  kept: Post,
  wasHiddenAt?: number | null,
): Promise<Recounted> {
  const now = (await queries.spokenPost(tx, kept.id))!;
  const before = { ...kept, hiddenAt: wasHiddenAt === undefined ? now.hiddenAt : wasHiddenAt };
  const marks = await marksOn(tx, asMarked(thread, now), tx.now);
  const columns = postColumns(thread, now, marks);
  const news = changed<typeof columns>(now, columns);
  if (Object.keys(news).length > 0) await queries.writePost(tx, now.id, news);
  const after = { ...now, ...columns };
  await carryHelp(tx, thread, before, after);
  return { before, after, marks };
}

/** What a post counts for its author follows it. */
async function carryHelp(tx: Tx, thread: LockedThread, before: Post, after: Parameters<typeof helpOf>[1]) {
  const { authorId } = after;
  await credit(tx, thread.spaceId, [{ authorId, is: helpOf(thread, after), was: helpOf(thread, before) }]);
}

type Credit = { authorId: number | null; is: Help; was: Help };

/** Gives authors the difference of what counts for them, each once however many posts of theirs changed. */
async function credit(tx: Tx, spaceId: number, credits: readonly Credit[]): Promise<void> {
  const help = new Map<number, Help>();
  for (const { authorId, is, was } of credits) {
    if (authorId === null) continue;
    const { solved, worked, helpful } = help.get(authorId) ?? NO_HELP;
    help.set(authorId, {
      solved: solved + is.solved - was.solved,
      worked: worked + is.worked - was.worked,
      helpful: helpful + is.helpful - was.helpful,
    });
  }
  await addHelp(tx, spaceId, help);
}

/** The same where posts went from one space into another. */
async function carryCredit(tx: Tx, from: number, to: number, credits: readonly Credit[]): Promise<void> {
  if (from === to) return credit(tx, to, credits);
  await credit(
    tx,
    from,
    credits.map((one) => ({ ...one, is: NO_HELP })),
  );
  await credit(
    tx,
    to,
    credits.map((one) => ({ ...one, was: NO_HELP })),
  );
}

/**
 * Sets the derived columns of posts that came from another thread, all in a few statements, and credits their authors
 * for what they are here.
 * @param to locked, with the posts in it already
 */
export async function recountArrived(tx: Tx, from: LockedThread, to: LockedThread, ids: number[]): Promise<void> {
  const posts = await queries.spokenPosts(tx, ids);
  const marks = await marksOnAll(
    tx,
    posts.map((post) => asMarked(to, post)),
    tx.now,
  );
  const news: queries.PostNews[] = [];
  const credits = posts.map((post) => {
    const columns = postColumns(to, post, marks.get(post.id)!);
    if (Object.keys(changed<typeof columns>(post, columns)).length > 0) news.push({ id: post.id, ...columns });
    return { authorId: post.authorId, is: helpOf(to, { ...post, ...columns }), was: helpOf(from, post) };
  });
  await queries.writePosts(tx, news);
  await carryCredit(tx, from.spaceId, to.spaceId, credits);
}

type Gone = { authorId: number | null; askerId: number | null; spaceId: number } & Pick<
  Post,
  'acceptedAt' | 'workedCount' | 'helpfulCount'
>;

/** Authors keep no credit for posts that anybody could read, and that are deleted with their threads. */
export async function takeCreditBack(tx: Tx, posts: readonly Gone[]): Promise<void> {
  const bySpace = Map.groupBy(posts, ({ spaceId }) => spaceId);
  for (const [spaceId, gone] of bySpace) {
    const standing = { withdrawnAt: null, hiddenAt: null };
    const credits = gone.map(({ askerId, ...post }) => ({
      ...{ authorId: post.authorId, is: NO_HELP },
      was: helpOf({ authorId: askerId }, { ...post, ...standing }),
    }));
    await credit(tx, spaceId, credits);
  }
}

/** Takes over an acceptance from elsewhere; where the asker is nobody here, it is nobody's mark. */
export async function acceptImported(tx: Tx, thread: LockedThread, post: Post, at: number): Promise<void> {
  if (thread.authorId === null) await queries.writePost(tx, post.id, { acceptedAt: at });
  await recountPost(tx, thread, post);
}

/** Gives a locked thread these tags, which are made where they are missing. */
export async function retag(tx: Tx, thread: LockedThread, tagNames: string[]): Promise<void> {
  const old = await queries.tagIdsOf(tx, thread.id);
  const now = await ensureTags(tx, thread.spaceId, tagNames);
  await queries.setThreadTags(tx, thread.id, thread.createdAt, now);
  if (!thread.visible) return;
  const without = (ids: number[], others: number[]) => ids.filter((id) => !others.includes(id));
  await queries.addToTags(tx, without(old, now), -1);
  await queries.addToTags(tx, without(now, old), 1);
}

/** A locked thread and its posts are counted in another space from now on, and so is what they helped with. */
export async function carryToSpace(tx: Tx, thread: LockedThread, spaceId: number): Promise<void> {
  const posts = (await queries.postsOf(tx, [thread.id])).get(thread.id)!;
  const credits = posts.map((post) => ({
    authorId: post.authorId,
    is: helpOf(thread, post),
    was: helpOf(thread, post),
  }));
  await carryCredit(tx, thread.spaceId, spaceId, credits);
  if (!thread.visible) return;
  const readable = posts.filter(isPublic).length;
  addToSpace(tx, thread.spaceId, { threads: -1, posts: -readable });
  addToSpace(tx, spaceId, { threads: 1, posts: readable });
}

/** Sets how often staff said thank you in a locked thread. */
export async function recountThanks(tx: Tx, thread: LockedThread): Promise<void> {
  await queries.writeThread(tx, thread.id, { thankCount: await queries.countThanks(tx, thread.id) });
}

/** Sets a locked thread's rank to what its events come to. */
export async function recountRank(tx: Tx, thread: LockedThread): Promise<void> {
  await queries.writeThread(tx, thread.id, await recompute(tx, thread, thread.visible));
}

/** Gives a question its turn in "Needs an answer"; from rules/needs.ts. */
export async function takeTurn(tx: Tx, threadId: number, turn: queries.Turn): Promise<void> {
  await queries.writeThread(tx, threadId, turn);
}
