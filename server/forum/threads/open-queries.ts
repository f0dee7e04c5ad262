/** Which posts others than their author may change. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import type { PostOpener, TrustStep } from '../../../shared/words.ts';

export async function insertOpenPost(tx: Tx, postId: number, openedTo: TrustStep, openedBy: PostOpener): Promise<void> {
  await tx.q.insert(tx.t.openPosts).values({ postId, openedTo, openedBy, openedAt: tx.now });
}

export async function closePost(tx: Tx, postId: number): Promise<void> {
  const { openPosts: o } = tx.t;
  await tx.q.delete(o).where(eq(o.postId, postId)).returning({ postId: o.postId });
}
