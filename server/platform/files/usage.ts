/** How much room files take: of a member, and of the forum. */
import type { Adda } from '../adda.ts';
import type { FieldFault } from '../errors.ts';
import { megabytes } from '../http/sizes.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Tx } from '../store/store.ts';
import { type Quota, whyNotKeep } from '../../rules/quota.ts';
import { bytesKept } from './queries.ts';

/** For figures of the forum, what all together have is summed up so often. */
const SUMMED_EVERY_MS = 60_000;
type Sum = { at: number; bytes: number };
const sums = new WeakMap<Adda['files'], Sum>();

/** What all members together have, by the last count: for figures, and no ground to refuse anything. */
export async function usedByAll({ aside, files }: Adda): Promise<Sum> {
  const known = sums.get(files);
  if (known && Date.now() - known.at < SUMMED_EVERY_MS) return known;
  const sum = { at: Date.now(), bytes: await bytesKept(aside, null) };
  sums.set(files, sum);
  return sum;
}

/**
 * Why a member's file of so many bytes has no room; null where it has. To be asked within the transaction that keeps it: what
 * others keep at the same time is counted.
 */
export async function takeRoom(
  tx: Tx,
  quota: Quota,
  ownerId: number,
  bytes: number,
): Promise<Pick<FieldFault, 'fault' | 'limit' | 'length'> | null> {
  // Two that come at once do not both get the last room: of a member, and of all.
  await oneAtATime(tx, `files:${ownerId}`);
  if (quota.forum > 0) await oneAtATime(tx, 'files:all');
  const used = {
    member: quota.member > 0 ? await bytesKept(tx, ownerId) : 0,
    forum: quota.forum > 0 ? await bytesKept(tx, null) : 0,
  };
  const no = whyNotKeep(bytes, used, quota);
  const fault = no === 'member' ? 'quota_member' : 'quota_forum';
  return no && { fault, limit: megabytes(quota[no]), length: megabytes(used[no]) };
}
