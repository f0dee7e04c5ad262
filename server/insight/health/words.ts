/** Figures in words: one place for pages, charts and the command line, so that all say the same. */
import { day, month, number } from '../../../shared/format.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import type { Language } from '../../../shared/words.ts';
import { DAY, type Unit } from '../../rules/health.ts';
import { type Figure, type Measure, MEASURES } from './measures.ts';

export type Speech = { m: Messages; lang: Language };

const HOUR = DAY / 24;
const MINUTE = HOUR / 60;
/** From here on a wait is told in hours, and in days. */
const IN_HOURS = 90 * MINUTE;
const IN_DAYS = 2 * DAY;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** The unit that suits a wait, for its number and for an axis. */
export function waitUnit(ms: number): { name: 'minutes' | 'hours' | 'days'; ms: number } {
  if (ms < IN_HOURS) return { name: 'minutes', ms: MINUTE };
  return ms < IN_DAYS ? { name: 'hours', ms: HOUR } : { name: 'days', ms: DAY };
}

function wait({ m }: Speech, ms: number): string {
  const unit = waitUnit(ms);
  return m.health[unit.name](rounded(ms / unit.ms, unit.name === 'minutes' ? 0 : 1));
}

/** A value of a measure, rounded as it is shown. */
export function valueText(speech: Speech, measure: Measure, value: number): string {
  const { m, lang } = speech;
  switch (MEASURES[measure]) {
    case 'wait':
      return wait(speech, value);
    case 'share':
      return m.health.percent(rounded(value * 100, 0));
    case 'people':
      return number(lang, value);
    default:
      return number(lang, rounded(value, 2));
  }
}

/** What stands for the value: the value, or why there is none. */
export function figureText(speech: Speech, measure: Measure, figure: Figure): string {
  const { health } = speech.m;
  if (figure.value !== null) return valueText(speech, measure, figure.value);
  if (figure.state === 'few') return health.few(figure.n);
  return figure.state === 'beyond' ? health.beyond : figure.state === 'open' ? health.open : health.unmeasured;
}

/** The interval, or null where there is none. */
export function rangeText(speech: Speech, measure: Measure, { state, low, high }: Figure): string | null {
  if (low === null || (high === null && MEASURES[measure] !== 'wait') || !['known', 'beyond'].includes(state))
    return null;
  const text = (value: number) => valueText(speech, measure, value);
  return speech.m.health.range(text(low), high === null ? speech.m.health.unbounded : text(high));
}

/** "in the week of 6 May 2024", "in May 2024". */
export function whenText({ m, lang }: Speech, unit: Unit, start: number): string {
  return unit === 'week' ? m.health.inWeek(day(lang, start)) : m.health.inMonth(month(lang, start));
}

/** The period by itself, as in a table. */
export function periodText({ lang }: Speech, unit: Unit, start: number): string {
  return unit === 'week' ? day(lang, start) : month(lang, start);
}
