/**
 * Who says it. Every place where an author's name leaves the server is an outlet, listed here, and gets the
 * line that this one function writes: no outlet shows a name without the label that was written with the post.
 */
import type { Messages } from '../../../shared/catalogue/index.ts';
import type { Role, Stake } from '../../../shared/words.ts';
import { lastingStakes } from '../../rules/stakes.ts';

export const OUTLETS = [
  /** The head of a post on its page. */
  'post',
  /** A thread in a list. */
  'row',
  'search',
  /** The line over words quoted from another post. */
  'quote',
  /** People to choose from: those who may be invited. */
  'people',
  /** The Atom documents. */
  'feed',
  'api',
  /** Structured data in the page, for machines. */
  'jsonld',
  /** What other sites show of a link to us. */
  'opengraph',
  'mail',
  /** What a member's device says. */
  'push',
  /** The list of what somebody was told: invitations, for now. */
  'notification',
  'export',
  /** The member's own page. */
  'profile',
  /** Where a page speaks of somebody in passing: thanks, the public log, a brand's page. */
  'mentioned',
] as const;
export type Outlet = (typeof OUTLETS)[number];

/** What queries know of an author (`authorColumns` in threads/queries.ts, or the person's own row). */
export type AuthorFacts = {
  authorName: string | null;
  authorSlug: string | null;
  /** The name an import brought along, of somebody who has no account here. */
  authorLabel: string | null;
  /** The label as it was written with the post; null for members. */
  /** The file of the picture they brought, where a page shows faces. */
  authorPicture?: string | null;
  label: string | null;
  labelBrand: string | null;
  /** What the brand is called now. */
  labelBrandNow: string | null;
  labelBrandSlug: string | null;
  /** When the grant behind the label ended. */
  labelEndedAt: number | null;
  /** What the author declared, with the post or on the profile. */
  affiliation: string | null;
  /** Brands for which they had spoken shortly before they wrote this: stored with it. */
  stakes: Stake[] | null;
  /** The same of the account, whenever it spoke: shown while it lasts. */
  accountStakes: Stake[] | null;
};

/** Facts of somebody who speaks for nobody. */
export const NO_LABEL = {
  label: null,
  labelBrand: null,
  labelBrandNow: null,
  labelBrandSlug: null,
  labelEndedAt: null,
  affiliation: null,
  stakes: null,
  accountStakes: null,
};

export type AuthorLine = {
  name: string;
  /** Of their page; null for those who have none. */
  slug: string | null;
  /** Exactly as it was written with the post. */
  label: string | null;
  /** What became of it since: "now Zeta", "former". */
  since: string | null;
  /** What the forum says of who spoke for a brand until a short while ago; they cannot change it. */
  stake: string | null;
  /** What a member declares, in their own words; null for staff, whose label says it. Shown as what they say. */
  affiliation: string | null;
  /** All of it in one line of plain text, as the outlet needs it. */
  text: string;
};

/** “Worked for Acme until May 2026”, or null. */
function stakeOf(m: Messages, { label, stakes, accountStakes }: AuthorFacts): string | null {
  if (label !== null) return null;
  const said = stakes ?? lastingStakes(accountStakes, Date.now());
  return said.map(({ name, until }) => m.affiliation.worked(name, until)).join('; ') || null;
}

/** The one function that writes an author's line. */
export function authorLine(m: Messages, author: AuthorFacts, outlet: Outlet): AuthorLine {
  const known = author.authorName || null;
  const name = known ?? author.authorLabel ?? m.thread.former;
  const { label } = author;
  const isRenamed = label !== null && author.labelBrandNow !== null && author.labelBrandNow !== author.labelBrand;
  const changes = [
    isRenamed && m.staff.nowCalled(author.labelBrandNow!),
    label !== null && author.labelEndedAt !== null && m.staff.former,
  ].filter(Boolean);
  const since = changes.length > 0 ? changes.join(', ') : null;
  const affiliation = label === null ? author.affiliation || null : null;
  const stake = stakeOf(m, author);
  const declared = [stake, affiliation && m.affiliation.says(affiliation)].filter(Boolean).join('; ');
  const words = label === null ? declared || null : [label, since].filter(Boolean).join(', ');
  // In a feed reader, a mailbox or a file there is no second place for the label: it goes into the name.
  const text = outlet === 'mail' && label !== null ? m.staff.sender(name, author.labelBrand ?? label) : name;
  return {
    name,
    slug: known ? author.authorSlug : null,
    label,
    since,
    stake,
    affiliation,
    text: words === null || text !== name ? text : `${name} (${words})`,
  };
}

/** The brand an author speaks for, as the API gives it: always there, null for members. */
export function affiliationOut(m: Messages, author: AuthorFacts) {
  const { label, labelBrand, labelBrandSlug } = author;
  if (label === null) return null;
  return { label, brand: labelBrand, slug: labelBrandSlug, since: authorLine(m, author, 'api').since };
}

export type ApiAuthorFacts = AuthorFacts & { authorId: number | null; authorRole: Role | null };
