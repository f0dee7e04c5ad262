/** Threads as they are at a moment of a replay, and which of them a formula shows first. */
import { addToKey, HALF_LIFE_MS, type Term, WEIGHTS } from '../../server/rules/rank.ts';
import type { Formula, Seen } from './formulas.ts';
import { type Happening, termsOf } from './happenings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Constants of ours to try. */
export type Variant = {
  halfLife: number;
  open: number;
  helpful: number;
  /** A mark adds to what the post weighs, rather than being new by itself. */
  marksAtPost: boolean;
};
export const PRODUCT: Variant = {
  halfLife: HALF_LIFE_MS,
  open: WEIGHTS.open,
  helpful: WEIGHTS.helpful,
  marksAtPost: false,
};

/** A proposal out of the sweep, picked after seeing all four dumps: no clean test of itself. */
export const PROPOSED: Variant = { halfLife: 18 * HOUR, open: 3, helpful: 0.25, marksAtPost: true };

/** Threads as they are at a moment that moves forward. */
export class Forum {
  seen: (Seen | null)[];
  /** Threads in the order in which they began. */
  #order: number[] = [];
  #happenings: Happening[];
  #terms: { term: Term & { postAt: number }; thread: number }[];
  #variants: Variant[];
  #next = 0;
  #nextTerm = 0;

  constructor(happenings: Happening[], threads: number, variants: Variant[]) {
    this.seen = Array<Seen | null>(threads).fill(null);
    this.#happenings = happenings;
    this.#terms = [...termsOf(happenings)]
      .flatMap(([thread, terms]) => terms.map((term) => ({ term, thread })))
      .sort((one, other) => one.term.at - other.term.at);
    this.#variants = variants;
  }

  goTo(now: number): void {
    for (let one = this.#happenings[this.#next]; one && one.at <= now; one = this.#happenings[++this.#next])
      this.#take(one);
    for (let one = this.#terms[this.#nextTerm]; one && one.term.at <= now; one = this.#terms[++this.#nextTerm]) {
      const { keys } = this.seen[one.thread]!;
      const { kind, at, weight, postAt } = one.term;
      for (const [i, variant] of this.#variants.entries()) {
        const factor = kind === 'open' || kind === 'helpful' ? variant[kind] / WEIGHTS[kind] : 1;
        keys[i] = addToKey(
          keys[i]!,
          { at: variant.marksAtPost ? postAt : at, weight: weight * factor },
          variant.halfLife,
        );
      }
    }
  }

  #take({ at, thread, what, by, toOpening }: Happening): void {
    if (what === 'open') {
      const keys = this.#variants.map(() => null);
      this.seen[thread] = { createdAt: at, score: 0, likes: [], posts: [{ at, by }], bumpedAt: at, keys };
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

  /** The first threads by a formula; ties go to the newer one. */
  first(formula: Formula, now: number, count: number): number[] {
    const places: number[] = [];
    const scores: number[] = [];
    for (let i = this.#order.length - 1; i >= 0; i--) {
      const thread = this.#order[i]!;
      const score = formula(this.seen[thread]!, now);
      if (score === Number.NEGATIVE_INFINITY) continue;
      if (places.length === count && score <= scores[count - 1]!) continue;
      let at = places.length;
      while (at > 0 && scores[at - 1]! < score) at--;
      places.splice(at, 0, thread);
      scores.splice(at, 0, score);
      if (places.length > count) {
        places.pop();
        scores.pop();
      }
    }
    return places;
  }
}
