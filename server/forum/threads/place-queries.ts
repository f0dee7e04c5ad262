/** Where posts stand among the others, and how many replies they have, after they were put elsewhere. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Tx } from '../../platform/store/store.ts';

/** Gives posts the same place among the others. */
export async function placePosts(tx: Tx, ids: number[], placeKey: number): Promise<void> {
  const { posts: p } = tx.t;
  if (ids.length > 0)
    await tx.q
      .update(p)
      .set({ placeKey })
      .where(and(oneOf(tx, p.id, ids), ne(p.placeKey, placeKey)))
      .returning({ id: p.id });
}

/** Puts replies of a thread under another post. */
export async function setParent(tx: Tx, threadId: number, ids: number[], parentId: number): Promise<void> {
  const { posts: p } = tx.t;
  if (ids.length === 0) return;
  const those = and(oneOf(tx, p.id, ids), eq(p.threadId, threadId), sql`${p.parentId} is not null`);
  await tx.q.update(p).set({ parentId }).where(those).returning({ id: p.id });
}

/** Numbers the replies under a post by when they were written. */
export async function orderReplies(tx: Tx, parentId: number): Promise<void> {
  const { posts: p } = tx.t;
  await tx.q
    .update(p)
    .set({
      placeKey: sql`(select count(*) from "posts" r where r."parent_id" = ${parentId}
        and (r."created_at", r."id") <= ("posts"."created_at", "posts"."id"))`,
    })
    .where(eq(p.parentId, parentId))
    .returning({ id: p.id });
}

/** Counts the replies under each post of a thread. */
export async function recountReplies(tx: Tx, threadId: number): Promise<void> {
  const { posts: p } = tx.t;
  const replyCount = sql`(select count(*) from "posts" r where r."parent_id" = "posts"."id")`;
  await tx.q
    .update(p)
    .set({ replyCount })
    .where(and(eq(p.threadId, threadId), sql`${p.parentId} is null and ${p.replyCount} <> ${replyCount}`))
    .returning({ id: p.id });
}
