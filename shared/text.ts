/** Small pure functions on text, for every script. */
import { type Language, LANGUAGE_RECORDS } from './catalogue/languages.ts';
import { scriptOf } from './written.ts';

/** As stored: NFC, one kind of line end, no control characters but line feed and tab. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .toWellFormed()
    .normalize('NFC');
}

/** What turns the words after it round, until it is ended: it could turn those of others, too. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What nobody sees. Joiners and signs for emoji stay where they do something. */
const UNSEEN = /(?=[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800])[^\u200c\u200d\ufe0e\ufe0f\u0600-\u0605\u06dd]/gu;
const STRAY =
  /(?<![\p{M}\p{Lo}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{M}\p{Lo}\p{Extended_Pictographic}])|(?<![\p{Extended_Pictographic}\p{Emoji}\p{So}\p{Sm}])[\ufe0e\ufe0f]+/gu;

/** More marks on one letter than any script has: they run into the lines above and below. */
const PILED = /(\p{M}{5})\p{M}+/gu;

/** A text without what nobody sees in it and what turns words round: for what stands beside others' words. */
export function withoutUnseen(text: string): string {
  return text.replace(TURNING, '').replace(UNSEEN, '').replace(STRAY, '').replace(PILED, '$1');
}

/** Longer than any line that is taken: its length refuses it, and nothing else is asked of it before. */
export const LINE_BOUND = 10_000;

/** One line: as `cleanText`, with all white space folded to single spaces, and nothing unseen; far too long, as it is. */
export function cleanLine(text: string): string {
  if (text.length > LINE_BOUND) return text;
  return withoutUnseen(cleanText(text))
    .replace(/[\s\u0080-\u009f]+/gu, ' ')
    .trim();
}

/** What somebody says in their own words for others to read: as `cleanText`, with nothing unseen, which could turn a name beside it. */
export const cleanWords = (text: string): string => withoutUnseen(cleanText(text)).trim();

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
/** In a text of another script Latin words are common. */
const SHARE_OF_SCRIPT = 0.4;

const SCRIPTS = LANGUAGE_RECORDS.flatMap(({ script }) => (script ? [script] : []));

/** The languages of each script, and of Latin. */
const ABLE = SCRIPTS.map(([from]) => languagesOf(from));
const LATIN = languagesOf(undefined);

function languagesOf(from: number | undefined): Language[] {
  return LANGUAGE_RECORDS.filter(({ script }) => script?.[0] === from).map(({ code }) => code);
}

/** Of several the reader's, or else the first. */
function oneOf(able: Language[], reader: Language | undefined): Language | null {
  return (reader && able.includes(reader) ? reader : able[0]) ?? null;
}

/**
 * The language a text, or HTML, is marked up with, by its script; null for scripts of none that is spoken here.
 * @param reader the language of the page, which it is taken for where several share a script
 * @param own the language that is written where it stands, if that is known; it is that, unless its script is another's
 */
export function languageOf(text: string, reader?: Language, own: string | null = null): string | null {
  const found = languageByScript(text, reader);
  if (own === null || own === reader) return found;
  if (found !== null) return scriptOf(own) === scriptOf(found) ? own : found;
  return scriptOf(own) === 'Latn' ? null : own;
}

/** A loop and not a pattern, since every post of every page passes here. */
function languageByScript(text: string, reader?: Language): Language | null {
  const counts = SCRIPTS.map(() => 0);
  let seen = 0;
  let latin = 0;
  let other = 0;
  let inTag = false;
  for (let i = 0; i < text.length && seen < LETTERS_LOOKED_AT; i++) {
    const code = text.charCodeAt(i);
    if (code === 60) inTag = true;
    else if (code === 62) inTag = false;
    else if (inTag) continue;
    else if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
      latin++;
      seen++;
    } else if (code > 0x24f && !(code >= 0x2000 && code <= 0x206f)) {
      let at = SCRIPTS.length - 1;
      while (at >= 0 && (code < SCRIPTS[at]![0] || code > SCRIPTS[at]![1])) at--;
      if (at < 0) other++;
      else counts[at]!++;
      seen++;
    }
  }
  const most = Math.max(0, ...counts);
  if (most > seen * SHARE_OF_SCRIPT) return oneOf(ABLE[counts.indexOf(most)]!, reader);
  return latin > other ? oneOf(LATIN, reader) : null;
}

/** How many letters all texts of a form have together, in UTF-16. */
export const lettersIn = (values: Readonly<Record<string, unknown>>): number =>
  Object.values(values)
    .flat()
    .reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
