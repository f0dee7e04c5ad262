/** How often something may be tried: exact sliding windows, kept in the database; those of open pages, in the process. */
import { isAhead } from './clock.ts';
import { LIMITS } from '../../shared/limits.ts';
import { WRITES_EVERY_MS } from '../../shared/live.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type RateLimit = { name: string; max: number; windowMs: number };

/**
 * Guessing a password stays slow for one account from one network, and for one network. What was right is taken back,
 * so that an office is not shut out by those who come in.
 */
export const SIGN_IN_FROM_NETWORK: RateLimit = { name: 'sign-in', max: 5, windowMs: 15 * MINUTE };
export const SIGN_IN_PER_ADDRESS: RateLimit = { name: 'sign-in-from', max: 30, windowMs: HOUR };
/** What is guessed from many networks at once; whoever was signed in before, in the same browser, is counted apart. */
export const SIGN_IN_PER_ACCOUNT: RateLimit = { name: 'sign-in-to', max: 100, windowMs: HOUR };
export const SIGN_IN_PER_DEVICE: RateLimit = { name: 'sign-in-device', max: 5, windowMs: 15 * MINUTE };
/** Each look at a password costs work, also at a right one. */
export const LOOKS_PER_ADDRESS: RateLimit = { name: 'look-from', max: 300, windowMs: HOUR };
/** A password that is asked for again, and that of a letter’s link. */
export const PASSWORD_AGAIN: RateLimit = { name: 'password', max: 5, windowMs: 15 * MINUTE };
/** One household or office may sign up together; a script may not. */
export const SIGN_UP_PER_ADDRESS: RateLimit = { name: 'sign-up-from', max: 20, windowMs: HOUR };
/** A form that was drawn serves one sign-up, for as long as it is taken. */
export const SIGN_UP_PER_FORM: RateLimit = { name: 'sign-up-form', max: 1, windowMs: 12 * HOUR };
/** Nobody's mailbox is flooded through us, whatever is asked for and from wherever. */
export const MAIL_PER_MAILBOX: RateLimit = { name: 'mailbox', max: 5, windowMs: HOUR };
/** Nor does one account write to many. */
export const MAIL_PER_ACCOUNT: RateLimit = { name: 'mail', max: 5, windowMs: HOUR };
export const RESET_PER_ADDRESS: RateLimit = { name: 'reset-from', max: 20, windowMs: HOUR };
export const LINKS_PER_ADDRESS: RateLimit = { name: 'link-from', max: 30, windowMs: HOUR };
export const TOKENS_PER_MEMBER: RateLimit = { name: 'token', max: 20, windowMs: 24 * HOUR };
/** Join links that one admin makes; some are letters to strangers. */
export const JOIN_LINKS_PER_ADMIN: RateLimit = { name: 'join-link', max: 50, windowMs: 24 * HOUR };
/** The set-up code has 60 bits; this keeps guessing hopeless. */
export const SETUP_CODE_PER_ADDRESS: RateLimit = { name: 'setup-from', max: 10, windowMs: HOUR };
/** A name is known by its history; each change has all quotes of it written anew. */
export const RENAMES_PER_MEMBER: RateLimit = { name: 'rename', max: 5, windowMs: 24 * HOUR };
/** A fast typist in a lively talk stays under it; a flood does not. Those whom the forum trusts have more room (rules/trust.ts). */
export const POSTS_PER_MEMBER: RateLimit = { name: 'post', max: 60, windowMs: 10 * MINUTE };
/** Each version is kept, and compared with the one before. */
export const EDITS_PER_MEMBER: RateLimit = { name: 'edit', max: 60, windowMs: 10 * MINUTE };
/** Whoever reads a long thread marks a lot of it; a script that sets and takes back marks more. */
export const MARKS_PER_MEMBER: RateLimit = { name: 'mark', max: 200, windowMs: 10 * MINUTE };
export const THREADS_PER_MEMBER: RateLimit = { name: 'thread', max: 20, windowMs: HOUR };
/** Making a picture anew costs more than keeping a post. */
export const PICTURES_PER_MEMBER: RateLimit = { name: 'picture', max: 60, windowMs: 24 * HOUR };
/** Files that are no pictures: each takes room, and none is made smaller. */
export const FILES_PER_MEMBER: RateLimit = { name: 'file', max: 30, windowMs: 24 * HOUR };
/** What is kept while somebody writes, drafts and words about pictures: an open page sends one every few seconds at most. */
export const KEEPS_PER_MEMBER: RateLimit = { name: 'keep', max: 400, windowMs: 10 * MINUTE };
/** Whoever writes beside an open preview has it drawn at each pause. Counted in each process by itself. */
export const PREVIEWS_PER_MEMBER: RateLimit = { name: 'preview', max: 120, windowMs: MINUTE };
/** Reports and proposals are read by people. */
export const REPORTS_PER_MEMBER: RateLimit = { name: 'report', max: 20, windowMs: 24 * HOUR };
export const JOINS_PER_MEMBER: RateLimit = { name: 'join', max: 10, windowMs: 24 * HOUR };
/** Each is a letter to somebody, and asks many to vote. */
export const NOMINATIONS_PER_MEMBER: RateLimit = { name: 'nomination', max: 3, windowMs: 7 * 24 * HOUR };
export const NOTES_PER_MODERATOR: RateLimit = { name: 'person-note', max: 100, windowMs: 24 * HOUR };
export const APPEALS_PER_MEMBER: RateLimit = { name: 'appeal', max: 20, windowMs: 24 * HOUR };
export const REPORTS_PER_ADDRESS: RateLimit = { name: 'report-from', max: 5, windowMs: HOUR };
export const PROPOSALS_PER_MEMBER: RateLimit = { name: 'proposal', max: 3, windowMs: 24 * HOUR };
/** A letter that a post waits; those that wait on the same day say nothing new. */
export const HELD_LETTERS: RateLimit = { name: 'held-letter', max: 1, windowMs: 24 * HOUR };
/** A thank-you counts for nothing, so it needs no more room than a day's posts. */
export const THANKS_PER_STAFF: RateLimit = { name: 'thanks', max: 20, windowMs: 24 * HOUR };
/** Changes of what was said for a brand, when it stands no longer fresh (rules/posting.ts): new words for it have limits. */
export const NOTE_CHANGES_PER_STAFF: RateLimit = {
  name: 'note-change',
  max: LIMITS.noteChanges.each,
  windowMs: 24 * HOUR,
};
export const NOTE_CHANGES_PER_BRAND: RateLimit = {
  name: 'note-change-for',
  max: LIMITS.noteChanges.brand,
  windowMs: 24 * HOUR,
};
/** Refusals that the public log tells of; more of one person's in an hour say nothing new. */
export const REFUSALS_LOGGED: RateLimit = { name: 'limit-hit', max: 20, windowMs: HOUR };
/** Conversations that one begins, and people one brings in, by how far the forum trusts one (rules/messages.ts); and messages. */
export const CONVERSATIONS_PER_MEMBER: RateLimit = { name: 'conversation', max: 5, windowMs: 24 * HOUR };
export const MESSAGES_PER_MEMBER: RateLimit = { name: 'message', max: 10, windowMs: MINUTE };
/** How many questions one member is brought to in a week, and how many members one may write to in a day. */
export const INVITATIONS_TO_MEMBER: RateLimit = { name: 'invited', max: 3, windowMs: 7 * 24 * HOUR };
/** Of those, at most so many by one brand, and by all brands together: the rest is for members. */
export const INVITATIONS_BY_BRANDS = { each: 1, all: 2 };
export const INVITATIONS_BY_MEMBER: RateLimit = { name: 'inviter', max: 15, windowMs: 24 * HOUR };
/** Answers by mail: no person writes so many in a day, and no loop gets further. */
export const REPLIES_BY_MAIL: RateLimit = { name: 'mail-reply', max: 50, windowMs: 24 * HOUR };
/** Letters that say why an answer by mail was not posted, those of forged ones apart: they are not the member's own doing. */
export const MAIL_REFUSALS: RateLimit = { name: 'mail-refused', max: 20, windowMs: 24 * HOUR };
export const FORGED_MAIL: RateLimit = { name: 'mail-forged', max: 3, windowMs: 24 * HOUR };
/** Letters by which an admin tries the mail server. */
export const TEST_LETTERS: RateLimit = { name: 'test-letter', max: 10, windowMs: HOUR };
/** Where nobody could be asked about a waiting question, the next day may have somebody. */
export const BROUGHT: RateLimit = { name: 'brought', max: 1, windowMs: 20 * HOUR };
/** Twenty tabs that come again after a restart, a few times, beside somebody who leafs fast. */
export const OPEN_PAGES_PER_MEMBER: RateLimit = { name: 'live', max: 120, windowMs: MINUTE };
/** That somebody writes, of one thread. */
export const WRITES_PER_MEMBER: RateLimit = { name: 'writing', max: 1, windowMs: WRITES_EVERY_MS };

/** So long tries are kept: a limit with a longer window would count only some of them. */
export const LONGEST_WINDOW_MS = 7 * 24 * HOUR;

/**
 * The earliest moment at which one more try fits, or null when it fits now.
 * @param at times of the tries inside the window, in ms, any order
 */
export function retryAt(throttle: RateLimit, at: number[], now: number): number | null {
  const inside = at.filter((time) => time > now - throttle.windowMs && !isAhead(time, now)).sort((a, b) => a - b);
  const blocking = inside[inside.length - throttle.max];
  return blocking === undefined ? null : blocking + throttle.windowMs;
}
