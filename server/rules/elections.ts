/** Moderators whom the members of a space elect: who proposes, supports and votes, and how many it takes. */
import type { ErrorCode } from '../../shared/faults.ts';
import type { NominationState } from '../../shared/words.ts';
import { whyNotAddTo } from './memberships.ts';
import { type Actor, isStaff, whyNotAdminister, whyNotAsMember, whyNotModerate } from './roles.ts';
import { type TrustFacts, trustOf } from './trust.ts';

const DAY = 86_400_000;
/** So long a vote lasts: everybody who comes by once a week sees it. */
export const VOTE_MS = 7 * DAY;
/** So long a nomination waits for support and for who is nominated. */
export const WAITS_MS = 30 * DAY;
/** So long after one ended the same person is not nominated in the same space again. */
export const AGAIN_MS = 30 * DAY;

/**
 * Somebody who has taken part in a space: who posted there what stands, not for a brand, and may read it. Nobody else
 * has a standing.
 * @property suspendedUntil in ms
 */
export type Standing = TrustFacts & { id: number; suspendedUntil: number | null };

/**
 * May somebody support, vote and be nominated in a space?
 * @param standing null for who has not taken part there
 * @param since when the vote began: what moderators decided afterwards takes nobody's vote, nor the office from who is chosen
 */
export function isEntitled(standing: Standing | null, now: number, since = now): standing is Standing {
  if (!standing || isStaff(standing) || (standing.suspendedUntil ?? 0) > now) return false;
  const isLater = standing.lastCaseAt !== null && standing.lastCaseAt > since;
  const trust = trustOf(isLater ? { ...standing, lastCaseAt: null } : standing, now);
  return trust !== null && trust.step !== 'new';
}

/** Nobody need count further to know how many have to support a nomination, and whether there can be one. */
export const ENOUGH = 15;

/** How many others have to support a nomination: three, and fewer where fewer than fifteen could. */
export const secondsNeeded = (entitled: number): number => Math.min(3, Math.max(1, Math.floor(entitled / 5)));

/**
 * How many have to vote: a tenth of those who may, so that a few do not choose for many; and five at least, since fewer
 * know a space together no better than the admins who could name somebody.
 */
export const quorumOf = (entitled: number): number => Math.max(5, Math.ceil(entitled / 10));

/** Where fewer may vote than have to, nobody is proposed. @param entitled besides who would be */
export const whyNotElect = (entitled: number): ErrorCode | null =>
  entitled < quorumOf(entitled) ? 'too_few_voters' : null;

/** Is somebody elected? Enough voted, and two thirds of them said yes: an office over others needs more than half. */
export function isElected({ yes, no, entitled }: { yes: number; no: number; entitled: number }): boolean {
  return yes + no >= quorumOf(entitled) && 3 * yes >= 2 * (yes + no);
}

type Space = { id: number; archivedAt: number | null };
type Nomination = {
  nomineeId: number | null;
  nominatorId: number | null;
  state: NominationState;
  votingAt?: number | null;
  endsAt: number;
};

/** What all of them have in common. @param since when the vote began, where one has */
function whyNotTakePart(
  actor: Actor,
  space: Space,
  standing: Standing | null,
  now: number,
  since = now,
): ErrorCode | null {
  const no = whyNotAsMember(actor) ?? whyNotAddTo(space);
  return no ?? (isEntitled(standing, now, since) ? null : 'not_entitled');
}

export const whyNotNominate = (actor: Actor, space: Space, standing: Standing | null, now: number): ErrorCode | null =>
  whyNotTakePart(actor, space, standing, now);

/** What moderators decided about who is proposed is judged by those who vote, and told to nobody by a refusal. */
const BEFORE_ALL = 0;

/**
 * Why somebody cannot become a moderator of a space.
 * @param who as an actor; null for somebody who is gone @param endedAt when their last nomination there ended
 */
export function whyNotStand(
  who: Actor,
  space: Space,
  standing: Standing | null,
  now: number,
  endedAt: number | null = null,
): 'holds_office_here' | 'not_entitled' | 'nominated_lately' | null {
  if (who && whyNotModerate(who, space.id) === null) return 'holds_office_here';
  if (!who || !isEntitled(standing, now, BEFORE_ALL)) return 'not_entitled';
  return endedAt !== null && now - endedAt < AGAIN_MS ? 'nominated_lately' : null;
}

/** Others support it: neither who is nominated nor who nominated. */
export function whyNotSecond(
  actor: Actor,
  space: Space,
  nomination: Nomination,
  standing: Standing | null,
  now: number,
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (actor!.id === nomination.nomineeId || actor!.id === nomination.nominatorId) return 'own_matter';
  if (nomination.state !== 'proposed' || now >= nomination.endsAt) return 'no_change';
  return whyNotTakePart(actor, space, standing, now);
}

/** @param standing as of the moment when the vote began */
export function whyNotVote(
  actor: Actor,
  space: Space,
  nomination: Nomination,
  standing: Standing | null,
  now: number,
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (actor!.id === nomination.nomineeId) return 'own_matter';
  if (nomination.state !== 'voting' || now >= nomination.endsAt) return 'vote_over';
  return whyNotTakePart(actor, space, standing, now, nomination.votingAt ?? now);
}

/** Is it still open: waiting, or being voted on? */
export const isOpen = ({ state, endsAt }: Pick<Nomination, 'state' | 'endsAt'>, now: number): boolean =>
  (state === 'proposed' || state === 'voting') && now < endsAt;

/** Whoever is nominated accepts once, before the vote, and declines as long as it is open. */
export function whyNotAnswer(
  actor: Actor,
  nomination: Nomination & { acceptedAt: number | null },
  isAccepting: boolean,
  now: number,
): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (actor.id !== nomination.nomineeId) return 'forbidden';
  if (!isOpen(nomination, now)) return 'no_change';
  return isAccepting && nomination.acceptedAt !== null ? 'no_change' : null;
}

/** An admin answers for the forum, and says in public why not. */
export function whyNotObject(actor: Actor, nomination: Nomination, now: number): ErrorCode | null {
  return whyNotAdminister(actor) ?? (isOpen(nomination, now) ? null : 'no_change');
}

/** Does a nomination come to a vote? */
export const opensVote = (nomination: { acceptedAt: number | null; secondsNeeded: number }, seconds: number): boolean =>
  nomination.acceptedAt !== null && seconds >= nomination.secondsNeeded;
