/** The arithmetic of the limits on brand staff, limit by limit, and what must hold whatever was said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  earlyAccessUsed,
  LIMIT_NAMES,
  LIMIT_RANGES,
  type LimitCode,
  type LimitName,
  limitsFrom,
  peersFirstUntil,
  type BrandActivity,
  type ThreadActivity,
  spaceShare,
  statusOfSafety,
  statusesInThread,
  statusesOfStarting,
  threadShare,
  usedUp,
  WEEK,
} from '../../server/rules/posting.ts';
import { limits, NOW, post, posts, activity, thread } from '../support/spoken.ts';

const HOUR = 3_600_000;
const STANDARD = limitsFrom({});

/** For each limit: is a smaller number stricter, or a greater one? */
const STRICTER: Record<LimitName, 'less' | 'more' | 'either'> = {
  peersFirstHours: 'either',
  threadDivisor: 'more',
  allBrandsDivisor: 'more',
  spaceFloor: 'less',
  spacePercent: 'less',
  accountPerDay: 'less',
  brandPerDay: 'less',
  threadPerDay: 'less',
  newGrantDays: 'more',
  threadsPerDay: 'less',
  threadsPerWeek: 'less',
  safetyNotices: 'less',
  linksPerPost: 'less',
  grantMonths: 'less',
};

const inThread = (said: Partial<BrandActivity>, there: Partial<ThreadActivity> = {}, limits = STANDARD, now = NOW) =>
  usedUp(statusesInThread(limits, activity(said), thread(there), 1, now));
const starting = (said: Partial<BrandActivity>, limits = STANDARD, now = NOW) =>
  usedUp(statusesOfStarting(limits, activity(said), 1, now));

describe('the limits in force', () => {
  it('are the published ones where nobody chose', () => {
    expect(STANDARD).toEqual({
      peersFirstHours: 24,
      threadDivisor: 3,
      allBrandsDivisor: 2,
      spaceFloor: 3,
      spacePercent: 10,
      accountPerDay: 20,
      brandPerDay: 40,
      threadPerDay: 3,
      newGrantDays: 14,
      threadsPerDay: 1,
      threadsPerWeek: 2,
      safetyNotices: 3,
      linksPerPost: 1,
      grantMonths: 12,
    });
  });

  it('are never looser than these, whatever is stored', () => {
    fc.assert(
      fc.property(limits, (inForce) => {
        expect(Object.keys(inForce)).toEqual(LIMIT_NAMES);
        for (const name of LIMIT_NAMES) {
          const { standard, min, max } = LIMIT_RANGES[name];
          expect(Number.isInteger(inForce[name])).toBe(true);
          expect(inForce[name]).toBeGreaterThanOrEqual(STRICTER[name] === 'more' ? standard : min);
          expect(inForce[name]).toBeLessThanOrEqual(STRICTER[name] === 'less' ? standard : max);
        }
      }),
    );
  });

  it('leave no way to switch peers-first off', () => {
    expect(limitsFrom({ peersFirstHours: 0 }).peersFirstHours).toBe(24);
    expect([1, 72, 73].map((peersFirstHours) => limitsFrom({ peersFirstHours }).peersFirstHours)).toEqual([1, 72, 24]);
  });
});

describe('a share of voice', () => {
  it.each([
    [0, 1, 1],
    [2, 1, 1],
    [3, 1, 1],
    [4, 1, 2],
    [5, 1, 2],
    [6, 2, 3],
    [8, 2, 4],
    [9, 3, 4],
    [100, 33, 50],
  ])('among %i member posts is %i for a brand and %i for all brands', (members, one, all) => {
    expect(threadShare(members, STANDARD.threadDivisor)).toBe(one);
    expect(threadShare(members, STANDARD.allBrandsDivisor)).toBe(all);
  });

  it.each([
    [0, 3],
    [29, 3],
    [30, 3],
    [39, 3],
    [40, 4],
    [99, 9],
    [100, 10],
    [1_009, 100],
  ])('of a space’s week with %i posts is %i', (all, share) => {
    expect(spaceShare(STANDARD, all)).toBe(share);
  });

  it('stays within its part, and grows with what members say', () => {
    fc.assert(
      fc.property(limits, fc.nat(5_000), fc.nat(50), (inForce, count, more) => {
        const share = threadShare(count, inForce.threadDivisor);
        expect(share === 1 || share * inForce.threadDivisor <= count).toBe(true);
        expect(threadShare(count + more, inForce.threadDivisor)).toBeGreaterThanOrEqual(share);
        const part = spaceShare(inForce, count);
        expect(part === inForce.spaceFloor || part * 100 <= count * inForce.spacePercent).toBe(true);
      }),
    );
  });
});

describe('peers have the first word', () => {
  it.each([
    ['a new question', {}, NOW + 23 * HOUR],
    ['one that a peer answered', { peerAnswers: 1 }, null],
    ['one whose door is open', { hasEarlyAccess: true }, null],
    ['a discussion', { form: 'discussion' as const }, null],
    ['the end of the window', { createdAt: NOW - 24 * HOUR }, null],
    ['a moment before it', { createdAt: NOW - 24 * HOUR + 1 }, NOW + 1],
  ])('in %s', (_name, more, until) => {
    expect(peersFirstUntil(STANDARD, thread({ createdAt: NOW - HOUR, peerAnswers: 0, ...more }), NOW)).toBe(until);
  });

  it('unless a door was opened, which is noted only where it was needed', () => {
    const young = { createdAt: NOW - HOUR, peerAnswers: 0, hasEarlyAccess: true };
    expect(earlyAccessUsed(STANDARD, thread(young), NOW)).toBe(true);
    expect(earlyAccessUsed(STANDARD, thread({ ...young, hasEarlyAccess: false }), NOW)).toBe(false);
    expect(earlyAccessUsed(STANDARD, thread({ ...young, peerAnswers: 1 }), NOW)).toBe(false);
    expect(earlyAccessUsed(STANDARD, thread({ ...young, createdAt: NOW - 25 * HOUR }), NOW)).toBe(false);
  });
});

describe('one more post', () => {
  const here = { threadId: 1 };
  const young = { grantedAt: NOW - 14 * DAY + 1 };
  it.each<[string, Partial<BrandActivity>, Partial<ThreadActivity>, LimitCode | null, number | null]>([
    ['fits where nothing was said', {}, {}, null, null],
    ['waits for a peer', {}, { createdAt: NOW, peerAnswers: 0 }, 'peers_first', NOW + 24 * HOUR],
    ['is none in a row', {}, { lastIsOwn: true, brandPosts: 1, allBrandPosts: 1 }, 'monologue', null],
    ['is the first among few', {}, { memberPosts: 1 }, null, null],
    ['is the last of a third', {}, { memberPosts: 9, brandPosts: 2, allBrandPosts: 2 }, null, null],
    ['is over a third', {}, { memberPosts: 8, brandPosts: 2, allBrandPosts: 2 }, 'voice_in_thread', null],
    ['is over half with others', {}, { memberPosts: 9, brandPosts: 1, allBrandPosts: 4 }, 'brands_in_thread', null],
    ['is the third here today', { posts: posts(2, HOUR, here) }, {}, null, null],
    ['is the fourth here today', { posts: posts(3, HOUR, here) }, {}, 'day_in_thread', NOW + 23 * HOUR],
    [
      'is the fourth here, a day later',
      { posts: posts(3, DAY, here).map((one) => ({ ...one, at: NOW - DAY })) },
      {},
      null,
      null,
    ],
    [
      'is the second here of a new grant',
      { ...young, posts: [post(HOUR, here)] },
      {},
      'day_in_thread',
      NOW + 23 * HOUR,
    ],
    ['is over the space’s floor', { posts: posts(3, HOUR), spacePosts: 39 }, {}, 'voice_in_space', NOW + WEEK - HOUR],
    ['is within the space’s tenth', { posts: posts(3, HOUR), spacePosts: 40 }, {}, null, null],
    ['counts elsewhere for no space', { posts: posts(9, HOUR, { spaceId: 2 }), spacePosts: 1 }, {}, null, null],
    ['is the person’s 20th', { posts: posts(19, HOUR) }, {}, null, null],
    ['is the person’s 21st', { posts: posts(20, HOUR) }, {}, 'day_of_account', NOW + 23 * HOUR],
    ['is the 10th of a new grant', { ...young, posts: posts(9, HOUR) }, {}, null, null],
    ['is the 11th of a new grant', { ...young, posts: posts(10, HOUR) }, {}, 'day_of_account', NOW + 23 * HOUR],
    ['is the 11th on the 15th day', { grantedAt: NOW - 14 * DAY, posts: posts(10, HOUR) }, {}, null, null],
    ['is the brand’s 40th', { posts: posts(39, HOUR, { isOwn: false }) }, {}, null, null],
    ['is the brand’s 41st', { posts: posts(40, HOUR, { isOwn: false }) }, {}, 'day_of_brand', NOW + 23 * HOUR],
    [
      'of a new grant is the brand’s 21st',
      { ...young, posts: posts(20, HOUR, { isOwn: false }) },
      {},
      'day_of_brand',
      NOW + 23 * HOUR,
    ],
  ])('%s', (_name, said, there, code, availableAt) => {
    const full = inThread(said, there);
    expect(full?.code ?? null).toBe(code);
    expect(full?.availableAt ?? null).toBe(availableAt);
  });

  it('of the brand that runs the forum keeps to the shares of voice, and to no day', () => {
    const operator = { identity: 'operator' as const, grantedAt: null };
    expect(inThread({ ...operator, posts: posts(90, HOUR) }, { createdAt: NOW, peerAnswers: 0 })).toBeNull();
    expect(inThread(operator, { lastIsOwn: true })?.code).toBe('monologue');
    expect(inThread(operator, { memberPosts: 8, brandPosts: 2 })?.code).toBe('voice_in_thread');
    expect(inThread({ ...operator, posts: posts(3, HOUR), spacePosts: 9 })?.code).toBe('voice_in_space');
  });

  it.each<[string, Partial<BrandActivity>, LimitCode | null]>([
    ['the first thread of a day', { posts: [post(DAY, { isOpening: true })] }, null],
    ['a second thread in a day', { posts: [post(HOUR, { isOpening: true, spaceId: 2 })] }, 'threads_of_day'],
    [
      'a third thread in a week',
      { posts: [2, 3].map((days) => post(days * DAY, { isOpening: true })) },
      'threads_of_week',
    ],
    [
      'a third thread in another space',
      { posts: [2, 3].map((days) => post(days * DAY, { isOpening: true, spaceId: 2 })) },
      null,
    ],
    ['a thread in a space that is full', { posts: posts(3, HOUR), spacePosts: 5 }, 'voice_in_space'],
    ['a thread after a full day', { posts: posts(20, HOUR) }, 'day_of_account'],
  ])('starts %s', (_name, said, code) => {
    expect(starting(said)?.code ?? null).toBe(code);
  });

  it('warns three times in thirty days', () => {
    const stand = (ago: number[]) => statusOfSafety(STANDARD, activity({ safety: ago.map((one) => NOW - one) }), NOW);
    expect(stand([DAY, 2 * DAY])).toMatchObject({ used: 2, limit: 3 });
    expect(stand([DAY, 2 * DAY, 29 * DAY])).toMatchObject({ used: 3, limit: 3, availableAt: NOW + DAY });
    expect(stand([DAY, 2 * DAY, 30 * DAY])).toMatchObject({ used: 2 });
  });
});
