/** Whether one text says again what another said: for what must not be kept anywhere. */
const WORD = /[\p{L}\p{M}\p{N}@.+-]+/gu;
/** So many words in a row say the same; fewer, where there are no more, down to so many. */
export type Run = { run: number; least: number };
/** What stands with the post itself; what is said elsewhere of its author; what somebody else posted. */
export const RUNS = {
  near: { run: 4, least: 1 },
  elsewhere: { run: 9, least: 3 },
  posted: { run: 12, least: 6 },
} as const satisfies Record<string, Run>;
const MOST_WORDS = 8_000;
/** A number to call, an address: one word is enough. */
const TELLS = /\d(?:\D?\d){5}|.@./u;

const wordsOf = (text: string): string[] =>
  (text.normalize('NFKC').toLowerCase().match(WORD) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => word.replace(/^[.+-]+|[.+-]+$/g, ''))
    .filter(Boolean);

const runs = (words: string[], length: number): string[] =>
  words.slice(0, words.length - length + 1).map((_, i) => words.slice(i, i + length).join(' '));

/** @param said what must be said nowhere again */
export function repeats(text: string, said: string, { run, least }: Run = RUNS.near): boolean {
  const [own, theirs] = [wordsOf(text), wordsOf(said)];
  if (own.length === 0 || theirs.length === 0) return false;
  const telling = new Set(theirs.filter((word) => TELLS.test(word)));
  if (own.some((word) => telling.has(word))) return true;
  const length = Math.min(run, theirs.length);
  if (length < least) return false;
  const known = new Set(runs(theirs, length));
  return runs(own, length).some((words) => known.has(words));
}
