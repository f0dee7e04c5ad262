import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToKey,
  PROBATION_CAP,
  HALF_LIFE_MS,
  isOnProbation,
  keyAt,
  type RankEvent,
  rankOf,
  WEIGHTS,
  worthAt,
} from '../../server/rules/rank.ts';
import type { Role } from '../../shared/words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 1);
const KINDS = ['answer', 'post', 'helpful', 'me_too', 'worked', 'accept'] as const;

const event = (hour: number, kind: RankEvent['kind'], from: number, to: number | null, fresh = false): RankEvent => ({
  kind,
  from,
  to,
  at: START + hour * HOUR,
  isOnProbation: fresh,
});
const key = (events: RankEvent[]) => rankOf(events, HALF_LIFE_MS).rank.key;

/** What passes between a few members within some days, in the order of time; most of it after an opening by one of them. */
const histories = fc.tuple(fc.option(fc.boolean(), { freq: 4 }), talk()).map(([opensFresh, events]) => {
  return opensFresh === null ? events : [event(0, 'open', 1, null, opensFresh), ...events];
});

function talk() {
  return fc
    .array(
      fc.record({
        kind: fc.constantFrom(...KINDS),
        from: fc.integer({ min: 1, max: 6 }),
        step: fc.integer({ min: 1, max: 5 }),
        hours: fc.integer({ min: 0, max: 60 }),
        isOnProbation: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    .map((list) => {
      let hour = 0;
      return list.map(({ kind, from, step, hours, isOnProbation: fresh }) =>
        event((hour += hours), kind, from, 1 + ((from - 1 + step) % 6), fresh),
      );
    });
}

describe('the rank of a thread', () => {
  it('is nothing while nothing has passed between members', () => {
    expect(rankOf([], HALF_LIFE_MS).rank).toEqual({
      key: null,
      spaceKey: null,
      probationKey: null,
      spaceProbationKey: null,
      facts: { answerers: 0, talkers: 0, pairs: 0, helpful: 0, meToo: 0, worked: 0, accepted: 0 },
    });
  });

  it('is worth the sum of its weights at once, and half of it a half-life later', () => {
    const one = key([event(0, 'open', 1, null), event(0, 'answer', 2, 1)])!;
    expect(keyAt(one, START)).toBeCloseTo(WEIGHTS.open + WEIGHTS.answer, 9);
    expect(keyAt(one, START + HALF_LIFE_MS)).toBeCloseTo((WEIGHTS.open + WEIGHTS.answer) / 2, 9);
  });

  it('is the logarithm of the sum of what its terms are worth, whatever happened', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 200 }), (events, hours) => {
        const { rank, terms } = rankOf(events, HALF_LIFE_MS);
        const now = START + hours * HOUR;
        const sum = terms.reduce((all, term) => all + worthAt(term, now), 0);
        if (rank.key === null) expect(sum).toBe(0);
        else expect(Math.log2(sum / keyAt(rank.key, now))).toBeCloseTo(0, 9);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the order of two threads as time passes', () => {
    fc.assert(
      fc.property(histories, histories, fc.integer({ min: 0, max: 10_000 }), (one, other, hours) => {
        const [a, b] = [key(one), key(other)];
        fc.pre(a !== null && b !== null && Math.abs(a - b) > 1e-6);
        const now = START + hours * HOUR;
        expect(Math.sign(Math.log2(keyAt(a, now)) - Math.log2(keyAt(b, now)))).toBe(Math.sign(a - b));
      }),
      { numRuns: 300 },
    );
  });

  it('never falls with one more event, and rises by less each time for more of the same', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...KINDS), (before, kind) => {
        const last = before.at(-1)?.at ?? START;
        const events = [...before];
        const gains: number[] = [];
        let worth = key(events) === null ? 0 : keyAt(key(events)!, last);
        for (let i = 0; i < 12; i++) {
          events.push({ kind, from: 1, to: 2, at: last, isOnProbation: false });
          const next = keyAt(key(events)!, last);
          expect(next).toBeGreaterThanOrEqual(worth - 1e-9);
          gains.push(next - worth);
          worth = next;
        }
        // The first may bring the two to speak both ways, once.
        const [, ...again] = gains;
        for (let i = 1; i < again.length; i++) expect(again[i]!).toBeLessThan(again[i - 1]! + 1e-9);
        expect(gains.reduce((all, gain) => all + gain, 0)).toBeLessThanOrEqual(2 * WEIGHTS[kind] + WEIGHTS.back + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('of a talk of many outweighs that of two of the same length', () => {
    const many = [1, 2, 3, 4, 5, 6].map((from) => event(1, 'post', from, 7));
    const two = [1, 1, 1, 1, 1, 1].map((from) => event(1, 'post', from, 7));
    expect(key(many)!).toBeGreaterThan(key(two)! + 1);
  });

  it('lets accounts in their first days add a quarter each, and together no more than their share', () => {
    const fresh = (count: number) => [...Array(count).keys()].map((i) => event(0, 'answer', 10 + i, 1, true));
    expect(keyAt(key(fresh(1))!, START)).toBeCloseTo(0.5, 9);
    expect(keyAt(key(fresh(2))!, START)).toBeCloseTo(PROBATION_CAP, 9);
    expect(keyAt(key(fresh(500))!, START)).toBeCloseTo(PROBATION_CAP, 9);
  });

  it('counts a quarter of an opening by an account in its first days, beside what such accounts may add to it', () => {
    const opened = [event(0, 'open', 1, null, true)];
    expect(keyAt(key(opened)!, START)).toBeCloseTo(WEIGHTS.open / 4, 9);
    const answered = [...opened, ...[...Array(20).keys()].map((i) => event(0, 'answer', 10 + i, 1, true))];
    expect(keyAt(key(answered)!, START)).toBeCloseTo(WEIGHTS.open / 4 + PROBATION_CAP, 9);
    expect(rankOf(opened, HALF_LIFE_MS).rank.probationKey).toBeNull();
  });

  it('puts an unanswered thread above one that is older and hardly answered, and below one in which many talk', () => {
    const silent = [event(20, 'open', 1, null)];
    const answered = (by: number) => [
      event(10, 'open', 1, null),
      ...[...Array(by).keys()].map((i) => event(11, 'answer', 10 + i, 1)),
    ];
    expect(key(silent)!).toBeGreaterThan(key(answered(1))!);
    expect(key(silent)!).toBeLessThan(key(answered(8))!);
  });

  it('fades for accounts in their first days as for all, so that they are worth no more at any time, and something later', () => {
    const fresh = (hour: number, from: number) => event(hour, 'answer', from, 1, true);
    const first = [fresh(0, 10), fresh(0, 11), fresh(0, 12)];
    const later = [...first, fresh(24, 13)];
    const now = START + 24 * HOUR;
    expect(keyAt(key(first)!, now)).toBeCloseTo(PROBATION_CAP / 4, 9);
    expect(keyAt(key(later)!, now)).toBeCloseTo(PROBATION_CAP / 4 + 0.5, 9);
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 72 }), (events, hours) => {
        const all = events.filter(({ kind }) => kind !== 'open').map((one) => ({ ...one, isOnProbation: true }));
        fc.pre(all.length > 0);
        const { spaceKey } = rankOf(all, hours * HOUR).rank;
        expect(keyAt(spaceKey!, all.at(-1)!.at, hours * HOUR)).toBeLessThanOrEqual(PROBATION_CAP + 1e-9);
      }),
    );
  });

  it('hardly suffers from what somebody said in their first days when they say the same again', () => {
    const before = event(0, 'helpful', 2, 1, true);
    const after = event(0, 'helpful', 2, 1);
    expect(keyAt(key([before, after])!, START)).toBeGreaterThan(keyAt(key([after])!, START));
  });

  it('is never lowered by a first answer, however long the thread has waited', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.boolean(), fc.boolean(), (hours, opensFresh, fresh) => {
        const opened = [event(0, 'open', 1, null, opensFresh)];
        expect(key([...opened, event(hours, 'answer', 2, 1, fresh)])!).toBeGreaterThanOrEqual(key(opened)!);
      }),
    );
  });

  it('counts speaking both ways once for a pair, whoever began', () => {
    const { terms, rank } = rankOf(
      [event(0, 'answer', 2, 1), event(1, 'post', 1, 2), event(2, 'post', 2, 1), event(3, 'post', 1, 2)],
      HALF_LIFE_MS,
    );
    expect(terms.filter(({ kind }) => kind === 'back')).toHaveLength(1);
    expect(rank.facts).toMatchObject({ pairs: 1, answerers: 1, talkers: 2 });
  });

  it('adds to nothing what weighs nothing', () => {
    expect(addToKey(null, { at: START, weight: 0 })).toBeNull();
    expect(addToKey(3, { at: START, weight: 0 })).toBe(3);
  });

  it('is finite for thousands of events over many years', () => {
    const events = [...Array(5_000).keys()].map((i) => event(i * 24, KINDS[i % KINDS.length]!, (i % 7) + 1, 8));
    expect(Number.isFinite(key(events)!)).toBe(true);
  });
});

describe('an account', () => {
  const at = START;
  const person = (days: number, heardDays: number | null, role: Role = 'member') => ({
    role,
    createdAt: at - days * DAY,
    heardAt: heardDays === null ? null : at - heardDays * DAY,
  });

  it('is fresh in its first days, and longer while nobody established has spoken to it', () => {
    const told = (days: number, heard: number | null) => isOnProbation(person(days, heard), at, null);
    expect([
      told(1, 0.5),
      told(2.9, null),
      told(4, null),
      told(4, -1),
      told(4, 1),
      told(29, null),
      told(31, null),
    ]).toEqual([true, true, true, true, false, true, false]);
  });

  it('is never fresh in office, nor when it came in the forum’s own first days', () => {
    for (const role of ['moderator', 'admin'] as const)
      expect(isOnProbation(person(0, null, role), at, null)).toBe(false);
    expect(isOnProbation(person(1, null), at, at - 2 * DAY)).toBe(false);
    expect(isOnProbation(person(1, null), at, at - 40 * DAY)).toBe(true);
  });
});
