import type { Language } from '../words.ts';
import { bn } from './bn.ts';
import { en, type Messages } from './en.ts';

export type { Messages };

const CATALOGUES: Record<Language, Messages> = { en, bn };

/** Everything the product says, in one language. */
export function messages(language: Language): Messages {
  return CATALOGUES[language];
}
