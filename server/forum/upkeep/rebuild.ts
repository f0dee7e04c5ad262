/** Counting ranks and turns anew for many threads: after an import, and when a constant was changed. */
import type { Adda } from '../../platform/adda.ts';
import { needsKey, rotationOf, usualWait } from '../../rules/needs.ts';
import { NO_FACTS, STAMP } from '../../rules/rank.ts';
import type { RankFacts } from '../../../shared/words.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { atOnce, besideOthers, type Pace } from '../../platform/jobs/pace.ts';
import type { Tx } from '../../platform/store/store.ts';
import { lockThread } from '../threads/queries.ts';
import { recountRank, takeTurn } from '../threads/recount.ts';
import { fromEvents, type RankColumns } from '../rank/rank.ts';
import * as imported from './import-queries.ts';
import * as queries from '../rank/queries.ts';
import { raise } from '../../platform/events/raise.ts';

/** Read together, and written in one transaction: few enough that nobody waits for them longer than for a page. */
const THREADS_AT_ONCE = 25;
const MENDED_AT_ONCE = 10;
const MARKED_AT_ONCE = 200;
const POSTS_AT_ONCE = 1_000;
const ACCOUNTS_AT_ONCE = 500;
const STAMP_KEY = 'rank';

/** Called after every step. */
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
    isSame(thread.probationKey, rank.probationKey) &&
    isSame(thread.spaceProbationKey, rank.spaceProbationKey) &&
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

type Wrong = { id: number; isRanked: boolean; turn: ReturnType<typeof turnOf> };

/** Those of the threads that are not kept as they come to. */
async function wrongOf(adda: Adda, threads: ThreadRow[], now: number): Promise<Wrong[]> {
  const ranks = await fromEvents(adda.store.read, threads);
  return threads
    .map((thread) => ({
      id: thread.id,
      isRanked: isAsCounted(thread, ranks.get(thread.id)!),
      turn: turnOf(thread, now),
    }))
    .filter(({ isRanked, turn }) => !isRanked || turn !== null);
}

async function mend(tx: Tx, wrong: Wrong[]): Promise<void> {
  for (const { id, isRanked, turn } of wrong) {
    // Nobody may post into it between the counting and the keeping.
    const locked = await lockThread(tx, id);
    if (!locked) continue;
    if (!isRanked) await recountRank(tx, locked);
    if (turn) await takeTurn(tx, id, turn);
  }
}

/** Does some work on ids in parts, so that no transaction keeps others from writing for long. */
async function inParts(
  ids: { first: number; last: number } | null,
  size: number,
  work: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  if (ids) for (let from = ids.first; from <= ids.last; from += size) await work(from, from + size - 1);
}

/** Sets what imports leave out and ranks depend on: whom posts were said to, who was heard, who was in their first days. */
async function deriveImported({ store }: Adda, source: string): Promise<void> {
  const posts = await imported.idsOfSource(store.read, source, 'posts');
  const threads = await imported.idsOfSource(store.read, source, 'threads');
  await inParts(posts, POSTS_AT_ONCE, (from, to) => store.write((tx) => imported.addressPosts(tx, source, from, to)));
  const heard = new Map<number, number>();
  await inParts(posts, POSTS_AT_ONCE, async (from, to) => {
    for (const [id, at] of await imported.heardIn(store.read, source, from, to))
      heard.set(id, Math.min(at, heard.get(id) ?? at));
  });
  // What members were told under a name that they claimed since was told to the account of then.
  const claimed = await imported.claimedOf(store.read, source);
  const accounts = [...heard]
    .flatMap(([id, at]) => (claimed.get(id) ?? [id]).map((account) => ({ account, at })))
    .sort((one, other) => one.account - other.account);
  for (let from = 0; from < accounts.length; from += ACCOUNTS_AT_ONCE)
    await store.write(async (tx) => {
      for (const { account, at } of accounts.slice(from, from + ACCOUNTS_AT_ONCE))
        await queries.setHeard(tx, account, at);
    });
  await inParts(posts, POSTS_AT_ONCE, (from, to) =>
    store.write((tx) => imported.markPostsOnProbation(tx, source, from, to)),
  );
  await inParts(threads, MARKED_AT_ONCE, (from, to) =>
    store.write((tx) => imported.markMarksOnProbation(tx, source, from, to)),
  );
}

/**
 * Sets the rank of every thread, and its turn, to what passed in it; of imported communities first what that depends
 * on. What is still to be done follows from what is kept, so that an import, one that was cut off and taken up again,
 * and a rebuild all come to the same. In small transactions beside a running forum.
 * @param spaceId only the threads of this space
 * @param pace at which its parts run
 * @returns how many threads
 */
export async function rebuildRanks(
  adda: Adda,
  spaceId: number | null,
  onProgress: OnProgress = () => {},
  pace: Pace = atOnce,
): Promise<number> {
  const { store } = adda;
  for (const source of await imported.importedSources(store.read, spaceId)) await deriveImported(adda, source);
  const of = await queries.countThreads(store.read, spaceId);
  let done = 0;
  let mended = 0;
  for (let after = 0; ;) {
    const threads = await queries.threadsAfter(store.read, after, spaceId, THREADS_AT_ONCE);
    if (threads.length === 0) break;
    const wrong = await pace(() => wrongOf(adda, threads, Date.now()));
    for (let at = 0; at < wrong.length; at += MENDED_AT_ONCE)
      await pace(() => store.write((tx) => mend(tx, wrong.slice(at, at + MENDED_AT_ONCE))));
    mended += wrong.length;
    after = threads.at(-1)!.id;
    onProgress((done += threads.length), of);
  }
  if (mended > 0) await store.write((tx) => raise(tx, { kind: 'forum.filled', actorId: null }));
  return done;
}

/** The constants that the kept keys must have been made with, those of the spaces among them. */
async function stampNow(adda: Adda): Promise<string> {
  return JSON.stringify([STAMP, await queries.ownHalfLives(adda.store.read)]);
}

/** Rebuilds all ranks and notes with which constants. */
export async function rebuildAll(adda: Adda, onProgress?: OnProgress, pace?: Pace): Promise<number> {
  const stamp = await stampNow(adda);
  const done = await rebuildRanks(adda, null, onProgress, pace);
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
  const say: OnProgress = (done, of) => {
    // A line for every tenth is progress enough in a log.
    if (done * 10 < (said + 1) * of) return;
    said = Math.floor((done * 10) / of);
    adda.log.info({ done, of }, 'ranks are being rebuilt');
  };
  await rebuildAll(adda, say, besideOthers);
}
