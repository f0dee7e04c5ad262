/** Who may join: everybody, or whoever comes with a join link that is good. */
import type { ErrorCode } from '../../shared/faults.ts';
import type { Joining } from '../../shared/words.ts';

/** @property endedAt when an admin ended it; null for one that nobody ended */
export type JoinLinkFacts = { usesLeft: number; expiresAt: number; endedAt: number | null };

/** Whether somebody may still ask to join by it. */
export const isOpen = ({ usesLeft, expiresAt, endedAt }: JoinLinkFacts, now: number): boolean =>
  usesLeft > 0 && endedAt === null && expiresAt > now;

/**
 * Why somebody may not ask to join. Ended, used up, too old, never there: nobody is told which of them it is.
 * @param code what they came with; '' for nothing @param link what it is the code of, if there is such a link
 */
export function whyNotJoin(joining: Joining, code: string, link: JoinLinkFacts | null, now: number): ErrorCode | null {
  if (joining === 'open') return null;
  if (code === '') return 'join_link_needed';
  return link && isOpen(link, now) ? null : 'join_link_over';
}
