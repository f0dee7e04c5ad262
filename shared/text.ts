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

/** Letters, digits and signs that leave a mark on the page: not blanks, joiners, fillers, or marks that stand on nothing. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything of it. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Longer than any sign that is one to its reader: a family of joined emoji, a conjunct with its marks. */
const LONGEST_SIGN = 64;

/** Takes off the part of a sign that a cut left behind. @param cut the first part of `text` */
function wholeSigns(cut: string, text: string): string {
  const from = Math.max(0, cut.length - LONGEST_SIGN);
  let end = from;
  for (const { index, segment } of graphemes.segment(text.slice(from, cut.length + LONGEST_SIGN))) {
    if (from + index + segment.length > cut.length) break;
    end = from + index + segment.length;
  }
  return cut.slice(0, end);
}

/** The first `max` code points, cut at a word where one ends near, with an ellipsis when shortened. No sign is cut. */
export function shorten(text: string, max: number): string {
  const points = [...text];
  if (points.length <= max) return text;
  const cut = wholeSigns(points.slice(0, max - 1).join(''), text);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > max * 0.6 ? space : undefined).trimEnd()}…`;
}

const LETTERS_LOOKED_AT = 200;

/**
 * The language a text, or HTML, is marked up with: Bengali by its script, English for Latin; null for
 * others. A loop and not a pattern, since every post of every page passes here.
 */
export function languageOf(text: string): 'en' | 'bn' | null {
  let bengali = 0;
  let latin = 0;
  let other = 0;
  let inTag = false;
  for (let i = 0; i < text.length && bengali + latin + other < LETTERS_LOOKED_AT; i++) {
    const code = text.charCodeAt(i);
    if (code === 60) inTag = true;
    else if (code === 62) inTag = false;
    else if (inTag) continue;
    else if (code >= 0x980 && code <= 0x9ff) bengali++;
    else if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) latin++;
    else if (code > 0x24f && !(code >= 0x2000 && code <= 0x206f)) other++;
  }
  if (bengali > (bengali + latin + other) * 0.4) return 'bn';
  return latin > other ? 'en' : null;
}
