import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorAs } from '../../server/rules/roles.ts';
import {
  busFactor,
  DAY,
  gini,
  kaplanMeierMedian,
  meanInterval,
  periodOf,
  periodsBetween,
  UNITS,
  type Wait,
  whyNotSeeHealth,
  wilson,
} from '../../server/rules/health.ts';

const came = (...times: number[]): Wait[] => times.map((ms) => ({ ms, came: true }));
const ends = (...times: number[]): Wait[] => times.map((ms) => ({ ms, came: false }));
const counts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 });

describe('the median wait', () => {
  it('is as in the literature: remission of 21 leukaemia patients on 6-MP (Freireich 1963) is 23 weeks', () => {
    const waits = [...came(6, 6, 6, 7, 10, 13, 16, 22, 23), ...ends(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)];
    const { median, low, high } = kaplanMeierMedian(waits);
    // By hand: S(22) = 0.538, se 0.128, so 0.538 − 0.251 ≤ ½; S(23) = 0.448. At 13 S is 0.690, se 0.107: 0.690 − 0.209 ≤ ½.
    expect([median, low, high]).toEqual([23, 13, null]);
  });

  it('of the untreated 21 patients of the same trial is 8 weeks, from 4 to 11', () => {
    const waits = came(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);
    expect(kaplanMeierMedian(waits)).toEqual({ median: 8, low: 4, high: 11 });
  });

  it('is not known while more than half wait, and half is enough', () => {
    expect(kaplanMeierMedian([...came(1, 2), ...ends(3, 3, 3)]).median).toBeNull();
    expect(kaplanMeierMedian([...came(1, 2), ...ends(3, 3)]).median).toBe(2);
    expect(kaplanMeierMedian([])).toEqual({ median: null, low: null, high: null });
    expect(kaplanMeierMedian(ends(5, 5)).median).toBeNull();
  });

  it('counts what came before what was censored at the same time', () => {
    expect(kaplanMeierMedian([...came(5), ...ends(5)]).median).toBe(5);
  });

  it('without censoring is the ordinary (lower) median', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        expect(kaplanMeierMedian(came(...times)).median).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
      }),
    );
  });

  it('lies in its interval, is a time at which something came, and does not depend on order or unit', () => {
    const wait = fc.record({ ms: fc.nat(10_000), came: fc.boolean() });
    fc.assert(
      fc.property(fc.array(wait, { minLength: 1, maxLength: 60 }), (waits) => {
        const { median, low, high } = kaplanMeierMedian(waits);
        if (median !== null) {
          expect(waits.some((one) => one.came && one.ms === median)).toBe(true);
          expect(low!).toBeLessThanOrEqual(median);
          if (high !== null) expect(high).toBeGreaterThanOrEqual(median);
        }
        expect(kaplanMeierMedian(waits.toReversed())).toEqual({ median, low, high });
        const threefold = kaplanMeierMedian(waits.map((one) => ({ ...one, ms: one.ms * 3 })));
        expect(threefold.median).toBe(median === null ? null : median * 3);
      }),
    );
  });
});

describe('Wilson’s interval', () => {
  it('is as published (Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29)', () => {
    const rounded = (k: number, n: number) => Object.values(wilson(k, n)).map((x) => x.toFixed(4));
    expect(rounded(81, 263)).toEqual(['0.2553', '0.3662']);
    expect(rounded(15, 148)).toEqual(['0.0624', '0.1605']);
    expect(rounded(0, 20)).toEqual(['0.0000', '0.1611']);
    expect(rounded(1, 29)).toEqual(['0.0061', '0.1718']);
  });

  it('holds the share, stays within 0 and 1, mirrors, and narrows as n grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (n, some) => {
        const k = some % (n + 1);
        const { low, high } = wilson(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        const mirrored = wilson(n - k, n);
        expect(mirrored.low).toBeCloseTo(1 - high, 10);
        const tenfold = wilson(10 * k, 10 * n);
        expect(tenfold.high - tenfold.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe('the interval of a mean', () => {
  it('is mean ± 1.96 standard errors, not below zero', () => {
    const { mean, low, high } = meanInterval([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(high - mean).toBeCloseTo((1.959964 * Math.sqrt(32 / 7)) / Math.sqrt(8), 6);
    expect(low).toBeCloseTo(10 - high, 10);
    expect(meanInterval([0, 0, 0, 1]).low).toBe(0);
    expect(meanInterval([0, 0, 0, 0]).high).toBeCloseTo(3.6889 / 4, 4);
    expect(meanInterval([3, 3, 3])).toEqual({ mean: 3, low: 3, high: 3 });
  });
});

describe('breadth', () => {
  it('by hand', () => {
    expect([
      busFactor([10]),
      busFactor([5, 5]),
      busFactor([1, 1, 1, 1]),
      busFactor([6, 3, 2, 1]),
      busFactor([]),
    ]).toEqual([1, 1, 2, 1, 0]);
    expect(gini([3, 3, 3])).toBe(0);
    expect(gini([1, 3])).toBeCloseTo(0.25, 12);
    expect(gini([0, 0, 0, 10])).toBeCloseTo(0.75, 12);
  });

  it('of Gini is in [0, 1), the same for tenfold counts, and as by mean differences', () => {
    fc.assert(
      fc.property(counts, (xs) => {
        const g = gini(xs);
        expect(g).toBeGreaterThanOrEqual(0);
        expect(g).toBeLessThan(1);
        expect(gini(xs.map((x) => 10 * x))).toBeCloseTo(g, 10);
        const total = xs.reduce((a, b) => a + b);
        const differences = xs.flatMap((x) => xs.map((y) => Math.abs(x - y))).reduce((a, b) => a + b);
        expect(g).toBeCloseTo(differences / (2 * xs.length * total), 10);
      }),
    );
  });

  it('of shoulders: so many carry half, one fewer does not', () => {
    fc.assert(
      fc.property(counts, (xs) => {
        const people = busFactor(xs);
        const sorted = xs.toSorted((a, b) => b - a);
        const sum = (n: number) => sorted.slice(0, n).reduce((a, b) => a + b, 0);
        expect(2 * sum(people)).toBeGreaterThanOrEqual(sum(xs.length));
        expect(2 * sum(people - 1)).toBeLessThan(sum(xs.length));
      }),
    );
  });
});

describe('periods', () => {
  it('are weeks from Monday and months from the 1st, in UTC', () => {
    const at = Date.parse('2024-02-29T23:59:59.999Z');
    const days = ({ start, end }: { start: number; end: number }) =>
      [start, end].map((time) => new Date(time).toISOString());
    expect(days(periodOf('week', at))).toEqual(['2024-02-26T00:00:00.000Z', '2024-03-04T00:00:00.000Z']);
    expect(days(periodOf('month', at))).toEqual(['2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z']);
    expect(new Date(periodOf('week', at).start).getUTCDay()).toBe(1);
  });

  it('follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 900 * DAY }), (from, length) => {
        for (const unit of UNITS) {
          const list = periodsBetween(unit, from, from + length);
          expect(list[0]!.start).toBeLessThanOrEqual(from);
          expect(list.at(-1)!.end).toBeGreaterThanOrEqual(from + length);
          for (const [i, { start }] of list.slice(1).entries()) expect(start).toBe(list[i]!.end);
        }
      }),
    );
  });
});

it('who may see it: everybody, those signed in, or moderators and admins', () => {
  const someone = (role: 'member' | 'staff' | 'moderator' | 'admin') => actorAs(1, role);
  const all = [null, someone('member'), someone('staff'), someone('moderator'), someone('admin')];
  const row = (readers: 'anyone' | 'members' | 'moderators') =>
    all.map((actor) => whyNotSeeHealth(readers, actor, null));
  expect(row('anyone')).toEqual([null, null, null, null, null]);
  expect(row('members')).toEqual(['not_signed_in', null, null, null, null]);
  expect(row('moderators')).toEqual(['not_signed_in', 'forbidden', 'forbidden', null, null]);
});
