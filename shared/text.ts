/** Small pure functions on text, for every script. */

/** As stored: NFC, one kind of line end, no control characters but line feed and tab. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .toWellFormed()
    .normalize('NFC');
}

/** One line: as `cleanText`, with all white space folded to single spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** Length as a person counts it, in code points. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const SLUG_LENGTH = 60;

/** The readable part of an address; letters of any script stay. Never empty. */
export function slugify(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  let slug = '';
  for (const word of words ?? []) {
    if (slug && [...slug].length + 1 + [...word].length > SLUG_LENGTH) break;
    slug += (slug ? '-' : '') + [...word].slice(0, SLUG_LENGTH).join('');
  }
  return slug || 'thread';
}

/** The first `max` code points, cut at a word where one ends near, with an ellipsis when shortened. */
export function shorten(text: string, max: number): string {
  const points = [...text];
  if (points.length <= max) return text;
  const cut = points.slice(0, max - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > max * 0.6 ? space : undefined).trimEnd()}…`;
}

const BENGALI_LETTER = /[\u0980-\u09ff]/gu;
const ANY_LETTER = /\p{L}|\p{M}/gu;

/** The language a text is marked up with: Bengali by its script, English for Latin; null for others. */
export function languageOf(text: string): 'en' | 'bn' | null {
  const sample = text.slice(0, 600);
  const letters = sample.match(ANY_LETTER)?.length ?? 0;
  const bengali = sample.match(BENGALI_LETTER)?.length ?? 0;
  if (letters === 0) return null;
  if (bengali > letters * 0.4) return 'bn';
  return /[a-z]/i.test(sample) ? 'en' : null;
}
