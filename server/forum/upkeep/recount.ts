/** Counting all threads anew, once, when what their columns mean has changed. */
import type { Adda } from '../../platform/adda.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { besideOthers, type Pace } from '../../platform/jobs/pace.ts';
import { COUNTED_BY } from '../../rules/thread-state.ts';
import { threadsAfter } from '../rank/queries.ts';
import { lockThread } from '../threads/queries.ts';
import { recountThread } from '../threads/recount.ts';
import { recountSpace, recountTags, spaceIds } from './recount-queries.ts';

/** Each takes about a millisecond, and whoever posts waits for them. */
const AT_ONCE = 5;
const COUNTED_KEY = 'counted_by';

/**
 * Counts every thread, space and tag by the rules in force, unless that was done.
 * @param pace at which its parts run: beside a running forum, unless told otherwise
 */
export async function recountStale(adda: Adda, pace: Pace = besideOthers): Promise<void> {
  const { store } = adda;
  if ((await getSetting<number>(store.read, COUNTED_KEY)) === COUNTED_BY) return;
  for (let after = 0; ;) {
    const threads = await threadsAfter(store.read, after, null, AT_ONCE);
    if (threads.length === 0) break;
    after = threads.at(-1)!.id;
    await pace(() =>
      store.write(async (tx) => {
        for (const { id } of threads) {
          const thread = await lockThread(tx, id);
          if (thread) await recountThread(tx, thread);
        }
      }),
    );
  }
  for (const id of await spaceIds(store.read)) await pace(() => store.write((tx) => recountSpace(tx, id)));
  await store.write(async (tx) => {
    await recountTags(tx);
    await putSetting(tx, COUNTED_KEY, COUNTED_BY);
  });
}
