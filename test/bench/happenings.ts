/** A dump as happenings in the order of time, with what each counts for our rank; and a brand that joins in. */
import {
  type EventKind,
  HALF_LIFE_MS,
  isOnProbation,
  type RankEvent,
  rankOf,
  type Term,
} from '../../server/rules/rank.ts';
import type { Dump, Person } from './dumps.ts';
import { randomFrom } from './fill.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [ACCEPTED, UP, DOWN] = [1, 2, 3];

/** @property thread its place in the list of threads @property post to what a vote belongs: the opening, or another post */
export type Happening = {
  at: number;
  thread: number;
  what: 'open' | 'answer' | 'comment' | 'up' | 'down' | 'accept';
  by: Person;
  /** Whom it was said to; null where nobody else was. */
  to: Person;
  toOpening: boolean;
  isStaff: boolean;
};

/** All that happened in a community, and what it counts for our rank. @property threads how many @property terms by thread */
export type Community = { happenings: Happening[]; threads: number; terms: Map<number, Term[]> };

/** A dump as a community. */
export function communityOf(dump: Dump): Community {
  const happenings = happeningsOf(dump);
  return { happenings, threads: dump.questions.length, terms: termsOf(happenings) };
}

const SLICE = 60 * DAY;

/**
 * Dumps laid over each other in slices of sixty days, as one forum that is busier than any of them. What counts was
 * counted in the whole dump; the places that threads had among each other are nobody's.
 */
export function laidOver(dumps: Dump[]): Community {
  const all: Community = { happenings: [], threads: 0, terms: new Map() };
  for (const dump of dumps) {
    const { happenings, threads, terms } = communityOf(dump);
    const start = happenings[0]!.at;
    const shifts = dump.questions.map(({ at }) => start + Math.floor((at - start) / SLICE) * SLICE);
    const shifted = <T extends { at: number }>(one: T, thread: number) => ({ ...one, at: one.at - shifts[thread]! });
    for (const one of happenings)
      all.happenings.push({ ...shifted(one, one.thread), thread: all.threads + one.thread });
    for (const [thread, list] of terms)
      all.terms.set(
        all.threads + thread,
        list.map((term) => shifted(term, thread)),
      );
    all.threads += threads;
  }
  all.happenings = all.happenings.filter(({ at }) => at < SLICE).sort((one, other) => one.at - other.at);
  return all;
}

/** Questions as threads, in the order in which they were asked. Votes carry a day; their hour is drawn. */
function happeningsOf(dump: Dump): Happening[] {
  const random = randomFrom(1);
  const threadOf = new Map<number, number>();
  const posts = new Map<number, { thread: number; by: Person; at: number; isOpening: boolean }>();
  const list: Happening[] = [];
  const add = (one: Omit<Happening, 'isStaff'>) => list.push({ ...one, isStaff: false });
  for (const [thread, { id, at, by }] of dump.questions.entries()) {
    threadOf.set(id, thread);
    posts.set(id, { thread, by, at, isOpening: true });
    add({ at, thread, what: 'open', by, to: null, toOpening: false });
  }
  for (const { id, at, by, questionId } of dump.answers) {
    const thread = threadOf.get(questionId)!;
    posts.set(id, { thread, by, at, isOpening: false });
    const to = dump.questions[thread]!.by;
    add({ at, thread, what: 'answer', by, to: to === by ? null : to, toOpening: true });
  }
  for (const { at, by, postId } of dump.comments) {
    const post = posts.get(postId);
    if (!post) continue;
    const to = post.by === by ? null : post.by;
    add({ at: Math.max(at, post.at), thread: post.thread, what: 'comment', by, to, toOpening: post.isOpening });
  }
  for (const { at, kind, postId } of dump.votes) {
    const post = posts.get(postId);
    const what = kind === UP ? 'up' : kind === DOWN ? 'down' : kind === ACCEPTED ? 'accept' : null;
    if (!post || !what) continue;
    const time = Math.max(post.at + 1, at + random() * DAY);
    const by = what === 'accept' ? dump.questions[post.thread]!.by : null;
    add({ at: time, thread: post.thread, what, by, to: post.by, toOpening: post.isOpening });
  }
  return list.sort((one, other) => one.at - other.at);
}

const BRAND = 'the brand';
const ANSWERS_OF = 0.3;
const STARTS_PER = 0.1;

/** The same with a brand in it, which answers 30 % of threads, starts a tenth as many, and comes back to its own. */
export function withBrand({ happenings, threads }: Community): Community {
  const random = randomFrom(7);
  const added: Happening[] = [];
  const staff = { by: BRAND, to: null, isStaff: true, toOpening: false };
  const hasVotes = happenings.some(({ what }) => what === 'up');
  const likes = (from: number, thread: number, most: number, toOpening: boolean) => {
    if (!hasVotes) return;
    for (let i = Math.floor(random() * (most + 1)); i > 0; i--)
      added.push({ ...staff, at: from + random() * 3 * DAY, thread, what: 'up', by: null, to: BRAND, toOpening });
  };
  for (const { at, thread, what } of happenings) {
    if (what !== 'open' || random() >= ANSWERS_OF) continue;
    const answeredAt = at - 12 * HOUR * Math.log(1 - random());
    added.push({ ...staff, at: answeredAt, thread, what: 'answer', toOpening: true });
    likes(answeredAt, thread, 2, false);
  }
  const [first, last] = [happenings[0]!.at, happenings.at(-1)!.at];
  const own = Math.round(threads * STARTS_PER);
  const starts = Array.from({ length: own }, () => first + random() * (last - first)).sort((a, b) => a - b);
  for (const [i, at] of starts.entries()) {
    const thread = threads + i;
    added.push({ ...staff, at, thread, what: 'open' });
    for (let k = 0; k < 5; k++) added.push({ ...staff, at: at + random() * 7 * DAY, thread, what: 'comment' });
    likes(at, thread, 3, true);
  }
  const all = [...happenings, ...added].sort((one, other) => one.at - other.at);
  return { happenings: all, threads: threads + own, terms: termsOf(all) };
}

const KINDS: Partial<Record<Happening['what'], Exclude<EventKind, 'back'>>> = {
  open: 'open',
  answer: 'answer',
  comment: 'post',
  up: 'helpful',
  accept: 'accept',
};

/** Who is in their first days when, as far as a dump tells: joined with their first post, heard as in the product. */
function newcomers(happenings: Happening[]) {
  const joined = new Map<string, number>();
  const heard = new Map<string, number>();
  const start = happenings[0]?.at ?? 0;
  return (by: string, to: Person, at: number): boolean => {
    if (!joined.has(by)) joined.set(by, at);
    const person = { role: 'member' as const, createdAt: joined.get(by)!, heardAt: heard.get(by) ?? null };
    const fresh = isOnProbation(person, at, start);
    if (to !== null && !fresh && !heard.has(to)) heard.set(to, at);
    return fresh;
  };
}

/** The terms of each thread, as the product would count them: nothing of staff, nothing to oneself, nothing by nobody. */
function termsOf(happenings: Happening[]): Map<number, Term[]> {
  const ids = new Map<string, number>();
  const idOf = (person: string) => ids.get(person) ?? (ids.set(person, ids.size + 1), ids.size);
  const fresh = newcomers(happenings);
  const events = new Map<number, RankEvent[]>();
  let voter = -1;
  for (const { at, thread, what, by, to, isStaff } of happenings) {
    const kind = KINDS[what];
    if (!kind || isStaff || (kind !== 'open' && to === null) || (by !== null && by === to)) continue;
    // Votes are everybody's own: the dumps do not say whose.
    if (by === null && what !== 'up') continue;
    const from = by === null ? voter-- : idOf(by);
    const event = {
      kind,
      from,
      to: to === null ? null : idOf(to),
      at,
      isOnProbation: by !== null && fresh(by, to, at),
    };
    const list = events.get(thread);
    if (list) list.push(event);
    else events.set(thread, [event]);
  }
  return new Map([...events].map(([thread, list]) => [thread, rankOf(list, HALF_LIFE_MS).terms]));
}
