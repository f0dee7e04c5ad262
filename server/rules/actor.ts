/** Who acts: a role in the forum, and where they moderate. The only place that compares roles; rules/roles.ts asks it. */
import { type Operator, operatorInForce } from './stakes.ts';
import type { Role, SpaceRole, TokenScope } from '../../shared/words.ts';

/** Where somebody keeps the peace: in the whole forum, or in these spaces. */
export type Moderates = 'all' | ReadonlySet<number>;
/** @property scope of the API token by which they act; null, or nothing, for somebody who is there in person */
export type Actor = { id: number; role: Role; moderates: Moderates; scope?: TokenScope | null } | null;

/** Acts this person themself, and not a script that has a token of theirs? */
export const isInPerson = (who: { scope?: TokenScope | null }): boolean => (who.scope ?? null) === null;

/** May an office be used, if there is one? Of tokens only those that were made for it. */
export const mayUseOffice = (who: { scope?: TokenScope | null }): boolean => isInPerson(who) || who.scope === 'office';

/** For queries: the offices of the whole forum, who may change its settings, and who speaks for a brand. */
export const FORUM_OFFICES = ['moderator', 'admin'] as const satisfies readonly Role[];
export const ADMIN = 'admin' satisfies Role;
export const STAFF = 'staff' satisfies Role;
export const SPACE_MODERATOR = 'moderator' satisfies SpaceRole;

/** Has this role power over others in the whole forum? */
export const holdsForumOffice = (role: Role): boolean => (FORUM_OFFICES as readonly Role[]).includes(role);

/** Speaks this person for a brand, by a grant? */
export const isStaff = (who: { role: Role } | null): boolean => who?.role === STAFF;

/** A member without an office and without a brand. */
export const isPlainMember = (who: { role: Role } | null): boolean => who?.role === 'member';

/** Where the forum belongs to a brand, or did until a short while ago, its admins speak for that brand. @param now in ms */
export const speaksForOperator = (who: { role: Role }, forum: Operator<unknown>, now: number): boolean =>
  who.role === ADMIN && operatorInForce(forum, now) !== null;

/** Where somebody keeps the peace. Admins are moderators too; staff are never either. @param spaces those they moderate */
export function moderates(role: Role, spaces: readonly number[]): Moderates {
  if (holdsForumOffice(role)) return 'all';
  return new Set(role === STAFF ? [] : spaces);
}

/** Somebody with this role, who moderates these spaces besides. */
export function actorAs(id: number, role: Role, spaces: readonly number[] = []): NonNullable<Actor> {
  return { id, role, moderates: moderates(role, spaces) };
}
