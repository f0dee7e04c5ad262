/** Following spaces, tags and people; and what is new among them. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import * as queries from './queries.ts';

/**
 * Follows something, or follows it no more; doing it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `not_found`, `too_many_follows`
 */
export async function follow(adda: Adda, actor: Actor, what: queries.Follow, set: boolean): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (!set) return queries.deleteFollow(tx, actor.id, what);
    if (
      !(await queries.isThere(tx, await audienceOfAccount(tx, actor.id), what)) ||
      (what.kind === 'member' && what.targetId === actor.id)
    )
      throw new AddaError('not_found');
    const now = await queries.followsOf(tx, actor.id);
    if (now.length >= LIMITS.follows) throw new AddaError('too_many_follows');
    await queries.insertFollow(tx, actor.id, what);
  });
}
