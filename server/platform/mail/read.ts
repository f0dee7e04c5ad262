/** Reads the body of a letter that came: its writer's own words and pictures. Runs in a thread of its own. */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import sanitizeHtml from 'sanitize-html';
import { CUT_AT_MOST, ownWords } from '../../rules/mail-cut.ts';
import { makeConverter } from '../../../shared/from-html.ts';

/** More parts in parts than this is nobody's letter. */
const NESTING = 40;
const HEADERS_AT_MOST = 256 * 1024;
/** A letter of 20 MB has fewer lines of pictures; the reader needs memory for each line, and for each part. */
const LINES_AT_MOST = 300_000;
const DASHED_LINES_AT_MOST = 5_000;
/** Of a page of a mail program, most of which are styles and pictures. In UTF-16 units, as it came and without those. */
const HTML_AT_MOST = { raw: 2_000_000, plain: 4 * CUT_AT_MOST };
/** Of those that a letter brings; whoever sends more is told by the rule for posts. */
const PICTURES_AT_MOST = 12;
const LONGEST_NAME = 200;
/** More than any post has: what is given back of a letter that is refused. */
const GIVEN_BACK = 40_000;

export type MailPicture = { name: string; bytes: Uint8Array };
/**
 * @property words its writer's own @property text all that it said, as far as a post could hold it
 * @property isBroken whether it cannot be read as a letter, is encrypted, or says more than is looked at
 */
export type ReadMail = { words: string; text: string; pictures: MailPicture[]; isBroken: boolean };
export const UNREAD: ReadMail = { words: '', text: '', pictures: [], isBroken: false };

/** Tags in tags that are more than this say nothing more; the converter walks them all. */
const TAGS_DEEP = 30;
const TAGS = [
  ...['a', 'b', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img'],
  ...['kbd', 'li', 'ol', 'p', 'pre', 's', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th'],
  ...['thead', 'tr', 'u', 'ul'],
];
const ATTRIBUTES = { a: ['href'], img: ['src', 'alt'] };
/** Their content is nothing that anybody wrote. */
const WORDLESS = [
  ...['head', 'title', 'style', 'script', 'noscript', 'template', 'textarea', 'select', 'option', 'svg', 'math'],
  ...['object', 'iframe', 'audio', 'video'],
];
const UNSEEN = /display:none|visibility:hidden|mso-hide:all|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])/;

/** Others have nothing to show here. */
const PICTURE = /^(?:https?|cid):/i;

function isUnseen({ style = '', hidden }: Record<string, string | undefined>): boolean {
  const plain = style
    .slice(0, 2_000)
    .toLowerCase()
    .replace(/\/\*[^*]{0,200}\*\/|\s+/g, '');
  return hidden !== undefined || UNSEEN.test(plain);
}

/** HTML of a mail program as Markdown; what nobody sees of it is left out. Null where it is too much. */
function markdownOf(html: string): string | null {
  if (html.length > HTML_AT_MOST.raw) return null;
  const plain = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedSchemes: ['http', 'https', 'mailto', 'cid'],
    nonTextTags: WORDLESS,
    nestingLimit: TAGS_DEEP,
    exclusiveFilter: ({ tag, attribs }) => isUnseen(attribs) || (tag === 'img' && !PICTURE.test(attribs.src ?? '')),
  });
  return plain.length > HTML_AT_MOST.plain ? null : makeConverter((href) => href).turndown(plain);
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

/** Null for what is no letter. */
async function parsed(raw: Uint8Array): Promise<Email | null> {
  if (isTooMuch(raw)) return null;
  const options = { forceRfc822Attachments: true, maxNestingDepth: NESTING, maxHeadersSize: HEADERS_AT_MOST };
  return PostalMime.parse(raw, { ...options, attachmentEncoding: 'arraybuffer' }).catch(() => null);
}

const ENCRYPTED = /^(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime)\b/i;
const ENCRYPTED_TEXT = /^-----BEGIN PGP MESSAGE-----/;
const isEncrypted = ({ headers }: Email, text: string) =>
  ENCRYPTED_TEXT.test(text) || headers.some(({ key, value }) => key === 'content-type' && ENCRYPTED.test(value.trim()));

/**
 * What a letter says.
 * @param ours addresses of the forum, as `ownWords` takes them
 */
export async function readMail({ raw, ours }: { raw: Uint8Array; ours: string[] }): Promise<ReadMail> {
  const email = await parsed(raw);
  const plain = email?.text ?? '';
  const whole = plain.trim() === '' ? markdownOf(email?.html ?? '') : plain;
  if (!email || whole === null) return { ...UNREAD, isBroken: true };
  const text = withoutPictureLinks(whole.slice(0, GIVEN_BACK)).trim();
  if (whole.length > CUT_AT_MOST || isEncrypted(email, text)) return { ...UNREAD, text, isBroken: true };
  const words = ownWords(whole, ours);
  const pictures = email.attachments
    .filter((one) => isKept(one, words))
    .slice(0, PICTURES_AT_MOST)
    .map((one) => ({ name: (one.filename ?? '').slice(-LONGEST_NAME), bytes: bytesOf(one) }));
  return { words: withoutPictureLinks(words).trim(), text, pictures, isBroken: false };
}
