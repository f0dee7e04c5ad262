/** Spaces whose posts were drawn, or cut for search, otherwise than they would be now. */
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { greatestPostId } from './queries.ts';

/** A space, or a thread, how far its posts were gone through, and to which: what is written later is drawn as it is now. */
export type Stale = { spaceId: number; threadId?: number; after: number; to?: number };
export const STALE = 'words_stale';

export const staleOnes = async (conn: Conn): Promise<Stale[]> => (await getSetting<Stale[]>(conn, STALE)) ?? [];

/** Posts that are being written at this moment have their numbers already. */
const BEING_WRITTEN = 1_000;

/** The posts of these spaces are to be drawn anew, from the first one on. */
export async function noteStale(tx: Tx, spaceIds: number[]): Promise<void> {
  await oneAtATime(tx, STALE);
  const others = (await staleOnes(tx)).filter((one) => one.threadId !== undefined || !spaceIds.includes(one.spaceId));
  const to = (await greatestPostId(tx)) + BEING_WRITTEN;
  await putSetting(tx, STALE, [...others, ...spaceIds.map((spaceId) => ({ spaceId, after: 0, to }))]);
}

/** The same for the posts of one thread, which is in another space now. */
export async function noteStaleThread(tx: Tx, spaceId: number, threadId: number): Promise<void> {
  await oneAtATime(tx, STALE);
  const others = (await staleOnes(tx)).filter((one) => one.threadId !== threadId);
  await putSetting(tx, STALE, [...others, { spaceId, threadId, after: 0 }]);
}
