/**
 * Who spoke for a brand until a short while ago: what the forum says of them, whatever they say themselves, and where
 * they cannot speak as somebody else yet.
 */
import type { ErrorCode } from '../../shared/faults.ts';
import type { MarkKind, Stake } from '../../shared/words.ts';

/** So long after a grant its holder still has a stake, in ms. */
export const STAKE_AFTER_GRANT = 90 * 24 * 3_600_000;

/** Of more brands nobody was the voice within a few months. */
const MOST = 5;

/** The stakes with one more, or a later end of the same one. */
export function withStake(stakes: readonly Stake[] | null, stake: Stake): Stake[] {
  return [...(stakes ?? []).filter(({ brand }) => brand !== stake.brand), stake].slice(-MOST);
}

/** Those of the stakes that still last. @param now in ms */
export function lastingStakes(stakes: readonly Stake[] | null, now: number): Stake[] {
  return (stakes ?? []).filter(({ until }) => now < until + STAKE_AFTER_GRANT);
}

/**
 * Whoever has just spoken under a brand's label in a thread does not go on there as one of its members.
 * @param spokeFor the brands that this account spoke for in the thread
 */
export function whyNotPostAsMember(stakes: readonly Stake[], spokeFor: readonly number[]): ErrorCode | null {
  return stakes.some(({ brand }) => spokeFor.includes(brand)) ? 'spoke_here' : null;
}

/** What says nothing of somebody else's post but what the asker alone knows: their own question is their own. */
const OWN_MARKS = ['accept', 'settled', 'me_too'] as const satisfies MarkKind[];

/** Whoever has just spoken under a brand's label gives others' posts no weight yet; what they said before they take back. */
export function whyNotMarkAsMember(stakes: readonly Stake[], kind: MarkKind, set: boolean): ErrorCode | null {
  const isOwn = OWN_MARKS.some((own) => own === kind);
  return stakes.length > 0 && set && !isOwn ? 'spoke_lately' : null;
}

/** A brand that runs the forum, or ran it. @property until since when it does not, in ms; null where it does */
export type Operator<Brand> = { operator: Brand | null; formerOperator: (Brand & { until: number }) | null };

/**
 * For which brand the admins of a forum speak: the one that runs it, and one that ran it until a short while ago, so
 * that no click takes the label off.
 */
export function operatorInForce<Brand>(forum: Operator<Brand>, now: number): Brand | null {
  if (forum.operator !== null) return forum.operator;
  const { formerOperator } = forum;
  return formerOperator !== null && now < formerOperator.until + STAKE_AFTER_GRANT ? formerOperator : null;
}
