/** Confirmations of the last year and "I have this too" of the last 30 days: counts that age by themselves. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { postById } from '../threads/post-queries.ts';
import { ME_TOO_RECENT_MS, RECENT_MS } from '../../rules/answers.ts';
import { lockThread } from '../threads/queries.ts';
import { recountPost, recountThread } from '../threads/recount.ts';
import { agedMarks } from './ageing-queries.ts';

const AT_ONCE = 200;

/** Counts recompute what has left its time since it was counted. */
export async function recountRecent(adda: Adda): Promise<void> {
  const now = Date.now();
  for (const { kind, since } of [
    { kind: 'worked' as const, since: now - RECENT_MS },
    { kind: 'me_too' as const, since: now - ME_TOO_RECENT_MS },
  ]) {
    for (let after = 0; ;) {
      const aged = await agedMarks(adda.store.read, kind, since, after, AT_ONCE);
      if (aged.length === 0) break;
      after = aged.at(-1)!.postId;
      for (const { postId, threadId } of aged) await besideOthers(() => recount(adda, postId, threadId));
    }
  }
}

async function recount(adda: Adda, postId: number, threadId: number): Promise<void> {
  await adda.store.write(async (tx) => {
    const thread = await lockThread(tx, threadId);
    const post = await postById(tx, postId);
    if (thread && post) await recountThread(tx, thread, { ...(await recountPost(tx, thread, post)), rank: null });
  });
}
