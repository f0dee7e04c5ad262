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
/** Did the mail server that took it find that its From is forged (DMARC)? Whoever forges one adds no such line. */
export const isFoundForged = (headers: MailHeaders): boolean =>
  headers.some(({ key, value }) => key === 'authentication-results' && /\bdmarc\s*=\s*fail\b/i.test(value));

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

/** Whether a text holds what only the reader of a letter may have: an address to answer it, or a link that acts for them. */
export function holdsPrivate(text: string, { origin, reply }: { origin: string; reply: string }): boolean {
  // As programs that check links write them into others.
  const plain = text.toLowerCase().replace(/%2f/g, '/').replace(/%3a/g, ':').replace(/%2b/g, '+').replace(/%40/g, '@');
  const host = origin.replace(/^https?:\/\//, '').toLowerCase();
  if (plain.includes(`${host}/mail/`)) return true;
  const [before = '', after = ''] = reply.toLowerCase().split('%');
  const sealed = /[0-9a-z]{1,11}\.[0-9a-z]{1,11}\.[0-9a-z]{1,6}\.[a-z2-7]{20}/g;
  return after !== '' && [...plain.matchAll(sealed)].some(({ 0: word }) => plain.includes(`${before}${word}${after}`));
}
