/** The languages that people write in: more than those in which the interface speaks. */
import { LANGUAGES } from './catalogue/languages.ts';

/** A code (BCP 47), with its script where there are several. */
export type WrittenLanguage = string;

const OTHERS =
  'ar bg ca cs da de el eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kn ko lt lv ml mr ms nb ne nl pa pl ' +
  'pt ro ru si sk sl sq sr sv sw ta te th tr uk ur vi zh-Hans zh-Hant';

/** Those of the interface, and the common ones besides. */
export const WRITTEN_LANGUAGES: readonly WrittenLanguage[] = [...new Set([...LANGUAGES, ...OTHERS.split(' ')])];

/** The language of a code, or null when it is none of these. */
export function writtenLanguage(code: string | null | undefined): WrittenLanguage | null {
  return WRITTEN_LANGUAGES.find((one) => one === code) ?? null;
}

const scripts = new Map<string, string>();

/** The script that a language is usually written in, as ISO 15924 names it: `Latn`, `Arab`. */
export function scriptOf(language: string): string {
  let script = scripts.get(language);
  if (script === undefined) scripts.set(language, (script = new Intl.Locale(language).maximize().script ?? 'Latn'));
  return script;
}

/** Languages with their names in a reader's language, in the order of its alphabet. */
export function namedLanguages(reader: string): { code: WrittenLanguage; name: string }[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  const { compare } = new Intl.Collator(reader);
  return WRITTEN_LANGUAGES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    compare(a.name, b.name),
  );
}
