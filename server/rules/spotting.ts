/** Finds words of a dictionary in a text, however they are spelled out, glued, cut or dressed with digits. */
import { ENDINGS, NO_ROLES } from './impersonation-words.ts';
import { clean, digitsAsLetters, skeleton, type Word, wordsOf } from './homoglyphs.ts';

/**
 * What a word of the dictionary is: a role, the name of a brand (its place in the list), or a word glued to
 * those; one that is short and yet telling says so (“hq”).
 */
export type Meaning = { role?: 'full' | 'mild' | 'name'; mark?: number; glue?: true; telling?: boolean };
type Entry = Meaning & { size: number; words: number };
/** `inside` is found within a word, `edges` at its start and end. Keys are folded. */
export type Dictionary = { exact: Map<string, Entry>; inside: [string, Meaning][]; edges: [string, Meaning][] };
/** A stretch of words, from one to before another, and what it means. */
export type Found = Meaning & { from: number; to: number };

const LONGEST_RUN = 24;
const LONGEST_WORD = 60;
const MOST_DIGITS = 10;
/** In letters and their marks, of which a word of an Indic script has many. */
const sizeOf = (word: string) => [...word.replace(/[^\p{L}\p{M}\p{N}]/gu, '')].length;
const isSingle = (word: Word | undefined) => word !== undefined && sizeOf(word.raw.replace(/\p{M}/gu, '')) === 1;

/** All forms of a phrase, for each reading of case: a Greek Ν looks like N, its small ν like v. */
function* formsOf(phrase: string): Generator<{ key: string; size: number; words: number }> {
  const cleaned = clean(phrase);
  for (const text of [cleaned, cleaned.toLowerCase(), cleaned.toUpperCase()]) {
    const words = wordsOf(text);
    const key = words.map(({ plain }) => plain).join('');
    const size = sizeOf(words.map(({ raw }) => raw).join(''));
    if (key === '') continue;
    yield { key, size, words: words.length };
    if (size >= 5 && /\p{L}/u.test(key)) yield { key: digitsAsLetters(key), size, words: words.length };
  }
}

/** A dictionary of phrases, each with what it means. */
export function dictionary(
  groups: { phrases: readonly string[]; meaning: (place: number) => Meaning }[],
  inside: readonly string[] = [],
  edges: readonly string[] = [],
): Dictionary {
  const folded = (phrases: readonly string[]) =>
    phrases.map((phrase): [string, Meaning] => [skeleton(phrase), { role: 'full' }]);
  const dict = { exact: new Map(), inside: folded(inside), edges: folded(edges) };
  return groups.reduce((all, { phrases, meaning }) => extended(all, phrases, meaning), dict);
}

/** A dictionary with more phrases; one that has a meaning already keeps it beside the new one. */
export function extended(
  dict: Dictionary,
  phrases: readonly string[],
  meaning: (place: number) => Meaning,
): Dictionary {
  const exact = new Map(dict.exact);
  phrases.forEach((phrase, place) => {
    for (const { key, size, words } of formsOf(phrase))
      exact.set(key, { size, words, ...meaning(place), ...exact.get(key) });
  });
  return { ...dict, exact };
}

/** A word as it may be meant: digits before or after it left out, the others as letters. */
function* spellings(plain: string): Generator<string> {
  yield plain;
  // Digits alone are a number.
  if (!/\p{N}/u.test(plain) || !/\p{L}/u.test(plain)) return;
  const before = /^\p{N}*/u.exec(plain)![0].length;
  const after = /\p{N}*$/u.exec(plain)![0].length;
  for (let i = 0; i <= Math.min(before, MOST_DIGITS); i++)
    for (let j = 0; j <= Math.min(after, MOST_DIGITS); j++) {
      const core = plain.slice(i, plain.length - j);
      yield core;
      yield digitsAsLetters(core);
    }
}

const ONE_LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const PLURALS = /(?:es|s)$/;
const endings = ENDINGS.map((ending) => ending.normalize('NFC'));
const noRoles = new Set(NO_ROLES.map(skeleton));

function lookUp(plain: string, { exact }: Dictionary, plurals: boolean): Entry | undefined {
  for (const spelling of spellings(plain)) {
    const found = exact.get(spelling);
    // “x2” is not X.
    if (found && (found.size > 1 || spelling === plain)) return found;
    if (plurals && PLURALS.test(spelling)) {
      const one = exact.get(spelling.slice(0, -1)) ?? exact.get(spelling.replace(PLURALS, ''));
      if (one?.mark !== undefined) return one;
    }
    for (const ending of endings) {
      const stem = spelling.endsWith(ending) ? exact.get(spelling.slice(0, -ending.length)) : undefined;
      if (stem && !stem.glue) return stem;
    }
  }
  return undefined;
}

/** Whether a word is nothing but words of the dictionary glued together, and of which meaning. */
function unglue(word: string, { exact }: Dictionary, strict: boolean): Meaning | undefined {
  type Step = Meaning & { pieces: number; telling: boolean };
  const best: (Step | undefined)[] = [{ pieces: 0, telling: false }];
  const meanings = (step: Meaning) => Number(step.role !== undefined) + Number(step.mark !== undefined);
  for (let end = 1; end <= word.length; end++)
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const before = best[start];
      const piece = before && exact.get(word.slice(start, end));
      if (!piece) continue;
      const essential = piece.role !== undefined || piece.mark !== undefined;
      const telling = piece.size >= 4 || piece.telling === true;
      // A short brand or “mod” is part of many names; only a long word beside it tells.
      if (piece.size < 2 || (strict ? !essential && !telling : essential && piece.size < 4)) continue;
      const step = {
        role: before.role ?? piece.role,
        mark: before.mark ?? piece.mark,
        pieces: before.pieces + 1,
        telling: before.telling || telling || !strict,
      };
      const known = best[end];
      if (!known || meanings(step) > meanings(known)) best[end] = step;
    }
  const whole = best[word.length];
  return whole && whole.pieces > 1 && whole.telling && meanings(whole) > 0 ? whole : undefined;
}

function lookInside(plain: string, dict: Dictionary): Meaning | undefined {
  for (const spelling of spellings(plain)) {
    if (spelling.length > LONGEST_WORD || noRoles.has(spelling)) continue;
    const glued = unglue(spelling, dict, false) ?? unglue(spelling, dict, true);
    if (glued) return glued;
    const edge = dict.edges.find(([word]) => spelling.startsWith(word) || spelling.endsWith(word));
    if (edge) return edge[1];
    // “İstaff”, as in iPhone: no honest name is a long role with one letter before it.
    const rest = ONE_LETTER.test(spelling) ? dict.exact.get(spelling.slice(1)) : undefined;
    if (rest?.role === 'full' && rest.size >= 5) return rest;
    const inner = dict.inside.find(([word]) => spelling.includes(word));
    if (inner) return inner[1];
  }
  return undefined;
}

/** Whether words that stand apart may be taken as one: “s t a f f”, “Sup Port”, but not the initials in “Mo D.” */
function mayJoin(entry: Entry, words: readonly Word[], from: number, to: number): boolean {
  if (entry.mark !== undefined && entry.words === to - from) return true;
  const whole = from === 0 && to === words.length;
  if (!words.slice(from, to).every(isSingle)) return entry.size >= (whole ? 4 : 5);
  if (entry.size >= 4 || whole) return true;
  return entry.size === 3 && !isSingle(words[from - 1]) && !isSingle(words[to]);
}

function joined(words: readonly Word[], from: number, dict: Dictionary, plurals: boolean): Found | undefined {
  let text = '';
  const runs: string[] = [];
  for (let to = from; to < Math.min(words.length, from + LONGEST_RUN) && text.length < LONGEST_WORD; to++)
    runs.push((text += words[to]!.plain));
  for (let length = runs.length; length > 1; length--) {
    const to = from + length;
    const entry = lookUp(runs[length - 1]!, dict, plurals);
    if (entry && !(entry.glue && !entry.role && entry.mark === undefined) && mayJoin(entry, words, from, to))
      return { ...entry, from, to };
    // Letters one by one may spell more than one word: “m o d t e a m”.
    if (length === words.length && words.every(isSingle)) {
      const glued = unglue(runs[length - 1]!, dict, false) ?? unglue(runs[length - 1]!, dict, true);
      if (glued) return { ...glued, from, to };
    }
  }
  return undefined;
}

/** Everything of the dictionary in these words, left to right, the longest first; `plurals` counts “Acmes” as Acme. */
export function spot(words: readonly Word[], dict: Dictionary, plurals = false): Found[] {
  const found: Found[] = [];
  for (let from = 0; from < words.length;) {
    const run = joined(words, from, dict, plurals);
    const { plain } = words[from]!;
    const known = run ? undefined : lookUp(plain, dict, plurals);
    // A brand of one letter is not all of “Malcolm X”.
    const entry = known?.size === 1 && words.length > 1 && !plurals ? undefined : known;
    const one = entry && (entry.role || entry.mark !== undefined) ? entry : run ? undefined : lookInside(plain, dict);
    if (run) found.push(run);
    else if (one) found.push({ role: one.role, mark: one.mark, from, to: from + 1 });
    from = run ? run.to : from + 1;
  }
  return found;
}

/**
 * The words of a text in every way a person may take them: as they look and by their small letters, signs
 * as letters or between words, humps as ends of words or not, and letters stretched (“stafff”) or not.
 */
export function readingsOf(text: string): { cleaned: string; words: Word[] }[] {
  const cleaned = clean(text);
  const texts = new Set([cleaned, cleaned.toLowerCase()]);
  if (/(\p{L})\1\1/iu.test(cleaned))
    for (const kept of ['$1$1', '$1']) texts.add(cleaned.replace(/(\p{L})\1{2,}/giu, kept));
  return [...texts].flatMap((one) =>
    [{}, { signs: true }, { humps: true }].map((reading) => ({ cleaned: one, words: wordsOf(one, reading) })),
  );
}
