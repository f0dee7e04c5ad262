/** How text is cut into search terms: the same for what is stored and what is asked, on both engines. */
import { fold } from './fold.ts';
import { stem } from './stemmers.ts';
import { isStopWord } from './stopwords.ts';

/** Rises when text is cut otherwise than before: what is stored is cut anew then. */
export const CUT_BY = 1;

const WORD = /[\p{L}\p{N}\p{M}\u200c\u200d]+/gu;
const MAX_TERM = 64;
/** PostgreSQL numbers at most this many positions of a document; the rest is not searched. */
const MAX_TERMS = 16_000;

/**
 * The terms of one word as it stands in running text, the best first: stems of what was typed, and of what is left of
 * it without accents, as others type it. None when nothing is left of it.
 */
export function formsOf(word: string, language: string | null = null): string[] {
  const plain = word
    .slice(0, 2 * MAX_TERM)
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200c\u200d]/g, '');
  const folded = fold(plain);
  const forms = plain === folded ? [stem(plain, language)] : [fold(stem(plain, language)), stem(folded, language)];
  // NFKC may bring new separators into a word; keep only what both engines keep.
  const pieces = forms.flatMap((form) => fold(form).slice(0, MAX_TERM).toWellFormed().match(WORD) ?? []);
  return [...new Set(pieces)];
}

/** The first term of a word, or null when nothing is left of it. */
export function termOf(word: string, language: string | null = null): string | null {
  return formsOf(word, language)[0] ?? null;
}

/** The words of a text with their places, for snippets. */
export function wordsOf(text: string): { word: string; at: number }[] {
  return [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));
}

/** The terms of a text in order, with repeats. @param language in which it was written; null for the forum's */
export function termsOf(text: string, language: string | null = null): string[] {
  const terms: string[] = [];
  for (const part of text.normalize('NFKC').matchAll(WORD)) {
    terms.push(...formsOf(part[0], language));
    if (terms.length >= MAX_TERMS) break;
  }
  return terms;
}

/**
 * For each word of a query the terms under which it is found in any of these languages.
 * @param isTelling leaves out words that say nothing of what a text is about
 */
export function askedFor(query: string, languages: readonly (string | null)[], isTelling = false): string[][] {
  const groups = new Map<string, string[]>();
  for (const { word } of wordsOf(query.normalize('NFKC'))) {
    if (isTelling && isStopWord(word, languages)) continue;
    const terms = [...new Set([null, ...languages].flatMap((language) => formsOf(word, language)))];
    if (terms.length > 0) groups.set(terms.join(' '), terms);
  }
  return [...groups.values()];
}
