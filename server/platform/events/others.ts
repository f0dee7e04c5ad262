/**
 * SQLite tells nobody what another process commits, such as `adda mail receive`. Its events are looked for, and told here
 * as PostgreSQL tells them. Ids are in the order of commits there: one process writes at a time. PostgreSQL tells nobody
 * who does not listen just then: what was raised while the connection was lost is looked for as well.
 */
import type { Adda } from '../adda.ts';
import type { Store } from '../store/store.ts';
import { idsAfter, newestEvent } from './queries.ts';
import { EVENTS } from './raise.ts';

const TOGETHER = 200;
/** Nobody says it: they are looked for. */
export const OTHERS = 'events_of_others';

/** Ids of PostgreSQL are not in the order of commits: so far before the newest one may be another that nobody told. */
const SLACK = 500;
const REMEMBERED = 2_000;

/**
 * @property first what was there before is nobody's news here @property newest of those that were told in this process
 * @property told the last of them @property stamp, gaps of the store when it was looked into
 */
type Heard = { first: number; newest: number; told: Set<number>; stamp: number | null; gaps: number };
const heard = new WeakMap<Store, Heard>();

async function listen(store: Store): Promise<void> {
  const first = await newestEvent(store.read);
  const state: Heard = { first, newest: first, told: new Set(), stamp: store.stamp(), gaps: store.gaps() };
  heard.set(store, state);
  store.onSignal(EVENTS, (ids) => {
    for (const id of ids) {
      state.newest = Math.max(state.newest, id);
      state.told.delete(id);
      state.told.add(id);
    }
    for (const id of state.told) if (state.told.size > REMEMBERED) state.told.delete(id);
  });
}

/** Tells what others raised since it was asked last, or while nothing was heard of them. @returns how many events */
export async function hearOthers({ store }: Adda): Promise<number> {
  const state = heard.get(store);
  if (!state) {
    await listen(store);
    return 0;
  }
  return store.engine === 'sqlite' ? hearOfFile(store, state) : hearMissed(store, state);
}

async function hearOfFile(store: Store, state: Heard): Promise<number> {
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

/** The connection that listens was lost and is there again. What came meanwhile is told here: others have heard it. */
async function hearMissed(store: Store, state: Heard): Promise<number> {
  const gaps = store.gaps();
  if (gaps === state.gaps) return 0;
  const found = await idsAfter(store.read, Math.max(state.first, state.newest - SLACK), REMEMBERED);
  state.gaps = gaps;
  const missed = found.filter((id) => !state.told.has(id));
  if (missed.length > 0) store.tellHere(EVENTS, missed);
  return 0;
}
