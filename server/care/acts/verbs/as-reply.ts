/** An answer goes under another post, as a reply. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { postById } from '../../../forum/threads/post-queries.ts';
import { repliesTo } from '../../../forum/threads/moving-queries.ts';
import { act } from '../act.ts';
import { place } from './placing.ts';

export const asReply = act({
  ...{ target: 'post', verb: 'as-reply', wants: ['parentId'] },
  async apply(tx, on, { wanted: { parentId = 0 } }) {
    const { thread, post } = on;
    if (post.kind === 'opening') throw new AddaError('opening_stays');
    const parent = await postById(tx, parentId);
    const isThere = parent !== null && parent.threadId === thread.id && parent.id !== post.id && !parent.isHidden;
    if (!isThere || parent.parentId !== null || parent.withdrawnAt !== null)
      throw invalid({ field: 'parentId', fault: 'unknown_post' });
    if (post.parentId === parentId) throw new AddaError('no_change');
    const replies = await repliesTo(tx, post.id);
    await place(tx, on, parentId, replies);
    return { facts: { parent: parentId, replies } };
  },
  back: ({ replies }) => ({ posts: (replies as number[]).map(Number) }),
});
