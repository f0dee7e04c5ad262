/** Cases: who decides them, in which order they wait, for how long somebody has one to themself. */
import { readId } from './ids.ts';
import type { ErrorCode } from '../../shared/faults.ts';
import type { ActTarget, ActVerb, CaseTarget } from '../../shared/words.ts';
import { type Actor, whyNotModerate, whyNotModerateAnything } from './roles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** So long nobody else decides what a moderator has taken. */
export const CLAIM_MS = 30 * MINUTE;
/** By so much each further reporter brings a case forward, and how many count: a crowd does not rule the queue. */
export const REPORTER_MS = 12 * HOUR;
export const REPORTERS_COUNTED = 14;

/** The moment by which a case stands in the queue, the earliest first. @param reporters different people */
export const queueAt = (createdAt: number, reporters: number): number =>
  createdAt - REPORTER_MS * Math.min(Math.max(reporters - 1, 0), REPORTERS_COUNTED);

/** Reasons that are about what somebody gains from a brand: nobody with a stake in one judges them. */
export const ABOUT_BRANDS: readonly string[] = ['undisclosed_affiliation', 'advertising'];

/**
 * What a case is to one moderator.
 * @property target what was reported: whoever moderates nothing but that space is a party to what is said of it
 * @property spaceId where it is; null for what concerns the whole forum
 * @property hasReported whether the moderator is among those who reported it
 * @property hasDecided whether they decided about the same thing before
 * @property isOnlyOne whether nobody else could decide it
 */
export type CaseMatter = {
  target: CaseTarget;
  spaceId: number | null;
  authorId: number | null;
  hasReported: boolean;
  hasDecided: boolean;
  concernsBrand: boolean;
  isOnlyOne: boolean;
};

/**
 * Cases are decided by moderators of the space who have no stake in them. Who keeps the peace elsewhere does not find
 * them. @param hasStake whether the moderator has a stake in some brand
 */
export function whyNotDecideCase(actor: Actor, matter: CaseMatter, hasStake: boolean): ErrorCode | null {
  const no = whyNotModerateAnything(actor);
  if (no) return no;
  if (whyNotModerate(actor, matter.spaceId) !== null) return 'not_found';
  if (actor!.id === matter.authorId || matter.hasReported) return 'own_matter';
  if (matter.target === 'space' && whyNotModerate(actor, null) !== null) return 'own_matter';
  if (matter.concernsBrand && hasStake) return 'affiliated';
  return matter.hasDecided && !matter.isOnlyOne ? 'own_act' : null;
}

/** Has somebody else taken it? */
export const isClaimedByOther = (
  { claimedBy, claimedUntil }: { claimedBy: number | null; claimedUntil: number | null },
  accountId: number,
  now: number,
): boolean => claimedBy !== null && claimedBy !== accountId && (claimedUntil ?? 0) > now;

type Ids = { postId: number | null; threadId: number | null; accountId: number | null; spaceId: number | null };

/** Whether an act is about what a case is about: the thing itself, the thread around it, who wrote it, what is in it. */
export function isAboutCase(one: Ids & { target: CaseTarget }, act: Ids & { target: ActTarget }): boolean {
  const isTheirs = one.accountId !== null && act.accountId === one.accountId;
  switch (one.target) {
    case 'post':
      if (act.target === 'post') return act.postId === one.postId;
      return act.target === 'thread' ? act.threadId === one.threadId : isTheirs;
    case 'thread':
      return act.target === 'member' ? isTheirs : act.threadId === one.threadId;
    case 'member':
      return isTheirs;
    case 'space':
      return act.spaceId === one.spaceId;
  }
}

/** What who reports something asks for; all else keeps house, or lifts what was done. */
const ASKED_FOR: Record<ActTarget, readonly ActVerb[]> = {
  post: ['hide', 'refuse', 'remove', 'remind'],
  thread: ['hide', 'lock', 'close', 'unlist'],
  member: ['silence', 'suspend'],
};
/** A thread goes with the post that began it, and that with its thread. */
const TAKES_BOTH: readonly ActVerb[] = ['hide', 'refuse', 'remove'];

type Matter = { target: CaseTarget; subjectId: number };

/**
 * About what cases wait no longer once an act is done, wherever it was done from: a post's stand before a thread's.
 * @param opening the post that began a thread, with it, where the act is on either
 */
export function answeredBy(
  { target, verb, id }: { target: ActTarget; verb: ActVerb; id: number },
  opening: { postId: number; threadId: number } | null,
): Matter[] {
  if (!ASKED_FOR[target].includes(verb)) return [];
  if (!opening || !TAKES_BOTH.includes(verb)) return [{ target, subjectId: id }];
  return [
    { target: 'post', subjectId: opening.postId },
    { target: 'thread', subjectId: opening.threadId },
  ];
}

/** What an address of this forum leads to; null for any other. */
export type Content =
  | { target: 'post'; id: number }
  | { target: 'place'; threadId: number; number: number }
  | { target: 'thread'; id: number }
  | { target: 'member' | 'space'; slug: string };

/** @param text as somebody pasted it: a whole address, or its path @param origin of this forum */
export function contentAt(text: string, origin: string): Content | null {
  const url = URL.parse(text.trim(), origin);
  if (!url || url.host !== new URL(origin).host || !/^https?:$/.test(url.protocol)) return null;
  const [, first = '', second = '', , fourth] = url.pathname.split('/');
  const id = readId(second);
  if (first === 'p') return id === null ? null : { target: 'post', id };
  if (first === 't' && id !== null) {
    const number = readId(fourth) ?? 1;
    return number === 1 ? { target: 'thread', id } : { target: 'place', threadId: id, number };
  }
  if (first !== 'u' && first !== 's') return null;
  const slug = decoded(second);
  return slug ? { target: first === 'u' ? 'member' : 'space', slug } : null;
}

function decoded(part: string): string {
  try {
    const text = decodeURIComponent(part);
    // No database keeps a NUL.
    return text.includes('\u0000') ? '' : text;
  } catch {
    return '';
  }
}
