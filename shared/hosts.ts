/** Names of hosts as readers may trust them: one that could be taken for another is shown as it is sent. */
import unhomoglyph from 'unhomoglyph';

const ADDRESS = /^([a-z][a-z\d+.-]*:\/\/)([^/?#:]+)([^]*)$/i;
const ASCII = /^[\x20-\x7e]*$/;
/** Longer than any name of a host. */
const LONGEST = 300;

/** Scripts that are told apart; those that one language writes with are one. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
];
const OTHER_LETTER = /[^\p{M}\p{N}\p{Script=Common}\p{Script=Inherited}-]/u;

/** What a letter is of: the number of its script, its own for a script that looks like no other, or nothing. */
function scriptOf(letter: string): string | null {
  const at = SCRIPTS.findIndex((script) => script.test(letter));
  if (at >= 0) return String(at);
  return OTHER_LETTER.test(letter) ? 'other' : null;
}

const scriptsOf = (label: string) => new Set([...label].flatMap((letter) => scriptOf(letter) ?? []));

/** Whether a part of a name could be read as another: of several scripts, of signs, or in letters that all look Latin. */
function isDoubtful(label: string, top: string): boolean {
  if (ASCII.test(label)) return false;
  if (!/^[\p{L}\p{M}\p{N}-]+$/u.test(label)) return true;
  const scripts = scriptsOf(label);
  if (scripts.size > 1) return true;
  const isAtHome = !ASCII.test(top) && [...scriptsOf(top)].every((script) => scripts.has(script));
  return !isAtHome && ASCII.test(unhomoglyph(label.normalize('NFC')));
}

/** The signs that cannot be seen, or turn others round, as they are sent. */
const readable = (text: string) =>
  text.replace(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu, (sign) =>
    ASCII.test(sign) ? sign : encodeURIComponent(sign.toWellFormed()),
  );

/** An address in words: readable, but with a host that could be taken for another as it is sent (`xn--…`). */
export function shownAddress(url: string): string {
  let text = url;
  try {
    text = decodeURI(url);
  } catch {
    // What is not encoded well is shown as it is.
  }
  const [, scheme = '', host = '', rest = ''] = ADDRESS.exec(text) ?? [];
  if (!host) return readable(text);
  const labels = host.split('.');
  const top = labels.findLast(Boolean) ?? '';
  if (host.length > LONGEST || !labels.some((label) => isDoubtful(label, top))) return readable(text);
  const sent = URL.parse(`https://${host}`)?.hostname ?? encodeURIComponent(host);
  return scheme + sent + readable(rest);
}
