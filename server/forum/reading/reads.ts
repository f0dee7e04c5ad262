/**
 * What members were shown is read. It is noted after the page is sent, for all readers of a moment in one transaction:
 * reading waits for no write, and fails with none.
 */
import type { Adda } from '../../platform/adda.ts';
import { markPostsRead } from '../../platform/notifications/queries.ts';
import { keepReads } from './queries.ts';

const EVERY_MS = 1_000;
/** Readings of a moment; a page more is not noted, which its reader hardly sees. */
const WAITING_AT_MOST = 5_000;
const TOGETHER = 200;

/** @property number the last post of the thread that was shown @property postIds of all that were shown */
export type Reading = { accountId: number; threadId: number; number: number; postIds: number[] };

type Waiting = { readings: Map<string, Reading>; timer: NodeJS.Timeout | null };
const waitingOf = new WeakMap<Adda, Waiting>();

const waiting = (adda: Adda): Waiting => {
  const known = waitingOf.get(adda) ?? { readings: new Map(), timer: null };
  waitingOf.set(adda, known);
  return known;
};

/** Notes what somebody was shown, a moment later. */
export function noteRead(adda: Adda, reading: Reading): void {
  const now = waiting(adda);
  const key = `${reading.accountId} ${reading.threadId}`;
  const before = now.readings.get(key);
  if (!before && now.readings.size >= WAITING_AT_MOST) return;
  const postIds = [...new Set([...(before?.postIds ?? []), ...reading.postIds])].slice(-1_000);
  now.readings.set(key, { ...reading, number: Math.max(reading.number, before?.number ?? 0), postIds });
  now.timer ??= setTimeout(() => void keepNoted(adda), EVERY_MS).unref();
}

/** How far somebody has read of these threads, with what was noted a moment ago and is not kept yet. */
export function withNoted(
  adda: Adda,
  accountId: number,
  threadIds: readonly number[],
  kept: ReadonlyMap<number, number>,
): Map<number, number> {
  const { readings } = waiting(adda);
  const reads = new Map(kept);
  for (const id of threadIds) {
    const noted = readings.get(`${accountId} ${id}`)?.number ?? -1;
    if (noted > (reads.get(id) ?? -1)) reads.set(id, noted);
  }
  return reads;
}

/** Keeps what was noted so far. */
export async function keepNoted(adda: Adda): Promise<void> {
  const now = waiting(adda);
  if (now.timer) clearTimeout(now.timer);
  now.timer = null;
  const all = [...now.readings.values()];
  now.readings.clear();
  for (let i = 0; i < all.length; i += TOGETHER) {
    const some = all.slice(i, i + TOGETHER);
    await adda.store
      .write(async (tx) => {
        await keepReads(
          tx,
          some.map(({ accountId, threadId, number }) => ({ accountId, threadId, number })),
        );
        for (const { accountId, postIds } of some) await markPostsRead(tx, accountId, postIds);
      })
      // What one has read is no loss; the next page says it again.
      .catch((error) => adda.log.warn({ err: String(error) }, 'what members have read was not noted'));
  }
}
