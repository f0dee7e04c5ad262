/** Numbers and times as the reader's language writes them. */
import { type Language, languageRecord } from './catalogue/languages.ts';

function localeOf(lang: Language): string {
  const { locale, digits } = languageRecord(lang);
  return `${locale}-u-nu-${digits}`;
}

const numbers = new Map<Language, Intl.NumberFormat>();
const days = new Map<Language, Intl.DateTimeFormat>();
const moments = new Map<Language, Intl.DateTimeFormat>();

function once<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (!value) map.set(key, (value = make()));
  return value;
}

export function number(lang: Language, value: number): string {
  if (value < 1000 && value >= 0 && languageRecord(lang).digits === 'latn') return String(value);
  return once(numbers, lang, () => new Intl.NumberFormat(localeOf(lang))).format(value);
}

const decimals = new Map<string, Intl.NumberFormat>();

/** A number with so many digits behind the point. */
export function decimal(lang: Language, value: number, digits: number): string {
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return once(decimals, `${lang}${digits}`, () => new Intl.NumberFormat(localeOf(lang), shape)).format(value);
}

/** Formatting a date costs more than drawing the post around it, and the same dates come again and again. */
const KEPT = 20_000;

function kept(make: (lang: Language, at: number) => string): (lang: Language, at: number) => string {
  const texts = new Map<string, string>();
  return (lang, at) => {
    const key = lang + at;
    let text = texts.get(key);
    if (text === undefined) {
      if (texts.size >= KEPT) texts.clear();
      texts.set(key, (text = make(lang, at)));
    }
    return text;
  };
}

/** A day, such as "4 May 2024"; times of pages are in UTC. */
export const day = kept((lang, at) =>
  once(
    days,
    lang,
    () => new Intl.DateTimeFormat(localeOf(lang), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  ).format(at),
);

/** Browsers still know these zones by what their cities were once called (the links of the IANA time zone database). */
const CITIES_NOW: Record<string, string> = {
  ...{ Asmera: 'Asmara', Godthab: 'Nuuk', Calcutta: 'Kolkata', Katmandu: 'Kathmandu', Rangoon: 'Yangon' },
  ...{ Saigon: 'Ho Chi Minh', Faeroe: 'Faroe', Kiev: 'Kyiv', Enderbury: 'Kanton', Ponape: 'Pohnpei', Truk: 'Chuuk' },
  Coral_Harbour: 'Atikokan',
};

/** How a zone is read: “America/New York”. */
export const zoneName = (zone: string): string => {
  const city = zone.slice(zone.lastIndexOf('/') + 1);
  const now = Object.hasOwn(CITIES_NOW, city) ? CITIES_NOW[city]! : city;
  return (zone.slice(0, zone.length - city.length) + now).replace(/_/g, ' ');
};

const clocks = new Map<string, Intl.DateTimeFormat>();
const zoneDays = new Map<string, Intl.DateTimeFormat>();

/** The hour and the minute that a clock shows there. @param zone an IANA time zone */
export function clockAt(at: number, zone: string): { hour: number; minute: number } {
  const shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const text = once(clocks, zone, () => new Intl.DateTimeFormat('en-GB', shape)).format(at);
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return { hour, minute };
}

/** A day as it is there, such as "4 May 2024". @param zone an IANA time zone */
export function dayAt(lang: Language, at: number, zone: string): string {
  const shape = { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone } as const;
  return once(zoneDays, `${lang} ${zone}`, () => new Intl.DateTimeFormat(localeOf(lang), shape)).format(at);
}

const months = new Map<Language, Intl.DateTimeFormat>();

/** A month, such as "May 2024". */
export const month = kept((lang, at) =>
  once(
    months,
    lang,
    () => new Intl.DateTimeFormat(localeOf(lang), { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  ).format(at),
);

const shortDays = new Map<Language, Intl.DateTimeFormat>();
const shortMonths = new Map<Language, Intl.DateTimeFormat>();

/** As short as an axis needs: "4 May", "May 24". */
export const shortDay = kept((lang, at) =>
  once(
    shortDays,
    lang,
    () => new Intl.DateTimeFormat(localeOf(lang), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  ).format(at),
);
export const shortMonth = kept((lang, at) =>
  once(
    shortMonths,
    lang,
    () => new Intl.DateTimeFormat(localeOf(lang), { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  ).format(at),
);

/** A day and time, with the zone. */
export const moment = kept(
  (lang, at) =>
    `${once(moments, lang, () => new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })).format(at)} UTC`,
);

/** A day and time where the reader is, with the zone. */
export function localMoment(lang: Language, at: number): string {
  return new Intl.DateTimeFormat(localeOf(lang), {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const RECENT_MS = 30 * 86_400_000;
const relatives = new Map<Language, Intl.RelativeTimeFormat>();

/** "3 hours ago" for the last thirty days; null for what is older or in the future. */
export function relative(lang: Language, at: number, now: number): string | null {
  const age = now - at;
  if (age < -60_000 || age > RECENT_MS) return null;
  const format = once(
    relatives,
    lang,
    () => new Intl.RelativeTimeFormat(localeOf(lang), { numeric: 'auto', style: 'long' }),
  );
  for (const [unit, ms] of UNITS) if (age >= ms) return format.format(-Math.floor(age / ms), unit);
  return format.format(0, 'minute');
}
