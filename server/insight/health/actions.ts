/**
 * Counting and keeping: the pages read what is kept here. The open periods are counted again every hour; the
 * final ones once a week, on `adda health rebuild`, and after an import, as withdrawals and imports reach back.
 */
import type { Adda } from '../../platform/adda.ts';
import { WATCHED_SINCE } from '../../forum/upkeep/rotation.ts';
import { AddaError } from '../../platform/errors.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { type Progress, silent } from '../../platform/progress.ts';
import { type HealthReaders, type Period, periodOf, type Unit, UNITS, whyNotSeeHealth } from '../../rules/health.ts';
import { limitsFrom } from '../../rules/posting.ts';
import type { Actor } from '../../rules/roles.ts';
import { getSetting, putSetting, site } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { byScope, countScope, LOOKS_BACK, NOTHING, slicesBetween, withRecent } from './count.ts';
import { type Facts, factsIn, firstMoment } from './fact-queries.ts';
import * as queries from './queries.ts';

const HOUR = 3_600_000;
const FINAL_AGAIN_AFTER = 7 * 24 * HOUR;
/** Nodes that share a database count at most once an hour together, a little slack for their clocks. */
const FRESH_FOR = 50 * 60_000;
/** Another one since everything was forgotten: what was being counted then is of what was there before. */
const EPOCH_KEY = 'health_epoch';
const TRIES = 5;
/** When something was last written that reaches back into periods that were counted for good. */
const REACHED_BACK_KEY = 'health_reached_back_at';
/** Periods that are written together. */
const TOGETHER = 12;
/** A page waits at most so long for the first count. */
const PATIENCE = 2_000;

type Pending = { unit: Unit; period: Period; rows: queries.KeptPeriod[] };

/** Everything was forgotten while it was counted. */
class Forgotten extends Error {}

const epochOf = async (conn: Conn) => (await getSetting<number>(conn, EPOCH_KEY)) ?? 0;
const rebuiltAt = async (conn: Conn) => (await getSetting<number>(conn, queries.REBUILT_KEY)) || null;

/** Keeps what was counted, several periods at a time: each transaction costs a write to the disk. */
async function keep(adda: Adda, epoch: number, pending: Pending[]): Promise<void> {
  await adda.store.write(async (tx) => {
    // Two that count at once would put the same rows.
    await oneAtATime(tx, 'health');
    if ((await epochOf(tx)) !== epoch) throw new Forgotten('The figures were forgotten while they were counted.');
    for (const { unit, period, rows } of pending)
      await queries.replacePeriods(tx, unit, period.start, period.end, rows);
  });
  pending.length = 0;
}

/** All rows of one period. */
async function countScopes(
  scopes: ReturnType<typeof byScope>,
  period: Period,
  setting: Parameters<typeof countScope>[3],
) {
  const rows: queries.KeptPeriod[] = [];
  for (const [spaceId, facts] of scopes) {
    const row = await besideOthers(async () => countScope(spaceId, facts, period, setting));
    if (row) rows.push(row);
  }
  return rows;
}

/**
 * Counts all periods from these on, weeks and months in one pass, so that everything is read once: slice by slice,
 * and a period when its last slice was read.
 */
async function countFrom(
  adda: Adda,
  epoch: number,
  from: Record<Unit, number>,
  now: number,
  progress: Progress,
): Promise<void> {
  // Read beside those who serve everybody, and counted in pieces between them.
  const conn = adda.aside;
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
      const scopes = await besideOthers(async () => {
        facts[unit] = withRecent(facts[unit], fresh, period.start);
        const isCounted = slice.to === period.end && period.start >= from[unit] && period.start <= now;
        return isCounted ? byScope(facts[unit]) : null;
      });
      if (scopes) pending.push({ unit, period, rows: await countScopes(scopes, period, { ...setting, unit }) });
    }
    if (pending.length >= TOGETHER) await keep(adda, epoch, pending);
    progress.add(
      1,
      fresh.voices.reduce((sum, { posts }) => sum + posts!, 0),
    );
  }
  await keep(adda, epoch, pending);
  progress.stop();
}

/** Runs a count again where everything was forgotten meanwhile: it may have read what is no longer so. */
async function untilKept(count: () => Promise<void>): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      return await count();
    } catch (error) {
      if (!(error instanceof Forgotten) || left === 1) throw error;
    }
  }
}

/** Counts every period anew. */
export function rebuildHealth(adda: Adda, progress: Progress = silent, now = Date.now()): Promise<void> {
  return untilKept(() => rebuildOnce(adda, progress, now));
}

async function rebuildOnce(adda: Adda, progress: Progress, now: number): Promise<void> {
  const epoch = await epochOf(adda.store.read);
  const first = await firstMoment(adda.store.read);
  if (first === null) await adda.store.write(forgetHealth);
  else {
    const from = { week: periodOf('week', first).start, month: periodOf('month', first).start };
    await adda.store.write(async (tx) => {
      for (const unit of UNITS) await queries.forgetBefore(tx, unit, from[unit]);
    });
    await countFrom(adda, epoch, from, now, progress);
  }
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'health');
    if (first === null || (await epochOf(tx)) === epoch) await putSetting(tx, queries.REBUILT_KEY, now);
  });
}

/** Says that the transaction writes into times long past: all periods are to be counted anew. */
export async function reachBack(tx: Tx): Promise<void> {
  await putSetting(tx, REACHED_BACK_KEY, tx.now);
}

/** Whether final periods were never counted, or something was written into them since. */
export async function isHealthStale(conn: Conn): Promise<boolean> {
  const lastAt = await rebuiltAt(conn);
  const reachedBackAt = await getSetting<number>(conn, REACHED_BACK_KEY);
  return lastAt === null || (reachedBackAt !== null && reachedBackAt >= lastAt);
}

/** Counts anew what may have changed: the open periods, and all of them once a week or where history was written. */
export async function refreshHealth(adda: Adda, now = Date.now()): Promise<void> {
  const conn = adda.store.read;
  const countedAt = (await queries.countState(conn)).at;
  if (countedAt !== null && now - countedAt < FRESH_FOR) return;
  const lastAt = (await rebuiltAt(conn)) ?? 0;
  if (countedAt === null || now - lastAt >= FINAL_AGAIN_AFTER || (await isHealthStale(conn)))
    return rebuildHealth(adda, silent, now);
  const from = async (unit: Unit) => (await queries.oldestOpen(conn, unit)) ?? countedAt;
  const open = { week: await from('week'), month: await from('month') };
  await countFrom(adda, await epochOf(conn), open, now, silent);
}

/** Where much came or went at once: everything is counted at the next look. */
export async function forgetHealth(tx: Tx): Promise<void> {
  await oneAtATime(tx, 'health');
  await putSetting(tx, EPOCH_KEY, (await epochOf(tx)) + 1);
  await putSetting(tx, queries.REBUILT_KEY, 0);
  for (const unit of UNITS) await queries.forgetBefore(tx, unit, Number.MAX_SAFE_INTEGER);
}

const counting = new WeakMap<Adda, Promise<void>>();

/** When the figures are from. Where nothing was ever counted it is counted now; null while that takes its time. */
export async function whenCounted(adda: Adda): Promise<number | null> {
  const at = (await queries.countState(adda.store.read)).at;
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
  return counting.has(adda) ? null : (await queries.countState(adda.store.read)).at;
}

/** @param spaceId whose health, or null for the forum's @throws {AddaError} `not_signed_in`, `forbidden` */
export function mustSeeHealth(readers: HealthReaders, actor: Actor, spaceId: number | null): void {
  const no = whyNotSeeHealth(readers, actor, spaceId);
  if (no) throw new AddaError(no);
}
