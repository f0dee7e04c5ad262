import type { LanguageRecord } from '../record.ts';

export const language = {
  code: 'bn',
  name: 'বাংলা',
  locale: 'bn-BD',
  digits: 'beng',
  script: [0x980, 0x9ff],
} as const satisfies LanguageRecord;
