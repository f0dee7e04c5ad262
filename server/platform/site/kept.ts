/** The site as it is now, read again only when something was committed since. */
import type { Store } from '../store/store.ts';
import { site, type Site } from './queries.ts';

export function keepSite(store: Store): () => Promise<Site> {
  let kept: { stamp: number; site: Site } | null = null;
  return async () => {
    // Before the reading: what is committed meanwhile makes it another one.
    const stamp = store.stamp();
    if (stamp !== null && kept?.stamp === stamp) return kept.site;
    const found = await site(store.read);
    kept = stamp === null ? null : { stamp, site: found };
    return found;
  };
}
