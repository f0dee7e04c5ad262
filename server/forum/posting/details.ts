/** What forms of thread ask for besides title and text, checked. */
import type { FieldFault } from '../../platform/errors.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText, length } from '../../../shared/text.ts';
import type { Form, ThreadDetails } from '../../../shared/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OPEN_HOUR_AHEAD_MS = 90 * DAY;
const OPEN_HOUR_MINUTES = { min: 30, max: 240 };
/** A challenge begins within this time and lasts at most so long. */
const CHALLENGE_AHEAD_MS = 365 * DAY;
const CHALLENGE_LASTS_MS = 366 * DAY;

export type DetailsInput = {
  form: Form;
  /** A journey's or a challenge's. */
  goal?: string;
  /** A showcase: which critique. */
  wanted?: string;
  /** When an open hour begins (UTC, `2026-05-04T15:00`) and how long it is, in minutes. */
  opensAt?: string;
  minutes?: number;
  /** A challenge's first and last day (UTC, `2026-05-04`). */
  startsOn?: string;
  endsOn?: string;
};

export type Details = { details: ThreadDetails | null; opensAt: number | null; closesAt: number | null };

/** When an open hour is. */
function openHour(input: DetailsInput, now: number, faults: FieldFault[]): Details {
  const text = (input.opensAt ?? '').trim();
  const opensAt = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}Z`) : NaN;
  const minutes = input.minutes ?? 60;
  if (!text) faults.push({ field: 'opensAt', fault: 'required' });
  else if (!(opensAt > now - HOUR && opensAt < now + OPEN_HOUR_AHEAD_MS))
    faults.push({ field: 'opensAt', fault: 'not_soon' });
  if (minutes < OPEN_HOUR_MINUTES.min || minutes > OPEN_HOUR_MINUTES.max)
    faults.push({ field: 'minutes', fault: 'wrong' });
  return { details: null, opensAt, closesAt: opensAt + minutes * MINUTE };
}

/** The first moment of a day that was typed, or NaN. */
function dayOf(text: string | undefined): number {
  return /^\d{4}-\d\d-\d\d$/.test((text ?? '').trim()) ? Date.parse(`${text!.trim()}T00:00:00Z`) : NaN;
}

function goalOf(input: DetailsInput, faults: FieldFault[]): string {
  const goal = cleanText(input.goal ?? '').trim();
  faults.push(...lengthFaults('goal', goal, LIMITS.goal));
  return goal;
}

/** From its first day to the end of its last. */
function challenge(input: DetailsInput, now: number, faults: FieldFault[]): Details {
  const goal = goalOf(input, faults);
  const today = Math.floor(now / DAY) * DAY;
  const opensAt = input.startsOn?.trim() ? dayOf(input.startsOn) : today;
  const closesAt = dayOf(input.endsOn) + DAY;
  if (!(opensAt >= today - DAY && opensAt < now + CHALLENGE_AHEAD_MS))
    faults.push({ field: 'startsOn', fault: 'not_a_day' });
  if (!input.endsOn?.trim()) faults.push({ field: 'endsOn', fault: 'required' });
  else if (!(closesAt > opensAt && closesAt > now && closesAt - opensAt <= CHALLENGE_LASTS_MS))
    faults.push({ field: 'endsOn', fault: 'not_a_day' });
  return { details: { goal }, opensAt, closesAt };
}

/** What a form asks for; nulls for what it does not. Faults go into the list. */
export function checkDetails(input: DetailsInput, now: number, faults: FieldFault[]): Details {
  const nothing = { details: null, opensAt: null, closesAt: null };
  if (input.form === 'open_hour') return openHour(input, now, faults);
  if (input.form === 'challenge') return challenge(input, now, faults);
  if (input.form === 'journey') return { ...nothing, details: { goal: goalOf(input, faults) } };
  if (input.form !== 'showcase') return nothing;
  const wanted = cleanText(input.wanted ?? '').trim();
  if (length(wanted) > LIMITS.wanted.max)
    faults.push({ field: 'wanted', fault: 'too_long', limit: LIMITS.wanted.max, length: length(wanted) });
  return { ...nothing, details: wanted ? { wanted } : null };
}
