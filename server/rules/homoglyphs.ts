/** Text as the eye takes it: letters that look alike become one. Data: Unicode's UTS #39, by way of unhomoglyph. */
import unhomoglyph from 'unhomoglyph';

/** A word of a text: as written, and folded with its digits kept; where it stands in the cleaned text. */
export type Word = { raw: string; plain: string; start: number; end: number };

/** How a text is cut into words: signs read as letters, humps (“AcmeStaff”) and changes of script as ends of words. */
export type Reading = { signs?: boolean; humps?: boolean };

/** What UTS #39 leaves apart because its letters differ in size or in a stroke; a person in a hurry does not. */
const ALSO_ALIKE = new Map(
  (
    'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ĸk ʟl ᴍm ʍm ɴn ᴏo ᴘp ꞯq ʀr ᴙr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɡg ɩi ȷj ẟd ꞓe ʗc ƅb βb ßß ẞß ðd ' +
    'ᴎn ɛe ꮥs ꮋh ꮃw ꮤw'
  )
    .split(' ')
    .map((pair): [string, string] => {
      const [from, to] = [...pair];
      return [from!, to === 'ß' ? 'ss' : to!];
    }),
);

/** Digits and signs that stand for a letter, as in “$t4ff”. */
const FOR_A_LETTER = new Map(
  [...'0o1l2z3e4a5s6g7t8b9g$s@a€e£l!l|l+t¢c¥y¡l'].flatMap((from, i, all) => (i % 2 ? [] : [[from, all[i + 1]!]])) as [
    string,
    string,
  ][],
);

/** Scripts whose letters stand in for one another. */
const SISTERS = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const ASCII_WORD = /^[a-z]+$/iu;

const prototypes = new Map<string, string>();

/** The prototype of one character. Kept, since the package walks its whole table each time. */
function prototypeOf(char: string): string {
  let found = prototypes.get(char);
  if (found === undefined) prototypes.set(char, (found = unhomoglyph(char)));
  return found;
}

/** Digits as the letters they look like; other text stays. */
export function digitsAsLetters(text: string): string {
  return text.replace(/\p{N}/gu, (digit) => {
    const letter = FOR_A_LETTER.get(digit) ?? prototypeOf(digit).toLowerCase();
    return ASCII_WORD.test(letter) ? letter : (FOR_A_LETTER.get(letter) ?? digit);
  });
}

function foldChar(char: string, amongSisters: boolean): string {
  // Marks of Indic scripts are letters, parts of a Korean syllable are its own, digits are dealt with apart.
  if (/[\p{M}\p{N}\p{Script=Hangul}]/u.test(char)) return char;
  const also = ALSO_ALIKE.get(char);
  if (also !== undefined) return also;
  const prototype = prototypeOf(char);
  if (prototype === char || /\p{N}/u.test(prototype) || !/\p{L}/u.test(prototype)) return char;
  // An alef or an Indic zero looks like a Latin letter only where Latin letters stand around it.
  if (!amongSisters && /\p{Script=Latin}/u.test(prototype)) return char;
  return prototype;
}

/** One word, folded; its digits stay. */
function foldWord(word: string): string {
  let folded = word;
  // What one look-alike becomes may be the look-alike of another; four rounds are more than any needs.
  for (let round = 0; round < 4; round++) {
    const amongSisters = SISTERS.test(folded);
    const next = [...folded.normalize('NFD')]
      .map((char) => foldChar(char, amongSisters))
      .join('')
      .toLowerCase()
      .normalize('NFD')
      .replace(
        /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}\p{N}])\p{M}+/gu,
        '$1',
      )
      .replace(/i/g, 'l')
      .replace(/vv/g, 'w')
      .normalize('NFC');
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** Letters in circles and squares which NFKC leaves alone: first code point of each A to Z. */
const BOXED = [0x1f150, 0x1f170, 0x1f1e6];

function unbox(char: string): string {
  const code = char.codePointAt(0)!;
  const first = BOXED.find((start) => code >= start && code < start + 26);
  return first === undefined ? ' ' : String.fromCharCode(97 + code - first);
}

/** A text without what nobody sees, in one spelling (NFKC); what only looks like a dash or a dot is one. */
export function clean(text: string): string {
  return (
    text
      .toWellFormed()
      // Before NFKC, which would make letters of them: Acme™ is not “AcmeTM”.
      .replace(/[™℠®©]/gu, ' ')
      // And a sigma that looks like a C would become one that does not.
      .replace(/[\u03f9\u03f2]/gu, (sigma) => (sigma === '\u03f9' ? 'C' : 'c'))
      .replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu, unbox)
      .normalize('NFKC')
      .replace(/\r\n?/g, '\n')
      .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
      .replace(/[^\n\P{Cc}]|\u2800/gu, ' ')
      // Letters and digits by their class, yet dots, dashes and bars to the eye.
      .replace(/[ꞏᐧㆍᆞ]|(?<![\p{L}\p{N}])[٠۰](?![\p{L}\p{N}])/gu, '·')
      .replace(/[ǀ〡]|(?<=\p{Script=Latin}\s*)[丨ㅣ](?=\s*\p{Script=Latin})/gu, '|')
      .replace(/(?<=\p{Script=Latin}\s*)[一ーㅡᅳ㇐⼀ꟷ]+(?=\s*\p{Script=Latin})/gu, ' - ')
      .replace(/(^|[^\p{L}\p{M}\p{N}])\p{M}+/gu, '$1')
      .normalize('NFC')
  );
}

const WORDS = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** With signs as letters: “$taff”, “st@ff”, “adm!n”; at the end of a word a sign is only a sign. */
const WORDS_WITH_SIGNS = /(?:[\p{L}\p{N}]\p{M}*|[$@€£¢¥](?=[\p{L}\p{N}$@€£])|(?<=\p{L})[!|+¡](?=\p{L}))+/gu;

/** Pieces after which a capital is part of the name: McDonald, DeVito, O'Brien, LeBron. */
const PARTICLES = new Set(
  'mc mac de del della di du da dos la le lo van von vander o d l fitz ap ben al el st san'.split(' '),
);
const HUMPS = new RegExp(
  [
    String.raw`(?<=\p{Ll}\p{M}*)(?=\p{Lu})`,
    String.raw`(?<=\p{Lu})(?=\p{Lu}\p{Ll})`,
    // An ending of another script on a Latin name.
    String.raw`(?<=\p{Script=Latin}\p{M}*)(?=(?!\p{Script=Latin})\p{Lo})`,
    String.raw`(?<=(?!\p{Script=Latin})\p{Lo}\p{M}*)(?=\p{Script=Latin})`,
  ].join('|'),
  'u',
);

function humpsOf(word: string): string[] {
  const pieces: string[] = [];
  for (const piece of word.split(HUMPS)) {
    const before = pieces.at(-1);
    if (before !== undefined && PARTICLES.has(before.toLowerCase())) pieces[pieces.length - 1] = before + piece;
    else pieces.push(piece);
  }
  return pieces;
}

const signsAsLetters = (word: string) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, (sign) => FOR_A_LETTER.get(sign) ?? sign);

/** The words of a cleaned text, folded, in order. */
export function wordsOf(cleaned: string, { signs = false, humps = false }: Reading = {}): Word[] {
  return [...cleaned.matchAll(signs ? WORDS_WITH_SIGNS : WORDS)].flatMap(({ 0: word, index }) => {
    let start = index;
    return (humps ? humpsOf(word) : [word]).map((raw) => {
      const at = start;
      start += raw.length;
      return { raw, plain: foldWord(signs ? signsAsLetters(raw) : raw), start: at, end: start };
    });
  });
}

function foldOnce(text: string): string {
  return clean(text)
    .replace(WORDS_WITH_SIGNS, (word) => {
      const plain = foldWord(signsAsLetters(word));
      return /\p{L}/u.test(plain) ? foldWord(digitsAsLetters(plain)) : plain;
    })
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * The form under which texts that look alike are equal: nothing unseen, look-alikes of all scripts as one
 * letter (UTS #39), no case, no accents on Latin, Greek and Cyrillic, digits and signs among letters as the
 * letters they stand for, and i, I, l, 1 and | as one. To compare, never to show.
 */
export function skeleton(text: string): string {
  let before = text;
  let folded = foldOnce(text);
  // A folded letter may make a neighbour look like something else; each round leaves less to do.
  for (let round = 0; folded !== before && round < 8; round++) [before, folded] = [folded, foldOnce(folded)];
  return folded;
}

const MIXABLE = (
  'Latin Cyrillic Greek Armenian Cherokee Coptic Lisu Deseret Canadian_Aboriginal Georgian Tifinagh Runic Osage Vai ' +
  'Old_Italic Gothic'
)
  .split(' ')
  .map((script) => new RegExp(`(?=\\p{L})\\p{Script=${script}}`, 'u'));

/**
 * Whether one word of a name mixes letters of Latin, Cyrillic, Greek and other scripts that look alike
 * (“Jаmal” with a Cyrillic а). Words of different scripts side by side do not, nor do Han and kana.
 */
export function mixesScripts(name: string): boolean {
  return wordsOf(clean(name)).some(({ raw }) => MIXABLE.filter((script) => script.test(raw)).length > 1);
}
