/** The part of a text that shows why it was found. */
import { oneLine } from '../../../shared/markdown.ts';
import { isRun, unitsOf } from './runs.ts';
import { formsOf, wordsOf } from './terms.ts';

const BEFORE = 60;
const LENGTH = 240;

export type SnippetPart = { text: string; hit: boolean };

type Word = { word: string; at: number; hit: boolean };

/** The words of a text, and the letters of a run, with whether they are one of the terms, or in one of two letters. */
function lookedAt(text: string, terms: ReadonlySet<string>, language: string | null): Word[] {
  const isHit = (word: string) => formsOf(word, language).some((term) => terms.has(term));
  return wordsOf(text).flatMap(({ word, at }) => {
    if (!isRun(word)) return [{ word, at, hit: isHit(word) }];
    const units = unitsOf(word);
    const pairs = units.map(({ unit }, i) => i > 0 && isPair(units[i - 1]!.unit + unit, terms));
    return units.map(({ unit, at: within }, i) => ({
      word: unit,
      at: at + within,
      hit: Boolean(pairs[i] || pairs[i + 1]) || isPair(unit, terms),
    }));
  });
}

const isPair = (pair: string, terms: ReadonlySet<string>) =>
  formsOf(pair).some((term) => terms.has(term) && (unitsOf(term).length > 1 || unitsOf(pair).length === 1));

/** Splits a text into parts, those that are one of the terms marked. Words are never cut, in any script. */
export function markTerms(text: string, terms: string[], language: string | null): SnippetPart[] {
  const wanted = new Set(terms);
  const parts: SnippetPart[] = [];
  let from = 0;
  for (const { word, at, hit } of lookedAt(text, wanted, language)) {
    if (!hit) continue;
    const last = parts.at(-1);
    if (at === from && last?.hit) last.text += word;
    else {
      if (at > from) parts.push({ text: text.slice(from, at), hit: false });
      parts.push({ text: word, hit: true });
    }
    from = at + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false });
  return parts;
}

/** About 240 characters around the first term that occurs, marked; the beginning when none does. */
export function snippet(text: string, terms: string[], language: string | null): SnippetPart[] {
  const wanted = new Set(terms);
  const words = lookedAt(text, wanted, language);
  const first = words.find(({ hit }) => hit)?.at ?? 0;
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
  texts.map(({ html, language }) => snippet(oneLine(html), terms, language));
