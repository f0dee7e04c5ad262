/** A quote says who is quoted, in words that are stored with the post that quotes; another name is written anew. */
import { raise } from '../../platform/events/raise.ts';
import { indexPost, updatePost } from '../threads/post-queries.ts';
import { lockThread } from '../threads/queries.ts';
import { recountThread } from '../threads/recount.ts';
import { isPublic } from '../../rules/post-state.ts';
import type { Tx } from '../../platform/store/store.ts';
import { type Quoting, quotingPosts } from './quoting-queries.ts';
import { renderPost } from './render.ts';

const TOGETHER = 200;

async function redraw(tx: Tx, post: Quoting): Promise<void> {
  const { html, terms } = await renderPost(tx, post.spaceId, post.markdown, post.isLabelled);
  if (html === post.html) return;
  const thread = await lockThread(tx, post.threadId);
  await updatePost(tx, post.id, { html });
  const isOpening = post.kind === 'opening';
  if (isPublic(post)) await indexPost(tx, post.id, terms, isOpening ? post.title : '', isOpening ? post.tagNames : []);
  if (isOpening && thread) await recountThread(tx, thread);
  const { threadId, spaceId, id } = post;
  await raise(tx, { kind: 'post.redrawn', actorId: null, threadId, spaceId, postId: id });
}

/** Draws again what quotes somebody who had this name, after the account has another one or none. */
export async function redrawQuotes(tx: Tx, formerName: string): Promise<void> {
  if (!formerName) return;
  let after = 0;
  for (;;) {
    const found = await quotingPosts(tx, formerName, after, TOGETHER);
    for (const post of found) await redraw(tx, post);
    if (found.length < TOGETHER) return;
    after = found.at(-1)!.id;
  }
}
