/** Whom a post names: found when it is written, and kept, so that who is called otherwise since is still the one meant. */
import type { Mentioned } from '../../../shared/mentions.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import * as queries from './mention-queries.ts';

/** Where a text stands. @property postId null for one that is not written yet @property isForBrand it names only who takes part */
export type MentionPlace = { threadId: number | null; postId: number | null; isForBrand: boolean };

/** Members by the keys under which a text may name them. */
export async function mentionedBy(
  conn: Conn,
  keys: readonly string[],
  { threadId, postId, isForBrand }: MentionPlace,
): Promise<Map<string, Mentioned>> {
  if (keys.length === 0) return new Map();
  const [found, kept] = [await queries.membersBySlug(conn, keys), await queries.keptMentions(conn, postId)];
  const all = new Map([...found.map((one) => [one.key, one] as const), ...kept.map((one) => [one.key, one] as const)]);
  const there = isForBrand
    ? await queries.writersAmong(
        conn,
        threadId,
        [...all.values()].map(({ id }) => id),
      )
    : null;
  return new Map(
    keys.flatMap((key) => {
      const one = all.get(key);
      return one && (there === null || there.has(one.id))
        ? [[key, { id: one.id, name: one.name, slug: one.slug }]]
        : [];
    }),
  );
}

/** Keeps whom a post names now. */
export async function keepMentions(
  tx: Tx,
  postId: number,
  mentions: ReadonlyMap<string, Mentioned> | undefined,
): Promise<void> {
  await queries.replaceMentions(
    tx,
    postId,
    [...(mentions ?? [])].map(([slug, { id }]) => ({ postId, slug, accountId: id })),
  );
}
