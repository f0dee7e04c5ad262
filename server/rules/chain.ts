/** The chain of the public log: each entry's hash covers the entry and the hash before it. */
import { createHash } from 'node:crypto';

export type Link = {
  number: number;
  at: number;
  kind: string;
  actorId: number | null;
  brandId: number | null;
  isPublic: boolean;
  /** JSON, as text. */
  facts: string;
  previous: string;
};

/** What the first entry has before it. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, in hex, of the entry as a JSON array in this order. */
export function hashOf({ number, at, kind, actorId, brandId, isPublic, facts, previous }: Link): string {
  const text = JSON.stringify([number, at, kind, actorId, brandId, isPublic, facts, previous]);
  return createHash('sha256').update(text).digest('hex');
}

/** What is wrong with an entry that stands after one with this number and hash; null when nothing is. */
export function whatIsWrong(
  entry: Link & { hash: string },
  before: { number: number; hash: string },
): 'missing' | 'altered' | null {
  if (entry.number !== before.number + 1) return 'missing';
  return entry.previous === before.hash && entry.hash === hashOf(entry) ? null : 'altered';
}
