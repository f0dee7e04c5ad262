/** What a page is told while it is open. Ids and small facts: what they look like, the page asks for. */

/**
 * `post`: the number of a post of the thread that the page shows, which is new, looks different, or was withdrawn.
 * `thread`: so much about it is different that its page looks different.
 * `started`: the id of a thread that is new in what the page lists.
 * `bell`: how many different things its reader has not read, in the words of the bell; `letters`: how many of them are
 *   conversations, in the words beside it.
 * `writing`: the name of somebody who writes in the thread now, and wants others to see that.
 * `again`: more happened than is told; the page asks for all of it.
 * @property at when it happened, in ms: with the latest a page that was away goes on. Not the event's id, whose gaps would
 *   tell of what its reader may not know; what is said twice is the same to the letter
 */
export type LiveMessage =
  | { at: number; post: number; is: 'new' | 'changed' | 'gone' }
  | { at: number; thread: 'changed' }
  | { at: number; started: number }
  | { bell: number; shown: string; words: string; letters: { count: number; shown: string; words: string } }
  | { writing: string }
  | { at: number; again: true };

/** All that a page may say: that its reader, who said before that others may see it, writes in the thread; or replies to a post. */
export const WRITES = 'writing';
export const REPLIES = 'replying';
/** So often at most others are told of one member in one thread; whoever was not told of for twice that writes no longer. In ms. */
export const WRITES_EVERY_MS = 4_000;

/** The socket's own codes (RFC 6455, 7.4.2: 4000 and above are the application's). */
export const LIVE_CLOSED = {
  /** Its session is over: no use to come again. */
  signedOut: 4401,
  /** One member has too many open; the oldest goes. */
  tooMany: 4429,
} as const;
