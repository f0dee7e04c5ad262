/** Whom a post names: found when it is written, and kept, so that who is called otherwise since is still the one meant. */
import { type Candidates, chooseName, type Mentioned, mentionKey } from '../../../shared/mentions.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Adda } from '../../platform/adda.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { referredAside } from '../../platform/worker-pool/render.ts';
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

/** A paragraph of words, before which a name can stand; no list, quotation, table or heading. */
const BEGINS_WITH_WORDS = /^[\p{L}\p{M}][^\n]*(?:\n(?![\s:|=-]+(?:\n|$))|$)/u;

/** Whether a text names somebody, as it will be drawn: not in code, in a link, or within another's name. @throws {AddaError} `busy` */
async function isNamed({ store, workerPool }: Adda, whom: { id: number; slug: string }, markdown: string) {
  if (!mentionKey(markdown).includes(`@${whom.slug}`)) return false;
  const { named } = await referredAside(workerPool, markdown, undefined);
  const meant = await mentionedBy(store.read, named, { threadId: null, postId: null, isForBrand: false });
  return [...meant.values()].some(({ id }) => id === whom.id);
}

/**
 * What somebody says to a reply, with whom they say it to: it stands beside that reply, where nothing else would tell. Whoever
 * names them already, answers themselves, or has no room left, says what they typed.
 * @param markdown as it was checked
 * @throws {AddaError} `busy`
 */
export async function namingWhom(
  adda: Adda,
  actorId: number,
  { threadId, parentId }: { threadId: number; parentId: number | undefined },
  markdown: string,
): Promise<string> {
  const whom = parentId ? await queries.writerOfReply(adda.store.read, threadId, parentId) : null;
  if (!whom || whom.id === actorId || (await isNamed(adda, whom, markdown))) return markdown;
  const named = `@${whom.slug}${BEGINS_WITH_WORDS.test(markdown) ? ' ' : '\n\n'}${markdown}`;
  return named.length > LIMITS.reply.max ? markdown : named;
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
