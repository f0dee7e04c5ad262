/** What versions of posts changed, found in a thread and kept: versions are never written again. */
import { LRUCache } from 'lru-cache';
import type { Change } from '../../../shared/difference.ts';
import type { WorkerPool } from '../../platform/worker-pool/pool.ts';

/** In letters, of the texts and of what changed: some megabytes. */
const KEPT_LETTERS = 4_000_000;

type Compared = { before: string; now: string; changes: Change[] };

const kept = new LRUCache<string, Compared>({
  maxSize: KEPT_LETTERS,
  sizeCalculation: ({ before, now }) => 1 + 2 * (before.length + now.length),
});

/**
 * @param of what is compared: a post, its version, and which part
 * @throws {AddaError} `busy`
 */
export async function differenceOf(workers: WorkerPool, of: string, before: string, now: string): Promise<Change[]> {
  const found = kept.get(of);
  if (found && found.before === before && found.now === now) return found.changes;
  const changes = await workers.run('difference', { before, now });
  kept.set(of, { before, now, changes });
  return changes;
}
