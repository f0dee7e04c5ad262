/** Small honours for helping: what is one. None is for how much somebody writes, and none for whoever speaks for a brand. */
import type { Honour } from '../../shared/words.ts';

/** An answer helps many when it worked for so many. */
const WORKED_FOR = 10;
/** A resource is kept alive by whoever changed it so often … */
export const RESOURCE_CHANGES = 3;
/** … and still did so long after it was begun. */
export const RESOURCE_ALIVE_MS = 90 * 24 * 3_600_000;

/**
 * @property solved answers accepted by whoever asked
 * @property worked how many others said that an answer of theirs worked
 * @property welcomed newcomers whose first thread they were the first to write in, of late
 * @property kept resources that they kept alive
 */
export type Help = { solved: number; worked: number; welcomed: number; kept: number };

/** Each honour once, with how often it was earned where that says something. */
export function honoursOf({ solved, worked, welcomed, kept }: Help): { honour: Honour; count: number }[] {
  return [
    { honour: 'accepted' as const, count: Math.min(solved, 1) },
    { honour: 'worked_for_ten' as const, count: worked >= WORKED_FOR ? 1 : 0 },
    { honour: 'welcomed' as const, count: welcomed },
    { honour: 'kept_alive' as const, count: kept },
  ].filter(({ count }) => count > 0);
}
