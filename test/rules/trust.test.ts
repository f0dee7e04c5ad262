import { expect, it } from 'vitest';
import { TRUST_OPENS, type TrustFacts, trustOf } from '../../server/rules/trust.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const of = (facts: Partial<TrustFacts>) =>
  trustOf(
    {
      ...{ role: 'member', createdAt: NOW - 40 * DAY, heardAt: NOW - 30 * DAY, marks: 5, lastCaseAt: null },
      ...facts,
    },
    NOW,
  );

it('is earned by being answered, marked and staying', () => {
  expect(of({ heardAt: null })?.step).toBe('new');
  expect(of({ createdAt: NOW - 2 * DAY })).toMatchObject({ step: 'new', next: 'known', missing: { days: 1 } });
  expect(of({ createdAt: NOW - 4 * DAY })?.step).toBe('known');
  expect(of({ marks: 4 })).toMatchObject({ step: 'known', next: 'regular', missing: { marks: 1 } });
  expect(of({})).toMatchObject({ step: 'regular', next: null });
});

it('is lost by what moderators decided and what stands, for a time', () => {
  expect(of({ lastCaseAt: NOW - 10 * DAY })).toMatchObject({ step: 'new', missing: { clearDays: 20 } });
  expect(of({ lastCaseAt: NOW - 31 * DAY })?.step).toBe('known');
  expect(of({ lastCaseAt: NOW - 181 * DAY })?.step).toBe('regular');
});

it('is not gathered by brand staff, and given with an office', () => {
  expect(of({ role: 'staff' })).toBe(null);
  expect(of({ role: 'moderator', heardAt: null, createdAt: NOW })?.step).toBe('regular');
});

it('opens more with each step', () => {
  const { new: fresh, known, regular } = TRUST_OPENS;
  expect(fresh.posts < known.posts && known.posts < regular.posts).toBe(true);
  expect(fresh.threads < known.threads && known.threads < regular.threads).toBe(true);
  expect([fresh.links, known.links]).toEqual([2, null]);
});
