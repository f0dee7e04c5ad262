/**
 * Text as the eye takes it: look-alikes are equal, what cannot be seen is gone. The look-alikes are those of
 * Unicode Technical Standard #39 (confusables.txt), which `unhomoglyph` carries.
 */
import unhomoglyph from 'unhomoglyph';

/** Default-ignorable code points, bidirectional controls, variation selectors, the soft hyphen. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
/** Marks over letters of these scripts hide a word; in others marks are letters themselves. */
const DECORATED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}])\p{M}+/gu;
const SIGNS: Record<string, string> = { $: 's', '@': 'a', '€': 'e', '|': 'l', '!': 'l', '+': 't', '£': 'l', '¢': 'c' };
const DIGITS: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' };

/** Letters that UTS #39 leaves apart although they pass for one another inside a word. */
const NEAR: Record<string, string> = {
  i: 'l',
  ı: 'l',
  ß: 'b',
  ƒ: 'f',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  κ: 'k',
  к: 'k',
  т: 't',
  м: 'rn',
  ʍ: 'rn',
  в: 'b',
  н: 'h',
  ҟ: 'k',
  ĸ: 'k',
};

function foldLetters(text: string): string {
  // Look-alikes before NFKC: it would turn a lunate sigma into one that looks otherwise.
  const plain = unhomoglyph(text).normalize('NFKC').replace(INVISIBLE, '').normalize('NFD').replace(DECORATED, '$1');
  const folded = unhomoglyph(plain.normalize('NFC'))
    .toLowerCase()
    .normalize('NFD')
    .replace(DECORATED, '$1')
    .normalize('NFC');
  return unhomoglyph([...folded].map((letter) => NEAR[letter] ?? letter).join('')).replace(/i/g, 'l');
}

function foldOnce(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[\p{L}\p{M}\p{N}$@€|!+£¢]+/gu, (word) =>
      /\p{L}/u.test(word)
        ? foldLetters([...word].map((sign) => SIGNS[sign] ?? DIGITS[sign] ?? sign).join(''))
        : word.normalize('NFKC'),
    );
}

const ROUNDS = 5;

/**
 * The form under which look-alikes are equal. Letters, digits and signs in words that have a letter are folded
 * too. One folding may lay bare what the next one folds, so it is done until nothing changes.
 */
export function skeleton(text: string): string {
  let folded = foldOnce(text);
  for (let round = 1; round < ROUNDS; round++) {
    const again = foldOnce(folded);
    if (again === folded) break;
    folded = again;
  }
  return folded;
}

/**
 * The words of a text, folded; camel case and every sign that is no letter or digit divide words.
 * @param digits at the ends of a word either number it, and are dropped, or stand for letters
 */
export function wordsOf(text: string, digits: 'dropped' | 'folded' = 'dropped'): string[] {
  const divided = text.replace(INVISIBLE, '').replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
  return (divided.match(/[\p{L}\p{M}\p{N}$@€|!+£¢]+/gu) ?? []).flatMap((word) => {
    const numbered = digits === 'dropped' ? word.replace(/^\p{N}+(?=\p{L})|(?<=[\p{L}\p{M}])\p{N}+$/gu, '') : word;
    const core = numbered.replace(/^[$@€|!+£¢]+(?!\p{L})|[|!+]+$/gu, '');
    return core ? [skeleton(core)] : [];
  });
}

/** All letters and digits of a text in one row, folded. */
export function squashed(text: string): string {
  return wordsOf(text).join('');
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** Does one word mix letters of alphabets whose letters look alike? No language writes so. */
export function mixesScripts(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => SCRIPTS.filter((script) => script.test(word)).length > 1);
}
