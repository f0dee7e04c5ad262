/** What each language says of itself, by its code; small, since the browser has it too. */
import { LIST } from './list.ts';
import type { LanguageRecord } from './record.ts';

export type Language = (typeof LIST)[number]['code'];
export const LANGUAGES = LIST.map(({ code }) => code) as [Language, ...Language[]];
/** In the same order. */
export const LANGUAGE_RECORDS: readonly (LanguageRecord & { code: Language })[] = LIST;

const byCode = new Map(LANGUAGE_RECORDS.map((record) => [record.code, record]));

export function languageRecord(code: Language): LanguageRecord {
  return byCode.get(code)!;
}

/** The language of a code as it stands somewhere, such as a page's `lang`; the first of all when it is none. */
export function languageNamed(code: string | null | undefined): Language {
  return LANGUAGES.find((one) => one === code) ?? LANGUAGES[0];
}

/** What each language calls itself. */
export const languageNames = Object.fromEntries(LANGUAGE_RECORDS.map(({ code, name }) => [code, name])) as Record<
  Language,
  string
>;
