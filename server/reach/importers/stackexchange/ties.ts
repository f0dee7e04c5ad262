/** Links between the questions of a dump as links between their threads. */
import type { Store } from '../../../platform/store/store.ts';
import { tidyAndTurn } from '../../../platform/memory.ts';
import { insertLinks, missingLinks, threadsOf } from '../queries.ts';
import type { Report } from '../report.ts';
import { postKey } from './batch.ts';
import type { Reading, Tie } from './reading-queries.ts';

const AT_ONCE = 500;

type Work = { store: Store; source: string; reading: Reading; report: Report };

async function linksOf(ties: Tie[], { store, source }: Work) {
  const keys = new Set(ties.flatMap(({ one, other }) => [postKey(one), postKey(other)]));
  const threads = await threadsOf(store.read, source, [...keys]);
  return ties.flatMap(({ one, other, isDuplicate, at }) => {
    const [fromId, toId] = [threads.get(postKey(one))?.id, threads.get(postKey(other))?.id];
    // Two questions may have become one thread here.
    if (fromId === undefined || toId === undefined || fromId === toId) return [];
    return [{ fromId, toId, kind: isDuplicate ? ('duplicate' as const) : ('linked' as const), createdAt: at }];
  });
}

/** Writes all links that are not there yet, once all threads are. */
export async function writeTies(work: Work): Promise<void> {
  const { store, reading, report } = work;
  for (let after = 0; ;) {
    const ties = reading.ties(after, AT_ONCE);
    if (ties.length === 0) return;
    after = ties.at(-1)!.id;
    const missing = await missingLinks(store.read, await linksOf(ties, work));
    if (missing.length > 0) await store.write((tx) => insertLinks(tx, missing));
    report.made.links += missing.length;
    await tidyAndTurn();
  }
}
