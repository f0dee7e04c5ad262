/** The example's marks get times that fit its posts, and the answers that were accepted are accepted then. */
import { postById } from '../../forum/threads/post-queries.ts';
import { lockThread } from '../../forum/threads/queries.ts';
import { recountPost, recountThread } from '../../forum/threads/recount.ts';
import type { Tx } from '../../platform/store/store.ts';
import { ageMarks } from './queries.ts';

export async function ageExample(tx: Tx, source: string): Promise<void> {
  for (const { postId, threadId } of await ageMarks(tx, source)) {
    const [thread, post] = [await lockThread(tx, threadId), await postById(tx, postId)];
    if (thread && post) await recountThread(tx, thread, { ...(await recountPost(tx, thread, post)), rank: null });
  }
}
