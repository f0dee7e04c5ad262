/** When a member is reminded of what they keep: on a day they choose, at the hour of their daily letter. */
import type { MailTimes } from '../../shared/words.ts';
import { atHourOf, dayIn } from './mail-times.ts';

/** The days from now that are offered by a press. */
export const REMIND_IN_DAYS = [1, 7, 30] as const;

const DAY = 24 * 3_600_000;
/** No reminder is further off. */
const AHEAD_AT_MOST = 5 * 366 * DAY;

/** @param day such as 2026-11-27 @returns the moment in ms; null for what is no day, over already or too far off */
export function remindAt(day: string, times: MailTimes, now: number): number | null {
  const at = atHourOf(day, times);
  return at !== null && at > now && at <= now + AHEAD_AT_MOST ? at : null;
}

/** The day that is so many days from now, where the member is. */
export const dayAhead = (days: number, { zone }: MailTimes, now: number): string => dayIn(now, zone, days);
