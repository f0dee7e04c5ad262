/** Telling of a post that nobody but its author and moderators has read so far. */
import { raise } from '../../../platform/events/raise.ts';
import type { Tx } from '../../../platform/store/store.ts';
import type { OnPost } from '../act.ts';

/**
 * What was held from its first moment is written now for those who are told of new posts. What stood before, and was
 * held or hidden later, they have been told of.
 * @param on as it was before it was shown
 */
export async function announce(tx: Tx, { thread, post }: OnPost): Promise<void> {
  if (post.hiddenAt !== post.createdAt) return;
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id };
  const { number, kind: postKind, parentId, authorId: actorId } = post;
  if (postKind === 'opening') await raise(tx, { kind: 'thread.started', actorId, ...on });
  else {
    const written = { postKind, parentId, mayHaveCards: true, answersId: null };
    await raise(tx, { kind: 'post.written', actorId, ...on, number, ...written });
  }
}
