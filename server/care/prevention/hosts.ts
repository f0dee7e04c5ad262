/** Sites that posts link to, and which of them members of this forum link to themselves. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { canBeKnown, isKnownBy, unknownSites } from '../../rules/known-hosts.ts';
import { keepHosts, linkersOf, postsAfter } from './host-queries.ts';
import { readPost } from './reading.ts';

/** Sites of one post that are looked up: nobody new may have more than a few, and the rest are as strange. */
const LOOKED_UP = 20;

/** Those of these sites to which members link whom the forum knows, where an audience reads it. */
async function knownOf(conn: Conn, audience: Audience, sites: string[], besides: number | null) {
  const byHost = Map.groupBy(await linkersOf(conn, audience, sites.filter(canBeKnown), besides), ({ host }) => host);
  return new Set([...byHost].filter(([, linkers]) => isKnownBy(linkers, Date.now())).map(([host]) => host));
}

/** Of these hosts the sites that members do not link to where an audience reads it. @param authorId whose own posts say nothing */
export async function strangeSites(conn: Conn, audience: Audience, hosts: readonly string[], authorId: number | null) {
  const sites = unknownSites(hosts);
  if (sites.length === 0) return [];
  const known = await knownOf(conn, audience, sites.slice(0, LOOKED_UP), authorId);
  return sites.filter((site) => !known.has(site));
}

/** The same for many posts, for whoever looks at them together. */
export async function strangeHostsOf(conn: Conn, audience: Audience, posts: { html: string }[]) {
  const sites = posts.map(({ html }) => unknownSites(readPost('', html).sites));
  const known = await knownOf(conn, audience, [...new Set(sites.flat())], null);
  return sites.map((each) => ({ hosts: each.filter((site) => !known.has(site)) }));
}

/** @property isNew that post has none kept yet */
export const keepSites = (tx: Tx, post: { id: number; isNew: boolean }, hosts: readonly string[]): Promise<void> =>
  keepHosts(tx, post, unknownSites(hosts));

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
        for (const { id, html } of posts)
          if (html.includes('href=')) await keepSites(tx, { id, isNew: false }, readPost('', html).sites);
        await putSetting(tx, KEY, posts.at(-1)!.id);
      }),
    );
  }
}
