/** The part of a text that shows why it was found. */
import { plainText } from '../../../shared/markdown.ts';
import { formsOf, wordsOf } from './terms.ts';

const BEFORE = 60;
const LENGTH = 240;

export type SnippetPart = { text: string; hit: boolean };

/** Splits a text into parts, those that are one of the terms marked. Words are never cut, in any script. */
export function markTerms(text: string, terms: string[], language: string | null): SnippetPart[] {
  const wanted = new Set(terms);
  const parts: SnippetPart[] = [];
  let from = 0;
  for (const { word, at } of wordsOf(text)) {
    if (!formsOf(word, language).some((term) => wanted.has(term))) continue;
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    parts.push({ text: word, hit: true });
    from = at + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false });
  return parts;
}

/** About 240 characters around the first term that occurs, marked; the beginning when none does. */
export function snippet(text: string, terms: string[], language: string | null): SnippetPart[] {
  const wanted = new Set(terms);
  const words = wordsOf(text);
  const first = words.find(({ word }) => formsOf(word, language).some((term) => wanted.has(term)))?.at ?? 0;
  const start = first <= BEFORE ? 0 : (words.find(({ at }) => at >= first - BEFORE)?.at ?? 0);
  const last = words.findLast(({ word, at }) => at + word.length <= start + LENGTH);
  const end = text.length <= start + LENGTH ? text.length : Math.max(last ? last.at + last.word.length : 0, first);
  const parts = markTerms(text.slice(start, end), terms, language);
  return [
    ...(start > 0 ? [{ text: '… ', hit: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: ' …', hit: false }] : []),
  ];
}

/** A text that is kept as HTML, and the language that its space has. */
export type FoundText = { html: string; language: string | null };

/** The snippets of several texts. */
export const snippets = ({ texts, terms }: { texts: FoundText[]; terms: string[] }): SnippetPart[][] =>
  texts.map(({ html, language }) => snippet(plainText(html), terms, language));
