/** The stems of words by language: Snowball's for those it knows; the catalogue has those of the interface. */
import { stemmer as ar } from '@orama/stemmers/arabic';
import { stemmer as hy } from '@orama/stemmers/armenian';
import { stemmer as bg } from '@orama/stemmers/bulgarian';
import { stemmer as da } from '@orama/stemmers/danish';
import { stemmer as nl } from '@orama/stemmers/dutch';
import { stemmer as fi } from '@orama/stemmers/finnish';
import { stemmer as fr } from '@orama/stemmers/french';
import { stemmer as de } from '@orama/stemmers/german';
import { stemmer as el } from '@orama/stemmers/greek';
import { stemmer as hu } from '@orama/stemmers/hungarian';
import { stemmer as hi } from '@orama/stemmers/indian';
import { stemmer as id } from '@orama/stemmers/indonesian';
import { stemmer as ga } from '@orama/stemmers/irish';
import { stemmer as it } from '@orama/stemmers/italian';
import { stemmer as lt } from '@orama/stemmers/lithuanian';
import { stemmer as ne } from '@orama/stemmers/nepali';
import { stemmer as nb } from '@orama/stemmers/norwegian';
import { stemmer as pt } from '@orama/stemmers/portuguese';
import { stemmer as ro } from '@orama/stemmers/romanian';
import { stemmer as ru } from '@orama/stemmers/russian';
import { stemmer as sr } from '@orama/stemmers/serbian';
import { stemmer as es } from '@orama/stemmers/spanish';
import { stemmer as sv } from '@orama/stemmers/swedish';
import { stemmer as ta } from '@orama/stemmers/tamil';
import { stemmer as tr } from '@orama/stemmers/turkish';
import { stemmer as uk } from '@orama/stemmers/ukrainian';
import { LEXICONS } from '../../../shared/catalogue/index.ts';
import { LANGUAGES } from '../../../shared/catalogue/languages.ts';
import { scriptOf } from '../../../shared/written.ts';
import { isHangul, stemHangul } from './hangul.ts';

type Stem = (word: string) => string;
const STEMMERS: Record<string, Stem> = {
  ...{ ar, hy, bg, da, nl, fi, fr, de, el, hu, hi, id, ga },
  ...{ it, lt, ne, nb, pt, ro, ru, sr, es, sv, ta, tr, uk },
};

/** As the catalogue's languages cut it, each its own script. */
function stemAtHome(word: string): string {
  for (const lexicon of LEXICONS) {
    const stemmed = lexicon.stem(word);
    if (stemmed !== null) return stemmed;
  }
  return word;
}

const ownScripts = new Map<string, RegExp>();

function isInScriptOf(word: string, language: string): boolean {
  let script = ownScripts.get(language);
  if (!script) {
    const name = { Jpan: 'Hira', Kore: 'Hang', Hans: 'Hani', Hant: 'Hani' }[scriptOf(language)] ?? scriptOf(language);
    ownScripts.set(language, (script = new RegExp(`\\p{Script=${name}}`, 'u')));
  }
  return script.test(word);
}

/** The stem of a word in small letters. @param language in which it was written; null for those of the catalogue */
export function stem(word: string, language: string | null): string {
  // Whatever the language of its space: nobody else writes so.
  if (isHangul(word)) return stemHangul(word);
  if (language === null || LANGUAGES.some((one) => one === language) || !isInScriptOf(word, language))
    return stemAtHome(word);
  return STEMMERS[language]?.(word) ?? word;
}
