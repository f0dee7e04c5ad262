/** By what push services know that a message is this forum's (VAPID, RFC 8292). */
import webPush from 'web-push';
import type { Adda } from '../../platform/adda.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Store, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

const KEYS = 'push_keys';

export type PushKeys = { publicKey: string; privateKey: string };

const kept = new WeakMap<Store, PushKeys>();

async function keysIn(tx: Tx): Promise<PushKeys> {
  await oneAtATime(tx, KEYS);
  const found = await getSetting<PushKeys>(tx, KEYS);
  if (found) return found;
  const made = webPush.generateVAPIDKeys();
  await putSetting(tx, KEYS, made);
  return made;
}

/** The keys of all nodes of this forum; made when they are first asked for, and never again: devices know the public one. */
export async function pushKeys({ store }: Adda): Promise<PushKeys> {
  const keys = kept.get(store) ?? (await getSetting<PushKeys>(store.read, KEYS)) ?? (await store.write(keysIn));
  kept.set(store, keys);
  return keys;
}
