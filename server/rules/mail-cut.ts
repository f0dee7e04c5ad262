/**
 * What somebody wrote in a letter that answers one of ours: without the quoted letter, the signature and what a mail
 * program or an office puts under everything. Whole lines are kept or cut, each is looked at a bounded number of times.
 */

import type { MailWords } from '../../shared/catalogue/lexicon.ts';
import { LEXICONS } from '../../shared/catalogue/index.ts';

/** Longer letters than this are not looked at: no post is so long. In UTF-16 units. */
export const CUT_AT_MOST = 64_000;

/** A quotation of so many lines is the whole letter, not what somebody chose of it. */
const CHOSEN_LINES = 15;
/** An attribution that was broken over lines has so many at most. */
const ATTRIBUTION_LINES = 3;
const HEAD_LINES = 8;
const LEAST_HEAD = 3;
const LONGEST_LINE = 500;
/** What stands under "-- " and is longer is no signature; under what only looks like it, less is. */
const SIGNATURE = { lines: 12, letters: 1_000 };
const LIKELY_SIGNATURE = { lines: 6, letters: 400 };
/** What a phone adds is short; with more words it is a sentence. */
const DEVICE_WORDS = 10;
const LONGEST_NOTICE = 5_000;
/** Quotation, signature, disclaimer: in whatever order they stand under each other. */
const ROUNDS = 5;

/** Whether a line names the forum's own sender, or an address at which its letters are answered. */
type IsOurs = (line: string) => boolean;

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
const any = (what: keyof MailWords) =>
  LEXICONS.flatMap(({ mail }) => mail[what])
    .join('|')
    .normalize('NFC');
const DIVIDER = new RegExp(`^-{2,12} ?(?:${any('dividers')}) ?-{2,12}$`, 'i');
const RULE = /^_{20,80}$/;
/** The first and the other lines of the head of a letter, as Outlook writes it. */
const FROM_LINE = new RegExp(`^(?:${any('from')}) ?[:：] ?\\S`);
const HEAD_LINE = new RegExp(`^(?:${any('heads')}) ?[:：]`);
/** The same in languages that the forum does not have. */
const LIKE_HEAD = /^\p{L}[\p{L}\p{M} .'’-]{0,30}[:：] ?\S/u;
const DEVICE = new RegExp(`^(?:${any('devices')})`, 'i');
const SECRET = new RegExp(any('secret'), 'i');
const FOR_OTHERS = new RegExp(any('others'), 'i');
const SIGNATURE_IN_QUOTATION = /^\s{0,3}>[> ]{0,20}-- ?$/;

/**
 * The head of our letter: known by our address, whatever language it is in, or where there is none by three lines of a
 * language of ours. The head of another's letter is what its writer shows.
 */
function isHead(lines: readonly string[], at: number, isOurs: IsOurs): boolean {
  const first = bare(lines[at]!);
  if (!LIKE_HEAD.test(first) && !FROM_LINE.test(first)) return false;
  const next = lines.slice(at, at + HEAD_LINES).map(bare);
  const end = next.findIndex((line) => !LIKE_HEAD.test(line) && !HEAD_LINE.test(line));
  const head = end < 0 ? next : next.slice(0, end);
  if (head.length >= LEAST_HEAD && head.some(isOurs)) return true;
  return (
    FROM_LINE.test(first) && !ADDRESS.test(first) && head.filter((line) => HEAD_LINE.test(line)).length >= LEAST_HEAD
  );
}

/** How many lines an attribution has that begins here; 0 for none. */
function attributionAt(lines: readonly string[], at: number, isOurs: IsOurs): number {
  for (let count = 1; count <= ATTRIBUTION_LINES && at + count <= lines.length; count++) {
    const last = bare(lines[at + count - 1]!);
    if (last === '' || isQuoted(lines[at + count - 1]!)) return 0;
    if (!/[:：]$/.test(last)) continue;
    const whole = lines
      .slice(at, at + count)
      .map(bare)
      .join(' ');
    if (isOurs(whole)) return count;
  }
  return 0;
}

/** The first line from here on that has something in it. */
function nextFilled(lines: readonly string[], at: number): number {
  let next = at;
  while (next < lines.length && isBlank(lines[next]!)) next++;
  return next;
}

/** Where a letter begins that is quoted without any sign before its lines; the length of `lines` where none does. */
function bareLetterAt(lines: readonly string[], isOurs: IsOurs): number {
  for (const [at, line] of lines.entries()) {
    if (isBlank(line) || isQuoted(line)) continue;
    if (DIVIDER.test(bare(line)) || isHead(lines, at, isOurs)) {
      const before = lines.slice(0, at).findLastIndex((one) => !isBlank(one));
      return before >= 0 && RULE.test(bare(lines[before]!)) ? before : at;
    }
    const count = attributionAt(lines, at, isOurs);
    if (count === 0) continue;
    const next = nextFilled(lines, at + count);
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

/** How many lines at the end say that what follows is our letter; 0 where none do. */
function attributionAtEnd(lines: readonly string[], isOurs: IsOurs): number {
  if (!/[:：]$/.test(bare(lines.at(-1) ?? ''))) return 0;
  for (let count = 1; count <= Math.min(ATTRIBUTION_LINES, lines.length); count++) {
    const part = lines.slice(-count);
    if (part.some(isBlank)) return 0;
    if (isOurs(part.map(bare).join(' '))) return count;
  }
  return 0;
}

/** Takes off the lines that say that our letter was quoted, where they stand last. @returns whether they did */
function dropAttribution(lines: string[], isOurs: IsOurs): boolean {
  let blanks = 0;
  while (blanks < lines.length && isBlank(lines.at(-1 - blanks)!)) blanks++;
  const last = lines.slice(-blanks - ATTRIBUTION_LINES - 1, lines.length - blanks);
  const count = attributionAtEnd(last, isOurs);
  if (count > 0) lines.length -= blanks + count;
  return count > 0;
}

/** Whether a quotation is the letter that is answered, not what its writer chose to quote. */
const isWholeLetter = (quoted: readonly string[], isOurs: IsOurs): boolean =>
  quoted.length > CHOSEN_LINES || quoted.some((line) => isOurs(line) || SIGNATURE_IN_QUOTATION.test(line));

/** Without the quotation at the end, and those in between that are whole letters. */
function withoutQuotations(lines: readonly string[], isOurs: IsOurs): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && (isQuoted(lines[end]!) || (end > at && isBlank(lines[end]!)))) end++;
    if (end === at) {
      kept.push(lines[at++]!);
      continue;
    }
    const isOfLetter = dropAttribution(kept, isOurs);
    const isCut = isWholeLetter(lines.slice(at, end).filter(isQuoted), isOurs);
    // What nobody is said to have written may be a quotation of its writer's own, also at the end.
    if (!isCut && (end < lines.length || !isOfLetter)) for (const line of lines.slice(at, end)) kept.push(line);
    at = end;
  }
  return dropBlankEnd(kept);
}

function withoutSignature(lines: string[]): string[] {
  const at = lines.findLastIndex((line) => /^--[ \u00a0]{0,3}$/.test(line.replace(/^\\/, '')));
  if (at < 0) return lines;
  const isLikely = lines[at]!.endsWith('--');
  // Under a line of words it makes a heading of them.
  if (isLikely && at > 0 && !isBlank(lines[at - 1]!)) return lines;
  const most = isLikely ? LIKELY_SIGNATURE : SIGNATURE;
  const under = lines.slice(at + 1);
  return under.length <= most.lines && under.join('\n').length <= most.letters ? lines.slice(0, at) : lines;
}

/** "Sent from my phone", as a line of its own and no more than that. */
function isDeviceLine(lines: readonly string[]): boolean {
  const last = bare(lines.at(-1) ?? '');
  const isAlone = lines.length < 2 || isBlank(lines.at(-2)!);
  return (
    isAlone && DEVICE.test(last) && !/[?？]/.test(last) && last.split(/\s+/, DEVICE_WORDS + 1).length <= DEVICE_WORDS
  );
}

/** Without "Sent from my phone" and what offices put under every letter. */
function withoutFoot(lines: string[]): string[] {
  const kept = dropBlankEnd([...lines]);
  if (isDeviceLine(kept)) return kept.slice(0, -1);
  let from = kept.length;
  while (from > 0 && !isBlank(kept[from - 1]!)) from--;
  const last = kept.slice(from).join(' ').slice(0, LONGEST_NOTICE);
  return SECRET.test(last) && FOR_OTHERS.test(last) && !/[?？]/.test(last) ? kept.slice(0, from) : kept;
}

/** Stands for a line that is code: nothing in it is of a mail program. */
const CODE_LINE = /^\ue000(\d{1,6})$/;

/** Puts signs in the place of lines of code, which are looked at by none of the rules. */
function withoutCode(lines: readonly string[]): string[] {
  const shown = [...lines];
  const hide = (at: number) => (shown[at] = `\ue000${at}`);
  let open: { at: number; fence: string } | null = null;
  for (const [at, line] of lines.entries()) {
    const fence: string | undefined = /^ {0,3}(`{3,80}|~{3,80})/.exec(line)?.[1];
    if (open && fence?.startsWith(open.fence) && line.trim() === fence) {
      for (let one = open.at; one <= at; one++) hide(one);
      open = null;
    } else if (!open && fence) open = { at, fence };
    else if (
      !open &&
      /^(?: {4}|\t) *\S/.test(line) &&
      (at === 0 || isBlank(lines[at - 1]!) || CODE_LINE.test(shown[at - 1]!))
    )
      hide(at);
  }
  return shown;
}

/** A letter that was signed by PGP without what PGP puts around it. */
function withoutArmour(text: string): string {
  const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]{1,200}\n){0,5}\n/.exec(text.trimStart());
  if (!begin) return text;
  const signed = text.trimStart().slice(begin[0].length);
  const end = signed.indexOf('\n-----BEGIN PGP SIGNATURE-----');
  return (end < 0 ? signed : signed.slice(0, end)).replace(/^- /gm, '');
}

/**
 * The own words of a letter, as Markdown; empty where there are none.
 * @param text at most `CUT_AT_MOST` long; of what is longer only so much is looked at
 * @param ours addresses of the forum, in small letters, with `%` for any word: what names one is our letter's
 */
export function ownWords(text: string, ours: readonly string[] = []): string {
  const parts = ours.map((address) => address.split('%'));
  const isOurs: IsOurs = (line) => {
    const small = line.slice(0, LONGEST_LINE).toLowerCase().replace(/\\/g, '');
    return parts.some((some) => some.every((part) => small.includes(part)));
  };
  const all = withoutArmour(text.slice(0, CUT_AT_MOST).normalize('NFC').replace(/\r\n?/g, '\n')).split('\n');
  const shown = withoutCode(all);
  let lines = withoutQuotations(shown.slice(0, bareLetterAt(shown, isOurs)), isOurs);
  for (let round = 0; round < ROUNDS; round++) {
    const before = lines.length;
    lines = withoutQuotations(withoutFoot(withoutSignature(lines)), isOurs);
    if (lines.length === before) break;
  }
  if (lines.every((line) => isQuoted(line) || isBlank(line))) return '';
  const given = lines.map((line) => all[Number(CODE_LINE.exec(line)?.[1] ?? NaN)] ?? line);
  return given.join('\n').replace(/^\n+/, '').trimEnd();
}
