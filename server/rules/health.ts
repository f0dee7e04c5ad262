/**
 * Community health: who may see it, its periods, and its statistics. Pure. What each figure counts is in
 * server/insight/health/measures.ts; why these statistics: docs/decisions/007-health.md.
 */
import type { ErrorCode } from '../../shared/faults.ts';
import { type Actor, whyNotModerate } from './roles.ts';

export const DAY = 86_400_000;

/** For whom the health pages are; an admin may restrict them. */
export const HEALTH_READERS = ['anyone', 'members', 'moderators'] as const;
export type HealthReaders = (typeof HEALTH_READERS)[number];

/**
 * Members are all who are signed in: brand staff may see how they do, too.
 * @param spaceId whose health, or null for the whole forum's
 */
export function whyNotSeeHealth(readers: HealthReaders, actor: Actor, spaceId: number | null): ErrorCode | null {
  if (readers === 'moderators') return whyNotModerate(actor, spaceId);
  return readers === 'members' && !actor ? 'not_signed_in' : null;
}

export const UNITS = ['week', 'month'] as const;
export type Unit = (typeof UNITS)[number];
/** @property end the first moment after it */
export type Period = { start: number; end: number };

const HOUR = DAY / 24;
/** How long after a question, an answer or a first post one looks; and how long before a period's end. */
export const WINDOWS = {
  resolved: 30 * DAY,
  reply: 72 * HOUR,
  shown: DAY,
  marks: 30 * DAY,
  heard: 48 * HOUR,
  keptFrom: 7 * DAY,
  kept: 60 * DAY,
  /** Back from the end: who answered whom. */
  pairs: 90 * DAY,
  /** Back from the end: who is around. */
  around: 28 * DAY,
} as const;
/** So long after its end nothing that a period waits for can still happen. */
export const FINAL_AFTER = Math.max(WINDOWS.resolved, WINDOWS.reply, WINDOWS.marks, WINDOWS.heard, WINDOWS.kept);

/** 5 January 1970 was a Monday. */
const FIRST_MONDAY = 4 * DAY;
const WEEK = 7 * DAY;

/** The week (Monday 00:00 UTC) or the month (1st, 00:00 UTC) that a moment is in. */
export function periodOf(unit: Unit, at: number): Period {
  if (unit === 'week') {
    const start = FIRST_MONDAY + Math.floor((at - FIRST_MONDAY) / WEEK) * WEEK;
    return { start, end: start + WEEK };
  }
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

/** The periods that touch [from, to), in order. */
export function periodsBetween(unit: Unit, from: number, to: number): Period[] {
  const periods: Period[] = [];
  for (let at = from; at < to; at = periods.at(-1)!.end) periods.push(periodOf(unit, at));
  return periods;
}

/** The 97.5th percentile of the standard normal distribution: intervals cover 95 %. */
const Z = 1.959963984540054;
/** Of fewer than so many no share, rate or median is given. */
export const FEWEST = 10;

export type Interval = { low: number; high: number };

/** Wilson's score interval for k of n (Wilson 1927; Brown, Cai and DasGupta 2001, formula 4). */
export function wilson(k: number, n: number): Interval {
  const p = k / n;
  const middle = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { low: k === 0 ? 0 : Math.max(0, middle - half), high: k === n ? 1 : Math.min(1, middle + half) };
}

/**
 * The interval of a mean by its standard error, mean ± z·s/√n, s² with n−1; never below zero, as what is
 * averaged never is. For counts it does not suppose that they spread as Poisson's do: marks come in clusters.
 * Only where all are zero nothing is known of their spread, and the upper end is Poisson's, −ln(0.025)/n.
 */
export function meanInterval(values: readonly number[]): { mean: number } & Interval {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = n > 1 ? Z * Math.sqrt(squares / (n - 1) / n) : 0;
  return { mean, low: Math.max(0, mean - half), high: mean === 0 ? -Math.log(0.025) / n : mean + half };
}

/** Something waited for: how long, and whether it came (or the watching ended first: censored). */
export type Wait = { ms: number; came: boolean };
/** @property median null while more than half still wait. @property high null where nothing bounds it yet */
export type KmMedian = { median: number | null; low: number | null; high: number | null };

/**
 * The median wait by the product-limit estimate (Kaplan and Meier 1958): the first time at which S(t) ≤ 1/2;
 * of equal times what came counts before what was censored. Its interval holds all t for which S(t) is within
 * z·√Var of 1/2 (Brookmeyer and Crowley 1982), Var by Greenwood: S² Σ d/(n(n−d)), zero once S is zero.
 */
export function kaplanMeierMedian(waits: readonly Wait[]): KmMedian {
  const times = waits.toSorted((a, b) => a.ms - b.ms || Number(b.came) - Number(a.came));
  const found: KmMedian = { median: null, low: null, high: null };
  let survival = 1;
  let greenwood = 0;
  for (let i = 0; i < times.length;) {
    const { ms } = times[i]!;
    const atRisk = times.length - i;
    let events = 0;
    for (; i < times.length && times[i]!.ms === ms; i++) if (times[i]!.came) events++;
    if (events === 0) continue;
    survival = events === atRisk ? 0 : survival * (1 - events / atRisk);
    greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
    const half = Z * survival * Math.sqrt(greenwood);
    if (survival - half <= 0.5) found.low ??= ms;
    if (atMostHalf(survival)) found.median ??= ms;
    if (survival + half <= 0.5) found.high ??= ms;
  }
  return found;
}

/** S(t) is a product of fractions: one half may miss itself by a rounding. */
const atMostHalf = (survival: number) => survival <= 0.5 + 1e-12;

/** The least number of people who together did at least half (a bus factor). 0 where nothing was done. */
export function busFactor(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  let people = 0;
  for (const count of counts.toSorted((a, b) => b - a)) {
    if (2 * done >= total) break;
    done += count;
    people++;
  }
  return people;
}

/** The Gini coefficient of counts, G = 2 Σ i·xᵢ / (n Σ xᵢ) − (n+1)/n, x ascending: 0 is equal, towards 1 one does all. */
export function gini(counts: readonly number[]): number {
  const n = counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const weighted = counts.toSorted((a, b) => a - b).reduce((sum, count, i) => sum + (i + 1) * count, 0);
  return Math.max(0, (2 * weighted) / (n * total) - (n + 1) / n);
}
