/** Which sites say nothing against a first post that links to them. */
import { ARCHIVES, isUnder } from './brand-links.ts';
import { LEADING_ELSEWHERE } from './referral-lists.ts';
import { type TrustFacts, trustOf } from './trust.ts';

/** Where people look things up the world over, and nobody sells. */
const REFERENCE = [
  ...['wikipedia.org', 'wikimedia.org', 'wiktionary.org', 'wikidata.org', 'wikivoyage.org'],
  ...['openstreetmap.org', 'doi.org', 'w3.org', 'who.int', 'un.org', 'europa.eu'],
];
/** Under one name anybody writes to anybody, lays down anything, or leads anywhere: that a member linked there says nothing. */
const ANYBODYS = [
  ...['t.me', 'telegram.me', 'telegra.ph', 'wa.me', 'whatsapp.com', 'discord.gg'],
  ...['sites.google.com', 'docs.google.com', 'drive.google.com', 'forms.gle', ...ARCHIVES],
];

/** So many members must have linked to a site that it is known here; one regular is enough. */
const KNOWN_BY = 2;

/**
 * Whether a site is known here by those who linked to it, each once.
 * @param linkers with what their trust is made of; `isApproved` where a moderator approved a post of theirs with it
 */
export function isKnownBy(linkers: readonly (TrustFacts & { isApproved: boolean })[], now: number): boolean {
  const steps = linkers.map((one) => ({ ...one, step: trustOf(one, now)?.step }));
  if (steps.some(({ step }) => step === 'regular')) return true;
  return steps.filter(({ step, isApproved }) => isApproved || step === 'known').length >= KNOWN_BY;
}

/** A site, with and without its `www`. */
export const siteOf = (host: string): string => host.replace(/^www\d?\./, '');

/** Those of these hosts that members would have to have linked to, each once. */
export const unknownSites = (hosts: readonly string[]): string[] =>
  [...new Set(hosts.map(siteOf))].filter((site) => !isUnder(site, REFERENCE));

/** Whether a site can be known by being linked to. */
export const canBeKnown = (site: string): boolean => !isUnder(site, [...LEADING_ELSEWHERE, ...ANYBODYS]);
