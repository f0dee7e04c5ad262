/** What an imported community wrote in: its language, and whether its dollar signs are around mathematics. */
import { franc } from 'franc-min';
import { writtenLanguage, type WrittenLanguage } from '../../../shared/written.ts';

export type Written = { language: WrittenLanguage | null; maths: boolean };

/** So much of a sample is looked at; in less nobody could be sure. */
const LETTERS = 20_000;
const ENOUGH = 300;
/** One text in so many has a formula where there is mathematics. */
const ONE_IN = 20;
const FORMULA = /\$[^$\n]*[\\^_={}][^$\n]*\$/;
/** What the library calls a language, where ours is a kind of it. */
const CALLED: Record<string, string> = {
  cmn: 'zh-Hans',
  arb: 'ar',
  nno: 'nb',
  nob: 'nb',
  zlm: 'ms',
  swh: 'sw',
  pes: 'fa',
};

/** @returns null for a language that nobody can tell */
function languageIn(texts: string[]): WrittenLanguage | null {
  const sample = texts.join('\n').slice(0, LETTERS);
  if (sample.length < ENOUGH) return null;
  const code = franc(sample, { minLength: ENOUGH });
  return code === 'und' ? null : writtenLanguage(CALLED[code] ?? Intl.getCanonicalLocales(code)[0]);
}

/** @param texts some of the community, as readers see them @param usual the forum's language, which need not be said */
export function writtenIn(texts: string[], usual: string): Written {
  const language = languageIn(texts);
  const formulas = texts.filter((text) => FORMULA.test(text)).length;
  return { language: language === usual ? null : language, maths: formulas > 0 && formulas * ONE_IN >= texts.length };
}
