/** Long tables of inputs: each run takes a share of them, another one each day, and `npm run test:faults` takes all. */
import type { Engine } from '../../server/platform/store/store.ts';
import { isLong } from './long.ts';

const DAY_MS = 86_400_000;
/** A run of another day is had again by naming it: days since 1970. */
const day = Number(process.env.ADDA_TEST_DAY ?? Math.floor(Date.now() / DAY_MS));

/**
 * Every `parts`-th of a list, which changes from day to day: what depends on the input comes up on either database, and what
 * depends on the database in any share of the inputs.
 * @param parts into how many shares the list falls on each engine
 * @param at where this list stands among others, so that they do not all give the same
 */
export function shareOf<T>(list: readonly T[], engine: Engine, parts: Record<Engine, number>, at = 0): T[] {
  const every = isLong ? 1 : parts[engine];
  return list.filter((_, i) => (i + at + day) % every === 0);
}

/** Whether a choice between two falls on the first today; it is the other one's turn tomorrow. */
export const isFirstsTurn = day % 2 === 0;
