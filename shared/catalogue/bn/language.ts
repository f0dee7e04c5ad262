import type { LanguageRecord } from '../record.ts';

export const language = {
  code: 'bn',
  name: 'বাংলা',
  locale: 'bn-BD',
  direction: 'ltr',
  digits: 'beng',
  script: [0x980, 0x9ff],
  faces: ['client/fonts/noto-serif-bengali-400.woff2', 'client/fonts/noto-serif-bengali-600.woff2'],
} as const satisfies LanguageRecord;
