/** The languages Adda speaks, in the order in which they are offered. Their sentences and words are united in `index.ts`. */
import { language as bn } from './bn/language.ts';
import { language as en } from './en/language.ts';

export const LIST = [en, bn] as const;
