/**
 * The marks that may stand on the letters of a name: those that its script has, as many as it needs. Unicode has
 * hundreds that nobody sees, that strike a letter through or pile up over other lines.
 */

/** Scripts with marks of their own, and how many one letter may have: a Tibetan stack and Burmese medials are marks too. */
const SCRIPTS: [name: string, most: number][] = [
  ...(
    'Arabic Syriac Thaana Nko Adlam Devanagari Beng Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala ' +
    'Thai Lao Ethiopic Mongolian Limbu Balinese Sundanese Javanese Lepcha Meetei_Mayek Cham Buginese ' +
    'Chakma Saurashtra Kayah_Li Rejang Tai_Viet Syloti_Nagri Tagalog Hanunoo Buhid Tagbanwa Newa Kaithi ' +
    'Tirhuta Khojki Khudawadi Sharada Modi Takri Batak Mandaic Samaritan Katakana Hiragana'
  )
    .split(' ')
    .map((name): [string, number] => [name, 3]),
  ...'Hebrew Khmer Myanmar Tibetan Tai_Tham'.split(' ').map((name): [string, number] => [name, 4]),
];
const scripts = SCRIPTS.map(([name, most]) => ({
  letter: new RegExp(`(?=[\\p{L}\\p{N}])\\p{Script_Extensions=${name}}`, 'u'),
  mark: new RegExp(`(?=\\p{M})\\p{Script_Extensions=${name}}`, 'u'),
  most,
}));

/** Accents of the alphabets; those that are letters with one are composed before. A letter has two at most: Ệ, ọ̀. */
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]/u;
const ACCENT =
  /[\u0300-\u0304\u0306-\u030d\u030f\u0311-\u0314\u031b\u0323-\u0328\u032d\u032e\u0330\u0331\u0342\u0345\u0358]/u;
/** On a composed letter one more: with its own accent that makes two. */
const MOST_ACCENTS = 2;

const UNSEEN = /(?=\p{Default_Ignorable_Code_Point})[^\u200c\u200d]/u;
/** A joiner says how the letters around it are drawn, where a script joins them; anywhere else nobody sees it. */
const JOINING =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Beng}\\p{Script=Gurmukhi}' +
  '\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}' +
  '\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}';
const STRAY_JOINER = new RegExp(`(?<![${JOINING}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINING}])`, 'u');

/** One letter with the marks on it. */
function fits(letter: string, marks: string[]): boolean {
  if (new Set(marks).size < marks.length) return false;
  if (ACCENTED.test(letter))
    return (
      marks.every((mark) => ACCENT.test(mark)) && letter.normalize('NFD').length - 1 + marks.length <= MOST_ACCENTS
    );
  return scripts.some(
    (script) =>
      script.letter.test(letter) && marks.length <= script.most && marks.every((mark) => script.mark.test(mark)),
  );
}

/** Whether a name has marks that its letters do not have, or what nobody sees. @param name of a few letters, in NFC */
export function whyNotMarks(name: string): 'not_a_name' | null {
  if (UNSEEN.test(name) || STRAY_JOINER.test(name)) return 'not_a_name';
  for (const [, letter, marks] of name.matchAll(/([^\p{M}\u200c\u200d])([\p{M}\u200c\u200d]+)/gu)) {
    const list = [...marks!].filter((mark) => /\p{M}/u.test(mark));
    if (list.length > 0 && !fits(letter!, list)) return 'not_a_name';
  }
  return null;
}
