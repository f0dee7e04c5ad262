/** From where forwarded requests came that were not believed, kept so that `adda doctor` can tell. */
import type { Adda } from '../adda.ts';
import type { Conn } from '../store/store.ts';
import { getSetting, putSetting } from './queries.ts';

const KEY = 'forwarded_by';

/** Notes the address of who forwards; null when the forum starts and nobody has yet. */
export async function noteForwarder(adda: Adda, address: string | null): Promise<void> {
  if (address === null && (await forwarderOf(adda.store.read)) === null) return;
  await adda.store.write((tx) => putSetting(tx, KEY, { address }));
}

/** Who forwards requests to the forum that runs, or ran last, without being named; null for nobody. */
export async function forwarderOf(conn: Conn): Promise<string | null> {
  return (await getSetting<{ address: string | null }>(conn, KEY))?.address ?? null;
}
