/** How text is cut into search terms: the same for what is stored and what is asked, on both engines. */
import { LRUCache } from 'lru-cache';
import { fold } from './fold.ts';
import { isRun, pairsOf, runTerms, runWords, WORD } from './runs.ts';
import { stem } from './stemmers.ts';
import { isStopWord } from './stopwords.ts';

/** Rises when text is cut otherwise than before: what is stored is cut anew then. */
export const CUT_BY = 2;

const MAX_TERM = 64;
/** PostgreSQL numbers at most this many positions of a document; the rest is not searched. */
const MAX_TERMS = 16_000;

/** Stems and joins of letters keep a term within what both engines keep of it. */
const LETTERS = /[\p{L}\p{N}\p{M}]+/gu;
const pieceOf = (form: string): string[] => fold(form).slice(0, MAX_TERM).toWellFormed().match(LETTERS) ?? [];

const plainOf = (word: string) =>
  word
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200c\u200d]/g, '');

/** The commonest words are most of any text, and cutting one takes longer than looking it up. */
const FORMS_KEPT = 10_000;
const LETTERS_KEPT = 24;
const kept = new LRUCache<string, string[]>({ max: FORMS_KEPT });

/**
 * The terms of one word as it stands in running text, the best first: stems of what was typed, and of what is left of
 * it without accents, as others type it. None when nothing is left of it.
 */
export function formsOf(word: string, language: string | null = null): readonly string[] {
  if (word.length > LETTERS_KEPT) return cut(word, language);
  const key = `${language ?? ''} ${word}`;
  const known = kept.get(key);
  if (known) return known;
  const forms = cut(word, language);
  kept.set(key, forms);
  return forms;
}

function cut(word: string, language: string | null): string[] {
  if (isRun(word)) return [...new Set(runTerms(plainOf(word)).flatMap(pieceOf))];
  const plain = plainOf(word.slice(0, 2 * MAX_TERM));
  const folded = fold(plain);
  const forms = plain === folded ? [stem(plain, language)] : [fold(stem(plain, language)), stem(folded, language)];
  // NFKC may bring new separators into a word; keep only what both engines keep.
  return [...new Set(forms.flatMap(pieceOf))];
}

/** The first term of a word, or null when nothing is left of it. */
export function termOf(word: string, language: string | null = null): string | null {
  return formsOf(word, language)[0] ?? null;
}

/** The words of a text with their places, for snippets. */
export function wordsOf(text: string): { word: string; at: number }[] {
  return [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));
}

/** An English possessive is the word itself. */
const withoutPossessive = (text: string) => text.replace(/(?<=\p{L})['’]s(?![\p{L}\p{N}])/gu, '');

/** The terms of a text in order, with repeats. @param language in which it was written; null for the forum's */
export function termsOf(text: string, language: string | null = null): string[] {
  const terms: string[] = [];
  for (const part of withoutPossessive(text.normalize('NFKC')).matchAll(WORD)) {
    // Of a run each letter counts as often as it stands there.
    const found = isRun(part[0]) ? runTerms(plainOf(part[0])).flatMap(pieceOf) : formsOf(part[0], language);
    for (const term of found.slice(0, MAX_TERMS - terms.length)) terms.push(term);
    if (terms.length >= MAX_TERMS) break;
  }
  return terms;
}

/** What each word of a run is found by; all of it has to be there. */
function askedInRun(run: string, isTelling: boolean, languages: readonly (string | null)[]): string[][] {
  const words = runWords(plainOf(run)).filter((word) => !isTelling || !isStopWord(word, languages));
  return words.flatMap((word) => pairsOf(word).flatMap((pair) => pieceOf(pair).map((term) => [term])));
}

/**
 * For each word of a query the terms under which it is found in any of these languages.
 * @param isTelling leaves out words that say nothing of what a text is about
 */
export function askedFor(query: string, languages: readonly (string | null)[], isTelling = false): string[][] {
  const groups = new Map<string, string[]>();
  for (const { word } of wordsOf(withoutPossessive(query.normalize('NFKC')))) {
    if (isRun(word)) {
      for (const terms of askedInRun(word, isTelling, languages)) groups.set(terms[0]!, terms);
      continue;
    }
    if (isTelling && isStopWord(word, languages)) continue;
    const terms = [...new Set([null, ...languages].flatMap((language) => formsOf(word, language)))];
    if (terms.length > 0) groups.set(terms.join(' '), terms);
  }
  return [...groups.values()];
}
