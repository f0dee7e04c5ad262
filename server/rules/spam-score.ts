/**
 * How much a text reads like what this forum's moderators called spam: naive Bayes over which words it has, learnt from
 * their decisions alone. Before enough of both kinds are known it says nothing.
 */
import { hash32 } from './simhash.ts';
import type { Reading } from './reading.ts';

/** So many posts of each kind are known before the score says anything. */
export const LESSONS_NEEDED = 30;
/** Words that one lesson has, and of which one score is made. */
const WORDS_LEARNT = 300;
const WORDS_TELLING = 24;
/** A word that is known from few posts tells little (Robinson 2003): as if it had stood in so many of either kind. */
const DOUBT = 1;
const LEAST = 0.02;
/** Words are not independent of each other: what they say together is taken for less. */
const TOGETHER = 0.6;

/** In how many posts a word stood. */
export type Seen = { spam: number; ham: number };
/** @property word as it is shown */
export type Token = { key: number; word: string };
export type Score = { percent: number; words: string[] };

/** What a text is scored by: its words, where its links lead, and whether it has any; each once. */
export function tokensOf({ words, hosts }: Reading): Token[] {
  const tokens = new Map<number, Token>();
  const add = (word: string) => {
    const key = hash32(word);
    if (tokens.size < WORDS_LEARNT && !tokens.has(key)) tokens.set(key, { key, word });
  };
  for (const host of hosts) add(`→ ${host}`);
  if (hosts.length > 0) add('→');
  for (const word of words) if (word.length > 2 && word.length < 40) add(word);
  return [...tokens.values()];
}

const probability = ({ spam, ham }: Seen, of: Seen): number => {
  const [s, h] = [spam / of.spam, ham / of.ham];
  const plain = s + h === 0 ? 0.5 : s / (s + h);
  const seen = spam + ham;
  return Math.min(1 - LEAST, Math.max(LEAST, (DOUBT * 0.5 + seen * plain) / (DOUBT + seen)));
};

/**
 * @param known what was learnt of the text's words @param lessons how many posts of each kind were learnt
 * @returns how likely it is spam, percent, with the words that say so; null while too few are known
 */
export function scoreOf(tokens: readonly Token[], known: ReadonlyMap<number, Seen>, lessons: Seen): Score | null {
  if (lessons.spam < LESSONS_NEEDED || lessons.ham < LESSONS_NEEDED) return null;
  const telling = tokens
    .flatMap(({ key, word }) => (known.has(key) ? [{ word, p: probability(known.get(key)!, lessons) }] : []))
    .sort((one, other) => Math.abs(other.p - 0.5) - Math.abs(one.p - 0.5))
    .slice(0, WORDS_TELLING);
  const sum = telling.reduce((odds, { p }) => odds + Math.log(p / (1 - p)), 0);
  const words = telling.filter(({ p }) => p > 0.6).map(({ word }) => word);
  return { percent: Math.round(100 / (1 + Math.exp(-TOGETHER * sum))), words: words.slice(0, 8) };
}
