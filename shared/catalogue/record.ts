/** What a language says of itself; small, since the browser has it too. */
export type LanguageRecord = {
  /** ISO 639-1, two small letters: in `lang` attributes, cookies and the database. */
  code: string;
  /** Its name, in itself. */
  name: string;
  /** BCP 47, for numbers and times. */
  locale: string;
  /** In which direction it is written. */
  direction: 'ltr' | 'rtl';
  /** CLDR's name of its digits: `latn` for 0 to 9. */
  digits: string;
  /** First and last code point of its script's block; null for Latin, which stands among all others. */
  script: readonly [first: number, last: number] | null;
  /** The files of its half of the reading face, asked for with its pages; none where the Latin one is all. */
  faces: readonly string[];
};
