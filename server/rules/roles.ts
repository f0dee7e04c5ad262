/** Who may do what by role. A rule answers `null` for yes, or the reason why not. */
import type { ErrorCode } from '../../shared/faults.ts';
import { type Form, MEMBER_FORMS, type PostKind, type Role, STAFF_FORMS } from '../../shared/words.ts';
import { asksForAnswers } from './thread-forms.ts';

/** Where somebody keeps the peace: in the whole forum, or in these spaces. */
export type Moderates = 'all' | ReadonlySet<number>;
export type Actor = { id: number; role: Role; moderates?: Moderates } | null;

/** Where somebody keeps the peace. Admins are moderators too; staff are never either. @param spaces those they moderate */
export function moderates(role: Role, spaces: readonly number[]): Moderates {
  if (role === 'moderator' || role === 'admin') return 'all';
  return new Set(role === 'staff' ? [] : spaces);
}

/** What a route asks of the person before anything else; the domain asks again where more matters. */
export const ROUTE_RULES = ['anyone', 'visitor', 'member', 'staff', 'moderator', 'admin'] as const;
export type RouteRule = (typeof ROUTE_RULES)[number];

export function whyNotAuthorized(rule: RouteRule, actor: Actor): ErrorCode | null {
  if (rule === 'anyone' || rule === 'visitor') return null;
  if (!actor) return 'not_signed_in';
  if (rule === 'staff') return actor.role === 'staff' ? null : 'not_staff';
  if (rule === 'moderator') return whyNotModerate(actor);
  return rule === 'admin' ? whyNotAdminister(actor) : null;
}

/** Admins are moderators too; staff are never either. */
export function whyNotModerate(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === 'moderator' || actor.role === 'admin' ? null : 'forbidden';
}

/** What belongs to members: marking, proposing, opening a door, claiming. Moderators and admins are members. */
export function whyNotAsMember(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === 'staff' ? 'staff_cannot' : null;
}

export function whyNotAdminister(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === 'admin' ? null : 'forbidden';
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
  if (actor.role === 'staff' && !post.isLabelled) return 'staff_cannot';
  return post.withdrawnAt === null ? null : 'withdrawn';
}

export function whyNotWithdraw(actor: Actor, post: { authorId: number | null }): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return post.authorId === actor.id ? null : 'not_yours';
}

/** As withdrawing; but staff bring back nothing that has no label. */
export function whyNotRestore(actor: Actor, post: { authorId: number | null; isLabelled: boolean }): ErrorCode | null {
  const no = whyNotWithdraw(actor, post);
  return no ?? (actor!.role === 'staff' && !post.isLabelled ? 'staff_cannot' : null);
}

/** A resource that a member began belongs to all of them; what staff offer stands under their label, and is theirs. */
export function isShared(thread: { form: Form }, post: { kind: PostKind; isLabelled: boolean }): boolean {
  return thread.form === 'resource' && post.kind === 'opening' && !post.isLabelled;
}

/** The forms that somebody may start: members theirs, staff only a prompt, a resource or an open hour. */
export function formsOf(role: Role): readonly Form[] {
  return role === 'staff' ? STAFF_FORMS : MEMBER_FORMS;
}

export function whyNotStartThread(actor: Actor, form: Form): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (formsOf(actor.role).includes(form)) return null;
  return actor.role === 'staff' ? 'staff_form' : 'not_staff';
}

/** The asker may let staff in before a peer has answered; a moderator may, with a reason. */
export function whyNotOpenEarlyAccess(actor: Actor, thread: { authorId: number | null; form: Form }): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (!asksForAnswers(thread.form)) return 'not_a_question';
  return actor!.id === thread.authorId || whyNotModerate(actor) === null ? null : 'not_the_asker';
}

/** Reports are decided by moderators who have no stake: not in the matter, and with no declared affiliation. */
export function whyNotDecide(
  actor: Actor,
  report: { reporterId: number | null; authorId: number | null },
  hasStake: boolean,
): ErrorCode | null {
  const no = whyNotModerate(actor);
  if (no) return no;
  if (actor!.id === report.reporterId || actor!.id === report.authorId) return 'own_matter';
  return hasStake ? 'affiliated' : null;
}
