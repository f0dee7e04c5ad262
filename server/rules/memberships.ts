/** Who belongs to a space that is not open to everybody, and who says so. */
import type { ErrorCode } from '../../shared/faults.ts';
import type { SpaceAccess } from '../../shared/words.ts';
import { crossesBorder } from './moderation.ts';
import { type Actor, whyNotAdminister, whyNotModerate } from './roles.ts';

type Space = { id: number; access: SpaceAccess; archivedAt: number | null };

/** A space has a roster where it lets people in. */
export const hasRoster = (space: { access: SpaceAccess }): boolean => space.access === 'private';

/** Those who belong to it read who else does; whoever may not read it does not find it. */
export function whyNotSeeRoster(space: Space, isIn: boolean): ErrorCode | null {
  return hasRoster(space) && isIn ? null : 'not_found';
}

export const whyNotLetIn = (actor: Actor, space: Space): ErrorCode | null =>
  whyNotModerate(actor, space.id) ?? (hasRoster(space) ? null : 'not_found');

/** What was written for few is never opened to more: that space stays closed, and a new one can be made. @param isEmpty whether nothing was written there yet */
export function whyNotGiveAccess(actor: Actor, space: Space, access: SpaceAccess, isEmpty: boolean): ErrorCode | null {
  const no = whyNotModerate(actor, space.id);
  if (no) return no;
  if (space.access === access) return 'no_change';
  return !isEmpty && crossesBorder(space, { id: space.id, access }) ? 'across_border' : null;
}

/** An archived space is read, and nothing is added to it. */
export const whyNotAddTo = (space: { archivedAt: number | null }): ErrorCode | null =>
  space.archivedAt === null ? null : 'archived';

/** Admins name moderators; whoever is one may stop being it. */
export function whyNotAppoint(actor: Actor, member: { id: number }, isSet: boolean): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return !isSet && member.id === actor.id ? null : whyNotAdminister(actor);
}

/** So many members who would like a proposed space as well open it. */
export const SECONDS_NEEDED = 5;
