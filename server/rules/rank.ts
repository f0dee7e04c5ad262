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
  /** A member opens a thread. As much as eight answers, so that what nobody has answered yet stands where people look. */
  open: 16,
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
export const HALF_LIFE_MS = 12 * HOUR;
/** The slowest pace that a space may have. */
export const MAX_HALF_LIFE_HOURS = 8_760;
/** The k-th event of one kind from one member to another weighs this to the power of k − 1. */
export const AGAIN = 0.5;
/** What an account in its first days weighs, and what all of them are worth in one thread together, beside its opening. */
export const PROBATION_SHARE = 0.25;
export const PROBATION_CAP = 1;
/** How long an account is in its first days; and how long when no established member has heard it yet. */
export const PROBATION_MS = 3 * DAY;
export const UNHEARD_MS = 30 * DAY;
/** Who joins a forum in its own first days is a founder and weighs like everybody. */
export const FOUNDING_MS = 14 * DAY;

/** Any moment would do; near to now it leaves a key more digits. */
const T0 = Date.UTC(2026, 0, 1);

/** To be raised when keys are made otherwise of the same constants. */
const MADE_BY = 2;
/** Changes with whatever keys depend on: kept keys of another stamp are rebuilt. */
export const STAMP = JSON.stringify([WEIGHTS, HALF_LIFE_MS, AGAIN, PROBATION_SHARE, PROBATION_CAP, T0, MADE_BY]);

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
 * @param before how many of its kind went the same way in this thread, as `Before` has it; and what the part of
 *   fresh accounts in it is worth by then. It fades like all else, so that what was said before never takes away from
 *   what is said now.
 */
export function weigh(
  event: { kind: EventKind; isOnProbation: boolean },
  before: { same: number; probationWeight: number },
): number {
  const weight = shareOf(event.isOnProbation) * WEIGHTS[event.kind] * AGAIN ** before.same;
  if (!event.isOnProbation || !isCapped(event.kind)) return weight;
  return Math.min(weight, Math.max(0, PROBATION_CAP - before.probationWeight));
}

/**
 * For how much an account weighs. Also as what went before: something of little weight must not halve what comes after.
 */
export const shareOf = (isOnProbation: boolean): number => (isOnProbation ? PROBATION_SHARE : 1);

/** Fresh accounts may lift a thread by little together. There is one opening: it lifts nothing that was there. */
const isCapped = (kind: EventKind) => kind !== 'open';

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
  /** How many events of its kind went the same way, each for what its sender weighed (`shareOf`). */
  same: number;
  /** Whether the sender ever answered, or ever said anything else to a member, in this thread. */
  hasAnswered: boolean;
  hasTalked: boolean;
  /** Posts that went the same way, and whether any went the other way. */
  sent: number;
  hasReceived: boolean;
};

/** A thread's key at one pace, and of it what accounts in their first days have added; null for nothing. */
type Sum = { key: number | null; probationKey: number | null };

/** A thread's rank as it is kept. @property key with the forum's half-life @property spaceKey with its space's */
export type Rank = {
  key: number | null;
  spaceKey: number | null;
  probationKey: number | null;
  spaceProbationKey: number | null;
  facts: RankFacts;
};
export const NO_RANK: Rank = {
  key: null,
  spaceKey: null,
  probationKey: null,
  spaceProbationKey: null,
  facts: NO_FACTS,
};

/** A sum with one more event in it, and what that weighed. @param same how many of its kind went the same way before */
function addToSum(
  { key, probationKey }: Sum,
  event: { kind: EventKind; at: number; isOnProbation: boolean },
  same: number,
  halfLife: number,
): { sum: Sum; weight: number } {
  const probationWeight = probationKey === null ? 0 : keyAt(probationKey, event.at, halfLife);
  const weight = weigh(event, { same, probationWeight });
  const term = { at: event.at, weight };
  const isOfProbation = event.isOnProbation && isCapped(event.kind);
  return {
    sum: {
      key: addToKey(key, term, halfLife),
      probationKey: isOfProbation ? addToKey(probationKey, term, halfLife) : probationKey,
    },
    weight,
  };
}

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

/**
 * A rank with one more event in it, and the terms that it adds: the event, and hearing each other if it is that; with
 * what they weigh at the space's pace.
 */
export function add(
  rank: Rank,
  event: RankEvent,
  before: Before,
  spaceHalfLife: number,
): { rank: Rank; terms: Term[] } {
  const isBack = isPost(event.kind) && before.sent === 0 && before.hasReceived;
  let forum: Sum = { key: rank.key, probationKey: rank.probationKey };
  let space: Sum = { key: rank.spaceKey, probationKey: rank.spaceProbationKey };
  const terms: Term[] = [];
  for (const kind of isBack ? [event.kind, 'back' as const] : [event.kind]) {
    const same = kind === 'back' ? 0 : before.same;
    forum = addToSum(forum, { ...event, kind }, same, HALF_LIFE_MS).sum;
    const { sum, weight } = addToSum(space, { ...event, kind }, same, spaceHalfLife);
    space = sum;
    terms.push({ ...event, kind, weight });
  }
  return {
    rank: {
      ...{ key: forum.key, probationKey: forum.probationKey },
      ...{ spaceKey: space.key, spaceProbationKey: space.probationKey },
      facts: factsWith(rank.facts, event, before, isBack),
    },
    terms,
  };
}

/** A thread's rank from all that passed in it, and every term of it. @param events in the order in which they happened */
export function rankOf(events: RankEvent[], spaceHalfLife: number): { rank: Rank; terms: Term[] } {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.get(key) ?? 0;
  const raise = (key: string, by = 1) => counts.set(key, count(key) + by);
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
    raise(`${kind} ${from} ${to}`, shareOf(event.isOnProbation));
    raise(`${kind} ${from}`);
    if (isPost(kind)) raise(`sent ${from} ${to}`);
  }
  return { rank, terms };
}
