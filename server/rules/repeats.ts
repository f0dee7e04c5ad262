/** Whether one text says again what another said: for what must not be kept anywhere. */
const WORD = /[\p{L}\p{M}\p{N}@.+-]+/gu;
/** So many words in a row say the same; fewer, where there are no more. */
const RUN = 4;
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

export function repeats(text: string, said: string): boolean {
  const [own, theirs] = [wordsOf(text), wordsOf(said)];
  if (own.length === 0 || theirs.length === 0) return false;
  const telling = new Set(theirs.filter((word) => TELLS.test(word)));
  if (own.some((word) => telling.has(word))) return true;
  const length = Math.min(RUN, theirs.length);
  const known = new Set(runs(theirs, length));
  return runs(own, length).some((run) => known.has(run));
}
