import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as limits from '../../server/rules/rate-limits.ts';
import { retryAt } from '../../server/rules/rate-limits.ts';

const WINDOW = 1_000;
const gaps = fc.array(fc.nat(400), { minLength: 1, maxLength: 80 });
const max = fc.integer({ min: 1, max: 6 });

/** What was let through when people try at these moments. */
function letThrough(limit: number, moments: number[]): number[] {
  const let_: number[] = [];
  for (const now of moments)
    if (retryAt({ name: 'x', max: limit, windowMs: WINDOW }, let_, now) === null) let_.push(now);
  return let_;
}

const momentsOf = (steps: number[]) => steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], []);

describe('a throttle', () => {
  it('never lets more than its number through in any window', () => {
    fc.assert(
      fc.property(max, gaps, (limit, steps) => {
        const through = letThrough(limit, momentsOf(steps));
        for (const start of through)
          expect(through.filter((at) => at >= start && at < start + WINDOW).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('refuses nobody while there is room', () => {
    fc.assert(
      fc.property(max, gaps, (limit, steps) => {
        const moments = momentsOf(steps);
        const through = letThrough(limit, moments);
        for (const now of moments)
          if (!through.includes(now))
            expect(through.filter((at) => at > now - WINDOW && at <= now)).toHaveLength(limit);
      }),
    );
  });

  it('names exactly the first moment at which one more fits, in whatever order the tries come', () => {
    fc.assert(
      fc.property(max, fc.array(fc.nat(WINDOW * 2), { maxLength: 30 }), (limit, tries) => {
        const now = WINDOW * 2;
        const throttle = { name: 'x', max: limit, windowMs: WINDOW };
        const retry = retryAt(throttle, tries, now);
        if (retry === null) return tries.filter((at) => at > now - WINDOW).length < limit;
        expect(retry).toBeGreaterThan(now);
        expect(retryAt(throttle, tries, retry)).toBeNull();
        expect(retryAt(throttle, tries, retry - 1)).toBe(retry);
        return true;
      }),
    );
  });
});

it('no limit looks back further than tries are kept', () => {
  const windows = Object.values(limits).flatMap((one) =>
    typeof one === 'object' && 'windowMs' in one ? [one.windowMs] : [],
  );
  expect(windows.length).toBeGreaterThan(20);
  expect(Math.max(...windows)).toBe(limits.LONGEST_WINDOW_MS);
});
