/**
 * SQLite tells nobody what another process commits, such as `adda mail receive`. Its events are looked for, and told here
 * as PostgreSQL tells them. Ids are in the order of commits there: one process writes at a time.
 */
import type { Adda } from '../adda.ts';
import type { Store } from '../store/store.ts';
import { idsAfter, newestEvent } from './queries.ts';
import { EVENTS } from './raise.ts';

const TOGETHER = 200;
/** Nobody says it: they are looked for. */
export const OTHERS = 'events_of_others';

/** @property newest of those that were told in this process @property stamp of the database when it was looked into */
type Heard = { newest: number; stamp: number | null };
const heard = new WeakMap<Store, Heard>();

async function listen(store: Store): Promise<void> {
  const state: Heard = { newest: await newestEvent(store.read), stamp: store.stamp() };
  heard.set(store, state);
  store.onSignal(EVENTS, (ids) => (state.newest = Math.max(state.newest, ...ids)));
}

/** Tells what others raised since it was asked last. @returns how many events */
export async function hearOthers({ store }: Adda): Promise<number> {
  if (store.engine !== 'sqlite') return 0;
  const state = heard.get(store);
  if (!state) {
    await listen(store);
    return 0;
  }
  const stamp = store.stamp();
  if (stamp === state.stamp) return 0;
  state.stamp = stamp;
  const ids = await store.write(async (tx) => {
    // Whatever this process commits is told before it gets here.
    const found = await idsAfter(tx, state.newest, TOGETHER);
    if (found.length > 0) await store.signal(tx, EVENTS, found);
    return found;
  });
  if (ids.length === TOGETHER) state.stamp = null;
  return ids.length;
}
