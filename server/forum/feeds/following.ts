/** The feed of what a member follows. */
import type { Cursor, Scope } from './queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { followsOf, type Follow } from '../../people/following/queries.ts';
import { rankedOf } from './following-queries.ts';

/**
 * The ids of the highest ranked threads among what a member follows, each once: the heads of as many sorted lists
 * as things are followed, merged.
 */
export async function followedThreads(
  conn: Conn,
  audience: Audience,
  accountId: number,
  scope: Scope,
  cursor: Cursor | null,
  limit: number,
): Promise<number[]> {
  const lists = [];
  for (const one of await followsOf(conn, accountId))
    lists.push(...(await rankedOf(conn, audience, one, scope, cursor, limit)));
  const byId = new Map(lists.map((row) => [row.id, row]));
  return [...byId.values()]
    .sort((one, other) => other.key - one.key || other.id - one.id)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** What can be followed on the page of a space or a tag. */
export function followable(scope: Scope): Follow | null {
  if (scope.tagId) return { kind: 'tag', targetId: scope.tagId };
  return scope.spaceId ? { kind: 'space', targetId: scope.spaceId } : null;
}
