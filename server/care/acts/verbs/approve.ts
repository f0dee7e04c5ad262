/** What waits for a moderator: approved, everybody reads it; refused, it stays hidden, with a reason and an appeal. */
import { AddaError } from '../../../platform/errors.ts';
import { raise } from '../../../platform/events/raise.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { setHiding, SHOWN } from '../../../forum/threads/hiding.ts';
import { updatePost } from '../../../forum/threads/post-queries.ts';
import { act, type OnPost } from '../act.ts';

/** What was held is written now for those who are told of new posts: they have not been told before. */
async function announce(tx: Tx, { thread, post }: OnPost): Promise<void> {
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id };
  const actorId = post.authorId;
  const { number, kind: postKind, parentId } = post;
  if (postKind === 'opening') await raise(tx, { kind: 'thread.started', actorId, ...on });
  else await raise(tx, { kind: 'post.written', actorId, ...on, number, postKind, parentId });
}

export const approvePost = act({
  ...{ target: 'post', verb: 'approve' },
  async apply(tx, on) {
    const { post } = on;
    if (post.removedAt !== null) throw new AddaError('removed');
    if (post.heldWhy === null) throw new AddaError('no_change');
    if (post.withdrawnAt !== null) throw new AddaError('withdrawn');
    // What was only flagged stands already.
    if (post.heldAt === null) await updatePost(tx, post.id, { heldWhy: null });
    else {
      await setHiding(tx, on, { ...SHOWN, hiddenAt: null });
      await announce(tx, on);
    }
    return {};
  },
});

export const refusePost = act({
  ...{ target: 'post', verb: 'refuse' },
  async apply(tx, { post }, { actor, reason }) {
    if (post.heldAt === null) throw new AddaError('no_change');
    // It is hidden already, so nothing that is counted changes.
    const refused = { heldAt: null, heldWhy: null, hiddenBy: actor.id, hiddenReason: reason };
    await updatePost(tx, post.id, refused);
    return {};
  },
});
