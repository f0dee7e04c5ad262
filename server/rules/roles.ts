/** Who may do what by role. A rule answers `null` for yes, or the reason why not. */
import type { ErrorCode } from '../../shared/faults.ts';
import {
  type Form,
  MEMBER_FORMS,
  type PostKind,
  type Role,
  STAFF_FORMS,
  TRUST_STEPS,
  type TrustStep,
} from '../../shared/words.ts';
import { type Actor, ADMIN, isInPerson, isStaff, mayUseOffice, STAFF } from './actor.ts';
import { asksForAnswers } from './thread-forms.ts';

export * from './actor.ts';

/**
 * What a route asks of the person before anything else; the domain asks again where more matters. `self` is a member
 * in person: what concerns the account itself is not for scripts.
 */
export const ROUTE_RULES = ['anyone', 'visitor', 'member', 'self', 'staff', 'moderator', 'admin'] as const;
export type RouteRule = (typeof ROUTE_RULES)[number];

export function whyNotAuthorized(rule: RouteRule, actor: Actor): ErrorCode | null {
  if (rule === 'anyone' || rule === 'visitor') return null;
  if (!actor) return 'not_signed_in';
  if (rule === 'self') return whyNotInPerson(actor);
  if (rule === 'staff') return isStaff(actor) ? null : 'not_staff';
  if (rule === 'moderator') return whyNotModerateAnything(actor);
  return rule === 'admin' ? whyNotAdminister(actor) : null;
}

const whyNotUseOffice = (actor: NonNullable<Actor>): ErrorCode | null => (mayUseOffice(actor) ? null : 'token_scope');

/** What concerns the account itself, such as its password, address and tokens: never by a token. */
export function whyNotInPerson(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return isInPerson(actor) ? null : 'in_person';
}

/** A token that was made for reading changes nothing. */
export function whyNotWrite(actor: Actor): ErrorCode | null {
  return actor?.scope === 'read' ? 'token_scope' : null;
}

/** Does a change of roles make an admin, or take one away? */
export const concernsAdmins = (...roles: Role[]): boolean => roles.includes(ADMIN);

/** Without an admin nobody could change the forum any more. @param isOtherAdmin whether there is one besides */
export function whyNotLoseRole(account: { role: Role }, to: Role, isOtherAdmin: boolean): ErrorCode | null {
  return account.role === ADMIN && to !== ADMIN && !isOtherAdmin ? 'last_admin' : null;
}

/**
 * Whoever moderates the forum moderates each of its spaces; whoever moderates a space only that.
 * @param spaceId of the matter, or null for what concerns the whole forum
 */
export function whyNotModerate(actor: Actor, spaceId: number | null): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  const isOffice = actor.moderates === 'all' || (spaceId !== null && actor.moderates.has(spaceId));
  return isOffice ? whyNotUseOffice(actor) : 'forbidden';
}

/** Is there anything that this person keeps the peace in? */
export function whyNotModerateAnything(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.moderates === 'all' || actor.moderates.size > 0 ? whyNotUseOffice(actor) : 'forbidden';
}

/** Nobody who has power over others speaks for a brand, and the other way round. */
export function whyNotSpeakForBrand(actor: NonNullable<Actor>): ErrorCode | null {
  return whyNotModerateAnything(actor) === null ? 'has_power' : null;
}

/** The same from the other side: staff get no office, neither in the forum nor in a space. */
export function whyNotHoldOffice(account: { role: Role }): ErrorCode | null {
  return account.role === STAFF ? 'is_staff' : null;
}

/** Those who know whether an answer still holds: its author, the asker, and who moderates the space. */
export function knowsWhetherOutdated(
  who: NonNullable<Actor>,
  matter: { authorId: number | null; askerId: number | null; spaceId: number },
): boolean {
  return who.id === matter.authorId || who.id === matter.askerId || whyNotModerate(who, matter.spaceId) === null;
}

/** What belongs to members: marking, proposing, opening a door, claiming. Moderators and admins are members. */
export function whyNotAsMember(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return isStaff(actor) ? 'staff_cannot' : null;
}

export function whyNotAdminister(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === ADMIN ? whyNotUseOffice(actor) : 'forbidden';
}

/**
 * An author edits and withdraws their own posts, for ever; what is withdrawn can only be restored. Staff leave
 * alone what they wrote as members: it has no label. What is shared (`isShared`) members improve together.
 */
export function whyNotEdit(
  actor: Actor,
  post: { authorId: number | null; withdrawnAt: number | null; isLabelled: boolean; isShared?: boolean },
): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (post.authorId !== actor.id && !post.isShared) return 'not_yours';
  if (isStaff(actor) && !post.isLabelled) return 'staff_cannot';
  return post.withdrawnAt === null ? null : 'withdrawn';
}

export function whyNotWithdraw(actor: Actor, post: { authorId: number | null }): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return post.authorId === actor.id ? null : 'not_yours';
}

/** As withdrawing; but staff bring back nothing that has no label. */
export function whyNotRestore(actor: Actor, post: { authorId: number | null; isLabelled: boolean }): ErrorCode | null {
  const no = whyNotWithdraw(actor, post);
  return no ?? (isStaff(actor) && !post.isLabelled ? 'staff_cannot' : null);
}

type MaybeShared = { kind: PostKind; isLabelled: boolean; openedTo: TrustStep | null };

/**
 * A resource that a member began belongs to all of them, and so does what was opened to them; what staff offer stands
 * under their label, and is theirs.
 */
export function isShared(thread: { form: Form }, post: MaybeShared): boolean {
  return !post.isLabelled && (isResource(thread, post) || post.openedTo !== null);
}

const isResource = (thread: { form: Form }, post: { kind: PostKind }): boolean =>
  thread.form === 'resource' && post.kind === 'opening';

/**
 * What was opened to some is for those whom the forum trusts as far as that; a resource is for every member.
 * @param step how far it trusts the editor; null for who gathers no trust
 */
export function whyNotImprove(thread: { form: Form }, post: MaybeShared, step: TrustStep | null): ErrorCode | null {
  if (isResource(thread, post) || post.openedTo === null) return null;
  const reached = step === null ? -1 : TRUST_STEPS.indexOf(step);
  return reached >= TRUST_STEPS.indexOf(post.openedTo) ? null : 'not_trusted_yet';
}

/**
 * The author of a post, or who moderates its space, opens it to changes by others, and takes that back. A resource is
 * open as it is, and what stands under a label stays whose it is.
 */
export function whyNotOpenPost(
  actor: Actor,
  thread: { form: Form },
  post: { kind: PostKind; isLabelled: boolean; authorId: number | null },
  spaceId: number,
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (post.authorId !== actor!.id && whyNotModerate(actor, spaceId) !== null) return 'not_yours';
  if (post.isLabelled) return 'staff_post';
  return isResource(thread, post) ? 'other_form' : null;
}

/** The forms that somebody may start: members theirs, staff only a prompt, a resource or an open hour. */
export function formsOf(role: Role): readonly Form[] {
  return role === STAFF ? STAFF_FORMS : MEMBER_FORMS;
}

export function whyNotStartThread(actor: { role: Role } | null, form: Form): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (formsOf(actor.role).includes(form)) return null;
  return isStaff(actor) ? 'staff_form' : 'not_staff';
}

/** The asker may let staff in before a peer has answered; a moderator of the space may, with a reason. */
export function whyNotOpenEarlyAccess(
  actor: Actor,
  thread: { authorId: number | null; form: Form; closedAt: number | null },
  spaceId: number,
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (!asksForAnswers(thread.form)) return 'not_a_question';
  if (thread.closedAt !== null) return 'closed';
  return actor!.id === thread.authorId || whyNotModerate(actor, spaceId) === null ? null : 'not_the_asker';
}
