/**
 * The head of a letter that came, read strictly: what two readers could read differently is nobody's. It costs little
 * and is read first, so that the body of a letter that nobody may have written is never looked at.
 */
import { decodeWords } from 'postal-mime';
import { ADDRESSES_AT_MOST, type MailHeaders } from '../../rules/mail-replies.ts';

/** No letter has so long a head. In bytes. */
const HEAD_BYTES = 128 * 1024;
const LINES_AT_MOST = 4_000;
const LONGEST_FROM = 2_000;
const LONGEST_TO = 20_000;
const LONGEST_SUBJECT = 2_000;
const ADDRESS = /^[a-z\d!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z\d](?:[a-z\d.-]{0,188}[a-z\d])?$/;

/**
 * @property headers in their order, unfolded, their names in small letters
 * @property from the one address that it says it is from, in small letters; null where that is not plain
 * @property recipients the addresses of its To, in small letters; none where there are several. A Cc is not always signed
 * @property messageId empty where it has none @property bodyAt where the body begins, in bytes
 */
export type MailHead = {
  headers: MailHeaders;
  from: string | null;
  recipients: string[];
  messageId: string;
  bodyAt: number;
};

type Headers = { key: string; value: string }[];

/** @returns `isWhole`: whether every line is one of a head's; other readers end it at one that is not */
function headersIn(text: string): { headers: Headers; isWhole: boolean } {
  const headers: Headers = [];
  let isWhole = true;
  for (const [at, line] of text.split(/\r\n|\r|\n/, LINES_AT_MOST + 1).entries()) {
    if (line === '') break;
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last.value += ` ${line.trimStart()}`;
      continue;
    }
    const [, key, value] = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s.exec(line) ?? [];
    if (key !== undefined) headers.push({ key: key.toLowerCase(), value: value!.trim() });
    // What mail boxes put before each letter.
    else if (at > 0 || !line.startsWith('From ')) isWhole = false;
    if (at === LINES_AT_MOST) isWhole = false;
  }
  const subject = headers.find(({ key }) => key === 'subject');
  if (subject) subject.value = decodeWords(subject.value.slice(0, LONGEST_SUBJECT));
  return { headers, isWhole };
}

/** An address in small letters; null for what is none. A letter that only becomes one of ours in small letters is none. */
function plainAddress(text: string): string | null {
  if (!/^[!-~]{3,256}$/.test(text)) return null;
  const small = text.toLowerCase();
  return ADDRESS.test(small) ? small : null;
}

/** One of a list of addresses. @property plain without strings and comments @property words what those say */
type Item = { plain: string; words: string };

/**
 * The items of a list of addresses, each sign looked at once; null where a string, a comment or an address has no end.
 * Groups and routes are not told apart from what they hold: an item with a colon has no address.
 */
function itemsOf(value: string): Item[] | null {
  const items: Item[] = [];
  let [plain, words] = ['', ''];
  let [inString, isOpen, depth] = [false, false, 0];
  const end = () => {
    if (plain.trim() !== '') items.push({ plain: plain.trim(), words });
    [plain, words] = ['', ''];
  };
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!;
    if (sign === '\\') {
      if (!inString && depth === 0) return null;
      words += value[++at] ?? '';
    } else if (inString) {
      if (sign === '"') inString = false;
      else words += sign;
    } else if (sign === '(' || depth > 0) {
      depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
      if (sign === '(') plain += ' ';
      words += sign === '(' || sign === ')' ? ' ' : sign;
    } else if (sign === '"') {
      inString = true;
      plain += '"';
    } else if (sign === ',' && !isOpen) end();
    else {
      if (sign === '<') isOpen = true;
      if (sign === '>') isOpen = false;
      plain += sign;
    }
  }
  end();
  return inString || isOpen || depth > 0 ? null : items;
}

/** `address`, `<address>` or `words <address>`; null for anything else. */
function addressOf({ plain }: Item): string | null {
  const bare = plainAddress(plain);
  if (bare !== null) return bare;
  const [, inner] = /^[^<>@:)]*<([^<>\s]{3,256})>$/.exec(plain) ?? [];
  return inner === undefined ? null : plainAddress(inner);
}

/** Whether what stands beside an address names no other, also when it is decoded. */
function namesNoOther({ words, plain }: Item, address: string): boolean {
  const phrase = plain.endsWith('>') ? plain.slice(0, plain.indexOf('<')) : '';
  const text = `${phrase.replace(/"/g, ' ')} ${words}`.trim();
  return [text, decodeWords(text)].every(
    // eslint-disable-next-line no-control-regex -- control characters are what it keeps out
    (one) => !/\S[@\uff20\ufe6b]\s*\S|[<>\uff1c\uff1e\x00-\x1f\x7f]/.test(one) || one.trim().toLowerCase() === address,
  );
}

function addressOfFrom(value: string): string | null {
  if (value.length > LONGEST_FROM) return null;
  const items = itemsOf(value);
  const [item] = items ?? [];
  const address = item && items!.length === 1 ? addressOf(item) : null;
  return address !== null && namesNoOther(item!, address) ? address : null;
}

function recipientsOf(headers: MailHeaders): string[] {
  const all = headers.filter(({ key }) => key === 'to');
  if (all.length !== 1 || all[0]!.value.length > LONGEST_TO) return [];
  const items = itemsOf(all[0]!.value) ?? [];
  const found = items.slice(0, ADDRESSES_AT_MOST).map(addressOf);
  return [...new Set(found.filter((address) => address !== null))];
}

/** Where the head of a letter ends and its body begins, in bytes; null where there is no end. */
function endOf(bytes: Buffer): { end: number; bodyAt: number } | null {
  const ends = ['\r\n\r\n', '\n\n', '\n\r\n']
    .map((sign) => ({ end: bytes.indexOf(sign), length: sign.length }))
    .filter(({ end }) => end >= 0)
    .sort((a, b) => a.end - b.end);
  return ends[0] ? { end: ends[0].end, bodyAt: ends[0].end + ends[0].length } : null;
}

/** Reads the head of a letter; null where it has no end, or nothing of it is a head. @param raw the letter, or its beginning */
export function readHead(raw: Uint8Array): MailHead | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEAD_BYTES));
  const found = endOf(bytes);
  if (!found && raw.byteLength > HEAD_BYTES) return null;
  const { end, bodyAt } = found ?? { end: bytes.length, bodyAt: bytes.length };
  const head = bytes.toString('utf8', 0, end);
  const { headers, isWhole } = headersIn(head);
  if (headers.length === 0) return null;
  const froms = headers.filter(({ key }) => key === 'from');
  // A return without a new line, or a sign that ends a text, is where two readers part.
  const isPlain = isWhole && froms.length === 1 && !/\r(?!\n)|\0/.test(head);
  const { value: messageId = '' } = headers.find(({ key }) => key === 'message-id') ?? {};
  const from = isPlain ? addressOfFrom(froms[0]!.value) : null;
  return { headers, from, recipients: recipientsOf(headers), messageId, bodyAt };
}
