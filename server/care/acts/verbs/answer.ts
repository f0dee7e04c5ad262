/** A reply becomes an answer of its own, or goes under another post. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { kindOfPost } from '../../../rules/answers.ts';
import { postById, updatePost } from '../../../forum/threads/post-queries.ts';
import { recountMoved, recountPost } from '../../../forum/threads/recount.ts';
import { countPublic, repliesTo } from '../../../forum/threads/moving-queries.ts';
import { orderReplies, recountReplies, setParent } from '../../../forum/threads/place-queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { act, type OnPost } from '../act.ts';

/** Puts a post elsewhere in its thread, with the replies that are its own there, and counts what depends on it. */
async function place(tx: Tx, { thread, post }: OnPost, parentId: number | null, replies: number[]): Promise<void> {
  const before = await countPublic(tx, thread.id);
  const kind = kindOfPost({
    thread,
    author: { id: post.authorId ?? 0, speaksForBrand: post.isLabelled },
    ...{ isReply: parentId !== null, asOwnAnswer: false, takesPart: false },
  });
  await updatePost(tx, post.id, { parentId, kind });
  await setParent(tx, thread.id, replies, parentId ?? post.id);
  for (const id of [parentId, post.parentId, post.id]) if (id !== null) await orderReplies(tx, id);
  await recountReplies(tx, thread.id);
  await recountPost(tx, thread, (await postById(tx, post.id))!);
  await recountMoved(tx, thread, (await countPublic(tx, thread.id)) - before);
}

export const asAnswer = act({
  ...{ target: 'post', verb: 'as-answer' },
  async apply(tx, on, { wanted: { posts = [] } }) {
    const { parentId } = on.post;
    if (parentId === null) throw new AddaError('no_change');
    await place(tx, on, null, posts);
    return { facts: { parent: parentId } };
  },
  back: ({ parent }) => ({ parentId: Number(parent) }),
});

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
