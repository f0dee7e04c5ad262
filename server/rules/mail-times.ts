/** When letters come: by the member's own clock, with its summers and winters. */
import type { MailTimes } from '../../shared/words.ts';

export const USUAL_MAIL_TIMES: MailTimes = { hour: 8, zone: 'UTC', quiet: null };

/** No zone's hours begin at another minute of an hour than a quarter's. */
const STEP = 15 * 60_000;
const DAY_STEPS = 96;
const MONDAY = 'Mon';

const ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/;
const ZONE_LETTERS = 64;

const byLowerCase = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** The name of a time zone that this machine knows, in its one spelling; null for none. */
export function timeZoneOf(zone: string): string | null {
  if (zone.length > ZONE_LETTERS || !ZONE.test(zone)) return null;
  const known = byLowerCase.get(zone.toLowerCase());
  if (known) return known;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, hourCycle: 'h23', hour: '2-digit', weekday: 'short' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What the clock on the wall says. */
function localTime(at: number, zone: string): { date: string; weekday: string; hour: number } {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')];
  return { date: `${year}-${month}-${day}`, weekday: parts.get('weekday')!, hour: Number(parts.get('hour')) };
}

/** Whether it is the hour, or the last moment of a day on which it does not come. */
const isDue = (at: number, then: { date: string; hour: number }, hour: number, zone: string): boolean =>
  then.hour >= hour || localTime(at + STEP, zone).date !== then.date;

/**
 * When the next digest is due: the first moment of a day (of a Monday, for a weekly one) that is not before its hour, so
 * that an hour which a clock leaves out is not missed, and one that it has twice is once.
 * @param after in ms @returns in ms; null for who gets none
 */
export function nextDigest(after: number, every: 'daily' | 'weekly' | null, { hour, zone }: MailTimes): number | null {
  if (every === null) return null;
  const now = localTime(after, zone);
  let at = Math.floor(after / STEP) * STEP;
  for (let i = 0; i <= 9 * DAY_STEPS; i++) {
    at += STEP;
    const then = localTime(at, zone);
    const isToday = then.date === now.date && now.hour >= hour;
    if (!isToday && isDue(at, then, hour, zone) && (every === 'daily' || then.weekday === MONDAY)) return at;
  }
  throw new Error(`No hour ${hour} came in ${zone}.`);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day that a clock in the zone shows, such as 2026-11-27; with `days`, so many later. */
export function dayIn(at: number, zone: string, days = 0): string {
  const { date } = localTime(at, zone);
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_STEPS * STEP).toISOString().slice(0, 10);
}

/**
 * The first moment of a day that is not before the hour; its last where it has none.
 * @param day such as 2026-11-27 @returns in ms; null for what is no day there
 */
export function atHourOf(day: string, { hour, zone }: Pick<MailTimes, 'hour' | 'zone'>): number | null {
  const noon = DAY.test(day) ? Date.parse(`${day}T12:00:00Z`) : Number.NaN;
  if (Number.isNaN(noon)) return null;
  // No clock is further than fourteen hours from the prime meridian's.
  for (let at = noon - 26 * 4 * STEP; at <= noon + 26 * 4 * STEP; at += STEP) {
    const then = localTime(at, zone);
    if (then.date === day && isDue(at, then, hour, zone)) return at;
  }
  return null;
}

const isQuiet = (hour: number, { from, to }: { from: number; to: number }) =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to;

/** When a letter may go that is ready now: at once, or when the quiet hours end. In ms. */
export function afterQuiet(now: number, { zone, quiet }: MailTimes): number {
  if (quiet === null || quiet.from === quiet.to) return now;
  let at = now;
  for (let i = 0; i <= 2 * DAY_STEPS && isQuiet(localTime(at, zone).hour, quiet); i++)
    at = (Math.floor(at / STEP) + 1) * STEP;
  return at;
}
