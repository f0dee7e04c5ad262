/** Who is told of a thread, a post, an edit. */
import { quotedIn } from '../../../shared/markdown.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import { notificationKind, type Piece, type Telling } from '../../platform/notifications/kinds.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Told } from '../../rules/notifications.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { mentionedIn } from '../posting/mention-queries.ts';
import { authorsOfPosts } from '../threads/post-queries.ts';
import { tagIdsOf } from '../threads/recount-queries.ts';
import * as queries from './queries.ts';

const QUOTES_LOOKED_AT = 20;

const aboutPost = async (tx: Tx, post: queries.PostToTell): Promise<Omit<Telling, 'told'>> => ({
  ...{ threadId: post.threadId, postId: post.id, spaceId: post.spaceId, isForBrand: post.isForBrand },
  tagIds: await tagIdsOf(tx, post.threadId),
});

const all = (reason: Told['reason'], ids: readonly (number | null)[]): Told[] =>
  ids.flatMap((accountId) => (accountId === null ? [] : [{ accountId, reason }]));

async function quotedAuthors(tx: Tx, post: queries.PostToTell): Promise<(number | null)[]> {
  const quoted = quotedIn(post.html, ownOrigin()).slice(0, QUOTES_LOOKED_AT);
  if (quoted.length === 0) return [];
  return (await authorsOfPosts(tx, audienceOfSpace(post.spaceId), quoted)).map(({ authorId }) => authorId);
}

/** Those whom a post itself means: named, quoted, answered. @param answersId the reply that it was said to, which may name nobody */
async function meant(tx: Tx, post: queries.PostToTell, answersId: number | null = null): Promise<Told[]> {
  const own = post.kind === 'answer' && asksForAnswers(post.form) ? 'answer' : 'post';
  return [
    ...all('mention', await mentionedIn(tx, post.id)),
    ...all('reply', [post.parentAuthorId, answersId ? await queries.authorOf(tx, answersId) : null]),
    ...all('quote', await quotedAuthors(tx, post)),
    ...all(own, post.kind === 'opening' ? [] : [post.threadAuthorId]),
  ];
}

async function followers(
  tx: Tx,
  kind: 'thread' | 'space' | 'tag' | 'member',
  targetId: number | null,
  piece: Piece,
): Promise<Told[]> {
  if (targetId === null) return [];
  const refId = kind === 'tag' ? targetId : null;
  return all(kind, await queries.followersOfAll(tx, kind, targetId, piece)).map((told) => ({ ...told, refId }));
}

/** Without those whom an edit of it that came first has told. */
async function untold(tx: Tx, post: queries.PostToTell, eventId: number, told: Told[]): Promise<Told[]> {
  if (!post.isEdited) return told;
  const before = await queries.toldByOthers(tx, post, eventId, [...new Set(told.map((one) => one.accountId))]);
  return before.size === 0 ? told : told.filter(({ accountId }) => !before.has(accountId));
}

export const postNotifications = [
  notificationKind({
    on: ['thread.started'],
    async telling(tx, { id, postId }, piece) {
      const post = await queries.postToTell(tx, postId);
      if (!post) return null;
      const about = await aboutPost(tx, post);
      const told = [...(await meant(tx, post)), ...(await followers(tx, 'member', post.authorId, piece))];
      for (const id of about.tagIds!) told.push(...(await followers(tx, 'tag', id, piece)));
      told.push(...(await followers(tx, 'space', post.spaceId, piece)));
      return { ...about, told: await untold(tx, post, id, told) };
    },
  }),
  notificationKind({
    on: ['post.written'],
    async telling(tx, { id, postId, answersId }, piece) {
      const post = await queries.postToTell(tx, postId);
      if (!post) return null;
      const [about, ...told] = await Promise.all([
        aboutPost(tx, post),
        meant(tx, post, answersId),
        followers(tx, 'thread', post.threadId, piece),
        followers(tx, 'member', post.authorId, piece),
      ]);
      return { ...about, told: await untold(tx, post, id, told.flat()) };
    },
  }),
  /** Whom an edit names or quotes for the first time; and whose text somebody else changed. */
  notificationKind({
    on: ['post.edited'],
    async telling(tx, { postId }) {
      const post = await queries.postToTell(tx, postId);
      if (!post) return null;
      const before = await queries.toldOf(tx, postId);
      const told = [...all('mention', await mentionedIn(tx, postId)), ...all('quote', await quotedAuthors(tx, post))];
      const fresh = told.filter(({ accountId }) => !before.has(accountId));
      return { ...(await aboutPost(tx, post)), told: [...all('edited', [post.authorId]), ...fresh] };
    },
  }),
];
