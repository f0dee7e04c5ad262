/** Reads a letter that came: who wrote it, to which addresses, and what. Runs in a thread of the worker pool. */
import PostalMime, { addressParser, type Attachment, type Email } from 'postal-mime';
import sanitizeHtml from 'sanitize-html';
import { ownWords } from '../../rules/mail-cut.ts';
import { ADDRESSES_AT_MOST, LONGEST_TEXT, type MailHeaders } from '../../rules/mail-replies.ts';
import { makeConverter } from '../text/from-html.ts';

/** More parts in parts than this is nobody's letter. */
const NESTING = 40;
const HEADERS_AT_MOST = 256 * 1024;
/** A letter of 20 MB has fewer lines of pictures; the reader needs memory for each line, and for each part. */
const LINES_AT_MOST = 300_000;
const DASHED_LINES_AT_MOST = 5_000;
/** Of those that a letter brings; whoever sends more is told by the rule for posts. */
const PICTURES_AT_MOST = 12;
const LONGEST_NAME = 200;
/** Where a mail server, or whoever wrote it, says to which address it went. */
const TO_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'to', 'cc'];

export type MailPicture = { name: string; bytes: Uint8Array };
/**
 * @property froms the addresses in its From, in small letters
 * @property addresses to which it went, in small letters, as far as it says so
 * @property words its writer's own @property hadWords whether it said anything at all
 * @property isBroken what is wrong with it cannot be read past: only its head was
 */
export type ReadMail = {
  headers: MailHeaders;
  froms: string[];
  addresses: string[];
  messageId: string;
  subject: string;
  words: string;
  hadWords: boolean;
  pictures: MailPicture[];
  isBroken: boolean;
};

/** Every address of every From: a letter of several is nobody's. */
const fromsOf = ({ headers }: Email): string[] =>
  headers
    .filter(({ key }) => key === 'from')
    .flatMap(({ value }) => addressParser(value.slice(0, 2_000), { flatten: true }))
    .map(({ address = '' }) => address.toLowerCase());

function addressesOf({ headers }: Email): string[] {
  const found = headers
    .filter(({ key }) => TO_HEADERS.includes(key))
    .slice(0, ADDRESSES_AT_MOST)
    .flatMap(({ value }) => value.slice(0, 10_000).match(/[^\s<>,;:"()]{1,64}@[a-z\d.-]{1,190}/gi) ?? []);
  return [...new Set(found.map((address) => address.toLowerCase()))].slice(0, ADDRESSES_AT_MOST);
}

/** Tags in tags that are more than this say nothing more; the converter walks them all. */
const TAGS_DEEP = 30;
const TAGS = [
  ...['a', 'b', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img'],
  ...['kbd', 'li', 'ol', 'p', 'pre', 's', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th'],
  ...['thead', 'tr', 'u', 'ul'],
];
const ATTRIBUTES = { a: ['href'], img: ['src', 'alt'] };
const UNSEEN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** HTML of a mail program as Markdown; what nobody sees of it is left out. */
function markdownOf(html: string): string {
  const plain = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedSchemes: ['http', 'https', 'mailto', 'cid'],
    nestingLimit: TAGS_DEEP,
    exclusiveFilter: ({ attribs }) => UNSEEN.test(attribs.style ?? ''),
  });
  return makeConverter((href) => href).turndown(plain);
}

/** Pictures within the words that stayed, by their name within the letter, or by being simply attached. */
function isKept({ mimeType, disposition, contentId, related }: Attachment, markdown: string): boolean {
  if (!mimeType.startsWith('image/')) return false;
  const name = contentId?.replace(/^<|>$/g, '') ?? '';
  if (name !== '' && markdown.includes(`cid:${name}`)) return true;
  // What only a signature or the quoted letter shows is not brought by its writer.
  return disposition === 'attachment' || !(related ?? false);
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);

/** A picture that stands in the words stands under them instead. */
const withoutPictureLinks = (markdown: string) => markdown.replace(/!\[[^\]\n]{0,300}\]\(<?cid:[^)\n]{0,300}\)/g, '');

function wordsOf({ text, html }: Email): { markdown: string; hadWords: boolean } {
  const plain = (text ?? '').slice(0, LONGEST_TEXT);
  const hasPlain = plain.trim() !== '';
  const whole = hasPlain ? plain : markdownOf((html ?? '').slice(0, LONGEST_TEXT));
  const { words, hadWords } = ownWords(whole);
  return { markdown: words, hadWords };
}

/** Whether the reader would need more memory for it than it has. */
function isTooMuch(raw: Uint8Array): boolean {
  let [lines, dashed] = [0, 0];
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) {
    lines++;
    if (raw[at + 1] === 45 && raw[at + 2] === 45) dashed++;
    if (lines > LINES_AT_MOST || dashed > DASHED_LINES_AT_MOST) return true;
  }
  return false;
}

async function parsed(raw: Uint8Array): Promise<Email> {
  const options = { forceRfc822Attachments: true, maxNestingDepth: NESTING, maxHeadersSize: HEADERS_AT_MOST };
  return PostalMime.parse(raw, { ...options, attachmentEncoding: 'arraybuffer' });
}

/** The head of a letter alone. */
function headOf(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADERS_AT_MOST / 2));
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  // Without its type it is one part, whatever it says of itself.
  return Buffer.from(`${bytes.subarray(0, Math.min(...ends, bytes.length)).toString('latin1')}\n\n`, 'latin1');
}

async function readOrHead(raw: Uint8Array, isHeadOnly: boolean): Promise<{ email: Email; isBroken: boolean }> {
  try {
    if (!isHeadOnly && !isTooMuch(raw)) return { email: await parsed(raw), isBroken: false };
  } catch {
    // Read as far as it can be.
  }
  return { email: await parsed(headOf(raw)), isBroken: !isHeadOnly };
}

/** @param isHeadOnly whether only the head came, since the whole is too large @throws for what is no letter at all */
export async function readMail({ raw, isHeadOnly }: { raw: Uint8Array; isHeadOnly: boolean }): Promise<ReadMail> {
  const { email, isBroken } = await readOrHead(raw, isHeadOnly);
  const { markdown, hadWords } = isHeadOnly || isBroken ? { markdown: '', hadWords: false } : wordsOf(email);
  const pictures = email.attachments
    .filter((one) => isKept(one, markdown))
    .slice(0, PICTURES_AT_MOST)
    .map((one) => ({ name: (one.filename ?? '').slice(-LONGEST_NAME), bytes: bytesOf(one) }));
  return {
    headers: email.headers.map(({ key, value }) => ({ key, value: value.slice(0, 2_000) })).slice(0, 500),
    froms: fromsOf(email).slice(0, 2),
    addresses: addressesOf(email),
    messageId: (email.messageId ?? '').slice(0, 500),
    subject: (email.subject ?? '').slice(0, LONGEST_NAME),
    words: withoutPictureLinks(markdown).trim(),
    hadWords,
    pictures: isHeadOnly || isBroken ? [] : pictures,
    isBroken,
  };
}
