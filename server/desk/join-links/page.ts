/** What the page of join links shows an admin. */
import type { Ctx } from '../../platform/http/context.ts';
import { joinedBy, type ListedLink, listJoinLinks, type WantedLinks } from '../../people/accounts/join-link-queries.ts';
import type { MadeJoinLink } from '../../people/accounts/join-links.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';

const SHOWN = 30;
/** So many who joined are named on a page; of the others their number is said. */
const NAMED = 100;

/** @property joined who joined by it, by address, as far as they are named @property count how many did */
export type ShownLink = ListedLink & { joined: string[]; count: number };
/** @property next the `before` of the page after this one @property made the link that was made just now */
export type JoinLinksPage = {
  look: WantedLinks;
  links: ShownLink[];
  people: People;
  next: number | null;
  made: MadeJoinLink | null;
};

/** Links that are open, or that are over, the newest first. */
export async function joinLinksPage(
  ctx: Ctx,
  look: WantedLinks,
  made: MadeJoinLink | null = null,
): Promise<JoinLinksPage> {
  const conn = ctx.adda.store.read;
  const rows = await listJoinLinks(conn, look, SHOWN + 1, Date.now());
  const shown = rows.slice(0, SHOWN);
  const ids = shown.map(({ id }) => id);
  const joined = await joinedBy(conn, ids, NAMED);
  const links = shown.map((link) => ({
    ...link,
    joined: joined.filter(({ joinLinkId }) => joinLinkId === link.id).map(({ slug }) => slug),
    count: link.uses - link.usesLeft,
  }));
  const slugs = [...links.map(({ makerSlug }) => makerSlug), ...joined.map(({ slug }) => slug)];
  const next = rows.length > SHOWN ? shown.at(-1)!.id : null;
  return { look, links, people: await peopleNamed(ctx, slugs), next, made };
}
