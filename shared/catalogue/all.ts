/** Every language whole: what it says, and the words it knows. */
import { lexicon as bnLexicon } from './bn/lexicon.ts';
import { bn } from './bn/index.ts';
import { lexicon as enLexicon } from './en/lexicon.ts';
import { en, type Messages } from './en/index.ts';
import type { Language } from './languages.ts';
import type { Lexicon } from './lexicon.ts';

export const ALL: Record<Language, { messages: Messages; lexicon: Lexicon }> = {
  en: { messages: en, lexicon: enLexicon },
  bn: { messages: bn, lexicon: bnLexicon },
};
