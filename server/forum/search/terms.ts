/** How text is cut into search terms: the same for what is stored and what is asked, on both engines. */
import { stemmer } from 'stemmer';

const WORD = /[\p{L}\p{N}\p{M}\u200c\u200d]+/gu;
const LATIN = /^[a-z]+$/;
const BENGALI = /^[\u0980-\u09ff]+$/u;
const MAX_TERM = 64;
/** PostgreSQL numbers at most this many positions of a document; the rest is not searched. */
const MAX_TERMS = 16_000;

/** Case endings, plurals and articles that Bengali writes onto its nouns, longest first. */
const BENGALI_ENDINGS = 'গুলোকে গুলোর গুলিকে গুলির দেরকে গুলো গুলি য়ের টিকে টাকে টির টার দের েরা টি টা কে ের য় তে রা র ে'
  .normalize('NFKC')
  .split(' ');
const SHORTEST_STEM = 2;

function stem(word: string): string {
  if (LATIN.test(word)) return stemmer(word);
  if (!BENGALI.test(word)) return word;
  const ending = BENGALI_ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST_STEM);
  // A word that itself ends like an ending must meet its own longer forms: শহর and শহরের.
  return ending ? stem(word.slice(0, -ending.length)) : word;
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
