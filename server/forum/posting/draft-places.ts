/** Where drafts belong: to a new thread, the end of one, a reply, a change, a poll, a message, what waits for its time. */
import type { Ctx } from '../../platform/http/context.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { MESSAGE_PLACE, START_PLACE } from '../../rules/beginnings.ts';
import { AddaError } from '../../platform/errors.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { authorOfProfile } from '../../people/profiles/author.ts';
import { readsConversation } from '../../rules/messages.ts';
import { type ParticipantRow, participantsOf } from '../drafts/people-queries.ts';
import type { Draft } from '../drafts/queries.ts';
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import { authorsOfPosts } from '../threads/post-queries.ts';
import { postToRead, threadToRead } from '../threads/access.ts';

/** Each place has one name only. */
const PLACE = /^(thread|reply|edit|poll):([1-9]\d{0,8})$/;
const MESSAGE = /^message:([1-9]\d{0,8})$/;
const WAITING = /^waiting:([1-9]\d{0,8})$/;

/** The place as it is kept, and its thread. @throws {AddaError} `not_found` also for what this viewer may not see */
export async function draftPlace(ctx: Ctx, place: string): Promise<{ place: string; threadId: number | null }> {
  if (START_PLACE.test(place) || MESSAGE_PLACE.test(place)) return { place, threadId: null };
  // Whether it is there is no matter: the draft is its writer's own, and shows nothing of it.
  if (MESSAGE.test(place) || WAITING.test(place)) return { place, threadId: null };
  const [, kind, number] = PLACE.exec(place) ?? [];
  const id = idOf(number);
  if (id === null) throw new AddaError('not_found');
  const conn = ctx.adda.store.read;
  if (kind === 'thread') return { place, threadId: (await threadToRead(conn, ctx.audience, id)).id };
  return { place, threadId: (await postToRead(conn, ctx.audience, { id })).thread.id };
}

/** The id of the post that a draft replies to; null for another draft. */
export function repliesTo({ place }: Pick<Draft, 'place'>): number | null {
  const [, kind, id] = PLACE.exec(place) ?? [];
  return kind === 'reply' ? idOf(id) : null;
}

/** Who wrote the posts that these drafts reply to, by post, as far as the posts stand for who wrote the drafts. */
export async function answeredBy(ctx: Ctx, drafts: readonly Draft[]): Promise<Map<number, AuthorFacts>> {
  const posts = drafts.flatMap((draft) => {
    const id = repliesTo(draft);
    return id === null ? [] : [{ id }];
  });
  if (posts.length === 0) return new Map();
  const authors = await authorsOfPosts(ctx.adda.store.read, ctx.audience, posts, 'standing');
  return new Map(authors.map((author) => [author.postId, author]));
}

/** The conversation into which a draft goes; null for another draft, and for a message that begins one. */
export function speaksIn({ place }: Pick<Draft, 'place'>): number | null {
  return idOf(MESSAGE.exec(place)?.[1]);
}

/** With whom the conversations of these drafts are, by conversation, as far as who wrote the drafts reads them still. */
export async function spokenTo(ctx: Ctx, drafts: readonly Draft[]): Promise<Map<number, AuthorFacts[]>> {
  const ids = drafts.flatMap((draft) => speaksIn(draft) ?? []);
  const people = ids.length === 0 ? [] : await participantsOf(ctx.adda.store.read, ids);
  const isMe = ({ accountId }: ParticipantRow) => accountId === ctx.viewer!.id;
  const found = new Map<number, AuthorFacts[]>();
  for (const id of ids) {
    const there = people.filter((one) => one.conversationId === id);
    if (!there.some((one) => isMe(one) && readsConversation(one.state))) continue;
    const others = there.filter((one) => !isMe(one) && one.state !== 'left');
    found.set(
      id,
      others.map((one) => authorOfProfile(wordsFor(ctx.site), one)),
    );
  }
  return found;
}

/** Whether its thread is not there any more for who wrote it: their words are. */
export const isGone = ({ inThread, threadId }: Draft): boolean => inThread !== null && threadId === null;

/** Whether the post that it replies to does not stand any more, and takes no reply. @param answered of `answeredBy` */
export function answersNothing(draft: Draft, answered: ReadonlyMap<number, unknown>): boolean {
  const id = repliesTo(draft);
  return id !== null && !answered.has(id);
}

/** Whether it was refused while another device kept something in its place, whose form has that. */
export const isRefused = ({ place }: Draft): boolean => place.endsWith(':refused');

/** Where one reads all of a draft. */
export const wholePath = ({ place }: Draft): string => `/drafts?place=${encodeURIComponent(place)}`;

/** Where one goes on with a draft, or reads it where it can go nowhere. @param answered of `answeredBy`; left out where nobody looked */
export function draftPath(draft: Draft, answered?: ReadonlyMap<number, unknown>): string {
  const { place, threadId, threadSlug } = draft;
  if (isGone(draft) || (answered && answersNothing(draft, answered))) return wholePath(draft);
  if (MESSAGE_PLACE.test(place)) return `/messages/new?draft=${place}`;
  const conversation = MESSAGE.exec(place)?.[1];
  if (conversation !== undefined) return `/messages/${conversation}`;
  const waiting = WAITING.exec(place)?.[1];
  if (waiting !== undefined) return `/waiting/${waiting}`;
  const [, kind, id] = PLACE.exec(place) ?? [];
  if (kind === 'edit') return `/p/${id}/edit`;
  if (kind === 'poll') return `/p/${id}/poll`;
  if (kind === 'reply') return `/p/${id}`;
  return threadId === null ? `/ask?draft=${place}` : `${threadPath({ id: threadId, slug: threadSlug! })}#reply`;
}
