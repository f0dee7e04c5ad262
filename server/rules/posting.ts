/**
 * How much brand staff may say: limits, and why a post does not fit into them. Pure: what was said so far comes in,
 * a verdict goes out. The numbers are a judgement of ours and shown to everybody (/staff-rules);
 * an admin may make each stricter, none looser. Why they count as they do: docs/decisions/005-labels.md.
 */
import { isAhead } from './clock.ts';
import type { ErrorCode } from '../../shared/faults.ts';
import type { Form } from '../../shared/words.ts';
import { retryAt } from './rate-limits.ts';
import { asksForAnswers } from './thread-forms.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
export const SAFETY_WINDOW = 30 * DAY;

/** Each number with the range in which an admin may move it. Where `max` is the default, smaller is stricter. */
export const LIMIT_RANGES = {
  /** Hours in which staff leave a question to peers. */
  peersFirstHours: { standard: 24, min: 1, max: 72 },
  /** One brand has at most one post for so many member posts in a thread, and always one. */
  threadDivisor: { standard: 3, min: 3, max: 50 },
  /** The same for all brands together. */
  allBrandsDivisor: { standard: 2, min: 2, max: 50 },
  /** In seven days a brand has at most so many posts in a space … */
  spaceFloor: { standard: 3, min: 1, max: 3 },
  /** … or this share of the space's posts in per cent, whichever is more. */
  spacePercent: { standard: 10, min: 1, max: 10 },
  accountPerDay: { standard: 20, min: 1, max: 20 },
  brandPerDay: { standard: 40, min: 1, max: 40 },
  /** Posts of one brand in one thread in 24 hours. */
  threadPerDay: { standard: 3, min: 1, max: 3 },
  /** Days in which a new grant has half of the daily limits. */
  newGrantDays: { standard: 14, min: 14, max: 365 },
  /** Threads that one brand may start in 24 hours … */
  threadsPerDay: { standard: 1, min: 0, max: 1 },
  /** … and in one space in seven days. */
  threadsPerWeek: { standard: 2, min: 0, max: 2 },
  /** Safety notices of one brand in 30 days. */
  safetyNotices: { standard: 3, min: 0, max: 3 },
  /** Links to the brand's own domains in one post. */
  linksPerPost: { standard: 1, min: 0, max: 1 },
  /** Months until a grant ends by itself. */
  grantMonths: { standard: 12, min: 1, max: 12 },
} as const;

/** So long what was said for a brand is corrected like any post; later a change says something new, and is counted. */
const CORRECTED_MS = HOUR;

/** @param saidAt when it was written @param now in ms */
export const isLateChange = (saidAt: number, now: number): boolean => now >= saidAt + CORRECTED_MS;

export type LimitName = keyof typeof LIMIT_RANGES;
export type Limits = Record<LimitName, number>;
export const LIMIT_NAMES = Object.keys(LIMIT_RANGES) as LimitName[];

/** The limits in force: what an admin chose where it is within the range, otherwise the standard. */
export function limitsFrom(chosen: Partial<Record<LimitName, unknown>>): Limits {
  const inForce = (name: LimitName) => {
    const { standard, min, max } = LIMIT_RANGES[name];
    const value = chosen[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : standard;
  };
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, inForce(name)])) as Limits;
}

/** Who speaks for a brand: staff with a grant, or an admin of a forum that the brand runs. */
export type BrandIdentityKind = 'staff' | 'operator';

/** What was said so far, as the posting transaction finds it. Times in ms; withdrawn posts of the brand count. */
export type BrandActivity = {
  identity: BrandIdentityKind;
  /** When the grant began; null for an operator. */
  grantedAt: number | null;
  /** Posts of the brand in the last seven days, anywhere. */
  posts: { at: number; isOwn: boolean; threadId: number; spaceId: number; isOpening: boolean }[];
  /** Visible posts of anybody in the space in the last seven days. */
  spacePosts: number;
  /** Safety notices of the brand in the last 30 days. */
  safety: number[];
};

/** The thread that is posted in. */
export type ThreadActivity = {
  id: number;
  form: Form;
  createdAt: number;
  peerAnswers: number;
  /** The asker or a moderator let staff in before a peer. */
  hasEarlyAccess: boolean;
  /** Visible posts by members, the opening among them. */
  memberPosts: number;
  brandPosts: number;
  allBrandPosts: number;
  /** Whether the last post, leaving out what others withdrew, is the brand's own. */
  lastIsOwn: boolean;
};

/** What a refusal is reckoned from, for its sentence: "2 of 2 used: this thread has 6 member posts". */
export type Sum = { used: number; limit: number; of?: number; hours?: number };
export type LimitCode = Extract<
  ErrorCode,
  | 'peers_first'
  | 'monologue'
  | 'voice_in_thread'
  | 'brands_in_thread'
  | 'voice_in_space'
  | 'day_of_account'
  | 'day_of_brand'
  | 'day_in_thread'
  | 'threads_of_day'
  | 'threads_of_week'
  | 'safety_used_up'
>;
/** One limit as it stands: used up when `used >= limit`. @property availableAt when time alone makes room, in ms; null: never */
export type LimitStatus = Sum & { code: LimitCode; availableAt: number | null };

/** Forms in which peers have the first word. */

/** When the peers-first window of a thread ends; null where there is none, or it is over. */
export function peersFirstUntil(
  limits: Limits,
  thread: Pick<ThreadActivity, 'form' | 'createdAt' | 'peerAnswers' | 'hasEarlyAccess'>,
  now: number,
): number | null {
  if (!asksForAnswers(thread.form) || thread.hasEarlyAccess || thread.peerAnswers > 0) return null;
  const until = thread.createdAt + limits.peersFirstHours * HOUR;
  return until > now ? until : null;
}

/** Shares of identity: in a thread with `memberPosts`, in a space with `spacePosts` of the week. */
export function threadShare(memberPosts: number, divisor: number): number {
  return Math.max(1, Math.floor(memberPosts / divisor));
}
export function spaceShare(limits: Limits, spacePosts: number): number {
  return Math.max(limits.spaceFloor, Math.floor((spacePosts * limits.spacePercent) / 100));
}

/** A sliding window: how many of these moments are in it, and when one of them leaves. */
function windowed(
  code: LimitCode,
  at: number[],
  limit: number,
  windowMs: number,
  now: number,
  of?: number,
): LimitStatus {
  const inside = at.filter((time) => time > now - windowMs && !isAhead(time, now));
  const availableAt = limit > 0 ? retryAt({ name: code, max: limit, windowMs }, inside, now) : null;
  return { code, used: inside.length, limit, availableAt, ...(of !== undefined && { of }) };
}

function isNewGrant(limits: Limits, activity: BrandActivity, now: number): boolean {
  return activity.grantedAt !== null && now < activity.grantedAt + limits.newGrantDays * DAY;
}

/** How many posts a brand may write in 24 hours: half while all who speak for it are new. @param grants when each began */
export function brandDayLimit(limits: Limits, grants: readonly number[], now: number): number {
  const areNew = grants.length > 0 && grants.every((startedAt) => now < startedAt + limits.newGrantDays * DAY);
  return Math.floor(limits.brandPerDay / (areNew ? 2 : 1));
}

function statusInSpace(limits: Limits, activity: BrandActivity, spaceId: number, now: number): LimitStatus {
  const at = activity.posts.filter((post) => post.spaceId === spaceId).map((post) => post.at);
  return windowed('voice_in_space', at, spaceShare(limits, activity.spacePosts), WEEK, now, activity.spacePosts);
}

function statusesOfDay(limits: Limits, activity: BrandActivity, now: number): LimitStatus[] {
  if (activity.identity === 'operator') return [];
  const half = isNewGrant(limits, activity, now) ? 2 : 1;
  const granted = activity.grantedAt === null ? [] : [activity.grantedAt];
  const at = (posts: BrandActivity['posts']) => posts.map((post) => post.at);
  const own = activity.posts.filter((post) => post.isOwn);
  return [
    windowed('day_of_account', at(own), Math.floor(limits.accountPerDay / half), DAY, now),
    windowed('day_of_brand', at(activity.posts), brandDayLimit(limits, granted, now), DAY, now),
  ];
}

/** Every limit on one more post in a thread, as it stands; in the order in which refusals name them. */
export function statusesInThread(
  limits: Limits,
  activity: BrandActivity,
  thread: ThreadActivity,
  spaceId: number,
  now: number,
): LimitStatus[] {
  const until = peersFirstUntil(limits, thread, now);
  const hours = limits.peersFirstHours;
  const half = isNewGrant(limits, activity, now) ? 2 : 1;
  const here = activity.posts.filter((post) => post.threadId === thread.id).map((post) => post.at);
  const perThread = Math.max(1, Math.floor(limits.threadPerDay / half));
  const isStaff = activity.identity === 'staff';
  return [
    ...(isStaff && until !== null
      ? [{ code: 'peers_first' as const, used: 0, limit: 0, hours, availableAt: until }]
      : []),
    { code: 'monologue', used: thread.lastIsOwn ? 1 : 0, limit: 1, availableAt: null },
    {
      code: 'voice_in_thread',
      used: thread.brandPosts,
      limit: threadShare(thread.memberPosts, limits.threadDivisor),
      of: thread.memberPosts,
      availableAt: null,
    },
    {
      code: 'brands_in_thread',
      used: thread.allBrandPosts,
      limit: threadShare(thread.memberPosts, limits.allBrandsDivisor),
      of: thread.memberPosts,
      availableAt: null,
    },
    ...(isStaff ? [windowed('day_in_thread', here, perThread, DAY, now)] : []),
    statusInSpace(limits, activity, spaceId, now),
    ...statusesOfDay(limits, activity, now),
  ];
}

/** Every limit on starting one more thread in a space. */
export function statusesOfStarting(
  limits: Limits,
  activity: BrandActivity,
  spaceId: number,
  now: number,
): LimitStatus[] {
  const started = activity.posts.filter((post) => post.isOpening);
  const here = started.filter((post) => post.spaceId === spaceId);
  const starting: LimitStatus[] =
    activity.identity === 'operator'
      ? []
      : [
          windowed(
            'threads_of_day',
            started.map((post) => post.at),
            limits.threadsPerDay,
            DAY,
            now,
          ),
          windowed(
            'threads_of_week',
            here.map((post) => post.at),
            limits.threadsPerWeek,
            WEEK,
            now,
          ),
        ];
  return [...starting, statusInSpace(limits, activity, spaceId, now), ...statusesOfDay(limits, activity, now)];
}

/** A safety notice passes every limit but its own. */
export function statusOfSafety(limits: Limits, activity: BrandActivity, now: number): LimitStatus {
  return windowed('safety_used_up', activity.safety, limits.safetyNotices, SAFETY_WINDOW, now);
}

/** The first limit that is used up, or null when there is room. */
export function usedUp(stands: LimitStatus[]): LimitStatus | null {
  return stands.find((stand) => stand.used >= stand.limit) ?? null;
}

/** Which exception lets a post in that the peers-first window would refuse; null where none is needed. */
export function earlyAccessUsed(limits: Limits, thread: ThreadActivity, now: number): boolean {
  return thread.hasEarlyAccess && peersFirstUntil(limits, { ...thread, hasEarlyAccess: false }, now) !== null;
}
