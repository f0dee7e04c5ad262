/** How this language counts. */
import { moment as momentOf, month as monthOf, number } from '../../format.ts';

/** A number in this language's digits. */
export const n = (value: number) => number('bn', value);

/** A month, such as “May 2026”. @param at in ms */
export const month = (at: number) => monthOf('bn', at);

/** A day and time, with the zone. @param at in ms */
export const moment = (at: number) => momentOf('bn', at);

/** What the hours of a day are called; each until the next begins. */
const PARTS_OF_DAY = [
  [4, 'রাত'],
  [6, 'ভোর'],
  [12, 'সকাল'],
  [15, 'দুপুর'],
  [18, 'বিকেল'],
  [20, 'সন্ধ্যা'],
  [24, 'রাত'],
] as const;

/** A time of the day, such as “রাত ১০টা”. */
export const clockTime = (hour: number, minute: number) => {
  const [, part] = PARTS_OF_DAY.find(([end]) => hour < end)!;
  const of12 = n(hour % 12 || 12);
  return `${part} ${minute === 0 ? `${of12}টা` : `${of12}:${n(minute).padStart(2, n(0))}`}`;
};

/** A time in seconds, in the largest unit that says it well; rounded up. */
export const span = (seconds: number) =>
  seconds > 172_800
    ? `${n(Math.ceil(seconds / 86_400))} দিন`
    : seconds > 7_200
      ? `${n(Math.ceil(seconds / 3_600))} ঘণ্টা`
      : `${n(Math.ceil(seconds / 60))} মিনিট`;

/** The same for a wait that may be short: in seconds up to a minute and a half. */
export const wait = (seconds: number) => (seconds > 90 ? span(seconds) : `${n(seconds)} সেকেন্ড`);
