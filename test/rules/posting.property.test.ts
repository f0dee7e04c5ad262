/** What must hold of the limits on brand staff, whatever was said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  type Limits,
  limitsFrom,
  type BrandActivity,
  type LimitStatus,
  statusOfSafety,
  statusesInThread,
  statusesOfStarting,
  usedUp,
  WEEK,
} from '../../server/rules/posting.ts';
import { limits, NOW, type Post, activity, thread } from '../support/spoken.ts';

const HOUR = 3_600_000;
const STANDARD = limitsFrom({});

describe('whatever was said', () => {
  const said = fc.record({
    identity: fc.constantFrom('staff' as const, 'operator' as const),
    grantedAt: fc.option(fc.integer({ min: NOW - 40 * DAY, max: NOW })),
    posts: fc.array(
      fc.record({
        at: fc.integer({ min: NOW - WEEK - HOUR, max: NOW }),
        isOwn: fc.boolean(),
        threadId: fc.integer({ min: 1, max: 3 }),
        spaceId: fc.integer({ min: 1, max: 2 }),
        isOpening: fc.boolean(),
      }),
      { maxLength: 60 },
    ),
    // What others say does not run out of the week here, so that only the brand's own posts do.
    spacePosts: fc.nat(400),
    safety: fc.array(fc.integer({ min: NOW - 31 * DAY, max: NOW }), { maxLength: 6 }),
  });
  const standsOf = (inForce: Limits, words: BrandActivity, now: number): LimitStatus[] => [
    ...statusesInThread(inForce, words, thread({ createdAt: NOW - HOUR, peerAnswers: 0 }), 1, now),
    ...statusesOfStarting(inForce, words, 1, now),
    statusOfSafety(inForce, words, now),
  ];

  it('a limit that time heals has room at that moment, and not a moment before', () => {
    fc.assert(
      fc.property(limits, said, (inForce, words) => {
        for (const [i, stand] of standsOf(inForce, words, NOW).entries()) {
          if (stand.used < stand.limit) continue;
          if (stand.availableAt === null) continue;
          expect(stand.availableAt).toBeGreaterThan(NOW);
          const at = (now: number) => standsOf(inForce, words, now).filter(({ code }) => code === stand.code);
          const index = standsOf(inForce, words, NOW)
            .slice(0, i)
            .filter(({ code }) => code === stand.code).length;
          expect(at(stand.availableAt)[index]?.used ?? -1).toBeLessThan(at(stand.availableAt)[index]?.limit ?? 0);
          // A grant that grows old may make room earlier.
          const grows = (words.grantedAt ?? 0) + inForce.newGrantDays * DAY;
          if (grows > NOW && grows < stand.availableAt) continue;
          const before = at(stand.availableAt - 1)[index]!;
          expect(before.used).toBeGreaterThanOrEqual(before.limit);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('more words never make more room, and an older grant never less', () => {
    fc.assert(
      fc.property(limits, said, fc.nat(3), (inForce, words, extra) => {
        const one = { at: NOW, isOwn: true, threadId: 1, spaceId: 1, isOpening: true };
        const more = { ...words, posts: [...words.posts, ...Array.from({ length: extra }, () => one)] };
        const older = { ...words, grantedAt: words.grantedAt === null ? null : words.grantedAt - 400 * DAY };
        const isFull = (what: BrandActivity) => standsOf(inForce, what, NOW).map(({ used, limit }) => used >= limit);
        for (const [i, full] of isFull(words).entries()) if (full) expect(isFull(more)[i]).toBe(true);
        for (const [i, full] of isFull(older).entries()) if (full) expect(isFull(words)[i]).toBe(true);
      }),
    );
  });

  it('a new grant has half of each day, never more', () => {
    fc.assert(
      fc.property(limits, said, (inForce, words) => {
        const as = (grantedAt: number) => standsOf(inForce, { ...words, identity: 'staff', grantedAt }, NOW);
        const [fresh, old] = [as(NOW), as(NOW - 400 * DAY)];
        for (const [i, { code, limit }] of fresh.entries()) {
          if (code === 'day_of_account' || code === 'day_of_brand') expect(limit).toBe(Math.floor(old[i]!.limit / 2));
          else if (code === 'day_in_thread') expect(limit).toBe(Math.max(1, Math.floor(old[i]!.limit / 2)));
          else expect(limit).toBe(old[i]!.limit);
        }
      }),
    );
  });

  it('a person who talks as soon as there is room stays within every day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 50, maxLength: 120 }), (minutes) => {
        const kept: Post[] = [];
        let now = NOW;
        for (const [i, wait] of minutes.entries()) {
          now += wait * 60_000;
          const words = activity({ posts: kept.filter(({ at }) => at > now - WEEK) });
          const there = thread({ id: i % 4, createdAt: NOW - WEEK });
          if (usedUp(statusesInThread(STANDARD, words, there, 1, now))) continue;
          kept.push({ at: now, isOwn: true, threadId: i % 4, spaceId: 1, isOpening: false });
          const today = kept.filter(({ at }) => at > now - DAY);
          expect(today.length).toBeLessThanOrEqual(20);
          expect(today.filter(({ threadId }) => threadId === i % 4).length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 60 },
    );
  });
});
