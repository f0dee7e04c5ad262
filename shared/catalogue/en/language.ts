import type { LanguageRecord } from '../record.ts';

export const language = {
  code: 'en',
  name: 'English',
  locale: 'en-GB',
  direction: 'ltr',
  digits: 'latn',
  script: null,
  faces: [],
} as const satisfies LanguageRecord;
