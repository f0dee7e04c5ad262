/**
 * What somebody wrote in a letter that answers one of ours: without the quoted letter, the signature and what a mail
 * program or an office puts under everything. Whole lines are kept or cut, each is looked at a bounded number of times.
 */

import type { MailWords } from '../../shared/catalogue/lexicon.ts';
import { LEXICONS } from '../../shared/catalogue/index.ts';

/** Longer letters than this are not looked at: no post is so long. In UTF-16 units. */
export const CUT_AT_MOST = 200_000;

/** A quotation of so many lines is the whole letter, not what somebody chose of it. */
const CHOSEN_LINES = 15;
/** An attribution that was broken over lines has so many at most. */
const ATTRIBUTION_LINES = 3;
const LONGEST_LINE = 500;
/** What stands under "--" and is longer is no signature. */
const SIGNATURE = { lines: 12, letters: 1_000 };
/** Quotation, signature, disclaimer: in whatever order they stand under each other. */
const ROUNDS = 5;

const isQuoted = (line: string) => /^\s{0,3}>/.test(line);
const isBlank = (line: string) => line.trim() === '';
/** A line without what a converter from HTML puts around and before its words. */
const bare = (line: string) =>
  line
    .slice(0, LONGEST_LINE)
    .replace(/[*\\\u200b\u200e\u200f\u202f\u00a0]/g, (sign) => (sign === '\u202f' || sign === '\u00a0' ? ' ' : ''))
    .trim();

const ADDRESS = /[^\s<>()[\]]{1,64}@[^\s<>()[\]]{1,190}/;
/** What mail programs say, in every language of the forum's; letters are written in NFC as texts are. */
const any = (what: keyof MailWords) => LEXICONS.flatMap(({ mail }) => mail[what]).join('|');
/** "On …, Jamal <…> wrote:". */
const WROTE = new RegExp(`(?:${any('wrote')}) ?[:：]$`);
const DIVIDER = new RegExp(`^(?:-{2,12} ?(?:${any('dividers')}) ?-{2,12}|_{20,80})$`, 'i');
/** The first and the other lines of the head of a letter, as Outlook writes it. */
const FROM_LINE = new RegExp(`^(?:${any('from')}) ?[:：] ?\\S`);
const HEAD_LINE = new RegExp(`^(?:${any('heads')}) ?[:：]`);
const DEVICE = new RegExp(`^(?:${any('devices')})`, 'i');
const SECRET = new RegExp(any('secret'), 'i');
const FOR_OTHERS = new RegExp(any('others'), 'i');

const isHead = (lines: readonly string[], at: number) =>
  FROM_LINE.test(bare(lines[at]!)) &&
  lines.slice(at + 1, at + 5).filter((line) => HEAD_LINE.test(bare(line))).length >= 2;

/** How many lines an attribution has that begins here; 0 for none. */
function attributionAt(lines: readonly string[], at: number): number {
  for (let count = 1; count <= ATTRIBUTION_LINES && at + count <= lines.length; count++) {
    const last = bare(lines[at + count - 1]!);
    if (last === '' || isQuoted(lines[at + count - 1]!)) return 0;
    if (!/[:：]$/.test(last)) continue;
    const whole = lines
      .slice(at, at + count)
      .map(bare)
      .join(' ');
    if (WROTE.test(whole) && ADDRESS.test(whole)) return count;
  }
  return 0;
}

/** Where a letter begins that is quoted without any sign before its lines; the length of `lines` where none does. */
function bareLetterAt(lines: readonly string[]): number {
  for (const [at, line] of lines.entries()) {
    if (isQuoted(line)) continue;
    if (DIVIDER.test(bare(line)) || isHead(lines, at)) return at;
    const count = attributionAt(lines, at);
    if (count === 0) continue;
    let next = at + count;
    while (next < lines.length && isBlank(lines[next]!)) next++;
    // With a quotation below it, what is quoted is seen by its signs.
    if (next < lines.length && !isQuoted(lines[next]!)) return at;
  }
  return lines.length;
}

/** Takes blank lines off the end. */
function dropBlankEnd(lines: string[]): string[] {
  while (lines.length > 0 && isBlank(lines.at(-1)!)) lines.pop();
  return lines;
}

/** How many lines at the end say whose words were quoted; 0 where none do. */
function attributionAtEnd(lines: readonly string[]): number {
  const last = bare(lines.at(-1) ?? '');
  if (!/[:：]$/.test(last)) return 0;
  for (let count = 1; count <= Math.min(ATTRIBUTION_LINES, lines.length); count++) {
    const part = lines.slice(-count);
    if (part.some(isBlank)) break;
    if (ADDRESS.test(part.map(bare).join(' '))) return count;
  }
  return WROTE.test(last) ? 1 : 0;
}

/** Takes off the lines that say whose words were quoted, where they stand last. */
function dropAttribution(lines: string[]): void {
  let blanks = 0;
  while (blanks < lines.length && isBlank(lines.at(-1 - blanks)!)) blanks++;
  const count = attributionAtEnd(lines.slice(-blanks - ATTRIBUTION_LINES - 1, lines.length - blanks));
  if (count > 0) lines.length -= blanks + count;
}

/** Without the quotation at the end, and those in between that are whole letters. */
function withoutQuotations(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && (isQuoted(lines[end]!) || (end > at && isBlank(lines[end]!)))) end++;
    if (end === at) {
      kept.push(lines[at++]!);
      continue;
    }
    dropAttribution(kept);
    const isWhole = lines.slice(at, end).filter(isQuoted).length > CHOSEN_LINES;
    if (end < lines.length && !isWhole) for (const line of lines.slice(at, end)) kept.push(line);
    at = end;
  }
  return dropBlankEnd(kept);
}

function withoutSignature(lines: string[]): string[] {
  const at = lines.findLastIndex((line) => /^--[ \u00a0]{0,3}$/.test(line.replace(/^\\/, '')));
  if (at < 0) return lines;
  const under = lines.slice(at + 1);
  const isOne = under.length <= SIGNATURE.lines && under.join('\n').length <= SIGNATURE.letters;
  return isOne ? lines.slice(0, at) : lines;
}

/** Without "Sent from my phone" and what offices put under every letter. */
function withoutFoot(lines: string[]): string[] {
  const kept = dropBlankEnd([...lines]);
  if (kept.length > 0 && DEVICE.test(bare(kept.at(-1)!))) return kept.slice(0, -1);
  let from = kept.length;
  while (from > 0 && !isBlank(kept[from - 1]!)) from--;
  const last = kept.slice(from).join(' ').slice(0, 5_000);
  return SECRET.test(last) && FOR_OTHERS.test(last) ? kept.slice(0, from) : kept;
}

/**
 * The own words of a letter, as Markdown.
 * @param text at most `CUT_AT_MOST` long; of what is longer only so much is looked at
 * @returns `words`, empty where there are none, and `hadWords`: whether the letter said anything at all
 */
export function ownWords(text: string): { words: string; hadWords: boolean } {
  const all = text.slice(0, CUT_AT_MOST).normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
  let lines = withoutQuotations(all.slice(0, bareLetterAt(all)));
  for (let round = 0; round < ROUNDS; round++) {
    const before = lines.length;
    lines = withoutQuotations(withoutFoot(withoutSignature(lines)));
    if (lines.length === before) break;
  }
  const words = lines.join('\n').replace(/^\n+/, '').trimEnd();
  return { words, hadWords: text.trim() !== '' };
}
