/** From facts to rows that are kept: for the forum and each space. Pure. */
import { DAY, FINAL_AFTER, type Period, periodOf, periodsBetween, UNITS, WINDOWS } from '../../rules/health.ts';
import type { Facts } from './fact-queries.ts';
import { figuresOf, isEmptyPeriod, type Setting } from './measures.ts';
import { FORUM, type KeptPeriod } from './queries.ts';

/** So far before a period its figures look back. */
export const LOOKS_BACK = Math.max(WINDOWS.pairs, WINDOWS.around);
const nothing = (): Facts => ({ questions: [], askers: [], answers: [], activeDays: [], voices: [], firstPosts: [] });
export const NOTHING: Facts = nothing();

type Slice = { from: number; to: number };

/** Cuts the time from a moment to the end of the present week and month wherever one of them begins. */
export function slicesBetween(from: number, now: number): Slice[] {
  const last = Math.max(...UNITS.map((unit) => periodOf(unit, now).end));
  const starts = UNITS.flatMap((unit) => periodsBetween(unit, from, last).map(({ start }) => start));
  const cuts = [...new Set(starts)].filter((at) => at < last).sort((a, b) => a - b);
  return cuts.map((at, i) => ({ from: at, to: cuts[i + 1] ?? last }));
}

/** New facts with those before them that a period still needs: its own, and what it looks back on. */
export function withRecent(old: Facts, fresh: Facts, start: number): Facts {
  const since = (from: number) => {
    return ({ at }: { at: number | null }) => at! >= from;
  };
  const sinceDay = (from: number) => {
    return ({ day }: { day: number | null }) => day! * DAY >= from;
  };
  return {
    questions: [...old.questions.filter(since(start)), ...fresh.questions],
    askers: [...old.askers.filter(since(start - WINDOWS.pairs)), ...fresh.askers],
    answers: [...old.answers.filter(since(start - WINDOWS.pairs)), ...fresh.answers],
    activeDays: [...old.activeDays.filter(sinceDay(start - WINDOWS.around)), ...fresh.activeDays],
    voices: [...old.voices.filter(sinceDay(start)), ...fresh.voices],
    firstPosts: [...old.firstPosts.filter(since(start)), ...fresh.firstPosts],
  };
}

/** Facts by space, and of the whole forum under 0. */
export function byScope(facts: Facts): Map<number, Facts> {
  const scopes = new Map<number, Facts>([[FORUM, facts]]);
  for (const kind of Object.keys(facts) as (keyof Facts)[])
    for (const row of facts[kind]) {
      let scope = scopes.get(row.spaceId!);
      if (!scope) scopes.set(row.spaceId!, (scope = nothing()));
      (scope[kind] as unknown[]).push(row);
    }
  return scopes;
}

/** The row that is kept of one period for the forum, or for a space in which something happened. */
export function countScope(
  spaceId: number,
  facts: Facts,
  period: Period,
  setting: Omit<Setting, 'isSpace'>,
): KeptPeriod | null {
  const { unit, now } = setting;
  const figures = figuresOf(facts, period, { ...setting, isSpace: spaceId !== FORUM });
  // Of the forum there is no gap; of a space a period in which nothing happened is not kept.
  if (spaceId !== FORUM && isEmptyPeriod(figures)) return null;
  const isFinal = now >= period.end + FINAL_AFTER;
  return { spaceId, unit, start: period.start, isFinal, figures, computedAt: now };
}
