/**
 * How much a text reads like what this forum's moderators called spam: naive Bayes over which words it has, alone
 * and in pairs, and what it is like besides, learnt from their decisions alone. Before enough of both kinds are known it says nothing.
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
/** What a post is like weighs less than its words: by that alone none is held. */
const LEAST_LIKE = 0.25;
/** Words are not independent of each other: what they say together is taken for less. */
const TOGETHER = 0.6;

/** In how many posts a word stood. */
export type Seen = { spam: number; ham: number };
/** @property word as it is shown @property isWord whether it is: what a post is like always counts, and is not shown */
export type Token = { key: number; word: string; isWord: boolean };
/** @property words that say so @property against how many say the opposite */
export type Score = { percent: number; words: string[]; against: number };

/** What tells spam from other posts whatever it sells. @property isStrange it links to a site that is new here */
export type Around = { isStrange: boolean; isOnTopic: boolean };

const told = (word: string) => word.length > 2 && word.length < 40;

/** What a text is scored by, each once: what it is like, where its links lead, its words, two of them in a row. */
export function tokensOf({ words, hosts }: Reading, { isStrange, isOnTopic }: Around): Token[] {
  const tokens = new Map<number, Token>();
  const add = (word: string, most: number, isWord = true) => {
    const key = hash32(word);
    if (tokens.size < most && !tokens.has(key)) tokens.set(key, { key, word, isWord });
  };
  const like = [
    hosts.length > 0 ? 'link' : 'no link',
    isStrange ? 'new site' : 'no new site',
    isOnTopic ? 'on' : 'off',
  ];
  for (const one of like) add(`◦ ${one}`, WORDS_LEARNT, false);
  for (const host of hosts) add(`→ ${host}`, WORDS_LEARNT);
  for (const word of words) if (told(word)) add(word, WORDS_LEARNT);
  words.slice(1).forEach((word, i) => add(`${words[i]!} ${word}`.slice(0, 80), 2 * WORDS_LEARNT));
  return [...tokens.values()];
}

const probability = ({ spam, ham }: Seen, of: Seen, isWord: boolean): number => {
  const least = isWord ? LEAST : LEAST_LIKE;
  const [s, h] = [spam / of.spam, ham / of.ham];
  const plain = s + h === 0 ? 0.5 : s / (s + h);
  const seen = spam + ham;
  return Math.min(1 - least, Math.max(least, (DOUBT * 0.5 + seen * plain) / (DOUBT + seen)));
};

/**
 * @param known what was learnt of the text's words @param lessons how many posts of each kind were learnt
 * @returns how likely it is spam, percent, with the words that say so; null while too few are known
 */
export function scoreOf(tokens: readonly Token[], known: ReadonlyMap<number, Seen>, lessons: Seen): Score | null {
  if (lessons.spam < LESSONS_NEEDED || lessons.ham < LESSONS_NEEDED) return null;
  const said = tokens.flatMap(({ key, ...token }) =>
    known.has(key) ? [{ ...token, p: probability(known.get(key)!, lessons, token.isWord) }] : [],
  );
  const telling = said
    .filter(({ isWord }) => isWord)
    .sort((one, other) => Math.abs(other.p - 0.5) - Math.abs(one.p - 0.5))
    .slice(0, WORDS_TELLING);
  const counted = [...telling, ...said.filter(({ isWord }) => !isWord)];
  const sum = counted.reduce((odds, { p }) => odds + Math.log(p / (1 - p)), 0);
  const words = telling.filter(({ p }) => p > 0.6).map(({ word }) => word);
  const against = telling.filter(({ p }) => p < 0.4).length;
  return { percent: Math.round(100 / (1 + Math.exp(-TOGETHER * sum))), words: words.slice(0, 8), against };
}
