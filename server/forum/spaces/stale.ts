/** Spaces whose posts were drawn, or cut for search, otherwise than they would be now. */
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

/** A space, or a thread, and how far its posts were gone through. */
export type Stale = { spaceId: number; threadId?: number; after: number };
export const STALE = 'words_stale';

export const staleOnes = async (conn: Conn): Promise<Stale[]> => (await getSetting<Stale[]>(conn, STALE)) ?? [];

/** The posts of these spaces are to be drawn anew, from the first one on. */
export async function noteStale(tx: Tx, spaceIds: number[]): Promise<void> {
  await oneAtATime(tx, STALE);
  const others = (await staleOnes(tx)).filter((one) => one.threadId !== undefined || !spaceIds.includes(one.spaceId));
  await putSetting(tx, STALE, [...others, ...spaceIds.map((spaceId) => ({ spaceId, after: 0 }))]);
}

/** The same for the posts of one thread, which is in another space now. */
export async function noteStaleThread(tx: Tx, spaceId: number, threadId: number): Promise<void> {
  await oneAtATime(tx, STALE);
  const others = (await staleOnes(tx)).filter((one) => one.threadId !== threadId);
  await putSetting(tx, STALE, [...others, { spaceId, threadId, after: 0 }]);
}
