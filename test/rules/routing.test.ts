import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenFrom,
  isWithinShare,
  likeliestFor,
  likenessAt,
  type Load,
  MAX_SHARE,
  NO_LOAD,
  type PastAnswer,
  scoreOf,
  signsOf,
  usedShare,
  usualOf,
} from '../../server/rules/routing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1);

const answer: fc.Arbitrary<PastAnswer> = fc.record({
  at: fc.integer({ min: NOW - 4_000 * DAY, max: NOW }),
  waited: fc.integer({ min: 0, max: 400 * DAY }),
  since: fc.integer({ min: 0, max: 100_000 }),
  tags: fc.integer({ min: 0, max: 5 }),
  likeness: fc.integer({ min: 0, max: 60 }).map((place) => (place === 60 ? 0 : likenessAt(place))),
  helped: fc.boolean(),
});
const answers = fc.array(answer, { minLength: 1, maxLength: 40 });
const load: fc.Arbitrary<Load> = fc.record({
  open: fc.nat(20),
  invited: fc.nat(20),
  used: fc.double({ min: 0, max: 3, noNaN: true }),
});

describe('the score', () => {
  it('is a finite number for every history', () => {
    fc.assert(fc.property(answers, load, (list, busy) => Number.isFinite(scoreOf(list, busy, NOW))));
    expect(Number.isFinite(scoreOf([], NO_LOAD, NOW))).toBe(true);
    const odd = { at: NOW + DAY, waited: -1, since: -5, tags: 0, likeness: 0, helped: false };
    expect(Number.isFinite(scoreOf([odd], NO_LOAD, NOW))).toBe(true);
  });

  it('never falls with one more answer', () => {
    fc.assert(
      fc.property(answers, answer, load, (list, more, busy) => {
        expect(scoreOf([...list, more], busy, NOW)).toBeGreaterThanOrEqual(scoreOf(list, busy, NOW) - 1e-12);
      }),
    );
  });

  it('never falls when an answer is more recent', () => {
    fc.assert(
      fc.property(answers, fc.nat(39), fc.integer({ min: 0, max: 400 * DAY }), fc.nat(1_000), (list, pick, ms, by) => {
        const i = pick % list.length;
        const old = list[i]!;
        const newer = { ...old, at: Math.min(NOW, old.at + ms), since: Math.max(0, old.since - by) };
        expect(scoreOf(list.with(i, newer), NO_LOAD, NOW)).toBeGreaterThanOrEqual(scoreOf(list, NO_LOAD, NOW) - 1e-12);
      }),
    );
  });

  it('never rises with load', () => {
    fc.assert(
      fc.property(answers, load, load, (list, one, more) => {
        const both = { open: one.open + more.open, invited: one.invited + more.invited, used: one.used + more.used };
        expect(scoreOf(list, both, NOW)).toBeLessThanOrEqual(scoreOf(list, one, NOW));
      }),
    );
  });

  it('prefers who answered of late, promptly, on the subject, and helped', () => {
    const plain = { at: NOW - 10 * DAY, waited: 2 * DAY, since: 10, tags: 0, likeness: 0, helped: false };
    const base = scoreOf([plain], NO_LOAD, NOW);
    for (const better of [
      { at: NOW - DAY },
      { waited: HOUR },
      { since: 2 },
      { tags: 1 },
      { likeness: 1 },
      { helped: true },
    ])
      expect(scoreOf([{ ...plain, ...better }], NO_LOAD, NOW), JSON.stringify(better)).toBeGreaterThan(base);
    expect(signsOf([{ ...plain, since: 20 }], NOW)).toMatchObject({ recent: 0.5, prompt: 0.125, lastHours: 240 });
    expect(signsOf([{ ...plain, at: NOW - 30 * DAY }], NOW).lately).toBe(0.5);
  });

  it('prefers who answers what is like the question to who answers more of something else', () => {
    const other = { at: NOW - DAY, waited: HOUR, since: 3, tags: 0, likeness: 0, helped: false };
    const busy = Array.from({ length: 6 }, () => other);
    const fitting = Array.from({ length: 3 }, () => ({ ...other, tags: 1, likeness: likenessAt(5) }));
    expect(scoreOf(fitting, NO_LOAD, NOW)).toBeGreaterThan(scoreOf(busy, NO_LOAD, NOW));
  });
});

describe('a share', () => {
  it('lets nobody pass a tenth of what was sent, but for their first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 60 }), fc.integer({ min: 1, max: 400 }), (candidates, rounds) => {
        const had = Array<number>(candidates).fill(0);
        let sent = 0;
        // Everybody wants the first ones.
        for (let round = 0; round < rounds; round++) {
          const chosen = had.flatMap((count, i) => (isWithinShare(count, sent + 3, candidates) ? [i] : [])).slice(0, 3);
          for (const i of chosen) had[i]!++;
          sent += chosen.length;
        }
        expect(Math.max(...had)).toBeLessThanOrEqual(Math.max(1, (sent + 3) * MAX_SHARE));
      }),
      { numRuns: 50 },
    );
  });

  it('is not asked for where few could answer', () => {
    expect(isWithinShare(9, 10, 9)).toBe(true);
    expect(isWithinShare(9, 10, 10)).toBe(false);
    expect(usedShare(1, 3)).toBe(1);
    expect(usedShare(1, 40)).toBe(0.25);
  });

  it('leaves somebody to ask where few could answer, and then asks those who had the fewest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 60 }), fc.integer({ min: 1, max: 300 }), (candidates, rounds) => {
        const members = [...Array(candidates)].map(() => ({ had: 0 }));
        let sent = 0;
        for (let round = 0; round < rounds; round++) {
          // Everybody wants the first ones.
          const chosen = chosenFrom(members, { sent: sent + 3, going: 3, candidates });
          expect(chosen.length).toBeGreaterThan(0);
          if (candidates < 20) expect(chosen).toHaveLength(3);
          for (const member of chosen) member.had++;
          sent += chosen.length;
        }
        const fair = Math.max(1, (sent + 3) * MAX_SHARE, Math.ceil(sent / candidates));
        expect(Math.max(...members.map(({ had }) => had))).toBeLessThanOrEqual(fair);
      }),
      { numRuns: 100 },
    );
    // Of twelve who had one each, a second for anybody would be more than a tenth of fifteen.
    const twelve = [{ had: 2 }, ...[...Array(11)].map(() => ({ had: 1 }))];
    expect(chosenFrom(twelve, { sent: 16, going: 3, candidates: 12 })).toEqual(twelve.slice(1, 4));
    const many = [{ had: 5 }, { had: 0 }, { had: 5 }];
    expect(chosenFrom(many, { sent: 30, going: 3, candidates: 30 })).toEqual([{ had: 0 }]);
  });
});

describe('what waits for one member', () => {
  const asked = [['gears'], ['wheels', 'hubs'], [], ['wheels']].map((tagNames, id) => ({ id, tagNames }));
  const ids = (answered: [string, number][], limit = 9) =>
    likeliestFor(asked, new Map(answered), limit).map(({ id }) => id);

  it('begins with tags that they answered under most, and then with what has waited longest', () => {
    expect(ids([])).toEqual([0, 1, 2, 3]);
    expect(
      ids([
        ['wheels', 5],
        ['gears', 1],
      ]),
    ).toEqual([1, 3, 0, 2]);
    expect(
      ids([
        ['wheels', 1],
        ['hubs', 1],
        ['gears', 9],
      ]),
    ).toEqual([0, 1, 3, 2]);
    expect(ids([['gears', 2]], 1)).toEqual([0]);
  });
});

describe('the usual wait', () => {
  it('is the middle one, and nobody’s guess while there are few', () => {
    expect(usualOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
    expect(usualOf([90, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(5);
  });
});
