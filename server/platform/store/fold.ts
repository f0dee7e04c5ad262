/** Words as they are looked for: digits of every script are the same, and letters without their accents. */

const MARKED =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])[\p{M}\u0640]+/gu;
/** A dot below that many leave out; the letter is the same word's. */
const NUKTA = /[\u093c\u0a3c\u0abc\u0b3c]/gu;
/** What Unicode does not take apart: ligatures, strokes, forms of a letter. */
const LETTERS = new Map(
  'œoe æae ßss øo đd ðd þth łl ħh ıi ŋn ŧt ςσ ٱا ىي ةه یي کك ھه'.split(' ').map((pair) => {
    const [from, ...to] = [...pair];
    return [from!, to.join('')] as const;
  }),
);
const FOLDED = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');

const DIGIT = /\p{Nd}/u;
const digits = new Map<string, string>();

/** Digits of a script stand together, from 0 to 9: so many steps down to the first of them. */
function digitOf(digit: string): string {
  let found = digits.get(digit);
  if (found === undefined) {
    const code = digit.codePointAt(0)!;
    let steps = 0;
    while (DIGIT.test(String.fromCodePoint(code - steps - 1))) steps += 1;
    digits.set(digit, (found = String(steps % 10)));
  }
  return found;
}

/** @param word as NFKC and in small letters */
export function fold(word: string): string {
  if (/^[a-z\d]*$/.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(MARKED, '$1')
    .replace(NUKTA, '')
    .normalize('NFC')
    .replace(FOLDED, (letter) => LETTERS.get(letter)!)
    .replace(/(?![0-9])\p{Nd}/gu, digitOf);
}
