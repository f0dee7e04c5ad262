/**
 * The member-to-member rank: what counts, how much, and how it fades.
 *
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward decay: a practical time decay model for streaming
 * systems", ICDE 2009): an event e at time t adds w·2^((t − t₀)/H), and the key of a thread is the logarithm to
 * base 2 of that sum. Time passing multiplies all sums by the same factor, so the order never changes by itself,
 * a write changes one key, and nothing is recomputed by a clock. What brand staff do, and what is said to them,
 * is in no sum at all.
 *
 * The incremental path, the rebuild, the explanation, the page about it and the benches all use this module.
 */
import { holdsForumOffice } from './actor.ts';
import type { RankFacts, Role } from '../../shared/words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What counts once, in the order in which the page tells it. */
export const WEIGHTS = {
  /** A member opens a thread. */
  open: 2,
  /** A member answers another, or says something else to them. */
  answer: 2,
  post: 1,
  /** Two members have activity both ways for the first time in this thread. */
  back: 1,
  helpful: 0.5,
  me_too: 0.5,
  worked: 1,
  accept: 1.5,
} as const;
export type EventKind = keyof typeof WEIGHTS;

/** After how long an event weighs half against a new one, milliseconds; a space may have its own. */
export const HALF_LIFE_MS = 24 * HOUR;
/** The slowest pace that a space may have. */
export const MAX_HALF_LIFE_HOURS = 8_760;
/** The k-th event of one kind from one member to another weighs this to the power of k − 1. */
export const AGAIN = 0.5;
/** What an account in its first days weighs, and what all of them may add to one thread together. */
export const PROBATION_SHARE = 0.25;
export const PROBATION_CAP = 1;
/** How long an account is in its first days; and how long when no established member has heard it yet. */
export const PROBATION_MS = 3 * DAY;
export const UNHEARD_MS = 30 * DAY;
/** Who joins a forum in its own first days is a founder and weighs like everybody. */
export const FOUNDING_MS = 14 * DAY;

/** Any moment would do; near to now it leaves a key more digits. */
const T0 = Date.UTC(2026, 0, 1);

/** Changes with every constant that keys depend on: kept keys of another stamp are rebuilt. */
export const STAMP = JSON.stringify([WEIGHTS, HALF_LIFE_MS, AGAIN, PROBATION_SHARE, PROBATION_CAP, T0]);

/** Something that passed from one member to another. @property at UTC milliseconds @property to null for opening a thread */
export type RankEvent = {
  kind: Exclude<EventKind, 'back'>;
  from: number;
  to: number | null;
  at: number;
  isOnProbation: boolean;
};
/** An event with what it weighed when it happened. */
export type Term = Omit<RankEvent, 'kind'> & { kind: EventKind; weight: number };

/** Whether an account counts less. @param person null `heardAt` for whom no established member has activity to or marked */
export function isOnProbation(
  person: { role: Role; createdAt: number; heardAt: number | null },
  at: number,
  forumStartedAt: number | null,
): boolean {
  if (holdsForumOffice(person.role)) return false;
  if (forumStartedAt !== null && person.createdAt < forumStartedAt + FOUNDING_MS) return false;
  const age = at - person.createdAt;
  if (age < PROBATION_MS) return true;
  const isHeard = person.heardAt !== null && person.heardAt <= at;
  return !isHeard && age < UNHEARD_MS;
}

/**
 * What an event weighs.
 * @param before how many of its kind the same member sent to the same member in this thread; and what fresh
 *   accounts have used of their share in it
 */
export function weigh(
  event: { kind: EventKind; isOnProbation: boolean },
  before: { same: number; probationWeight: number },
): number {
  const weight = WEIGHTS[event.kind] * AGAIN ** before.same;
  return event.isOnProbation
    ? Math.min(weight * PROBATION_SHARE, Math.max(0, PROBATION_CAP - before.probationWeight))
    : weight;
}

/**
 * A key with one more event in it (log-add-exp to base 2).
 * @param key null for a thread in which nothing has counted yet
 */
export function addToKey(
  key: number | null,
  event: { at: number; weight: number },
  halfLife = HALF_LIFE_MS,
): number | null {
  if (event.weight <= 0) return key;
  const own = Math.log2(event.weight) + (event.at - T0) / halfLife;
  if (key === null) return own;
  const [high, low] = key > own ? [key, own] : [own, key];
  return high + Math.log1p(2 ** (low - high)) * Math.LOG2E;
}

/** What a term is worth at a moment, in weights of that moment. */
export function worthAt(term: Term, now: number, halfLife = HALF_LIFE_MS): number {
  return term.weight * 2 ** ((term.at - now) / halfLife);
}

/** What a key is worth at a moment: the sum of what its terms are worth then. */
export function keyAt(key: number, now: number, halfLife = HALF_LIFE_MS): number {
  return 2 ** (key - (now - T0) / halfLife);
}

/** The start of a thread's account, before anything happened in it. */
export const NO_FACTS: RankFacts = {
  answerers: 0,
  talkers: 0,
  pairs: 0,
  helpful: 0,
  meToo: 0,
  worked: 0,
  accepted: 0,
};

/** What else a new event from one member to another needs to know of its thread. */
export type Before = {
  /** How many events of its kind went the same way. */
  same: number;
  /** Whether the sender ever answered, or ever said anything else to a member, in this thread. */
  hasAnswered: boolean;
  hasTalked: boolean;
  /** Posts that went the same way, and whether any went the other way. */
  sent: number;
  hasReceived: boolean;
};

/** A thread's rank as it is kept. @property key with the forum's half-life @property spaceKey with its space's */
export type Rank = { key: number | null; spaceKey: number | null; probationWeight: number; facts: RankFacts };
export const NO_RANK: Rank = { key: null, spaceKey: null, probationWeight: 0, facts: NO_FACTS };

function factsWith(facts: RankFacts, event: RankEvent, before: Before, isBack: boolean): RankFacts {
  const next = { ...facts, pairs: facts.pairs + (isBack ? 1 : 0) };
  if (event.kind === 'answer' && !before.hasAnswered) next.answerers++;
  if (event.kind === 'post' && !before.hasTalked) next.talkers++;
  if (event.kind === 'helpful') next.helpful++;
  if (event.kind === 'me_too') next.meToo++;
  if (event.kind === 'worked') next.worked++;
  if (event.kind === 'accept') next.accepted++;
  return next;
}

const isPost = (kind: EventKind) => kind === 'answer' || kind === 'post';

/** A rank with one more event in it, and the terms that it adds: the event, and hearing each other if it is that. */
export function add(
  rank: Rank,
  event: RankEvent,
  before: Before,
  spaceHalfLife: number,
): { rank: Rank; terms: Term[] } {
  const isBack = isPost(event.kind) && before.sent === 0 && before.hasReceived;
  let { key, spaceKey, probationWeight } = rank;
  const terms: Term[] = [];
  for (const kind of isBack ? [event.kind, 'back' as const] : [event.kind]) {
    const weight = weigh(
      { kind, isOnProbation: event.isOnProbation },
      { same: kind === 'back' ? 0 : before.same, probationWeight },
    );
    const term = { ...event, kind, weight };
    key = addToKey(key, term);
    spaceKey = addToKey(spaceKey, term, spaceHalfLife);
    if (event.isOnProbation) probationWeight += weight;
    terms.push(term);
  }
  return { rank: { key, spaceKey, probationWeight, facts: factsWith(rank.facts, event, before, isBack) }, terms };
}

/** A thread's rank from all that passed in it, and every term of it. @param events in the order in which they happened */
export function rankOf(events: RankEvent[], spaceHalfLife: number): { rank: Rank; terms: Term[] } {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.get(key) ?? 0;
  const raise = (key: string) => counts.set(key, count(key) + 1);
  let rank = NO_RANK;
  const terms: Term[] = [];
  for (const event of events) {
    const { kind, from, to } = event;
    const added = add(
      rank,
      event,
      {
        same: count(`${kind} ${from} ${to}`),
        hasAnswered: count(`answer ${from}`) > 0,
        hasTalked: count(`post ${from}`) > 0,
        sent: count(`sent ${from} ${to}`),
        hasReceived: count(`sent ${to} ${from}`) > 0,
      },
      spaceHalfLife,
    );
    rank = added.rank;
    terms.push(...added.terms);
    raise(`${kind} ${from} ${to}`);
    raise(`${kind} ${from}`);
    if (isPost(kind)) raise(`sent ${from} ${to}`);
  }
  return { rank, terms };
}
