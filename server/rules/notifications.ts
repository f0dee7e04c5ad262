/**
 * Who is told of what another did, and why. One act is told to one person once, for the most telling reason; what
 * somebody muted is not told to them, and a brand's staff reach nobody by a mention who is not there already.
 */
import { NOTIFICATION_REASONS, type NoticeChannel, type NotificationReason } from '../../shared/words.ts';

/** Kept so long after they were read, and so long at most. In ms. */
export const KEPT_READ = 90 * 24 * 3_600_000;
export const KEPT_UNREAD = 365 * 24 * 3_600_000;

/** Whoever is here reads it on the page: a letter waits so long. In ms. */
export const MAILED_AFTER = 5 * 60_000;

/** What is read on the page within this time is said on no device. In ms. */
export const PUSHED_AFTER = 10_000;

/** An asker is asked whether an answer helped so long after the first one, and no later than that. In ms. */
export const SOLVED_ASKED_AFTER = 2 * 24 * 3_600_000;
export const SOLVED_ASKED_UNTIL = 30 * 24 * 3_600_000;

/** Somebody who might be told. @property refId of what else it is about */
export type Told = { accountId: number; reason: NotificationReason; refId?: number | null };

/** Of what may be told to one person, the most telling. */
export function mostTelling(candidates: readonly Told[]): Told[] {
  const rank = (reason: NotificationReason) => NOTIFICATION_REASONS.indexOf(reason);
  const best = new Map<number, Told>();
  for (const told of candidates) {
    const other = best.get(told.accountId);
    if (!other || rank(told.reason) < rank(other.reason)) best.set(told.accountId, told);
  }
  return [...best.values()];
}

/** Reasons that are one's own affair, whatever else of the place one muted. */
const ALWAYS: readonly NotificationReason[] = [
  'act',
  'appeal',
  'report',
  'proposal',
  'duty',
  'invitation',
  'solved',
  'reminder',
  'not_posted',
];

/** What is decided about one, or is one's duty: it comes from an office, whoever holds it. */
const OFFICIAL: readonly NotificationReason[] = ['act', 'appeal', 'report', 'proposal', 'duty'];

/** Whether muting the place ends it. */
export const isMutable = (reason: NotificationReason): boolean => !ALWAYS.includes(reason);

/** What is known of somebody who might be told, and of who did it. */
export type Hearing = {
  isActor: boolean;
  /** They muted the thread, its space, one of its tags or whoever did it. */
  isMuted: boolean;
  /** They may read what it is about. */
  maySee: boolean;
  /** It is said for a brand. */
  isForBrand: boolean;
  /** They wrote in the thread already. */
  takesPart: boolean;
  /** They blocked whoever did it. */
  isBlocked?: boolean;
  /** How they wish to be told of this kind. */
  channel: NoticeChannel;
};

/** Is this person told? */
export function isTold(reason: NotificationReason, hearing: Hearing): boolean {
  if (hearing.isActor || !hearing.maySee || hearing.channel === 'none') return false;
  if (hearing.isBlocked && !OFFICIAL.includes(reason)) return false;
  if (hearing.isMuted && isMutable(reason)) return false;
  return !(reason === 'mention' && hearing.isForBrand && !hearing.takesPart);
}

type About = { threadId: number | null; postId: number | null; spaceId: number | null; refId: number | null };

/** What is shown as one: all of a thread's answers, all marks of one kind on a post, all new threads of a space. */
export function groupKeyOf(reason: NotificationReason, { threadId, postId, spaceId, refId }: About): string {
  switch (reason) {
    case 'accepted':
    case 'edited':
    case 'worked':
    case 'helpful':
    case 'reminder':
      return `${reason} p${postId}`;
    case 'space':
    case 'duty':
      return `${reason} s${spaceId}`;
    case 'tag':
    case 'search':
    case 'act':
    case 'appeal':
    case 'report':
    case 'proposal':
    case 'invitation':
    case 'not_posted':
    case 'message':
    case 'message_request':
      return `${reason} ${refId}`;
    // Worded alike, whether one wrote there too, follows the thread or who wrote.
    case 'post':
    case 'thread':
    case 'member':
      return `post t${threadId}`;
    default:
      return `${reason} t${threadId}`;
  }
}
