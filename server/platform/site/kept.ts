/** The site as it is now, read again only when something was committed since. */
import { keepWhileStill } from '../store/still.ts';
import type { Store } from '../store/store.ts';
import { site, type Site } from './queries.ts';

export function keepSite(store: Store): () => Promise<Site> {
  const kept = keepWhileStill(store, 1, () => site(store.read));
  return () => kept('site');
}
