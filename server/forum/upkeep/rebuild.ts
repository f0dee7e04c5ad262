/** Counting ranks and turns recompute for many threads: after an import, and when a constant was changed. */
import type { Adda } from '../../platform/adda.ts';
import { needsKey, rotationOf, usualWait } from '../../rules/needs.ts';
import { NO_FACTS, STAMP } from '../../rules/rank.ts';
import type { RankFacts } from '../../../shared/words.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { lockThread } from '../threads/queries.ts';
import { recountRank, takeTurn } from '../threads/recount.ts';
import { fromEvents, type RankColumns } from '../rank/rank.ts';
import * as imported from './import-queries.ts';
import * as queries from '../rank/queries.ts';
import { raise } from '../../platform/events/raise.ts';

const THREADS_AT_ONCE = 200;
const POSTS_AT_ONCE = 20_000;
const STAMP_KEY = 'rank';

/** OnProgress after every step. */
export type OnProgress = (done: number, of: number) => void;

type ThreadRow = Awaited<ReturnType<typeof queries.threadsAfter>>[number];

/** Keys of the same events, summed in another order, differ by less. */
const SAME = 1e-9;
const isSame = (one: number | null, other: number | null) =>
  one === null || other === null ? one === other : Math.abs(one - other) < SAME;

const FACTS = Object.keys(NO_FACTS) as (keyof RankFacts)[];
const isEqual = (one: RankFacts, other: RankFacts) => FACTS.every((fact) => one[fact] === other[fact]);

function isAsCounted(thread: ThreadRow, rank: RankColumns): boolean {
  return (
    isSame(thread.rankKey, rank.rankKey) &&
    isSame(thread.spaceRankKey, rank.spaceRankKey) &&
    isEqual(thread.rankFacts ?? NO_FACTS, rank.rankFacts ?? NO_FACTS)
  );
}

/** The turn that a question has by now; none for what needs no answer. */
function turnOf(thread: ThreadRow, now: number) {
  if (!thread.needsAnswer) return null;
  const turns = rotationOf(thread.createdAt, usualWait(thread.usualWait), now);
  // What "I have this too" brought forward stays there.
  const key = Math.min(
    needsKey(turns.lastAt, thread.createdAt),
    thread.rotatesAt === null ? Infinity : thread.needsKey,
  );
  return key === thread.needsKey && thread.rotatesAt !== null ? null : { needsKey: key, rotatesAt: turns.nextAt };
}

async function rebuildThreads(tx: Tx, threads: ThreadRow[]): Promise<void> {
  const ranks = await fromEvents(tx, threads);
  for (const thread of threads) {
    const turn = turnOf(thread, tx.now);
    const isRight = isAsCounted(thread, ranks.get(thread.id)!);
    if (isRight && !turn) continue;
    // Nobody may post into it between the counting and the keeping.
    const locked = await lockThread(tx, thread.id);
    if (!isRight && locked) await recountRank(tx, locked);
    if (turn) await takeTurn(tx, thread.id, turn);
  }
}

/**
 * Counts the rank of every thread recompute from what passed in it, in small transactions beside a running forum.
 * @param spaceId only the threads of this space
 * @returns how many threads
 */
export async function rebuildRanks(
  adda: Adda,
  spaceId: number | null,
  onProgress: OnProgress = () => {},
): Promise<number> {
  const of = await queries.countThreads(adda.store.read, spaceId);
  let done = 0;
  for (let after = 0; ;) {
    const threads = await queries.threadsAfter(adda.store.read, after, spaceId, THREADS_AT_ONCE);
    if (threads.length === 0) break;
    await adda.store.write((tx) => rebuildThreads(tx, threads));
    after = threads.at(-1)!.id;
    onProgress((done += threads.length), of);
  }
  await adda.store.write((tx) => raise(tx, { kind: 'forum.filled', actorId: null }));
  return done;
}

/** The constants that the kept keys must have been made with, those of the spaces among them. */
async function stampNow(adda: Adda): Promise<string> {
  return JSON.stringify([STAMP, await queries.ownHalfLives(adda.store.read)]);
}

/** Rebuilds all ranks and notes with which constants. */
export async function rebuildAll(adda: Adda, onProgress?: OnProgress): Promise<number> {
  const stamp = await stampNow(adda);
  const done = await rebuildRanks(adda, null, onProgress);
  await adda.store.write((tx) => putSetting(tx, STAMP_KEY, { stamp }));
  return done;
}

/** Whether kept keys were made with other constants than those in force. */
export async function isStale(adda: Adda): Promise<boolean> {
  const kept = await getSetting<{ stamp: string }>(adda.store.read, STAMP_KEY);
  return kept?.stamp !== (await stampNow(adda));
}

/** Rebuilds all ranks when a constant, or the half-life of a space, was changed. */
export async function rebuildStale(adda: Adda): Promise<void> {
  if (!(await isStale(adda))) return;
  let said = 0;
  await rebuildAll(adda, (done, of) => {
    // A line for every tenth is progress enough in a log.
    if (done * 10 < (said + 1) * of) return;
    said = Math.floor((done * 10) / of);
    adda.log.info({ done, of }, 'ranks are being rebuilt');
  });
}

/** Ranks of an imported community are those of its history. @returns how many threads */
export async function rankImported(
  adda: Adda,
  { source, spaceId }: { source: string; spaceId: number },
  onProgress?: OnProgress,
): Promise<number> {
  const last = await imported.lastPostId(adda.store.read);
  const inParts = async (work: (tx: Tx, from: number, to: number) => Promise<void>) => {
    for (let from = 1; from <= last; from += POSTS_AT_ONCE)
      await adda.store.write((tx) => work(tx, from, from + POSTS_AT_ONCE - 1));
  };
  await inParts((tx, from, to) => imported.addressPosts(tx, source, from, to));
  await adda.store.write((tx) => imported.hearAccounts(tx, source));
  await inParts((tx, from, to) => imported.markPostsOnProbation(tx, source, from, to));
  await adda.store.write((tx) => imported.markMarksOnProbation(tx, spaceId));
  return rebuildRanks(adda, spaceId, onProgress);
}
