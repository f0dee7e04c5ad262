/** How alike two texts are: SimHash (Charikar 2002) of 64 bits over runs of three words; few bits differ where few words do. */

/** The hash in four parts of 16 bits: of two hashes that differ in three bits at most, one part is the same. */
export type Print = readonly [number, number, number, number];

/** So many bits may differ between nearly the same texts. */
export const NEAR_BITS = 3;
/** Short thanks are said alike by many; with a link it takes fewer words to be the same advertisement. */
const LEAST_WORDS = { plain: 20, withLink: 4 };
const RUN = 3;

/** FNV-1a of 32 bits, begun from a seed. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // FNV leaves its high bits alike for texts that end alike.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

/** @param words folded, in order @returns null for a text that is too short to tell */
export function printOf(words: readonly string[], hasLink: boolean): Print | null {
  if (words.length < (hasLink ? LEAST_WORDS.withLink : LEAST_WORDS.plain)) return null;
  const sums = new Int32Array(64);
  for (let i = 0; i + RUN <= words.length; i++) {
    const run = words.slice(i, i + RUN).join(' ');
    const halves = [hash32(run), hash32(run, 0x9747b28c)];
    for (let bit = 0; bit < 64; bit++) sums[bit]! += (halves[bit >> 5]! >>> (bit & 31)) & 1 ? 1 : -1;
  }
  const part = (from: number) =>
    sums.subarray(from, from + 16).reduce((bits, sum, i) => (sum > 0 ? bits | (1 << i) : bits), 0);
  return [part(0), part(16), part(32), part(48)];
}

/** In how many bits two hashes differ. */
export function distance(one: Print, other: Print): number {
  let bits = 0;
  for (let i = 0; i < 4; i++) for (let both = one[i]! ^ other[i]!; both !== 0; both &= both - 1) bits++;
  return bits;
}

export const isNear = (one: Print, other: Print): boolean => distance(one, other) <= NEAR_BITS;
