/** Whom a post names: found when it is written, and kept, so that who is called otherwise since is still the one meant. */
import { type Candidates, chooseName, type Mentioned, mentionKey } from '../../../shared/mentions.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import * as queries from './mention-queries.ts';

/** Where a text stands. @property postId null for one that is not written yet @property isForBrand it names only who takes part */
export type MentionPlace = { threadId: number | null; postId: number | null; isForBrand: boolean };

/** Whom each mention names, by the key under which it does. */
export async function mentionedBy(
  conn: Conn,
  named: readonly Candidates[],
  { threadId, postId, isForBrand }: MentionPlace,
): Promise<Map<string, Mentioned>> {
  if (named.length === 0) return new Map();
  const keys = [...new Set(named.flatMap(({ whole, first }) => [...whole, ...first].map(mentionKey)))];
  const [found, kept] = [await queries.membersBySlug(conn, keys), await queries.keptMentions(conn, postId)];
  const all = new Map([...found, ...kept].map((one) => [one.key, one]));
  const there = isForBrand
    ? await queries.writersAmong(
        conn,
        threadId,
        [...all.values()].map(({ id }) => id),
      )
    : null;
  if (there) for (const [key, { id }] of all) if (!there.has(id)) all.delete(key);
  const meant = named.map((one) => chooseName(one, all)).filter((name) => name !== undefined);
  return new Map(
    meant.map(mentionKey).map((key) => {
      const { id, name, slug } = all.get(key)!;
      return [key, { id, name, slug }];
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
