/** Which sites say nothing against a first post that links to them. */
import { isUnder } from './brand-links.ts';
import { LEADING_ELSEWHERE } from './referral-lists.ts';

/** Where people look things up the world over, and nobody sells. */
const REFERENCE = [
  ...['wikipedia.org', 'wikimedia.org', 'wiktionary.org', 'wikidata.org', 'wikivoyage.org'],
  ...['archive.org', 'openstreetmap.org', 'doi.org', 'w3.org', 'who.int', 'un.org', 'europa.eu'],
];
/** Under one name anybody writes to anybody, or leads anywhere: that a member linked there says nothing. */
const ANYBODYS = ['t.me', 'telegram.me', 'wa.me', 'whatsapp.com'];

/** A site, with and without its `www`. */
export const siteOf = (host: string): string => host.replace(/^www\d?\./, '');

/** Those of these hosts that members would have to have linked to, each once. */
export const unknownSites = (hosts: readonly string[]): string[] =>
  [...new Set(hosts.map(siteOf))].filter((site) => !isUnder(site, REFERENCE));

/** Whether a site can be known by being linked to. */
export const canBeKnown = (site: string): boolean => !isUnder(site, [...LEADING_ELSEWHERE, ...ANYBODYS]);
