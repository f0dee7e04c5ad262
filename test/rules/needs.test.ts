import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsAnswer, needsKey, rotationOf, usualWait } from '../../server/rules/needs.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const moments = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2090, 0) });

describe('the feed "Needs an answer"', () => {
  it('holds what asks for answers, is open and is visible', () => {
    expect(needsAnswer('question', 'open', true, null)).toBe(true);
    expect(needsAnswer('question', 'noted', true, null)).toBe(true);
    expect(needsAnswer('problem', 'open', true, null)).toBe(true);
    expect([
      needsAnswer('question', 'answered', true, null),
      needsAnswer('question', 'settled', true, null),
      needsAnswer('question', 'solved', true, null),
      needsAnswer('question', 'open', false, null),
      needsAnswer('discussion', 'open', true, null),
      needsAnswer('question', 'open', true, 0),
    ]).toEqual([false, false, false, false, false, false]);
  });

  it('puts the later day of turn first, and within a day the older question', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 60 }), (asked, other, days) => {
        const turn = Math.max(asked, other);
        expect(needsKey(turn + days * DAY, asked)).toBeLessThan(needsKey(turn, other));
        if (asked !== other)
          expect(Math.sign(needsKey(turn, asked) - needsKey(turn, other))).toBe(
            Math.sign(Math.floor(asked / 1000) - Math.floor(other / 1000)),
          );
        expect(Number.isSafeInteger(needsKey(turn, asked))).toBe(true);
      }),
    );
  });

  it('gives a question a turn when it is asked, and again whenever its waiting has doubled', () => {
    const asked = Date.UTC(2026, 0, 1);
    const at = (hours: number) => rotationOf(asked, 6 * HOUR, asked + hours * HOUR);
    expect(at(0)).toEqual({ lastAt: asked, nextAt: asked + 6 * HOUR });
    expect(at(6)).toEqual({ lastAt: asked + 6 * HOUR, nextAt: asked + 12 * HOUR });
    expect(at(11)).toEqual(at(6));
    expect(at(100)).toEqual({ lastAt: asked + 96 * HOUR, nextAt: asked + 192 * HOUR });
  });

  it('never lets a question wait for its turn longer than it has waited already', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 20 * 365 * DAY }), fc.nat(60 * DAY), (asked, age, measured) => {
        const wait = usualWait(measured);
        const { lastAt, nextAt } = rotationOf(asked, wait, asked + age);
        expect(lastAt).toBeLessThanOrEqual(asked + age);
        expect(nextAt).toBeGreaterThan(asked + age);
        expect(nextAt - (asked + age)).toBeLessThanOrEqual(Math.max(wait, age));
      }),
    );
  });

  it('takes a day for the usual wait where nobody knows, and neither moments nor weeks', () => {
    expect([usualWait(null), usualWait(1), usualWait(90 * DAY)]).toEqual([DAY, HOUR, 7 * DAY]);
  });
});
