/** Following spaces, tags, people and threads, by how much one wants to be told; or muting them. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import type { Actor } from '../../rules/roles.ts';
import type { FollowLevel } from '../../../shared/words.ts';
import { LIMITS } from '../../../shared/limits.ts';
import * as queries from './queries.ts';

/**
 * Says how somebody follows something; null takes it back. Saying it twice changes nothing.
 * @returns how they did before
 * @throws {AddaError} `not_signed_in`, `not_found`, `too_many_follows`
 */
export async function follow(
  adda: Adda,
  actor: Actor,
  what: queries.Follow,
  level: FollowLevel | null,
): Promise<FollowLevel | null> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const before = await queries.levelOf(tx, actor.id, what);
    if (level === null) {
      await queries.deleteFollow(tx, actor.id, what);
      return before;
    }
    if (
      !(await queries.isThere(tx, await audienceOfAccount(tx, actor.id), what)) ||
      (what.kind === 'member' && what.targetId === actor.id)
    )
      throw new AddaError('not_found');
    if (before === null && what.kind !== 'thread' && (await queries.countFollows(tx, actor.id)) >= LIMITS.follows)
      throw new AddaError('too_many_follows');
    await queries.putFollow(tx, actor.id, what, level);
    return before;
  });
}
