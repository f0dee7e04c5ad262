/** Posts that wait for their time: who may let one wait, until when, and how many at once. */
import type { ErrorCode, FieldFault } from '../../shared/faults.ts';
import { clockAt } from '../../shared/format.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { TrustStep } from '../../shared/words.ts';
import { dayIn } from './mail-times.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What is posted sooner is posted now; what is further off nobody remembers. In ms. */
export const WAITS = { least: LIMITS.waitingMinutes * MINUTE, most: LIMITS.waitingDays * DAY };

const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d{1,3})?)?$/;
const MOMENT_LETTERS = 30;

/** Calendars of years with more or fewer than four digits are written otherwise. In ms. */
const READ = { from: Date.UTC(1970, 0, 3), to: Date.UTC(9999, 11, 29) };

const two = (value: number) => String(value).padStart(2, '0');

/** What calendar and clock show in a zone, as a form has it: 2026-11-27T18:30. */
export function wallTime(at: number, zone: string): string {
  const { hour, minute } = clockAt(at, zone);
  return `${dayIn(at, zone)}T${two(hour)}:${two(minute)}`;
}

/**
 * The moment at which a zone's clock shows this; the first where it shows it twice, and as much later as the clock was
 * put forward where it never does.
 * @param text such as 2026-11-27T18:30 @returns in ms; null for what is no such time
 */
export function momentIn(text: string, zone: string): number | null {
  const [, wall] = (text.length <= MOMENT_LETTERS && MOMENT.exec(text)) || [];
  const asUtc = wall === undefined ? Number.NaN : Date.parse(`${wall}Z`);
  // A day that its month does not have is read as one of the next month.
  if (!(asUtc >= READ.from && asUtc <= READ.to) || new Date(asUtc).toISOString().slice(0, 16) !== wall) return null;
  const ahead = (at: number) => Date.parse(`${wallTime(at, zone)}Z`) - at;
  const moments = [ahead(asUtc - DAY), ahead(asUtc + DAY)].map((offset) => asUtc - offset);
  const shown = moments.filter((at) => wallTime(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : moments[0]!;
}

/**
 * When a post is to be posted.
 * @param text as it was typed, by the clock of the zone @param faults take what is wrong with it @returns in ms
 */
export function dueAt(text: string, zone: string, now: number, faults: FieldFault[]): number {
  const typed = text.trim();
  const at = momentIn(typed, zone);
  if (at !== null && at >= now + WAITS.least && at <= now + WAITS.most) return at;
  faults.push({ field: 'postAt', fault: typed === '' ? 'required' : 'not_later' });
  return now;
}

/**
 * Members whom the forum knows let posts wait. Who speaks for a brand does not: what a brand says is counted, and
 * weighed, at the moment at which somebody says it.
 * @param step how far the forum trusts them @param waiting how many of theirs wait besides
 */
export function whyNotWait(
  { speaksForBrand, step }: { speaksForBrand: boolean; step: TrustStep | null },
  waiting: number,
): ErrorCode | null {
  if (speaksForBrand || step === null) return 'staff_not_later';
  if (step === 'new') return 'known_first';
  return waiting >= LIMITS.waiting ? 'too_many_waiting' : null;
}
