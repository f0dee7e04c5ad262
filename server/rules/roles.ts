/** Who may do what by role. A rule answers `null` for yes, or the reason why not. */
import type { ErrorCode } from '../errors.ts';
import type { Role } from '../../shared/words.ts';

export type Actor = { id: number; role: Role } | null;

/** What a route asks of the person before anything else; the domain asks again where more matters. */
export const ROUTE_RULES = ['anyone', 'visitor', 'member', 'admin'] as const;
export type RouteRule = (typeof ROUTE_RULES)[number];

export function whyNotEnter(rule: RouteRule, actor: Actor): ErrorCode | null {
  if (rule === 'anyone' || rule === 'visitor') return null;
  if (!actor) return 'not_signed_in';
  return rule === 'admin' && actor.role !== 'admin' ? 'forbidden' : null;
}

export function whyNotAdminister(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === 'admin' ? null : 'forbidden';
}

/** An author edits and withdraws their own posts, for ever; what is withdrawn can only be restored. */
export function whyNotEdit(
  actor: Actor,
  post: { authorId: number | null; withdrawnAt: number | null },
): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (post.authorId !== actor.id) return 'not_yours';
  return post.withdrawnAt === null ? null : 'withdrawn';
}

export function whyNotWithdraw(actor: Actor, post: { authorId: number | null }): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return post.authorId === actor.id ? null : 'not_yours';
}

/** Staff start threads only in their own forms, which come with the brand-staff role. */
export function whyNotStartThread(actor: Actor): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  return actor.role === 'staff' ? 'staff_cannot' : null;
}
