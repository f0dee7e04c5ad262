/** How much room files take: of a member, and of the forum. */
import type { Adda } from '../adda.ts';
import type { FieldFault } from '../errors.ts';
import { megabytes } from '../http/sizes.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Tx } from '../store/store.ts';
import { type Quota, whyNotKeep } from '../../rules/quota.ts';
import { bytesKept } from './queries.ts';

/** What all together have is summed up so often; what comes meanwhile to this node is added. */
const SUMMED_EVERY_MS = 60_000;
type Sum = { at: number; bytes: number };
const sums = new WeakMap<Adda['files'], Sum>();

/** What all members together have, by the last count. */
export async function usedByAll({ aside, files }: Adda): Promise<Sum> {
  const known = sums.get(files);
  if (known && Date.now() - known.at < SUMMED_EVERY_MS) return known;
  const sum = { at: Date.now(), bytes: await bytesKept(aside, null) };
  sums.set(files, sum);
  return sum;
}

/** What a transaction that keeps a file has to know before it begins. @property all null where nobody asks */
export type Room = { quota: Quota; all: Sum | null };

export async function roomFor(adda: Adda): Promise<Room> {
  const { quota } = adda.config;
  return { quota, all: quota.forum > 0 ? await usedByAll(adda) : null };
}

/** Why a member's file of so many bytes has no room; null where it has, and then it is counted. */
export async function takeRoom(
  tx: Tx,
  { quota, all }: Room,
  ownerId: number,
  bytes: number,
): Promise<Pick<FieldFault, 'fault' | 'limit' | 'length'> | null> {
  // Two that come at once do not both get the last room.
  await oneAtATime(tx, `files:${ownerId}`);
  const used = { member: quota.member > 0 ? await bytesKept(tx, ownerId) : 0, forum: all?.bytes ?? 0 };
  const no = whyNotKeep(bytes, used, quota);
  const fault = no === 'member' ? 'quota_member' : 'quota_forum';
  if (no) return { fault, limit: megabytes(quota[no]), length: megabytes(used[no]) };
  tx.afterCommit(() => {
    if (all) all.bytes += bytes;
  });
  return null;
}
