/** Watch rules: words and hosts that an admin has looked for. A `*` stands for any letters of a word; nothing else is special. */
import type { FieldFault } from '../../shared/faults.ts';
import { length, withoutUnseen } from '../../shared/text.ts';
import type { WatchAction, WatchKind } from '../../shared/words.ts';
import { hostOf, isUnder } from './brand-links.ts';
import { skeleton } from './homoglyphs.ts';
import type { Fold, Reading } from './reading.ts';

/** How many a forum has, how many lines each, and how long a line is. */
export const WATCH_LIMITS = { rules: 50, lines: 100, line: 80, words: 6, text: 8_200 };

export type WatchRule = {
  id: number;
  kind: WatchKind;
  action: WatchAction;
  /** Of the spaces that it is for; null for all. */
  language: string | null;
  patterns: string[];
};
/** @property found the line of the rule */
export type Hit = { ruleId: number; kind: WatchKind; action: WatchAction; found: string };

const PART = /[\p{L}\p{M}\p{N}*]+/gu;
const partsOf = (line: string, same: Fold): string[] =>
  (line.match(PART) ?? []).map((part) => part.split('*').map(same).join('*'));

type Pattern = { line: string; words: string[]; alike: string[] };
type Compiled = WatchRule & { read: Pattern[] };

/** Rules made ready, once for many posts. */
export function compile(rules: readonly WatchRule[], fold: Fold): Compiled[] {
  return rules.map((rule) => ({
    ...rule,
    read: rule.patterns.map((line) => {
      const clear = withoutUnseen(line).normalize('NFKC').toLowerCase();
      return { line, words: partsOf(clear, fold), alike: partsOf(clear, skeleton) };
    }),
  }));
}

/** Whether a word is what a pattern says: each `*` any run of letters, also none. Linear in both. */
export function fits(pattern: string, word: string): boolean {
  if (!pattern.includes('*')) return pattern === word;
  let [p, w, star, mark] = [0, 0, -1, 0];
  while (w < word.length) {
    if (pattern[p] === '*') [star, mark] = [p++, w];
    else if (pattern[p] === word[w]) [p, w] = [p + 1, w + 1];
    else if (star >= 0) [p, w] = [star + 1, ++mark];
    else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** A text's words by where they stand. */
type Index = { words: string[]; at: Map<string, number[]>; all: string };
function indexOf(words: string[]): Index {
  const at = new Map<string, number[]>();
  words.forEach((word, i) => {
    const places = at.get(word);
    if (places) places.push(i);
    else at.set(word, [i]);
  });
  return { words, at, all: [...at.keys()].join('\n') };
}

const NO_WORDS = indexOf([]);

/** The longest run of letters in a pattern: what does not have it need not be looked at. */
const core = (pattern: string) => pattern.split('*').reduce((best, part) => (part.length > best.length ? part : best));

function stands(parts: string[], { words, at, all }: Index): boolean {
  const [first, ...rest] = parts;
  // A text that says the beginning of a line over and over is not walked for words that it has nowhere.
  if (first === undefined || parts.some((part) => !part.includes('*') && !at.has(part))) return false;
  const followed = (i: number) => rest.every((part, step) => fits(part, words[i + 1 + step] ?? ''));
  if (!first.includes('*')) return (at.get(first) ?? []).some(followed);
  if (!all.includes(core(first))) return false;
  return [...at].some(([word, places]) => fits(first, word) && places.some(followed));
}

/** What of a text the rules find; of each rule the first line. @param language of the space */
export function hitsOf(reading: Reading, language: string | null, rules: readonly Compiled[]): Hit[] {
  const asked = rules.filter((rule) => rule.language === null || rule.language === language);
  const hasWords = asked.some(({ kind }) => kind === 'words');
  const [plain, alike] = hasWords ? [indexOf(reading.words), indexOf(reading.alike())] : [NO_WORDS, NO_WORDS];
  return asked.flatMap((rule) => {
    const { id: ruleId, kind, action } = rule;
    const hit = (found: string | undefined) => (found === undefined ? [] : [{ ruleId, kind, action, found }]);
    if (kind === 'links') return hit(rule.patterns.find((host) => reading.hosts.some((one) => isUnder(one, [host]))));
    return hit(rule.read.find(({ words, alike: same }) => stands(words, plain) || stands(same, alike))?.line);
  });
}

const field = 'patterns';
const wrong = (text: string): FieldFault[] => [{ field, fault: 'wrong', text: text.slice(0, 60) }];

/** One line of a rule; its faults where it is none. */
function lineFaults(kind: WatchKind, line: string): FieldFault[] {
  if (length(line) > WATCH_LIMITS.line)
    return [{ field, fault: 'too_long', limit: WATCH_LIMITS.line, length: length(line) }];
  if (kind === 'links') {
    const host = hostOf(line);
    return host?.includes('.') && !/[/*\s@]/.test(line) ? [] : [{ field, fault: 'not_a_domain', text: line }];
  }
  const parts = line.match(PART) ?? [];
  const letters = parts.map((part) => part.replaceAll('*', ''));
  if (parts.length === 0 || parts.length > WATCH_LIMITS.words) return wrong(line);
  // “*” and “a*” would find nearly everything.
  return letters.some((text, i) => text.length < (parts[i]!.includes('*') ? 3 : 1)) || letters.join('').length < 2
    ? wrong(line)
    : [];
}

/** The lines of a rule as an admin typed them, each once; or what is wrong with them. */
export function readPatterns(kind: WatchKind, text: string): { patterns: string[]; faults: FieldFault[] } {
  if (text.length > WATCH_LIMITS.text)
    return { patterns: [], faults: [{ field, fault: 'too_long', limit: WATCH_LIMITS.text, length: text.length }] };
  const lines = [...new Set(text.split(/[\n\r]+/).map((line) => withoutUnseen(line).trim()))].filter(Boolean);
  if (lines.length === 0) return { patterns: [], faults: [{ field, fault: 'required' }] };
  if (lines.length > WATCH_LIMITS.lines)
    return {
      patterns: [],
      faults: [{ field, fault: 'too_many', limit: WATCH_LIMITS.lines, length: lines.length }],
    };
  const faults = lines.flatMap((line) => lineFaults(kind, line)).slice(0, 1);
  return { patterns: kind === 'links' ? lines.map((line) => hostOf(line) ?? line) : lines, faults };
}
