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

/** What an entry says of where it was and which act it tells of, read from its facts: kept beside them to look entries up by. */
export function placeOf(facts: string): { spaceId: number | null; act: string | null } {
  try {
    const { spaceId, act } = JSON.parse(facts) as Record<string, unknown>;
    return { spaceId: typeof spaceId === 'number' ? spaceId : null, act: typeof act === 'string' ? act : null };
  } catch {
    // A row altered by hand need not be JSON any more; its hash tells.
    return { spaceId: null, act: null };
  }
}

/** Whether what an entry is looked up by is what its facts say. Entries from before there was such a thing say nothing of a space. */
function isInPlace({ facts, spaceId = null, act = null }: Placed): boolean {
  const said = placeOf(facts);
  return (said.spaceId === null || said.spaceId === spaceId) && said.act === act;
}
type Placed = { facts: string; spaceId?: number | null; act?: string | null };

/** What is wrong with an entry that stands after one with this number and hash; null when nothing is. */
export function whatIsWrong(
  entry: Link & Placed & { hash: string },
  before: { number: number; hash: string },
): 'missing' | 'altered' | null {
  if (entry.number !== before.number + 1) return 'missing';
  return entry.previous === before.hash && entry.hash === hashOf(entry) && isInPlace(entry) ? null : 'altered';
}
