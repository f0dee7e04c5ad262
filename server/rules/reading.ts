/** A text as rules about its words read it: folded words, the same as the eye takes them, and where its links lead. */
import { withoutUnseen } from '../../shared/text.ts';
import { hostOf } from './brand-links.ts';
import { skeleton } from './homoglyphs.ts';

/**
 * @property words folded, in order @property alike the same with look-alikes as one letter, when it is asked for: it takes long
 * @property hosts of links to elsewhere
 */
export type Reading = { words: string[]; alike(): string[]; hosts: string[] };
/** What makes a word comparable: accents, digits of all scripts. */
export type Fold = (word: string) => string;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** More than the longest post has. */
const MOST_WORDS = 8_000;
const MOST_LINKS = 500;

const cut = (text: string): string[] => (text.match(WORD) ?? []).slice(0, MOST_WORDS);

/** Letters that were set apart, “c a s i n o”, are a word too: it stands after them. */
function joined(words: string[]): string[] {
  const out: string[] = [];
  let run = '';
  for (const word of [...words, '  ']) {
    if ([...word].length === 1) run += word;
    else {
      if (run.length > 2) out.push(run);
      run = '';
    }
    out.push(word);
  }
  return out.slice(0, -1);
}

/** @param links as they stand in the drawn post @param own the forum's host: what leads there leads nowhere else */
export function readingOf(text: string, links: readonly string[], own: string | null, fold: Fold): Reading {
  const clear = withoutUnseen(text).normalize('NFKC').toLowerCase();
  const hosts = links
    .slice(0, MOST_LINKS)
    .filter((link) => !/^(\/(?!\/)|#|mailto:)/i.test(link))
    .flatMap((link) => hostOf(link) ?? [])
    .filter((host) => host !== own);
  return { words: joined(cut(clear).map(fold)), alike: () => joined(cut(skeleton(clear))), hosts };
}
