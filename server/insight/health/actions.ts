/**
 * Counting and keeping: the pages read what is kept here. The open periods are counted again every hour; the
 * final ones once a week, on `adda health rebuild`, and after an import, as withdrawals and imports reach back.
 */
import type { Adda } from '../../platform/adda.ts';
import { WATCHED_SINCE } from '../../forum/upkeep/rotation.ts';
import { AddaError } from '../../platform/errors.ts';
import { type Progress, silent } from '../../platform/progress.ts';
import { type HealthReaders, type Period, periodOf, type Unit, UNITS, whyNotSeeHealth } from '../../rules/health.ts';
import { limitsFrom } from '../../rules/posting.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { getSetting, putSetting, site, updateSite } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { countPeriod, LOOKS_BACK, NOTHING, slicesBetween, withRecent } from './count.ts';
import { type Facts, factsIn, firstMoment } from './fact-queries.ts';
import * as queries from './queries.ts';
import { raise } from '../../platform/events/raise.ts';

const HOUR = 3_600_000;
const FINAL_AGAIN_AFTER = 7 * 24 * HOUR;
/** Nodes that share a database count at most once an hour together, a little slack for their clocks. */
const FRESH_FOR = 50 * 60_000;
const REBUILT_KEY = 'health_rebuilt_at';
/** When something was last written that reaches back into periods that were counted for good. */
const REACHED_BACK_KEY = 'health_reached_back_at';
/** Periods that are written together. */
const TOGETHER = 12;
/** A page waits at most so long for the first count. */
const PATIENCE = 2_000;

type Pending = { unit: Unit; period: Period; rows: queries.KeptPeriod[] };

/** Keeps what was counted, several periods at a time: each transaction costs a write to the disk. */
async function keep(adda: Adda, pending: Pending[]): Promise<void> {
  await adda.store.write(async (tx) => {
    // Two that count at once would put the same rows.
    await oneAtATime(tx, 'health');
    for (const { unit, period, rows } of pending)
      await queries.replacePeriods(tx, unit, period.start, period.end, rows);
  });
  pending.length = 0;
}

/**
 * Counts all periods from these on, weeks and months in one pass, so that everything is read once: slice by slice,
 * and a period when its last slice was read.
 */
async function countFrom(adda: Adda, from: Record<Unit, number>, now: number, progress: Progress): Promise<void> {
  const conn = adda.store.read;
  const { staffLimits } = await site(conn);
  const watchedSince = await getSetting<number>(conn, WATCHED_SINCE);
  const setting = { now, watchedSince, limits: limitsFrom(staffLimits) };
  const slices = slicesBetween(Math.min(...Object.values(from)) - LOOKS_BACK, now);
  const facts: Record<Unit, Facts> = { week: NOTHING, month: NOTHING };
  const pending: Pending[] = [];
  progress.start('Counting', slices.length);
  for (const slice of slices) {
    const fresh = await factsIn(conn, slice);
    for (const unit of UNITS) {
      const period = periodOf(unit, slice.from);
      facts[unit] = withRecent(facts[unit], fresh, period.start);
      if (slice.to !== period.end || period.start < from[unit] || period.start > now) continue;
      pending.push({ unit, period, rows: countPeriod(facts[unit], period, { ...setting, unit }) });
    }
    if (pending.length >= TOGETHER) await keep(adda, pending);
    progress.add(
      1,
      fresh.voices.reduce((sum, { posts }) => sum + posts!, 0),
    );
  }
  await keep(adda, pending);
  progress.stop();
}

/** Counts every period anew. */
export async function rebuildHealth(adda: Adda, progress: Progress = silent, now = Date.now()): Promise<void> {
  const first = await firstMoment(adda.store.read);
  if (first === null) await adda.store.write(forgetHealth);
  else {
    const from = { week: periodOf('week', first).start, month: periodOf('month', first).start };
    await adda.store.write(async (tx) => {
      for (const unit of UNITS) await queries.forgetBefore(tx, unit, from[unit]);
    });
    await countFrom(adda, from, now, progress);
  }
  await adda.store.write((tx) => putSetting(tx, REBUILT_KEY, now));
}

/** Says that the transaction writes into times long past: all periods are to be counted anew. */
export async function reachBack(tx: Tx): Promise<void> {
  await putSetting(tx, REACHED_BACK_KEY, tx.now);
}

/** Whether final periods were never counted, or something was written into them since. */
export async function isHealthStale(conn: Conn): Promise<boolean> {
  const rebuiltAt = await getSetting<number>(conn, REBUILT_KEY);
  const reachedBackAt = await getSetting<number>(conn, REACHED_BACK_KEY);
  return rebuiltAt === null || (reachedBackAt !== null && reachedBackAt >= rebuiltAt);
}

/** Counts anew what may have changed: the open periods, and all of them once a week or where history was written. */
export async function refreshHealth(adda: Adda, now = Date.now()): Promise<void> {
  const conn = adda.store.read;
  const countedAt = await queries.countedAt(conn);
  if (countedAt !== null && now - countedAt < FRESH_FOR) return;
  const rebuiltAt = await getSetting<number>(conn, REBUILT_KEY);
  if (countedAt === null || now - (rebuiltAt ?? 0) >= FINAL_AGAIN_AFTER || (await isHealthStale(conn)))
    return rebuildHealth(adda, silent, now);
  const from = async (unit: Unit) => (await queries.oldestOpen(conn, unit)) ?? countedAt;
  await countFrom(adda, { week: await from('week'), month: await from('month') }, now, silent);
}

/** Where much came or went at once: everything is counted at the next look. */
export async function forgetHealth(tx: Tx): Promise<void> {
  for (const unit of UNITS) await queries.forgetBefore(tx, unit, Number.MAX_SAFE_INTEGER);
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

/** @param spaceId whose health, or null for the forum's @throws {AddaError} `not_signed_in`, `forbidden` */
export function mustSeeHealth(readers: HealthReaders, actor: Actor, spaceId: number | null): void {
  const no = whyNotSeeHealth(readers, actor, spaceId);
  if (no) throw new AddaError(no);
}

/** For whom the health pages are from now on. @throws {AddaError} `forbidden` */
export async function restrictHealth(adda: Adda, actor: Actor, healthFor: HealthReaders): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await adda.store.write(async (tx) => {
    await updateSite(tx, { healthFor });
    await raise(tx, { kind: 'forum.changed', actorId: actor?.id ?? null });
  });
}
