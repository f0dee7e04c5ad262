/**
 * How far the forum trusts somebody: new, known, regular. It is earned by being answered, marked and staying, never by
 * volume, and lost by what moderators decided and what still stands. It opens the ways below and nothing else.
 */
import type { Role, TrustStep } from '../../shared/words.ts';
import { holdsForumOffice, isStaff } from './roles.ts';

const DAY = 86_400_000;
/** What each step asks for. @property marks by others on what one wrote @property clear days since the last case that stands */
export const TRUST_ASKS = {
  known: { days: 3, marks: 0, clear: 30 },
  regular: { days: 30, marks: 5, clear: 180 },
} as const;

/** @property links to elsewhere in one post; null for any number @property posts in ten minutes @property threads in an hour */
export type Opened = { links: number | null; posts: number; threads: number };
export const TRUST_OPENS: Record<TrustStep, Opened> = {
  new: { links: 2, posts: 60, threads: 20 },
  known: { links: null, posts: 90, threads: 30 },
  regular: { links: null, posts: 120, threads: 40 },
};

/**
 * @property heardAt when an established member first spoke to them or marked what they wrote
 * @property marks by others: solved, worked, helpful
 * @property lastCaseAt of the last act against them that stands: hidden, refused, removed, silenced, suspended
 */
export type TrustFacts = {
  role: Role;
  createdAt: number;
  heardAt: number | null;
  marks: number;
  lastCaseAt: number | null;
};
/** What one still needs for a step; days are rounded up, `heard` is whether somebody has yet to answer. */
export type Missing = { heard: boolean; days: number; marks: number; clearDays: number };
export type Trust = { step: TrustStep; next: Exclude<TrustStep, 'new'> | null; missing: Missing };

const NOTHING: Missing = { heard: false, days: 0, marks: 0, clearDays: 0 };
const daysLeft = (since: number, days: number, now: number) => Math.max(0, Math.ceil((since + days * DAY - now) / DAY));

function missingFor(step: 'known' | 'regular', facts: TrustFacts, now: number): Missing {
  const asks = TRUST_ASKS[step];
  const clearDays = facts.lastCaseAt === null ? 0 : daysLeft(facts.lastCaseAt, asks.clear, now);
  return {
    heard: facts.heardAt === null || facts.heardAt > now,
    days: daysLeft(facts.createdAt, asks.days, now),
    marks: Math.max(0, asks.marks - facts.marks),
    clearDays,
  };
}

const isNothing = ({ heard, days, marks, clearDays }: Missing) => !heard && days + marks + clearDays === 0;

/** The one rule. @returns null for brand staff, who gather none */
export function trustOf(facts: TrustFacts, now: number): Trust | null {
  if (isStaff(facts)) return null;
  if (holdsForumOffice(facts.role)) return { step: 'regular', next: null, missing: NOTHING };
  const known = missingFor('known', facts, now);
  if (!isNothing(known)) return { step: 'new', next: 'known', missing: known };
  const regular = missingFor('regular', facts, now);
  return isNothing(regular)
    ? { step: 'regular', next: null, missing: NOTHING }
    : { step: 'known', next: 'regular', missing: regular };
}
