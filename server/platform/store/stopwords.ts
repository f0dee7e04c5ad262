/** Words that say nothing of what a text is about: the catalogue has those of the interface, a library the others'. */
import * as lists from 'stopword';
import { LEXICONS } from '../../../shared/catalogue/index.ts';

const OTHERS: Record<string, readonly string[]> = {
  ...{ ar: lists.ara, bg: lists.bul, ca: lists.cat, cs: lists.ces, da: lists.dan, de: lists.deu, el: lists.ell },
  ...{ eo: lists.epo, es: lists.spa, et: lists.est, eu: lists.eus, fa: lists.fas, fi: lists.fin, fr: lists.fra },
  ...{ ga: lists.gle, gl: lists.glg, gu: lists.guj, he: lists.heb, hi: lists.hin, hr: lists.hrv, hu: lists.hun },
  ...{ id: lists.ind, it: lists.ita, ja: lists.jpn, ko: lists.kor, lt: lists.lit, lv: lists.lav, mr: lists.mar },
  ...{ ms: lists.msa, nb: lists.nob, nl: lists.nld, pa: lists.panGu, pl: lists.pol, pt: lists.por, ro: lists.ron },
  ...{ ru: lists.rus, sk: lists.slk, sl: lists.slv, sv: lists.swe, sw: lists.swa, th: lists.tha, tr: lists.tur },
  ...{ uk: lists.ukr, ur: lists.urd, vi: lists.vie, 'zh-Hans': lists.zho, 'zh-Hant': lists.zho },
};

const plain = (word: string) => word.normalize('NFKC').toLowerCase();
const AT_HOME = new Set(LEXICONS.flatMap(({ stopWords }) => stopWords.map(plain)));
const others = new Map<string, ReadonlySet<string>>();

function isOthers(word: string, language: string): boolean {
  let words = others.get(language);
  if (!words) others.set(language, (words = new Set((OTHERS[language] ?? []).map(plain))));
  return words.has(word);
}

/** @param languages in which it may have been written, besides those of the interface */
export function isStopWord(word: string, languages: readonly (string | null)[]): boolean {
  const small = plain(word);
  return AT_HOME.has(small) || languages.some((language) => language !== null && isOthers(small, language));
}
