/** Links that stand alone, and what lies where they lead: which are looked at, when, and which are videos. */

import { shownAddress } from '../../shared/hosts.ts';

/** So many links of one post become cards; the others stay links. */
export const CARDS_PER_POST = 5;
/** So many of one page. */
export const CARDS_PER_PAGE = 60;

const LONGEST = 1_000;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** What was found is looked at again after so long. */
const AGAIN_AFTER = 14 * DAY;
/** What failed, after so long, and longer each time. */
const RETRY_AFTER = [10 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, DAY, 7 * DAY];
const GIVEN_UP_FOR = 30 * DAY;
/** A card outlives so many failures in a row: a site may be away for a day. */
const CARD_OUTLIVES = 4;

/**
 * Whether links of a post become cards of what lies elsewhere. Of whoever speaks for a brand, or did until lately, they
 * stay plain: a card would make an advertisement of a link. In a space that is not open to everybody they do, too:
 * that somebody there wrote an address is nobody else's to learn, and looking it up would tell the site.
 */
export function becomesCards(
  { isLabelled, stakes }: { isLabelled: boolean; stakes: readonly unknown[] | null },
  isOpenSpace: boolean,
): boolean {
  return isOpenSpace && !isLabelled && (stakes ?? []).length === 0;
}

/** A change of a post by somebody who had a stake then: what it said before and after. */
export type StakedEdit = { before: string; after: string };

/**
 * Whether somebody with a stake put a link into another's post: it stays plain, whoever changed the post after them.
 * What is written otherwise than it is drawn is told by its host.
 */
export function wasPutIn(href: string, edits: readonly StakedEdit[]): boolean {
  const host = URL.parse(href)?.hostname ?? href;
  const shown = shownAddress(`https://${host}`).replace(/^https:\/\//, '');
  return edits.some(({ before, after }) => {
    const text = after.toLowerCase();
    return !before.includes(href) && [host, shown].some((one) => text.includes(one));
  });
}

/**
 * An address as it is looked up, the same for all ways to write it; null for one that is not.
 * @param own the forum's own origin
 */
export function addressOf(href: string, own: string): string | null {
  const url = URL.parse(href);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return null;
  if (!url.hostname.includes('.') || url.host === new URL(own).host) return null;
  url.hash = '';
  return url.href.length > LONGEST ? null : url.href;
}

/** What came of looking: `gone` where the site said that nothing is there, `nothing` where nothing can be shown. */
export type Outcome = 'found' | 'nothing' | 'gone' | 'failed';

/** When it is looked at again, and whether the card that was there stays. @param failures in a row, with this one */
export function afterLook(outcome: Outcome, failures: number): { waitMs: number; keepsCard: boolean } {
  if (outcome === 'found') return { waitMs: AGAIN_AFTER, keepsCard: true };
  if (outcome === 'nothing') return { waitMs: GIVEN_UP_FOR, keepsCard: false };
  const waitMs = RETRY_AFTER[failures - 1] ?? GIVEN_UP_FOR;
  return { waitMs, keepsCard: outcome === 'failed' && failures <= CARD_OUTLIVES };
}

const named = (host: string, name: string) => host === name || host.endsWith(`.${name}`);
const oEmbed = (at: string, address: string) => `${at}?${new URLSearchParams({ url: address, format: 'json' })}`;

/**
 * A video on a site that is known for them. @property oEmbed where its title and picture are asked for; null where its
 * page says them @property isSure false where the page has to say that it is one
 */
export type Video = { oEmbed: string | null; isSure: boolean };

/** Which video an address leads to; null for what is none. */
export function videoAt(address: string): Video | null {
  const url = URL.parse(address);
  if (!url) return null;
  const { hostname: host, pathname: path } = url;
  const isTube =
    named(host, 'youtube.com') && (/^\/(?:shorts|live|embed)\/[\w-]{6,}/.test(path) || url.searchParams.has('v'));
  if (isTube || (host === 'youtu.be' && /^\/[\w-]{6,}/.test(path)))
    return { oEmbed: oEmbed('https://www.youtube.com/oembed', address), isSure: true };
  if (named(host, 'vimeo.com') && /\/\d{4,}/.test(path))
    return { oEmbed: oEmbed('https://vimeo.com/api/oembed.json', address), isSure: true };
  // PeerTube is on many sites; its addresses look alike everywhere.
  return /^\/(?:w\/[A-Za-z0-9]{16,}|videos\/watch\/[\w-]{16,})$/.test(path) ? { oEmbed: null, isSure: false } : null;
}
