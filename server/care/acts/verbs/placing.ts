/** A post stands elsewhere in its thread: what becoming an answer and becoming a reply share. */
import { kindOfPost } from '../../../rules/answers.ts';
import { postById, updatePost } from '../../../forum/threads/post-queries.ts';
import { recountMoved, recountPost } from '../../../forum/threads/recount.ts';
import { countPublic } from '../../../forum/threads/moving-queries.ts';
import { orderReplies, recountReplies, setParent } from '../../../forum/threads/place-queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import type { OnPost } from '../act.ts';

/** Puts a post elsewhere in its thread, with the replies that are its own there, and counts what depends on it. */
export async function place(
  tx: Tx,
  { thread, post }: OnPost,
  parentId: number | null,
  replies: number[],
): Promise<void> {
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
