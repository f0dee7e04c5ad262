/** What waits for a moderator is refused: it stays hidden, with a reason and an appeal. */
import { AddaError } from '../../../platform/errors.ts';
import { updatePost } from '../../../forum/threads/post-queries.ts';
import { act } from '../act.ts';

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
