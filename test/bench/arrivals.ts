/**
 * Who comes into which thread anew, and what the place of a thread has to do with it: a community's replies went where
 * its own old order let people look, so each is weighed by how likely it was to be seen where it stood.
 */
import type { Happening } from './happenings.ts';

/** The first post of somebody in a thread that another began. */
export type Arrival = { at: number; thread: number };

/** In the order of time; nothing of staff, and nothing of the nameless, who may have been there before. */
export function arrivalsOf(happenings: Happening[]): Arrival[] {
  const inside = new Set<string>();
  const list: Arrival[] = [];
  for (const { at, thread, what, by, isStaff } of happenings) {
    if (by === null || isStaff || (what !== 'open' && what !== 'answer' && what !== 'comment')) continue;
    const who = `${thread} ${by}`;
    if (inside.has(who)) continue;
    inside.add(who);
    if (what !== 'open') list.push({ at, thread });
  }
  return list;
}

/** Places that are looked at about alike, each up to this one; counted from 1. */
const BANDS = [3, 10, 20, 30, 60, Infinity];
/** Less is not believed of any place: one reply from far down would outweigh all others. */
const LEAST = 0.02;

const bandOf = (place: number) => BANDS.findIndex((last) => place < last);

/** How likely a place, from 0, is to be looked at, against the first three: from a day's arrivals by place. */
export class Looks {
  #arrivals = BANDS.map(() => 0);
  #places = BANDS.map(() => 0);

  /** @param order all threads as they stood @param arrivals by thread, in the day that followed */
  take(order: number[], arrivals: Map<number, number>): void {
    for (const [place, thread] of order.entries()) {
      const band = bandOf(place);
      this.#places[band]!++;
      this.#arrivals[band]! += arrivals.get(thread) ?? 0;
    }
  }

  /** By band, never rising: what is further down is not looked at more. */
  chances(): number[] {
    const rates = BANDS.map((_, i) => this.#arrivals[i]! / Math.max(1, this.#places[i]!));
    const chances: number[] = [];
    for (const rate of rates)
      chances.push(Math.min(chances.at(-1) ?? 1, Math.max(LEAST, rate / Math.max(1e-9, rates[0]!))));
    return chances;
  }
}

/** A day that is judged: where each thread stood, and how many came into it in the 24 hours that followed. */
export type ArrivalDay = { had: Map<number, number>; arrivals: Map<number, number> };

/**
 * How many new people an order would have brought into its first threads, over what the best possible order would
 * have; null on a day on which nobody came.
 * @param shown how many are the first @param chances from `Looks`
 */
export function broughtTo(
  order: number[],
  shown: number,
  { had, arrivals }: ArrivalDay,
  chances: number[],
): number | null {
  const chanceAt = (place: number) => chances[bandOf(place)]!;
  const worth = (thread: number) => (arrivals.get(thread) ?? 0) / chanceAt(had.get(thread)!);
  const sum = (threads: number[]) =>
    threads.reduce((total, thread, place) => total + worth(thread) * chanceAt(place), 0);
  const best = [...arrivals.keys()].sort((one, other) => worth(other) - worth(one)).slice(0, shown);
  const most = sum(best);
  return most === 0 ? null : sum(order.slice(0, shown)) / most;
}
