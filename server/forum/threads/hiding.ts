/** Taking a post from view, or bringing it back, with every count that depends on it. */
import type { Tx } from '../../platform/store/store.ts';
import { leadingPicture } from '../pictures/with-post.ts';
import { countPublic, markedAmong, repliesTo } from './moving-queries.ts';
import { type Post, postById, updatePost } from './post-queries.ts';
import { type LockedThread, updateThread } from './queries.ts';
import { spokenPost } from './recount-queries.ts';
import { recountMoved, recountPost } from './recount.ts';

/** What is set of a post that is hidden, held or shown. */
export type Hiding = Partial<Pick<Post, 'hiddenAt' | 'hiddenBy' | 'hiddenReason' | 'heldAt' | 'heldWhy'>>;

export const SHOWN: Hiding = { hiddenAt: null, hiddenBy: null, hiddenReason: null, heldAt: null, heldWhy: null };

/** The replies under a post that somebody marked, as they are kept. */
async function markedReplies(tx: Tx, postId: number): Promise<Post[]> {
  const marked = await markedAmong(tx, await repliesTo(tx, postId));
  const rows = [];
  for (const id of marked) rows.push(await postById(tx, id));
  return rows.filter((row) => row !== null);
}

/** @param thread locked, as it is kept @param to with `hiddenAt` null to show it */
export async function setHiding(
  tx: Tx,
  { thread, post }: { thread: LockedThread; post: Post },
  to: Hiding & Pick<Post, 'hiddenAt'>,
): Promise<void> {
  const before = await countPublic(tx, thread.id);
  const replies = await markedReplies(tx, post.id);
  // A reply under what is hidden counted for nobody before.
  const wasHiddenAt = (await spokenPost(tx, post.id))?.hiddenAt ?? null;
  await updatePost(tx, post.id, to);
  if (post.kind === 'opening') {
    const picture = to.hiddenAt === null ? await leadingPicture(tx, thread.form, post.id) : null;
    await updateThread(tx, thread.id, { picture });
  }
  // What they count for their authors goes, and comes back, with the post above.
  for (const reply of replies) await recountPost(tx, thread, reply, reply.hiddenAt ?? post.hiddenAt);
  await recountPost(tx, thread, post, wasHiddenAt);
  await recountMoved(tx, thread, (await countPublic(tx, thread.id)) - before);
}
