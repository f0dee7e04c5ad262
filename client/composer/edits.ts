/** What the buttons of the toolbar do to a text: pure, one replacement each, so that the browser can take it back. */

/** What a text field holds, and what is selected in it. */
export type Field = { value: string; start: number; end: number };
/** One replacement, and what is selected after it. */
export type Edit = { from: number; to: number; text: string; start: number; end: number };

const replaced = (from: number, to: number, text: string, start = from + text.length, end = start): Edit => ({
  from,
  to,
  text,
  start,
  end,
});

const WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]/u;

/** The word that a place is in; nothing where it is in none. */
function wordAt(value: string, at: number): [number, number] {
  let [from, to] = [at, at];
  while (from > 0 && WORD.test(value[from - 1]!)) from--;
  while (to < value.length && WORD.test(value[to]!)) to++;
  return from < at && at < to ? [from, to] : [at, at];
}

/** What is selected, without the spaces around it; a mark beside a space would be none. */
function selected({ value, start, end }: Field): [number, number] {
  if (start === end) return wordAt(value, start);
  const words = value.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return lead === words.length ? [start, end] : [start + lead, start + words.trimEnd().length];
}

/** How many of a letter a text begins, or ends, with. */
function countFirst(text: string, letter: string): number {
  let count = 0;
  while (text[count] === letter) count++;
  return count;
}
function countLast(text: string, letter: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === letter) count++;
  return count;
}
const stars = (text: string): number => countFirst(text, '*');
const starsBefore = (text: string): number => countLast(text, '*');

/** Where the line begins that a place is in. */
const lineStart = (value: string, at: number): number => (at === 0 ? 0 : value.lastIndexOf('\n', at - 1) + 1);

/** Whether so many stars have this mark among them: three are both. */
const has = (mark: string, count: number) => (mark === '*' ? count % 2 === 1 : count >= 2);

function isBetween(value: string, from: number, to: number, mark: string): boolean {
  if (mark[0] !== '*') return value.slice(0, from).endsWith(mark) && value.slice(to).startsWith(mark);
  const count = Math.min(starsBefore(value.slice(Math.max(0, from - 3), from)), stars(value.slice(to, to + 3)));
  return has(mark, count);
}

function isMarked(words: string, mark: string): boolean {
  if (words.length < 2 * mark.length + 1) return false;
  if (mark[0] !== '*') return words.startsWith(mark) && words.endsWith(mark);
  return has(mark, Math.min(stars(words), starsBefore(words), 3));
}

/** Whether what was just written stands between marks that end here: pressed again, one goes on behind them. */
function isAtEnd({ value, start, end }: Field, mark: string): boolean {
  const next = value.slice(start, start + 3);
  const isMark = mark[0] === '*' ? has(mark, stars(next)) : next.startsWith(mark);
  return start === end && start > 0 && isMark && value[start - 1] !== mark[0] && /\S/.test(value[start - 1]!);
}

/** What a line begins with before its words: of lists, quotations and headings. */
const LINE_LEAD = /^\s*(?:(?:[-*+]|\d{1,9}[.)]) +|>!? ?|#{1,6} +)*/;

/** No marks go on over the end of a paragraph: each line has its own. */
function aroundLines(from: number, to: number, words: string, mark: string): Edit {
  const lines = words.split('\n').map((line) => {
    const lead = LINE_LEAD.exec(line)![0];
    const inner = line.slice(lead.length).trimEnd();
    return { lead, inner, isMarked: inner === '' || isMarked(inner, mark) };
  });
  const isPut = lines.every((line) => line.isMarked);
  const made = lines.map(({ lead, inner, isMarked: isThere }) => {
    if (inner === '') return lead.trimEnd();
    if (isPut) return lead + inner.slice(mark.length, -mark.length);
    return lead + (isThere ? inner : mark + inner + mark);
  });
  const text = made.join('\n');
  return replaced(from, to, text, from, from + text.length);
}

/** Puts marks around what is selected, line by line, or around the word; takes them away where they are. */
export function around(field: Field, mark: string): Edit {
  const { value } = field;
  if (isAtEnd(field, mark)) return replaced(field.start, field.start, '', field.start + mark.length);
  const [from, to] = selected(field);
  const words = value.slice(from, to);
  if (words.trim().includes('\n')) return aroundLines(from, to, words, mark);
  const size = mark.length;
  const edit = (left: number, right: number, text: string, lead: number, length: number) =>
    field.start === field.end && words !== ''
      ? replaced(left, right, text, left + lead + field.start - from)
      : replaced(left, right, text, left + lead, left + lead + length);
  if (isBetween(value, from, to, mark)) return edit(from - size, to + size, words, 0, words.length);
  if (isMarked(words, mark)) return edit(from, to, words.slice(size, -size), 0, words.length - 2 * size);
  return edit(from, to, mark + words + mark, size, words.length);
}

/** How a block stands in a text: with an empty line before and after it. */
function apart(value: string, from: number, to: number, block: string): { text: string; lead: number } {
  const [before, after] = [value.slice(0, from), value.slice(to)];
  const lead = before.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - countLast(before, '\n')));
  const end = after.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - countFirst(after, '\n')));
  return { text: lead + block + end, lead: lead.length };
}

/** A block of its own behind what is selected; what is typed then is another one. */
export function block({ value, end }: Field, words: string): Edit {
  const { text } = apart(value, end, end, words);
  return replaced(end, end, value.slice(end).trim() === '' ? `${text}\n\n` : text);
}

/** Code: within a line between marks, of several lines as a block. */
export function code(field: Field): Edit {
  const { value, start, end } = field;
  const words = value.slice(start, end);
  if (!words.includes('\n')) return around(field, '`');
  const fence = words.includes('```') ? '~~~' : '```';
  const { text, lead } = apart(value, start, end, `${fence}\n${words.replace(/\n$/, '')}\n${fence}`);
  return replaced(start, end, text, start + lead + fence.length, start + lead + fence.length);
}

const ADDRESS = /^https?:\/\/\S+$/i;
export const isAddress = (text: string): boolean => ADDRESS.test(text.trim());

/** What stands for an address that is still to be typed. */
const BLANK_ADDRESS = 'https://';

/** With brackets in its words, or in its address, one deep. */
const LINK =
  /(?<!!)\[((?:[^[\]\\\n]|\\.|\[[^[\]\n]*\](?:\([^()\n]*\))?)*)\]\((?:<[^<>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\)/g;

/** A link is hardly longer; a line may be as long as a post. */
const LINK_LETTERS = 1_000;

/** The link that a place, or what is selected, is within: where it begins, all of it, and its words. */
function linkAround({ value, start, end }: Field): { at: number; whole: string; words: string } | null {
  if (end - start > LINK_LETTERS) return null;
  const from = Math.max(lineStart(value, start), start - LINK_LETTERS);
  const near = value.slice(from, end + LINK_LETTERS).split('\n', 1)[0]!;
  for (const { index, 0: whole, 1: words } of near.matchAll(LINK)) {
    const at = from + index;
    if (at < start && end < at + whole.length) return { at, whole, words: words! };
  }
  return null;
}

/** A link with what is selected as its words, or as its address; within one, its words alone. */
export function link(field: Field, address?: string): Edit {
  const around = address === undefined ? linkAround(field) : null;
  if (around) {
    const { at, whole, words } = around;
    const text = words.replace(/\\([[\]])/g, '$1');
    return replaced(at, at + whole.length, text, at, at + text.length);
  }
  const [from, to] = selected(field);
  const words = field.value.slice(from, to);
  if (address === undefined && isAddress(words)) return replaced(from, to, `[](${words.trim()})`, from + 1);
  const target = address ?? BLANK_ADDRESS;
  // Brackets within an address end it.
  const whole = /[()]/.test(target) ? `<${target}>` : target;
  const text = `[${words.replace(/[[\]]/g, '\\$&')}](${whole})`;
  if (address !== undefined) return replaced(from, to, text);
  if (words === '') return replaced(from, to, text, from + 1);
  return replaced(from, to, text, from + text.length - 1 - target.length, from + text.length - 1);
}

export type LineKind = 'quote' | 'spoiler' | 'list' | 'numbered' | 'heading';

const MARKS: Record<LineKind, { is: RegExp; put: (at: number) => string }> = {
  quote: { is: /^> ?(?!!)/, put: () => '> ' },
  spoiler: { is: /^>! ?/, put: () => '>! ' },
  list: { is: /^[-*+] +/, put: () => '- ' },
  numbered: { is: /^\d{1,9}[.)] +/, put: (at) => `${at + 1}. ` },
  heading: { is: /^#{1,6} +/, put: () => '## ' },
};
/** A line is one of these: another one takes its place. */
const EITHER: Partial<Record<LineKind, LineKind>> = {
  list: 'numbered',
  numbered: 'list',
  quote: 'spoiler',
  spoiler: 'quote',
};

/** Makes the lines that are selected, or the one that one is in, a list, a quotation, a heading; or text again. */
export function onLines({ value, start, end }: Field, kind: LineKind): Edit {
  const from = lineStart(value, start);
  const last = end > start && value[end - 1] === '\n' ? end - 1 : end;
  const next = value.indexOf('\n', last);
  const to = next === -1 ? value.length : next;
  const lines = value.slice(from, to).split('\n');
  const { is, put } = MARKS[kind];
  const other = EITHER[kind] && MARKS[EITHER[kind]].is;
  const isPut = lines.every((line) => is.test(line) || (lines.length > 1 && line.trim() === ''));
  let count = 0;
  const made = lines.map((line) => {
    if (isPut) return line.replace(is, '');
    if (line.trim() === '' && lines.length > 1 && kind !== 'quote' && kind !== 'spoiler') return line;
    return put(count++) + (other ? line.replace(other, '') : line).replace(is, '');
  });
  const block = made.join('\n');
  const { text, lead } = isPut || kind === 'heading' ? { text: block, lead: 0 } : apart(value, from, to, block);
  const first = from + lead;
  if (start !== end) return replaced(from, to, text, first, first + block.length);
  const place = Math.max(first, first + (start - from) + (block.length - (to - from)));
  return replaced(from, to, text, place);
}

/** An empty table with these words in its head, the first of them selected. */
export function table({ value, start, end }: Field, heads: readonly string[]): Edit {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const empty = heads.map((head) => ' '.repeat(head.length));
  const block = [line(heads), line(heads.map(() => '---')), line(empty), line(empty)].join('\n');
  const { text, lead } = apart(value, start, end, block);
  return replaced(start, end, text, start + lead + 2, start + lead + 2 + heads[0]!.length);
}

const MARKER = /^(\s*(?:>!? ?)*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?/;
const QUOTED = /^\s*>!?(?: ?>!?)* ?/;
const FENCE = /^ {0,3}(?:>!? ?)*(?:```|~~~)/;

/** What Enter does within a list or a quotation: it goes on, or ends where nothing was written. Null elsewhere. */
export function goOn({ value, start, end }: Field): Edit | null {
  if (start !== end) return null;
  const from = lineStart(value, start);
  const next = value.indexOf('\n', start);
  const line = value.slice(from, next === -1 ? value.length : next);
  const fences = value
    .slice(0, from)
    .split('\n')
    .filter((one) => FENCE.test(one)).length;
  if (fences % 2 === 1) return null;
  const item = MARKER.exec(line);
  const mark = item?.[0] ?? QUOTED.exec(line)?.[0];
  if (mark === undefined || start < from + mark.trimEnd().length) return null;
  if (line.trim() === mark.trim()) return replaced(from, from + line.length, ended(value.slice(0, from), item));
  if (!item) return replaced(start, start, `\n${mark}`);
  return replaced(start, start, `\n${nextItem(item)}`);
}

function nextItem([, lead = '', bullet, number, point, space, box]: RegExpExecArray): string {
  return `${lead}${bullet ?? `${Number(number) + 1}${point}`}${space}${box ? '[ ] ' : ''}`;
}

/** Of nested lists so many lines are looked through for the one around. */
const LINES_UP = 200;

/** What takes the place of an item, or of a line of a quotation, in which nothing was written. @param item null in a quotation */
function ended(before: string, item: RegExpExecArray | null): string {
  const lines = before.split('\n').slice(-LINES_UP - 1, -1);
  const lead = item?.[1] ?? '';
  if (lead !== '' && lead.trim() === '') {
    const around = lines.map((line) => MARKER.exec(line)).findLast((one) => one && one[1]!.length < lead.length);
    if (around) return nextItem(around);
  }
  const last = lines.at(-1) ?? '';
  const belongs = MARKER.test(last) || /^\s+\S/.test(last) || (!item && QUOTED.test(last));
  // Without an empty line what is written next would still belong to it.
  return belongs ? `${lead.trimEnd()}\n${lead}` : lead;
}
