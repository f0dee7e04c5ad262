import type { Adda } from '../adda.ts';
import type { Feature } from '../feature.ts';
import { hearOthers, OTHERS } from './others.ts';
import { deleteOldEvents } from './queries.ts';
import { EVENTS } from './raise.ts';
import { runDueTasks } from './run.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Done events are kept so long for who looks back. */
const KEPT_MS = 90 * 24 * HOUR;
const DELETED_AT_ONCE = 1_000;

/** Old events that nothing is left to do about go. */
async function prune(adda: Adda): Promise<void> {
  while ((await adda.store.write((tx) => deleteOldEvents(tx, tx.now - KEPT_MS, DELETED_AT_ONCE))) === DELETED_AT_ONCE);
}

export const events: Feature = {
  name: 'events',
  jobs: [{ name: 'old events', everyMs: HOUR, run: prune }],
  workers: [
    { name: 'tasks', wokenBy: EVENTS, everyMs: 10 * SECOND, run: (adda) => runDueTasks(adda) },
    { name: 'events of others', wokenBy: OTHERS, everyMs: SECOND, run: hearOthers },
  ],
};
