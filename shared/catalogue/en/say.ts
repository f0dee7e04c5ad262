/** How this language counts. */
import { moment as momentOf, month as monthOf, number } from '../../format.ts';

/** A number in this language's digits. */
export const n = (value: number) => number('en', value);

/** A month, such as “May 2026”. @param at in ms */
export const month = (at: number) => monthOf('en', at);

/** A day and time, with the zone. @param at in ms */
export const moment = (at: number) => momentOf('en', at);

/** A time of the day, such as “08:00”. */
export const clockTime = (hour: number, minute: number) =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');

/** A number with its noun, of which there is one or there are several. */
export const plural = (value: number, one: string, other: string) => `${n(value)} ${value === 1 ? one : other}`;

/** A time in seconds, in the largest unit that says it well; rounded up. */
export const span = (seconds: number) =>
  seconds > 172_800
    ? plural(Math.ceil(seconds / 86_400), 'day', 'days')
    : seconds > 7_200
      ? plural(Math.ceil(seconds / 3_600), 'hour', 'hours')
      : plural(Math.ceil(seconds / 60), 'minute', 'minutes');

/** The same for a wait that may be short: in seconds up to a minute and a half. */
export const wait = (seconds: number) => (seconds > 90 ? span(seconds) : plural(seconds, 'second', 'seconds'));
