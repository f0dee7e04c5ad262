/** Sites that posts link to, and which of them members of this forum link to themselves. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { canBeKnown, unknownSites } from '../../rules/known-hosts.ts';
import { keepHosts, linkedTo, postsAfter } from './host-queries.ts';
import { readPost } from './reading.ts';

/** Of these hosts the sites that nobody else linked to where an audience reads it. @param authorId whose own posts say nothing */
export async function strangeSites(conn: Conn, audience: Audience, hosts: readonly string[], authorId: number | null) {
  const sites = unknownSites(hosts);
  if (sites.length === 0) return [];
  const known = await linkedTo(conn, audience, sites.filter(canBeKnown), authorId);
  return sites.filter((site) => !known.has(site));
}

/** The same for many posts, for whoever looks at them together. */
export async function strangeHostsOf(conn: Conn, audience: Audience, posts: { html: string }[]) {
  const sites = posts.map(({ html }) => unknownSites(readPost('', html).hosts));
  const known = await linkedTo(conn, audience, [...new Set(sites.flat())].filter(canBeKnown), null);
  return sites.map((each) => ({ hosts: each.filter((site) => !known.has(site)) }));
}

export const keepSites = (tx: Tx, postId: number, hosts: readonly string[]): Promise<void> =>
  keepHosts(tx, postId, unknownSites(hosts));

const KEY = 'sites_read_to';
const TOGETHER = 200;

/** Reads the sites of posts that came otherwise than by being posted: before this was kept, or with an import. */
export async function readSites(adda: Adda): Promise<void> {
  for (;;) {
    const after = (await getSetting<number>(adda.store.read, KEY)) ?? 0;
    const posts = await postsAfter(adda.store.read, after, TOGETHER);
    if (posts.length === 0) return;
    await besideOthers(() =>
      adda.store.write(async (tx) => {
        for (const { id, html } of posts) if (html.includes('href=')) await keepSites(tx, id, readPost('', html).hosts);
        await putSetting(tx, KEY, posts.at(-1)!.id);
      }),
    );
  }
}
