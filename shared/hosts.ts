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

/** Longer than any address that words would pretend to be. */
const LONGEST_WORDS = 2_000;
/** Words that are read as an address: with what addresses begin with, or a host under a name that only hosts have. */
const READ_AS_ADDRESS =
  /^\s*(?:(?:https?:\/\/|www\.)([^\s/?#]+)|((?:[\p{L}\p{N}-]+\.)+(?:com|net|org|info|biz|edu|gov|bank|shop|online|app)))(?=[/?#\s]|$)/iu;

const bare = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/**
 * The host a link leads to, where its words name another: they would send people where they do not mean to go.
 * @returns null where the words name no host, or the same, one below or above it
 */
export function otherHost(words: string, href: string): string | null {
  if (words.length > LONGEST_WORDS) return null;
  // What stands before an @ looks like a host, and is none; no sign that nobody sees may hide one.
  const seen = words.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').normalize('NFKC');
  const [, written, plain] = READ_AS_ADDRESS.exec(seen) ?? [];
  const named = (written ?? plain)?.replace(/^[^]*@/, '').replace(/:\d*$/, '');
  const real = URL.parse(href)?.hostname;
  if (!named || !real) return null;
  const [a, b] = [bare(URL.parse(`https://${named}`)?.hostname ?? named), bare(real)];
  if (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return null;
  return shownAddress(`https://${real}`).slice('https://'.length);
}
