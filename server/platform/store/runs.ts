/**
 * Scripts that put no spaces between words: Chinese, Japanese, Thai, Khmer, Lao, Burmese. A run of their letters is found
 * by any part of it: each letter with its marks is a term, and each two that stand together. No dictionary decides what
 * is stored, so a new version of one changes no index.
 */

const IN_RUN =
  '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Khmr}\\p{scx=Laoo}\\p{scx=Mymr}]&&[[\\p{L}\\p{M}]--\\p{scx=Hang}]]';
const RUN = new RegExp(`^${IN_RUN}`, 'v');
/** A letter with what hangs on it; in Khmer, also the letter below it. */
const UNIT = /\P{M}(?:\p{M}|(?<=\u17d2)\p{L})*|\p{M}+/gu;
/** Single letters that only join others: a question is not asked about them. */
const KANA = /^\p{sc=Hira}$/u;
/** Longer parts of a question are no words. */
const MAX_UNITS = 200;
/** So few letters are one word, or two that belong together. */
const SHORT_RUN = 3;

/** As a word of a text is found: a run of such letters, or letters of other scripts. */
export const WORD = new RegExp(`${IN_RUN}+|(?:(?!${IN_RUN})[\\p{L}\\p{N}\\p{M}\\u200c\\u200d])+`, 'gv');

/** Whether a word is such a run. */
export const isRun = (word: string): boolean => RUN.test(word);

/** The letters of a run, each with its marks. */
export const unitsOf = (run: string): { unit: string; at: number }[] =>
  [...run.matchAll(UNIT)].map((match) => ({ unit: match[0], at: match.index }));

/** All terms of a run, in order: each letter, and with the next. */
export function runTerms(run: string): string[] {
  const units = unitsOf(run);
  return units.flatMap(({ unit }, i) => (units[i + 1] ? [unit, unit + units[i + 1]!.unit] : [unit]));
}

let segmenter: Intl.Segmenter | undefined;

/** The words that a run of a question holds, as a dictionary parts them: each has to be there, not the whole run. */
export function runWords(run: string): string[] {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  const part = unitsOf(run).slice(0, MAX_UNITS);
  const words = [...segmenter.segment(part.map(({ unit }) => unit).join(''))].map(({ segment }) => segment);
  const telling = words.filter((word) => !KANA.test(word));
  if (part.length <= SHORT_RUN && telling.length === words.length) return [words.join('')];
  return telling.length > 0 ? telling : words;
}

/** What a word of a question is found by: its pairs of letters, or the one letter that it is. */
export function pairsOf(word: string): string[] {
  const units = unitsOf(word);
  if (units.length < 2) return units.map(({ unit }) => unit);
  return units.slice(1).map(({ unit }, i) => units[i]!.unit + unit);
}
