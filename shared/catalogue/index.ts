import { ALL } from './all.ts';
import type { Messages } from './en/index.ts';
import { type Language, LANGUAGES } from './languages.ts';

export type { Messages };

/** Everything the product says, in one language. */
export function messages(language: Language): Messages {
  return ALL[language].messages;
}

/** The words that search and rules know, of every language. */
export const LEXICONS = LANGUAGES.map((language) => ALL[language].lexicon);
