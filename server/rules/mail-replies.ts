/** Replies by mail: which letters are looked at, who may have written one, and for how long an address is good. */
import { CUT_AT_MOST } from './mail-cut.ts';

const DAY = 24 * 3_600_000;
const MB = 1_048_576;

/** So long a reply address is good; the day on which it ends counts whole. */
export const REPLY_DAYS = 30;
/** Larger letters are refused unread. Twice a post's pictures as they are sent, with room for the words. */
export const LARGEST_MAIL = 20 * MB;
/** Of a letter that is too large only its head is read, up to so many bytes. */
export const HEAD_AT_MOST = 256 * 1024;
/** Addresses of one letter that are looked at, of whatever header. */
export const ADDRESSES_AT_MOST = 50;
export const LONGEST_TEXT = CUT_AT_MOST;

/** The day on which an address ends that is made now, as days since 1970. */
export const endsOn = (now: number): number => Math.floor(now / DAY) + REPLY_DAYS;
export const isOver = (day: number, now: number): boolean => Math.floor(now / DAY) > day;

/** The headers of a letter, their names in small letters, in their order. */
export type MailHeaders = readonly { key: string; value: string }[];
/** Why a letter is nobody's answer. */
export type Automatic = 'automatic' | 'list' | 'bounce' | 'own';

/** Letters of ours, as `messageId` in send.ts makes it. */
const OWN_ID = /^<adda\.\d{1,16}\.\d{1,16}@/;
const MACHINES = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+.=-].*)?@/i;
const ANSWERED_BY_PROGRAM = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-autoreply-from', 'x-mail-autoreply'];
const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list', 'x-mailing-list'];

/**
 * Why a letter is no answer of a person; null for one that may be. Nothing is ever answered to it.
 * @param from the address in its From, in small letters @param own the forum's own sender
 */
export function whyAutomatic(headers: MailHeaders, from: string, own: string): Automatic | null {
  const values = (key: string) =>
    headers.filter((one) => one.key === key).map(({ value }) => value.trim().toLowerCase());
  const isThere = (key: string) => values(key).length > 0;
  if (values('message-id').some((id) => OWN_ID.test(id)) || from === own.toLowerCase()) return 'own';
  if (values('return-path').some((path) => /^<\s*>/.test(path)) || isThere('x-failed-recipients')) return 'bounce';
  if (values('content-type').some((type) => type.startsWith('multipart/report')) || MACHINES.test(from))
    return 'bounce';
  if (values('auto-submitted').some((value) => !/^no\b/.test(value))) return 'automatic';
  if (ANSWERED_BY_PROGRAM.some(isThere) || values('precedence').includes('auto_reply')) return 'automatic';
  if (values('precedence').some((value) => /^(bulk|junk|list)\b/.test(value)) || OF_LISTS.some(isThere)) return 'list';
  return null;
}

/** Did the mail server that took it find that its From is forged (DMARC)? Whoever forges one adds no such line. */
export const isFoundForged = (headers: MailHeaders): boolean =>
  headers.some(({ key, value }) => key === 'authentication-results' && /\bdmarc\s*=\s*fail\b/i.test(value));

/**
 * May this letter speak for the account? Whoever has the address may have it from a letter that was passed on: only the
 * account's own, confirmed address speaks for it.
 * @param froms the addresses in its From, in small letters: one, or it is nobody's
 */
export const mayWriteFor = (
  { email, emailVerifiedAt }: { email: string | null; emailVerifiedAt: number | null },
  froms: readonly string[],
  headers: MailHeaders,
): boolean =>
  email !== null &&
  emailVerifiedAt !== null &&
  froms.length === 1 &&
  froms[0] === email.toLowerCase() &&
  !isFoundForged(headers);
