/** Whether a first post takes up what is talked about: an advertisement says the same wherever it stands. */

/** Of the title that it answers one telling word; of its own title so many stand in titles of other threads. */
const TAKEN_UP = { answer: 1, opening: 2 };
/** Words of a title that are asked for. */
export const ASKED_WORDS = 16;

/** @param title its telling words, each in all of its forms @param terms those of the answer */
export function takesUp(title: readonly (readonly string[])[], terms: ReadonlySet<string>): boolean {
  const taken = title.filter((forms) => forms.some((form) => terms.has(form)));
  return taken.length >= TAKEN_UP.answer;
}

/** @param found how many telling words of a new title stand in titles of other threads */
export const isTalkedAbout = (found: number): boolean => found >= TAKEN_UP.opening;
