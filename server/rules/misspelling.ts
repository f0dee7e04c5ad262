/** What somebody may have meant who typed a word that hardly anybody here writes. */

/** A word that the forum uses: as a term, in so many posts. */
export type KnownWord = { term: string; posts: number };

const SHORTEST = 3;
const LONGEST = 32;
/** A word that is known is put right only by one that so many times more posts have. */
const TIMES_MORE = 20;
/** Every so many letters one may be wrong. */
const PER_FAULT = 4;
const MOST_FAULTS = 3;

const lettersOf = (word: string) => [...word].slice(0, LONGEST);

/** Three letters in a row of a word, its beginning and end marked; none of what is too short or too long to be mistyped. */
export function gramsOf(term: string): string[] {
  const letters = [...term];
  if (letters.length < SHORTEST || letters.length > LONGEST || /^\d+$/.test(term)) return [];
  const marked = [' ', ...letters, ' '];
  return [...new Set(letters.map((_, i) => marked.slice(i, i + 3).join('')))];
}

/** How many letters are missing, too many, another, or changed places; `most + 1` for more than that. */
export function faultsBetween(one: string, other: string, most: number): number {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], b.map((_, j) => j).concat(b.length)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length]!, most + 1);
}

/** @property ways the word as it was typed, and its term @property posts how many posts have it */
export type Typed = { ways: readonly string[]; posts: number };

const mostFaults = (word: string) => Math.min(MOST_FAULTS, Math.max(1, Math.floor([...word].length / PER_FAULT)));

/** What is called nearly as was typed, the nearest first. @param waysOf what each is called */
export function calledNearly<T>(typed: string, all: readonly T[], waysOf: (one: T) => readonly string[]): T[] {
  const word = typed.toLowerCase();
  const most = mostFaults(word);
  const near = all.flatMap((one) => {
    const faults = Math.min(...waysOf(one).map((way) => faultsBetween(word, way.toLowerCase(), most)));
    return faults <= most ? [{ one, faults }] : [];
  });
  return near.toSorted((a, b) => a.faults - b.faults).map(({ one }) => one);
}

/** The terms of the known words that may have been meant, likeliest first; none where what was typed is as good as any. */
export function meantWords({ ways, posts: having }: Typed, known: readonly KnownWord[]): string[] {
  const near = known
    .filter(({ term, posts }) => !ways.includes(term) && posts > having * TIMES_MORE)
    .flatMap((word) => {
      const faults = ways
        .map((way) => ({ most: mostFaults(way), count: faultsBetween(way, word.term, mostFaults(way)) }))
        .filter(({ count, most }) => count <= most)
        .map(({ count }) => count);
      return faults.length > 0 ? [{ ...word, faults: Math.min(...faults) }] : [];
    });
  // A beginning is seldom wrong.
  const begins = ({ term }: KnownWord) => (ways.some((way) => way[0] === term[0]) ? 0 : 1);
  near.sort((one, other) => one.faults - other.faults || begins(one) - begins(other) || other.posts - one.posts);
  return near.map(({ term }) => term);
}

/**
 * The ways to put words right together, likeliest first.
 * @param meant for each word what may have been meant; nothing where it is right
 * @returns for each of at most `most` ways, what stands for each word; null for the word itself
 */
export function waysMeant(meant: readonly string[][], most: number): (string | null)[][] {
  if (meant.every((one) => one.length === 0)) return [];
  let ways: { terms: (string | null)[]; rank: number }[] = [{ terms: [], rank: 0 }];
  for (const terms of meant) {
    const each = terms.length > 0 ? terms.slice(0, most) : [null];
    ways = ways
      .flatMap((way) => each.map((term, i) => ({ terms: [...way.terms, term], rank: way.rank + i })))
      .sort((one, other) => one.rank - other.rank)
      .slice(0, most);
  }
  return ways.map(({ terms }) => terms);
}
