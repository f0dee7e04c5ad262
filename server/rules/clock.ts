/** Clocks of machines go wrong, and are set right: ahead and back again. */

/** Clocks of several nodes differ by less. */
const SKEW_MS = 5 * 60_000;

/** The latest moment that may have been noted by now, milliseconds. */
export const latestBy = (now: number): number => now + SKEW_MS;

/** Whether a moment was noted by a clock that was ahead: nobody waits until that time has come. */
export const isAhead = (at: number, now: number): boolean => at > latestBy(now);
