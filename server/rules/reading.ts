/** A text as rules about its words read it: folded words, the same as the eye takes them, and where it leads. */
import { withoutUnseen } from '../../shared/text.ts';
import { hostsLedTo } from './brand-links.ts';
import { contactsIn } from './contacts.ts';
import { skeleton } from './homoglyphs.ts';

/**
 * @property words folded, in order @property alike the same with look-alikes as one letter, when it is asked for: it takes long
 * @property prose the text without the addresses in it @property links how many lead elsewhere
 * @property hosts of links, of addresses as they are typed, of what these lead on to, and of mail addresses
 * @property sites what a first post must answer for: of links what archives show, and sites without `https://` too
 * @property contacts how many mail addresses, telephone numbers and names on messengers
 */
export type Reading = {
  words: string[];
  alike(): string[];
  prose: string;
  links: number;
  hosts: string[];
  sites: string[];
  contacts: number;
};
/** What makes a word comparable: accents, digits of all scripts. */
export type Fold = (word: string) => string;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** More than the longest post has. */
const MOST_WORDS = 8_000;
const MOST_LINKS = 500;

const cut = (text: string): string[] => (text.match(WORD) ?? []).slice(0, MOST_WORDS);

/** Letters that were set apart, “c a s i n o”, are a word too: it stands after them. */
function joined(words: string[]): string[] {
  const out: string[] = [];
  let run = '';
  for (const word of [...words, '  ']) {
    if ([...word].length === 1) run += word;
    else {
      if (run.length > 2) out.push(run);
      run = '';
    }
    out.push(word);
  }
  return out.slice(0, -1);
}

const HERE = /^(\/(?!\/)|#)/;
/** `mailto:`, `tel:`, `tg:` */
const REACHES = /^(?!https?:|ftps?:)[a-z][a-z0-9+.-]*:/i;

/** @param links as they stand in the drawn post @param own the forum's host: what leads there leads nowhere else */
export function readingOf(text: string, links: readonly string[], own: string | null, fold: Fold): Reading {
  const seen = withoutUnseen(text).normalize('NFKC');
  const clear = seen.toLowerCase();
  const found = contactsIn(seen);
  const away = links.slice(0, MOST_LINKS).filter((link) => !HERE.test(link));
  const reaching = away.filter((link) => REACHES.test(link)).length;
  const leading = away.filter((link) => !REACHES.test(link));
  const elsewhere = (hosts: string[]) => [...new Set(hosts)].filter((host) => host !== '' && host !== own);
  const all = [...new Set([...leading, ...found.typed])];
  return {
    words: joined(cut(clear).map(fold)),
    alike: () => joined(cut(skeleton(clear))),
    prose: found.rest,
    links: leading.filter((link) => hostsLedTo(link)[0] !== own).length,
    hosts: elsewhere([...all.flatMap((link) => hostsLedTo(link)), ...found.mails]),
    sites: elsewhere([...all.flatMap((link) => hostsLedTo(link, true)), ...found.bare]),
    contacts: Math.max(found.contacts, reaching),
  };
}
