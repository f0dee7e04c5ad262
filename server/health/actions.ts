/**
 * Counting and keeping: the pages read what is kept here. The open periods are counted again every hour; the
 * final ones once a week, on `adda health rebuild`, and after an import, as withdrawals and imports reach back.
 */
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import { type Progress, silent } from '../importers/progress.ts';
import {
  FINAL_AFTER,
  type HealthReaders,
  type Period,
  periodsBetween,
  type Unit,
  UNITS,
  whyNotSeeHealth,
} from '../rules/health.ts';
import { limitsFrom } from '../rules/posting.ts';
import { type Actor, whyNotAdminister } from '../rules/roles.ts';
import { getSetting, putSetting, site, updateSite } from '../site/queries.ts';
import { type Facts, factsOf, firstMoment } from './fact-queries.ts';
import { figuresOf, isEmptyPeriod, type Setting } from './measures.ts';
import * as queries from './queries.ts';

const HOUR = 3_600_000;
const FINAL_AGAIN_AFTER = 7 * 24 * HOUR;
/** Nodes that share a database count at most once an hour together, a little slack for their clocks. */
const FRESH_FOR = 50 * 60_000;
const REBUILT_KEY = 'health_rebuilt_at';
/** Since when it is noted which questions stood among the first of "Needs an answer". */
const WATCHED_KEY = 'needs_watched_since';
/** Periods whose facts are read together. */
const TOGETHER: Record<Unit, number> = { week: 6, month: 2 };
/** A page waits at most so long for the first count. */
const PATIENCE = 2_000;

/** Facts by space, and of the whole forum under 0. */
function byScope(facts: Facts): Map<number, Facts> {
  const scopes = new Map<number, Facts>([[queries.FORUM, facts]]);
  const none = (): Facts => ({ questions: [], askers: [], answers: [], activeDays: [], voices: [], firstPosts: [] });
  for (const kind of Object.keys(facts) as (keyof Facts)[])
    for (const row of facts[kind]) {
      let scope = scopes.get(row.spaceId!);
      if (!scope) scopes.set(row.spaceId!, (scope = none()));
      (scope[kind] as unknown[]).push(row);
    }
  return scopes;
}

/** Counts these periods, which follow one another, for the forum and each space. */
export async function countPeriods(
  adda: Adda,
  unit: Unit,
  periods: Period[],
  now: number,
): Promise<queries.KeptPeriod[]> {
  const conn = adda.store.read;
  const { staffLimits } = await site(conn);
  const watchedSince = await getSetting<number>(conn, WATCHED_KEY);
  const setting: Setting = { now, watchedSince, limits: limitsFrom(staffLimits), unit, isSpace: false };
  const facts = await factsOf(conn, { from: periods[0]!.start, to: periods.at(-1)!.end });
  const rows: queries.KeptPeriod[] = [];
  for (const [spaceId, scope] of byScope(facts))
    for (const period of periods) {
      const figures = figuresOf(scope, period, { ...setting, isSpace: spaceId !== queries.FORUM });
      // Of the forum there is no gap; of a space a period in which nothing happened is not kept.
      if (spaceId !== queries.FORUM && isEmptyPeriod(figures)) continue;
      const isFinal = now >= period.end + FINAL_AFTER;
      rows.push({ spaceId, unit, start: period.start, isFinal, figures, computedAt: now });
    }
  return rows;
}

async function countFrom(adda: Adda, unit: Unit, from: number, now: number, progress: Progress): Promise<void> {
  const periods = periodsBetween(unit, from, now + 1);
  progress.start(`Counting by ${unit}`, periods.length);
  for (let at = 0; at < periods.length; at += TOGETHER[unit]) {
    const some = periods.slice(at, at + TOGETHER[unit]);
    const rows = await countPeriods(adda, unit, some, now);
    await adda.store.write((tx) => queries.replacePeriods(tx, unit, some[0]!.start, some.at(-1)!.end, rows));
    progress.add(some.length, rows.length);
  }
  progress.stop();
}

/** Counts every period anew. */
export async function rebuildHealth(adda: Adda, progress: Progress = silent, now = Date.now()): Promise<void> {
  const first = await firstMoment(adda.store.read);
  for (const unit of UNITS) {
    const [period] = first === null ? [] : periodsBetween(unit, first, first + 1);
    await adda.store.write((tx) => queries.forgetBefore(tx, unit, period?.start ?? Number.MAX_SAFE_INTEGER));
    if (period) await countFrom(adda, unit, period.start, now, progress);
  }
  await adda.store.write((tx) => putSetting(tx, REBUILT_KEY, now));
}

/** Counts anew what may have changed: the open periods, and once a week all of them. */
export async function refreshHealth(adda: Adda, now = Date.now()): Promise<void> {
  const conn = adda.store.read;
  const countedAt = await queries.countedAt(conn);
  if (countedAt !== null && now - countedAt < FRESH_FOR) return;
  const rebuiltAt = await getSetting<number>(conn, REBUILT_KEY);
  if (countedAt === null || rebuiltAt === null || now - rebuiltAt >= FINAL_AGAIN_AFTER)
    return rebuildHealth(adda, silent, now);
  for (const unit of UNITS)
    await countFrom(adda, unit, (await queries.oldestOpen(conn, unit)) ?? countedAt, now, silent);
}

const counting = new WeakMap<Adda, Promise<void>>();

/** When the figures are from. Where nothing was ever counted it is counted now; null while that takes its time. */
export async function whenCounted(adda: Adda): Promise<number | null> {
  const at = await queries.countedAt(adda.store.read);
  if (at !== null) return at;
  // Where nothing was ever said there is nothing to count, and no look may write.
  if ((await firstMoment(adda.store.read)) === null) return Date.now();
  let run = counting.get(adda);
  if (!run) {
    run = rebuildHealth(adda)
      .catch((error) => adda.log.error({ err: error }, 'health could not be counted'))
      .finally(() => counting.delete(adda));
    counting.set(adda, run);
  }
  await Promise.race([run, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
  return counting.has(adda) ? null : queries.countedAt(adda.store.read);
}

/** @throws {AddaError} `not_signed_in`, `forbidden` */
export function mustSeeHealth(readers: HealthReaders, actor: Actor): void {
  const no = whyNotSeeHealth(readers, actor);
  if (no) throw new AddaError(no);
}

/** For whom the health pages are from now on. @throws {AddaError} `forbidden` */
export async function restrictHealth(adda: Adda, actor: Actor, healthFor: HealthReaders): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await adda.store.write((tx) => updateSite(tx, { healthFor }));
}
