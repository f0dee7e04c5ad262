/**
 * The head of a letter that came, read strictly: what two readers could read differently is nobody's. It costs little
 * and is read first, so that the body of a letter that nobody may have written is never looked at.
 */
import { decodeWords } from 'postal-mime';
import { ADDRESSES_AT_MOST, type MailHeaders } from '../../rules/mail-replies.ts';

/** No letter has so long a head. In bytes. */
const HEAD_BYTES = 128 * 1024;
const LONGEST_FROM = 2_000;
const LONGEST_TO = 20_000;
const LONGEST_SUBJECT = 2_000;
const ADDRESS = /^[a-z\d!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z\d](?:[a-z\d.-]{0,188}[a-z\d])?$/;
/** Words and strings in quotation marks, nothing that could be a second address, a list, a group or a comment. */
// eslint-disable-next-line no-control-regex -- control characters are what it keeps out
const PHRASE = /^(?:[^"<>@,:;()\\\x00-\x1f\x7f]|"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*")*$/;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/**
 * @property headers in their order, unfolded, their names in small letters
 * @property from the one address that it says it is from, in small letters; null where that is not plain
 * @property recipients the addresses of its To and Cc, in small letters; none where there are several of either
 * @property messageId empty where it has none
 */
export type MailHead = { headers: MailHeaders; from: string | null; recipients: string[]; messageId: string };

function headersIn(text: string): { key: string; value: string }[] {
  const headers: { key: string; value: string }[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') break;
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last) last.value += ` ${line.trimStart()}`;
      continue;
    }
    const [, key, value] = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s.exec(line) ?? [];
    if (key !== undefined) headers.push({ key: key.toLowerCase(), value: value!.trim() });
  }
  const readable = ({ key, value }: { key: string; value: string }) =>
    key === 'subject' ? { key, value: decodeWords(value.slice(0, LONGEST_SUBJECT)) } : { key, value };
  return headers.map(readable);
}

/** An address in small letters; null for what is none. A letter that only becomes one of ours in small letters is none. */
function plainAddress(text: string): string | null {
  if (!/^[!-~]{3,256}$/.test(text)) return null;
  const small = text.toLowerCase();
  return ADDRESS.test(small) ? small : null;
}

/** Whether a name beside an address names no other, also when it is decoded. */
function isNoAddress(phrase: string, address: string): boolean {
  const text = phrase.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'));
  return [text, decodeWords(text)].every(
    (one) => !/[@<>\uff20\ufe6b\uff1c\uff1e]/.test(one) || one.trim().toLowerCase() === address,
  );
}

/** `address`, `<address>` or `words <address>`: nothing else is read. */
function addressOfFrom(value: string): string | null {
  if (value.length > LONGEST_FROM) return null;
  const bare = plainAddress(value);
  if (bare !== null) return bare;
  const [, phrase, inner] = /^((?:[^<"]|"(?:[^"\\]|\\.)*")*)<([^<>\s]{3,256})>$/.exec(value) ?? [];
  const address = inner === undefined ? null : plainAddress(inner);
  if (address === null || !PHRASE.test(phrase!)) return null;
  return isNoAddress(phrase!, address) ? address : null;
}

function recipientsOf(headers: MailHeaders): string[] {
  const found = ['to', 'cc'].flatMap((name) => {
    const all = headers.filter(({ key }) => key === name);
    if (all.length !== 1 || all[0]!.value.length > LONGEST_TO) return [];
    return all[0]!.value
      .replace(QUOTED, '')
      .split(/[,;]/, ADDRESSES_AT_MOST)
      .map((one) => plainAddress(/<([^<>]*)>\s*$/.exec(one)?.[1] ?? one.trim()));
  });
  return [...new Set(found.filter((address) => address !== null))].slice(0, ADDRESSES_AT_MOST);
}

/** Reads the head of a letter; null where it has no end, or nothing of it is a head. @param raw the letter, or its beginning */
export function readHead(raw: Uint8Array): MailHead | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEAD_BYTES));
  const text = bytes.toString('utf8');
  const end = /\r\n\r\n|\n\n|\n\r\n/.exec(text)?.index;
  if (end === undefined && raw.byteLength > HEAD_BYTES) return null;
  const head = text.slice(0, end);
  const headers = headersIn(head);
  if (headers.length === 0) return null;
  const froms = headers.filter(({ key }) => key === 'from');
  // A return without a new line, or a sign that ends a text, is where two readers part.
  const isPlain = froms.length === 1 && !/\r(?!\n)|\0/.test(head);
  const { value: messageId = '' } = headers.find(({ key }) => key === 'message-id') ?? {};
  const from = isPlain ? addressOfFrom(froms[0]!.value) : null;
  return { headers, from, recipients: recipientsOf(headers), messageId };
}
