/** What waits for a moderator is approved: everybody reads it. */
import { AddaError } from '../../../platform/errors.ts';
import { setHiding, SHOWN } from '../../../forum/threads/hiding.ts';
import { updatePost } from '../../../forum/threads/post-queries.ts';
import { act } from '../act.ts';
import { announce } from './announcement.ts';

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
