/** Spaces whose posts were drawn, or cut for search, otherwise than they would be now. */
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

/** A space, and how far its posts were gone through. */
export type Stale = { spaceId: number; after: number };
export const STALE = 'words_stale';

export const staleOnes = async (conn: Conn): Promise<Stale[]> => (await getSetting<Stale[]>(conn, STALE)) ?? [];

/** The posts of these spaces are to be drawn anew, from the first one on. */
export async function noteStale(tx: Tx, spaceIds: number[]): Promise<void> {
  await oneAtATime(tx, STALE);
  const others = (await staleOnes(tx)).filter(({ spaceId }) => !spaceIds.includes(spaceId));
  await putSetting(tx, STALE, [...others, ...spaceIds.map((spaceId) => ({ spaceId, after: 0 }))]);
}
