/**
 * Links that staff put into a post: how many lead to the brand's own domains, and whether one tells who sent a visitor
 * or hides where it leads. Addresses are read as browsers do; nothing is looked up.
 */
import { LEADING_ELSEWHERE, REFERRAL_BEGINNINGS, REFERRAL_FOLDERS, REFERRAL_PARAMETERS } from './referral-lists.ts';

const HREF = /<a\b[^>]*\shref="([^"]*)"/g;
/** Encoded more often than anybody means. */
const MOST_ENCODED = 3;
/** Addresses within an address, and within those, that are looked at. */
const MOST_WITHIN = 50;
const DEEPEST = 3;
const LONGEST = 4_000;

/** A text without percent-encoding, however often it was encoded; what cannot be decoded stays. */
function decoded(text: string): string {
  let now = text.slice(0, LONGEST);
  for (let round = 0; round < MOST_ENCODED; round++) {
    let next = now;
    try {
      next = decodeURIComponent(now);
    } catch {
      next = now.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code));
    }
    if (next === now) break;
    now = next;
  }
  return now;
}

/** A host name as it is compared: lower case, ASCII (punycode), without the dot at its end; null for what is none. */
export function hostOf(text: string): string | null {
  try {
    const { hostname } = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`);
    return hostname.toLowerCase().replace(/\.$/, '') || null;
  } catch {
    return null;
  }
}

/** Is the host one of the domains, or under one of them? */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

const unescape = (text: string) =>
  text
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');

/** Names and values in a query, or behind a `#`, however they are encoded or parted. */
function parametersOf(url: URL): [name: string, value: string][] {
  const parts = [url.search.slice(1), url.hash.slice(1).replace(/^[^?=&;]*\?/, '')];
  return parts.flatMap((part) =>
    part.split(/[&;]/).flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      const name = decoded(at < 0 ? pair : pair.slice(0, at)).replace(/^[#/!?]+/, '');
      const value = decoded((at < 0 ? '' : pair.slice(at + 1)).replace(/\+/g, ' '));
      // “?a%26ref=x” is two of them to whoever decodes first.
      const more = name.split(/[&;]/);
      return [[more.pop()!, value], ...more.map((one): [string, string] => [one.split('=')[0]!, ''])];
    }),
  );
}

function isReferral(name: string): boolean {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.\-[\]$~]/g, '');
  return REFERRAL_PARAMETERS.has(folded) || REFERRAL_BEGINNINGS.test(folded);
}

const ADDRESS_WITHIN = /https?:(?:\/|%2f){1,2}[^\s"'<>]+|^\/\/[^\s"'<>]+/i;

/** The addresses that an address carries along, to lead there: `?url=https://acme.example`. */
function addressesWithin(url: URL): string[] {
  const values = [...parametersOf(url).map(([name, value]) => value || name), decoded(url.pathname)];
  return values.slice(0, MOST_WITHIN).flatMap((value) => {
    const found = ADDRESS_WITHIN.exec(value)?.[0];
    return found ? [found.replace(/^(?:https?:)?\/+/i, 'https://')] : [];
  });
}

const leadsOnTo = (url: URL): string | null => addressesWithin(url)[0] ?? null;

/** Archives show an old page under an address that holds the page's own, and what anybody brings them. */
export const ARCHIVES = [
  ...[
    'archive.org',
    'archive.today',
    'archive.ph',
    'archive.is',
    'archive.li',
    'archive.vn',
    'archive.md',
    'archive.fo',
  ],
];
/** This one shows nothing but pages of others, also where their `https://` is left out. */
const WRAPPER = 'web.archive.org';
const WRAPPED = /^\/web\/[^/]*\/(?!https?:)(.+)$/i;

/**
 * Does a link tell the site who sent the visitor, or lead elsewhere than it says: by a code in its parameters or its
 * path, a shortener, a network that counts clicks, or an address within the address?
 */
export function hasReferralCode(link: string): boolean {
  if (!URL.canParse(link, 'https://x.invalid')) return false;
  const url = new URL(link, 'https://x.invalid');
  const host = hostOf(url.href) ?? '';
  if (isUnder(host, LEADING_ELSEWHERE)) return true;
  if (parametersOf(url).some(([name]) => isReferral(name))) return true;
  const folders = decoded(url.pathname).toLowerCase().split('/').filter(Boolean);
  // “/ref=nb_sb” as a shop writes it, and “/ref/dana”.
  if (folders.some((folder) => folder.includes('=') && isReferral(folder.split('=')[0]!))) return true;
  if (REFERRAL_FOLDERS.has(folders.at(-2) ?? '') && !folders.at(-1)!.includes('.')) return true;
  const inner = leadsOnTo(url);
  return inner !== null && (!isUnder(host, ARCHIVES) || hasReferralCode(inner));
}

/** The hosts that an address leads to or writes to: its own, and those of addresses within it. */
function hostsOf(link: string): string[] {
  if (/^mailto:/i.test(link)) {
    const all = decoded(link.slice('mailto:'.length)).split(/[,;&?=\s<>]/);
    return all.flatMap((one) => (one.includes('@') ? (hostOf(one.split('@').at(-1) ?? '') ?? []) : []));
  }
  if (/^\/(?!\/)/.test(link)) return [];
  const host = hostOf(link);
  if (host === null || !URL.canParse(link, 'https://x.invalid')) return [];
  const inner = leadsOnTo(new URL(link, 'https://x.invalid'));
  return inner === null ? [host] : [host, hostOf(inner) ?? ''];
}

/**
 * Where an address leads: its own host, and those of the addresses within it, which archives and redirectors show.
 * @param isSite leaves out the archive around a page of another site
 */
export function hostsLedTo(link: string, isSite = false, depth = 0): string[] {
  const host = hostOf(link);
  if (host === null || depth > DEEPEST || !URL.canParse(link, 'https://x.invalid')) return [];
  const url = new URL(link, 'https://x.invalid');
  const isWrapper = isUnder(host, [WRAPPER]);
  const wrapped = isWrapper ? WRAPPED.exec(decoded(url.pathname))?.[1] : undefined;
  const within = [...addressesWithin(url), ...(wrapped ? [`https://${wrapped}`] : [])];
  const inner = within.slice(0, MOST_WITHIN).flatMap((one) => hostsLedTo(one, isSite, depth + 1));
  return isSite && isWrapper && inner.length > 0 ? inner : [host, ...inner];
}

/** The addresses in HTML that the renderer drew: it has made every link an `a`. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(HREF)].map(([, href = '']) => unescape(href));
}

/**
 * @param html as it is stored
 * @returns how many links lead to the domains or addresses at them, and whether any link carries a referral code or
 *   hides where it leads
 */
export function brandLinksIn(html: string, domains: readonly string[]): { count: number; hasReferral: boolean } {
  let count = 0;
  let hasReferral = false;
  for (const link of linksIn(html)) {
    count += hostsOf(link).filter((host) => isUnder(host, domains)).length;
    if (!/^mailto:/i.test(link) && !/^\/(?!\/)/.test(link) && hasReferralCode(link)) hasReferral = true;
  }
  return { count, hasReferral };
}
