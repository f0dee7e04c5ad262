/**
 * Where a text sends its readers and how it says one is reached, whether or not that became a link: addresses as they
 * are typed, sites without `https://`, mail addresses, telephone numbers, names on messengers.
 */
import { LinkifyIt } from 'linkify-it';
import tlds from 'tlds' with { type: 'json' };
import { LEXICONS } from '../../shared/catalogue/index.ts';
import { hostOf } from './brand-links.ts';

/** Beside what the registry knows. */
const OTHER_ENDINGS = ['onion', 'example'];
const finder = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, tlds: [...tlds, ...OTHER_ENDINGS] });

/** Endings of files, and words after a full stop without a blank: “it rained.It was cold”. */
const NO_SITE = /\.(?:md|py|rs|zip|mov|[A-Z][a-z]+)$/;
/** “spam [.] com”, “spam (dot) com” */
const DOT = /\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/gi;
const MOST = 500;

const NUMBER = /(?<![\p{L}\p{N}.])\+?\(?\p{Nd}(?:[\s()./-]{0,2}\p{Nd}){8,14}(?![\p{L}\p{N}])/gu;
const DATE = /^(?:19|20)\d\d[-./]\d\d/;
const DIGITS = { withPlus: 9, without: 10 };

const MESSENGERS = LEXICONS.flatMap(({ messengers }) => messengers).join('|');
const MESSENGER = new RegExp(`(?<![\\p{L}\\p{N}])(?:${MESSENGERS})(?![\\p{L}\\p{N}])`, 'iu');
const MESSENGER_SAID = new RegExp(`(?:${MESSENGERS})\\s{0,3}[:：@]`, 'iu');
/** A name that is one nowhere but there. */
const HANDLE = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_]{3,}|[\p{L}\p{N}]_[\p{L}\p{N}]|\p{Nd}{4,}/u;

function numbersIn(text: string): string[] {
  return (text.match(NUMBER) ?? []).filter((number) => {
    const groups = number.match(/\p{Nd}+/gu)!;
    const digits = groups.join('').length;
    if (DATE.test(number) || groups.length > digits / 2) return false;
    return digits >= (number.startsWith('+') ? DIGITS.withPlus : DIGITS.without);
  });
}

const namesMessenger = (text: string): boolean =>
  MESSENGER.test(text) && (MESSENGER_SAID.test(text) || HANDLE.test(text));

/**
 * @property typed whole addresses @property bare hosts that stand without `https://` @property mails hosts of mail addresses
 * @property contacts how many mail addresses, numbers and names on messengers @property rest the text without addresses
 */
export type Found = { typed: string[]; bare: string[]; mails: string[]; contacts: number; rest: string };

/** @param text plain, without what nobody sees */
export function contactsIn(text: string): Found {
  const clear = text.replace(DOT, '.');
  const found: Found = { typed: [], bare: [], mails: [], contacts: 0, rest: '' };
  let at = 0;
  for (const { schema, index, lastIndex, url, raw } of (finder.match(clear) ?? []).slice(0, MOST)) {
    if (schema === '' && !raw.includes('/') && NO_SITE.test(raw)) continue;
    found.rest += `${clear.slice(at, index)} `;
    at = lastIndex;
    if (schema === 'mailto:') found.mails.push(hostOf(raw.split('@').at(-1)!) ?? '');
    else if (schema === '') found.bare.push(hostOf(url) ?? '');
    else found.typed.push(url);
  }
  found.rest += clear.slice(at);
  const numbers = numbersIn(found.rest).length;
  found.contacts = found.mails.length + numbers + (namesMessenger(found.rest) ? 1 : 0);
  return found;
}
