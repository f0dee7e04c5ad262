/** Replies by mail: which letters are looked at, who may have written one, and for how long an address is good. */

const DAY = 24 * 3_600_000;
const MB = 1_048_576;

/** So long a reply address is good; the day on which it ends counts whole. */
export const REPLY_DAYS = 30;
/** Larger letters are refused unread. Twice a post's pictures as they are sent, with room for the words. */
export const LARGEST_MAIL = 20 * MB;
/** Of a letter that is too large only its head is read, up to so many bytes. */
export const HEAD_AT_MOST = 256 * 1024;
/** Letters up to so many bytes are read also when their writer has no more answers today, so that the words come back. */
export const SMALL_MAIL = 64 * 1024;
/** Addresses of one letter that are looked at, of each header. */
export const ADDRESSES_AT_MOST = 50;

/** The day on which an address ends that is made now, as days since 1970. */
export const endsOn = (now: number): number => Math.floor(now / DAY) + REPLY_DAYS;
export const isOver = (day: number, now: number): boolean => Math.floor(now / DAY) > day;

/** The headers of a letter, whole, their names in small letters, in their order. */
export type MailHeaders = readonly { key: string; value: string }[];
/** A value without its comments, which may stand anywhere and within each other. */
function withoutComments(value: string): string {
  let text = value;
  for (let round = 0; round < COMMENTS_DEEP; round++) text = text.replace(/\([^()]*\)/g, ' ');
  return text;
}
const COMMENTS_DEEP = 4;

/** Did the mail server that took it find that its From is forged (DMARC)? Whoever forges one adds no such line. */
export const isFoundForged = (headers: MailHeaders): boolean =>
  headers.some(
    ({ key, value }) =>
      key === 'authentication-results' && /\bdmarc(?:\s*\/\s*\d+)?\s*=\s*fail\b/i.test(withoutComments(value)),
  );

/**
 * May this letter speak for the account? Whoever has the address may have it from a letter that was passed on: only the
 * account's own, confirmed address speaks for it.
 * @param from the one address in its From, in small letters, or null
 */
export const mayWriteFor = (
  { email, emailVerifiedAt }: { email: string | null; emailVerifiedAt: number | null },
  from: string | null,
  headers: MailHeaders,
): boolean => from !== null && from === email && emailVerifiedAt !== null && !isFoundForged(headers);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
/** How often addresses are written into others, each time anew. */
const ENCODED_DEEP = 3;

/** A text as programs that check links, break lines or write Markdown may have it. In small letters. */
function variantsOf(text: string): string[] {
  let plain = text.toLowerCase().replace(/\\/g, '');
  for (let round = 0; round < ENCODED_DEEP; round++)
    plain = plain.replace(/%([2-7][\da-f])/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return [plain, plain.replace(/[\s>]+/g, ''), plain.replace(/-3a/g, ':').replace(/_/g, '/')];
}

/** Whether a text holds what only the reader of a letter may have: an address to answer it, or a link that acts for them. */
export function holdsPrivate(text: string, { origin, reply }: { origin: string; reply: string }): boolean {
  const link = new RegExp(`${escaped(new URL(origin).hostname)}(?::\\d{1,5})?/+mail/`);
  const [before = '', after = ''] = reply.toLowerCase().split('%');
  const sealed = '[0-9a-z]{1,11}\\.[0-9a-z]{1,11}\\.[0-9a-z]{1,6}\\.[a-z2-7]{20}';
  const address = after === '' ? null : new RegExp(escaped(before) + sealed + escaped(after));
  return variantsOf(text).some((one) => link.test(one) || (address?.test(one) ?? false));
}
