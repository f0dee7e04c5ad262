/** Shorter words say little about what a text asks; where stop words are left out, few are shorter that say nothing. */
export const TELLING_LENGTH = 4;
const TELLING_WITHOUT_STOP_WORDS = 3;

/** Posts with any of so many words are half of all posts, and each word is looked up. */
const ANY_TERMS = 10;

/** A pair of letters is a word in scripts that put no spaces between words. */
const WHOLE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Hang}]/u;
const longest = (group: string[]) =>
  Math.max(...group.map((term) => (WHOLE.test(term) ? TELLING_LENGTH : 0) + term.length));

/** What is looked up where any of the words is enough: the longest, which tell most. */
export function mostTelling(groups: string[][], shortest = TELLING_WITHOUT_STOP_WORDS): string[][] {
  const telling = groups.filter((group) => longest(group) >= shortest);
  return telling.sort((one, other) => longest(other) - longest(one)).slice(0, ANY_TERMS);
}
