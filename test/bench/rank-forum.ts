/** Threads as they are at a moment of a replay, and which of them a formula shows first. */
import { addToKey, HALF_LIFE_MS, PROBATION_SHARE, type Term, WEIGHTS } from '../../server/rules/rank.ts';
import type { Formula, Seen } from './formulas.ts';
import type { Community, Happening } from './happenings.ts';

const DAY = 86_400_000;

/** Constants of ours to try. */
export type Variant = {
  halfLife: number;
  /** What an opening weighs, and that of an account in its first days. */
  open: number;
  openFresh: number;
  /** What both weigh once a peer has answered, where they do not keep their weight. */
  openAnswered?: number;
};
export const PRODUCT: Variant = {
  halfLife: HALF_LIFE_MS,
  open: WEIGHTS.open,
  openFresh: WEIGHTS.open * PROBATION_SHARE,
};

/** Threads as they are at a moment that moves forward. */
export class Forum {
  seen: (Seen | null)[];
  /** Threads in the order in which they began. */
  #order: number[] = [];
  #happenings: Happening[];
  #terms: { term: Term; thread: number }[];
  #variants: Variant[];
  #next = 0;
  #nextTerm = 0;

  constructor({ happenings, threads, terms }: Community, variants: Variant[]) {
    this.seen = Array<Seen | null>(threads).fill(null);
    this.#happenings = happenings;
    this.#terms = [...terms]
      .flatMap(([thread, list]) => list.map((term) => ({ term, thread })))
      .sort((one, other) => one.term.at - other.term.at);
    this.#variants = variants;
  }

  goTo(now: number): void {
    for (let one = this.#happenings[this.#next]; one && one.at <= now; one = this.#happenings[++this.#next])
      this.#take(one);
    for (let one = this.#terms[this.#nextTerm]; one && one.term.at <= now; one = this.#terms[++this.#nextTerm])
      this.#count(this.seen[one.thread]!, one.term);
  }

  #count(seen: Seen, { kind, at, weight, isOnProbation }: Term): void {
    for (const [i, { halfLife, open, openFresh, openAnswered }] of this.#variants.entries()) {
      if (kind === 'open')
        seen.openings[i] = addToKey(null, { at, weight: isOnProbation ? openFresh : open }, halfLife);
      else seen.talks[i] = addToKey(seen.talks[i]!, { at, weight }, halfLife);
      if (kind === 'answer' && openAnswered !== undefined && seen.openings[i] !== null)
        seen.openings[i] = addToKey(null, { at: seen.createdAt, weight: openAnswered }, halfLife);
    }
  }

  #take({ at, thread, what, by, toOpening }: Happening): void {
    if (what === 'open') {
      const none = this.#variants.map(() => null);
      const rank = { openings: none, talks: [...none] };
      this.seen[thread] = { createdAt: at, score: 0, likes: [], posts: [{ at, by }], bumpedAt: at, ...rank };
      this.#order.push(thread);
      return;
    }
    const seen = this.seen[thread];
    if (!seen) return;
    if (what === 'answer' || what === 'comment') {
      seen.posts.push({ at, by });
      if (by !== seen.posts[0]!.by && at <= seen.createdAt + 2 * DAY) seen.bumpedAt = at;
    } else if (what === 'up') {
      seen.likes.push(at);
      if (toOpening) seen.score++;
    } else if (what === 'down' && toOpening) seen.score--;
  }

  /** The first threads by a formula; ties go to the newer one. @param count all of them where it is not said */
  first(formula: Formula, now: number, count = Infinity): number[] {
    return this.#order
      .map((thread, i) => ({ thread, i, score: formula(this.seen[thread]!, now) }))
      .filter(({ score }) => score !== Number.NEGATIVE_INFINITY)
      .sort((one, other) => other.score - one.score || other.i - one.i)
      .slice(0, count)
      .map(({ thread }) => thread);
  }
}
