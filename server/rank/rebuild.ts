/** Counting ranks and turns afresh for many threads: after an import, and when a constant was changed. */
import type { Adda } from '../adda.ts';
import { needsKey, turnsOf, usualWait } from '../rules/needs.ts';
import { STAMP } from '../rules/rank.ts';
import { getSetting, putSetting, updateSite } from '../site/queries.ts';
import type { Tx } from '../store/store.ts';
import { lockThread, updateThread } from '../threads/queries.ts';
import { fromEvents } from './keep.ts';
import * as imported from './import-queries.ts';
import * as queries from './queries.ts';

const THREADS_AT_ONCE = 200;
const POSTS_AT_ONCE = 20_000;
const STAMP_KEY = 'rank';

/** Told after every step. */
export type Told = (done: number, of: number) => void;

type ThreadRow = Awaited<ReturnType<typeof queries.threadsAfter>>[number];

async function rebuildThreads(tx: Tx, threads: ThreadRow[]): Promise<void> {
  // Nobody may post into them between the counting and the keeping.
  for (const { id } of threads) await lockThread(tx, id);
  const ranks = await fromEvents(tx, threads);
  for (const { id, createdAt, usualWait: measured, needsAnswer } of threads) {
    const turns = turnsOf(createdAt, usualWait(measured), tx.now);
    const needs = { needsKey: needsKey(turns.lastAt, createdAt), needsTurnAt: turns.nextAt };
    await updateThread(tx, id, { ...ranks.get(id)!, ...(needsAnswer && needs) });
  }
}

/**
 * Counts the rank of every thread afresh from what passed in it, in small transactions beside a running forum.
 * @param spaceId only the threads of this space
 * @returns how many threads
 */
export async function rebuildRanks(adda: Adda, spaceId: number | null, told: Told = () => {}): Promise<number> {
  const of = await queries.countThreads(adda.store.read, spaceId);
  let done = 0;
  for (let after = 0; ;) {
    const threads = await queries.threadsAfter(adda.store.read, after, spaceId, THREADS_AT_ONCE);
    if (threads.length === 0) break;
    await adda.store.write((tx) => rebuildThreads(tx, threads));
    after = threads.at(-1)!.id;
    told((done += threads.length), of);
  }
  await adda.store.write((tx) => updateSite(tx));
  return done;
}

/** The constants that the kept keys must have been made with, those of the spaces among them. */
async function stampNow(adda: Adda): Promise<string> {
  return JSON.stringify([STAMP, await queries.ownHalfLives(adda.store.read)]);
}

/** Rebuilds all ranks and notes with which constants. */
export async function rebuildAll(adda: Adda, told?: Told): Promise<number> {
  const stamp = await stampNow(adda);
  const done = await rebuildRanks(adda, null, told);
  await adda.store.write((tx) => putSetting(tx, STAMP_KEY, stamp));
  return done;
}

/** Whether kept keys were made with other constants than those in force. */
export async function isStale(adda: Adda): Promise<boolean> {
  return (await getSetting<string>(adda.store.read, STAMP_KEY)) !== (await stampNow(adda));
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
  told?: Told,
): Promise<number> {
  const last = await imported.lastPostId(adda.store.read);
  const inParts = async (work: (tx: Tx, from: number, to: number) => Promise<void>) => {
    for (let from = 1; from <= last; from += POSTS_AT_ONCE)
      await adda.store.write((tx) => work(tx, from, from + POSTS_AT_ONCE - 1));
  };
  await inParts((tx, from, to) => imported.addressPosts(tx, source, from, to));
  await adda.store.write((tx) => imported.hearAccounts(tx, source));
  await inParts((tx, from, to) => imported.freshenPosts(tx, source, from, to));
  await adda.store.write((tx) => imported.freshenMarks(tx, spaceId));
  return rebuildRanks(adda, spaceId, told);
}
