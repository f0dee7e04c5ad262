/** What was read, kept while nothing is committed anywhere. */
import type { Store } from './store.ts';

/**
 * Reads once for each key until the store's stamp moves; while nobody knows the stamp, each time.
 * @param most how many answers are kept; with one more, all are forgotten
 */
export function keepWhileStill<T>(
  store: Pick<Store, 'stamp'>,
  most: number,
  read: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, T>();
  let keptAt: number | null = null;
  return async (key) => {
    // Before the reading: what is committed meanwhile makes it another one.
    const stamp = store.stamp();
    if (stamp === null) return read(key);
    if (stamp !== keptAt) kept.clear();
    keptAt = stamp;
    if (kept.has(key)) return kept.get(key)!;
    const found = await read(key);
    if (keptAt !== stamp) return found;
    if (kept.size >= most) kept.clear();
    kept.set(key, found);
    return found;
  };
}
