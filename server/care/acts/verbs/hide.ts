/** Hiding posts and threads, and showing them again. */
import { AddaError } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/store/store.ts';
import { picturesOf } from '../../../forum/pictures/queries.ts';
import { type Post, postById, updatePost } from '../../../forum/threads/post-queries.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountMoved, recountPost } from '../../../forum/threads/recount.ts';
import { countPublic, markedAmong, repliesTo } from '../../../forum/threads/moving-queries.ts';
import { act, type Doing, type OnPost, type OnThread } from '../act.ts';

const SHOWN = { hiddenAt: null, hiddenBy: null, hiddenReason: null };
const hiddenBy = (tx: Tx, { actor, reason }: Doing) => ({
  hiddenAt: tx.now,
  hiddenBy: actor.id,
  hiddenReason: reason,
});

/** The replies under a post that somebody marked, as they are kept. */
async function markedReplies(tx: Tx, postId: number): Promise<Post[]> {
  const marked = await markedAmong(tx, await repliesTo(tx, postId));
  const rows = [];
  for (const id of marked) rows.push(await postById(tx, id));
  return rows.filter((row) => row !== null);
}

/** Hides a post with the replies under it, or shows it again. @param doing null to show it */
export async function setPostHidden(tx: Tx, { thread, post }: OnPost, doing: Doing | null): Promise<void> {
  if ((post.hiddenAt !== null) === (doing !== null)) throw new AddaError('no_change');
  const before = await countPublic(tx, thread.id);
  const replies = await markedReplies(tx, post.id);
  await updatePost(tx, post.id, doing ? hiddenBy(tx, doing) : SHOWN);
  if (post.kind === 'opening') {
    const picture = doing ? null : ((await picturesOf(tx, [post.id]))[0]?.name ?? null);
    await updateThread(tx, thread.id, { picture });
  }
  // What they count for their authors goes, and comes back, with the post above.
  for (const reply of replies) await recountPost(tx, thread, { ...reply, hiddenAt: reply.hiddenAt ?? post.hiddenAt });
  await recountPost(tx, thread, post);
  await recountMoved(tx, thread, (await countPublic(tx, thread.id)) - before);
}

async function setThreadHidden(tx: Tx, { thread }: OnThread, doing: Doing | null): Promise<void> {
  if ((thread.hiddenAt !== null) === (doing !== null)) throw new AddaError('no_change');
  const changes = doing ? hiddenBy(tx, doing) : SHOWN;
  await updateThread(tx, thread.id, changes);
  await recountMoved(tx, { ...thread, ...changes }, 0);
}

export const hidePost = act({
  ...{ target: 'post', verb: 'hide' },
  async apply(tx, on, doing) {
    await setPostHidden(tx, on, doing);
    return {};
  },
});

export const showPost = act({
  ...{ target: 'post', verb: 'show' },
  async apply(tx, on) {
    if (on.post.removedAt !== null) throw new AddaError('removed');
    await setPostHidden(tx, on, null);
    return {};
  },
});

export const hideThread = act({
  ...{ target: 'thread', verb: 'hide' },
  async apply(tx, on, doing) {
    await setThreadHidden(tx, on, doing);
    return {};
  },
});

export const showThread = act({
  ...{ target: 'thread', verb: 'show' },
  async apply(tx, on) {
    await setThreadHidden(tx, on, null);
    return {};
  },
});
