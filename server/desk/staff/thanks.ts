/** Staff thank a member for a post. It is shown, and counts for nothing. */
import type { Adda } from '../../platform/adda.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { AddaError } from '../../platform/errors.ts';
import { postToMark } from '../../forum/threads/access.ts';
import type { Actor } from '../../rules/roles.ts';
import { THANKS_PER_STAFF } from '../../rules/rate-limits.ts';
import { recountThanks } from '../../forum/threads/recount.ts';
import { isPublic } from '../../rules/post-state.ts';
import { insertThanks } from '../../forum/threads/thanks-queries.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { raise } from '../../platform/events/raise.ts';

/**
 * Says thank you for a post, once a brand.
 * @throws {AddaError} `not_signed_in`, `not_staff`, `grant_ended`, `not_found`, `own_post`, `staff_post`, `too_many`
 */
export async function thank(
  adda: Adda,
  actor: Actor,
  postId: number,
): Promise<{ threadId: number; threadSlug: string; number: number }> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const { thread, post } = await postToMark(tx, actor.id, postId);
    if (!isPublic(post)) throw new AddaError('not_found');
    const { identity } = await postAuthorOf(tx, actor.id, tx.now);
    if (!identity) throw new AddaError('not_staff');
    if (post.authorId === actor.id) throw new AddaError('own_post');
    if (post.isLabelled) throw new AddaError('staff_post');
    await consume(tx, THANKS_PER_STAFF, actor.id);
    const isNew = await insertThanks(tx, {
      postId,
      brandId: identity.brand.id,
      accountId: actor.id,
      label: identity.label,
    });
    if (isNew) {
      await recountThanks(tx, thread);
      const on = { threadId: thread.id, spaceId: thread.spaceId, postId, number: post.number };
      await raise(tx, { kind: 'post.thanked', actorId: actor.id, ...on, brandId: identity.brand.id });
    }
    return { threadId: thread.id, threadSlug: thread.slug, number: post.number };
  });
}
