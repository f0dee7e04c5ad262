import { bn } from './bn/index.ts';
import { en, type Messages } from './en/index.ts';
import type { Language } from './languages.ts';

export type { Messages };

const CATALOGUES: Record<Language, Messages> = { en, bn };

/** Everything the product says, in one language. */
export function messages(language: Language): Messages {
  return CATALOGUES[language];
}
