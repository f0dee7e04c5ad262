/** Keeping a thread's rank: with one event more, or counted recompute from all of its events. */
import {
  add,
  type Before,
  HALF_LIFE_MS,
  NO_RANK,
  type Rank,
  type RankEvent,
  rankOf,
  shareOf,
} from '../../rules/rank.ts';
import { isRanked } from '../../rules/thread-state.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import * as queries from './queries.ts';

const HOUR = 3_600_000;

/** A thread's columns that hold its rank. */
export type RankColumns = Pick<
  Tx['t']['threads']['$inferSelect'],
  'rankKey' | 'spaceRankKey' | 'rankFacts' | 'probationKey' | 'spaceProbationKey'
>;
type RankedThread = RankColumns & { id: number; spaceId: number; visible: boolean; closedAt: number | null };

/** The half-life of a space, milliseconds. @param hours its own, if it has one */
export const halfLifeOf = (hours: number | null): number => (hours === null ? HALF_LIFE_MS : hours * HOUR);

function columns({ key, spaceKey, facts, ...probation }: Rank): RankColumns {
  return { rankKey: key, spaceRankKey: spaceKey, ...probation, rankFacts: facts };
}

const FIRST: Before = { same: 0, hasAnswered: false, hasTalked: false, sent: 0, hasReceived: false };

async function beforeOf(tx: Tx, event: RankEvent, on: { threadId: number; postId: number }): Promise<Before> {
  const { kind, from, to } = event;
  if (to === null) return FIRST;
  if (queries.isCounted(kind)) return { ...FIRST, same: await queries.marksBetween(tx, { ...on, kind }, from, to) };
  const talk = await queries.talkBetween(tx, { threadId: on.threadId, id: on.postId }, from, to);
  const own = talk.filter((post) => post.from === from);
  const sameWay = own.filter((post) => post.to === to);
  const isSame = (post: { kind: string }) => (post.kind === 'answer') === (kind === 'answer');
  return {
    same: sameWay.filter(isSame).reduce((sum, post) => sum + shareOf(post.isOnProbation), 0),
    hasAnswered: own.some((post) => post.kind === 'answer'),
    hasTalked: own.some((post) => post.kind !== 'answer'),
    sent: sameWay.length,
    hasReceived: talk.some((post) => post.from === to && post.to === from),
  };
}

/**
 * The rank of a locked thread with one more event in it: a post that was just written, or a mark that was just set.
 * Whoever it went to has been heard, if the sender is established.
 */
export async function rankAfter(
  tx: Tx,
  thread: RankedThread,
  event: RankEvent,
  postId: number,
): Promise<Partial<RankColumns>> {
  if (event.to !== null && !event.isOnProbation) await queries.setHeard(tx, event.to, event.at);
  if (!isRanked(thread)) return {};
  const rank: Rank = {
    key: thread.rankKey,
    spaceKey: thread.spaceRankKey,
    probationKey: thread.probationKey,
    spaceProbationKey: thread.spaceProbationKey,
    facts: thread.rankFacts ?? NO_RANK.facts,
  };
  const [before, hours] = await Promise.all([
    beforeOf(tx, event, { threadId: thread.id, postId }),
    queries.halfLifeHoursOf(tx, thread.spaceId),
  ]);
  return columns(add(rank, event, before, halfLifeOf(hours)).rank);
}

/** The rank of threads from all that passed in them. What is hidden or closed has none. */
export async function fromEvents(
  conn: Conn,
  threads: { id: number; visible: boolean; closedAt: number | null; halfLifeHours: number | null }[],
): Promise<Map<number, RankColumns>> {
  const events = await queries.eventsOf(
    conn,
    threads.map(({ id }) => id),
  );
  return new Map(
    threads.map(({ id, halfLifeHours, ...thread }) => [
      id,
      columns(isRanked(thread) ? rankOf(events.get(id) ?? [], halfLifeOf(halfLifeHours)).rank : NO_RANK),
    ]),
  );
}

/** The same for one locked thread. @param visible as it will be */
export async function recompute(
  tx: Tx,
  { id, spaceId, closedAt }: { id: number; spaceId: number; closedAt: number | null },
  visible: boolean,
): Promise<RankColumns> {
  const halfLifeHours = await queries.halfLifeHoursOf(tx, spaceId);
  return (await fromEvents(tx, [{ id, visible, closedAt, halfLifeHours }])).get(id)!;
}
