/** How text is cut into search terms: the same for what is stored and what is asked, on both engines. */
import { LEXICONS } from '../../../shared/catalogue/index.ts';

const WORD = /[\p{L}\p{N}\p{M}\u200c\u200d]+/gu;
const MAX_TERM = 64;
/** PostgreSQL numbers at most this many positions of a document; the rest is not searched. */
const MAX_TERMS = 16_000;

function stem(word: string): string {
  for (const lexicon of LEXICONS) {
    const stemmed = lexicon.stem(word);
    if (stemmed !== null) return stemmed;
  }
  return word;
}

/** The term of one word as it stands in running text, or null when nothing is left of it. */
export function termOf(word: string): string | null {
  const folded = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200c\u200d]/g, '');
  return stem(folded).slice(0, MAX_TERM) || null;
}

/** The words of a text with their places, for snippets. */
export function wordsOf(text: string): { word: string; at: number }[] {
  return [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));
}

/** The terms of a text in order, with repeats. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const part of text.normalize('NFKC').matchAll(WORD)) {
    const term = termOf(part[0]);
    // NFKC may bring new separators into a word; keep only what both engines keep.
    if (term) for (const piece of term.match(WORD) ?? []) terms.push(piece);
    if (terms.length >= MAX_TERMS) break;
  }
  return terms;
}
