/** Following spaces, tags and people; and what is new among them. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Cursor, Scope } from '../../forum/feeds/queries.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Conn } from '../../platform/store/store.ts';
import * as queries from './queries.ts';

/**
 * Follows something, or follows it no more; doing it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `not_found`, `too_many_follows`
 */
export async function follow(adda: Adda, actor: Actor, what: queries.Follow, set: boolean): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (!set) return queries.deleteFollow(tx, actor.id, what);
    if (!(await queries.isThere(tx, what)) || (what.kind === 'member' && what.targetId === actor.id))
      throw new AddaError('not_found');
    const now = await queries.followsOf(tx, actor.id);
    if (now.length >= LIMITS.follows) throw new AddaError('too_many_follows');
    await queries.insertFollow(tx, actor.id, what);
  });
}

/**
 * The ids of the highest ranked threads among what a member follows, each once: the heads of as many sorted lists
 * as things are followed, merged.
 */
export async function followedThreads(
  conn: Conn,
  accountId: number,
  scope: Scope,
  cursor: Cursor | null,
  limit: number,
): Promise<number[]> {
  const lists = [];
  for (const one of await queries.followsOf(conn, accountId))
    lists.push(...(await queries.rankedOf(conn, one, scope, cursor, limit)));
  const byId = new Map(lists.map((row) => [row.id, row]));
  return [...byId.values()]
    .sort((one, other) => other.key - one.key || other.id - one.id)
    .slice(0, limit)
    .map(({ id }) => id);
}
