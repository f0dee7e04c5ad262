/** The site as it is now, read again only when something was committed since. */
import { keepWhileStill } from '../store/still.ts';
import type { Store } from '../store/store.ts';
import { closedSpaces, site, type Site } from './queries.ts';

export function keepSite(store: Store): () => Promise<Site> {
  let closed: Pick<Site, 'version' | 'closedSpaces'> | null = null;
  const kept = keepWhileStill(store, 1, async () => {
    const { version, ...now } = await site(store.read);
    // Who may read a space changes with the version, which few commits move.
    if (closed?.version !== version) closed = { version, closedSpaces: await closedSpaces(store.read) };
    return { ...now, ...closed };
  });
  return () => kept('site');
}
