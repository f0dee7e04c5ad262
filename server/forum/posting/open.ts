/** Opening a post to changes by others than its author, and who of them may change it. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Conn } from '../../platform/store/store.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { trustIn } from '../../people/accounts/trust-queries.ts';
import { EDITS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { type Actor, whyNotImprove, whyNotOpenPost } from '../../rules/roles.ts';
import type { Form, TrustStep } from '../../../shared/words.ts';
import { wordsToMark } from '../threads/access.ts';
import { closePost, insertOpenPost } from '../threads/open-queries.ts';
import type { Post } from '../threads/post-queries.ts';

/** Where a post is that was opened, or is open no more. */
export type Opened = { threadId: number; threadSlug: string; number: number; to: TrustStep | null };

/** @throws {AddaError} `not_trusted_yet` for who changes what was opened to others only */
export async function mustBeTrusted(
  conn: Conn,
  editorId: number,
  { thread, post }: { thread: { form: Form }; post: Post },
  now: number,
): Promise<void> {
  if (post.authorId === editorId || post.openedTo === null) return;
  const { trust } = await trustIn(conn, editorId, now);
  const no = whyNotImprove(thread, post, trust?.step ?? null);
  if (no) throw new AddaError(no);
}

/**
 * The author of a post, or a moderator, lets others change it, or takes that back; the same again changes nothing.
 * @param to how far the forum has to trust them; null for nobody
 * @throws {AddaError} `not_signed_in`, `not_found`, `silenced`, `suspended`, `too_many`, and every reason of `whyNotOpenPost`
 */
export async function openPost(adda: Adda, actor: Actor, postId: number, to: TrustStep | null): Promise<Opened> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const { thread, post } = await wordsToMark(tx, actor.id, postId);
    const no = whyNotOpenPost(await actorOf(tx, actor), thread, post, thread.spaceId);
    if (no) throw new AddaError(no);
    if ((await postAuthorOf(tx, actor.id, tx.now)).identity) throw new AddaError('staff_cannot');
    await consume(tx, EDITS_PER_MEMBER, actor.id);
    const at = { threadId: thread.id, threadSlug: thread.slug, number: post.number, to };
    if (to === post.openedTo) return at;
    await closePost(tx, postId);
    if (to !== null) await insertOpenPost(tx, postId, to, post.authorId === actor.id ? 'author' : 'moderator');
    const on = { threadId: thread.id, spaceId: thread.spaceId, postId, number: post.number };
    await raise(tx, { kind: 'post.opened', actorId: actor.id, ...on, isSet: to !== null });
    return at;
  });
}
