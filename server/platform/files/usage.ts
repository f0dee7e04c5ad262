/** How much room files take: of a member, and of the forum. */
import type { Adda } from '../adda.ts';
import type { FieldFault } from '../errors.ts';
import { megabytes } from '../http/sizes.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Tx } from '../store/store.ts';
import { type Quota, whyNotKeep } from '../../rules/quota.ts';
import { bytesKept, bytesSince, type Newest } from './queries.ts';

/** What all together have is summed up so often, beside those that serve everybody. */
const SUMMED_EVERY_MS = 60_000;
type Sum = { at: number; bytes: number; newest: Newest };
const sums = new WeakMap<Adda['files'], Sum>();

/** What all members together had at the last count. */
async function countedOfAll({ aside, files }: Adda): Promise<Sum> {
  const known = sums.get(files);
  if (known && Date.now() - known.at < SUMMED_EVERY_MS) return known;
  const sum = { at: Date.now(), ...(await bytesSince(aside, { pictures: 0, postFiles: 0 })) };
  sums.set(files, sum);
  return sum;
}

/** Bytes that all members together have. */
export async function usedByAll(adda: Adda): Promise<number> {
  const { bytes, newest } = await countedOfAll(adda);
  return bytes + (await bytesSince(adda.aside, newest)).bytes;
}

/** What a transaction that keeps a file has to know before it begins. @property all null where nobody asks */
export type Room = { quota: Quota; all: Sum | null };

export async function roomFor(adda: Adda): Promise<Room> {
  const { quota } = adda.config;
  return { quota, all: quota.forum > 0 ? await countedOfAll(adda) : null };
}

/**
 * Why a member's file of so many bytes has no room; null where it has. To be asked within the transaction that keeps it: what
 * came since the last count is counted, whoever keeps it; what was removed since is seen with the next one.
 */
export async function takeRoom(
  tx: Tx,
  { quota, all }: Room,
  ownerId: number,
  bytes: number,
): Promise<Pick<FieldFault, 'fault' | 'limit' | 'length'> | null> {
  // Two that come at once do not both get the last room: of a member, and of all.
  await oneAtATime(tx, `files:${ownerId}`);
  if (all) await oneAtATime(tx, 'files:all');
  const used = {
    member: quota.member > 0 ? await bytesKept(tx, ownerId) : 0,
    forum: all ? all.bytes + (await bytesSince(tx, all.newest)).bytes : 0,
  };
  const no = whyNotKeep(bytes, used, quota);
  const fault = no === 'member' ? 'quota_member' : 'quota_forum';
  return no && { fault, limit: megabytes(quota[no]), length: megabytes(used[no]) };
}
