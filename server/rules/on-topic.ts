/** Whether a first post takes up what is talked about: an advertisement says the same wherever it stands. */

/** Of the title that it answers so many telling words, or one that is rare; of its own title so many that others have. */
const TAKEN_UP = { answer: 2, opening: 2 };
/** A word is rare that at most one thread of so many begins with. */
const RARE = 100;
/** Words of a title that are asked for. */
export const ASKED_WORDS = 16;

/** @param title its telling words, each in all of its forms @param terms those of the answer */
export const takenUp = (title: readonly string[][], terms: ReadonlySet<string>): string[][] =>
  title.filter((forms) => forms.some((form) => terms.has(form)));

/** In how many threads a rare word may stand; in a small forum none is. */
export const fewOf = (threads: number): number => Math.floor(threads / RARE);

/** @param said how many telling words of the title it says @param rare how many of those are rare */
export const isTakenUp = (said: number, rare: number): boolean => said >= TAKEN_UP.answer || rare > 0;

/** @param found how many telling words of a new title stand in titles of other threads */
export const isTalkedAbout = (found: number): boolean => found >= TAKEN_UP.opening;
