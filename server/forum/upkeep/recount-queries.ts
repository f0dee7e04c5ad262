import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import { alongVisible, isPublicPost } from '../../platform/audience/scope-queries.ts';

/** Sets the counts of all spaces and tags to what their threads come to. */
export async function recountSpaces(tx: Tx): Promise<void> {
  const { spaces: s, tags: g, threads: h, threadTags: x, posts: p } = tx.t;
  const count = sql<number>`count(*)`.mapWith(Number);
  for (const { id } of await tx.q.select({ id: s.id }).from(s)) {
    const [threads] = await tx.q
      .select({ count })
      .from(h)
      .where(sql`${h.spaceId} = ${id} and ${alongVisible(tx.t)}`);
    const [posts] = await tx.q
      .select({ count })
      .from(p)
      .innerJoin(h, eq(h.id, p.threadId))
      .where(sql`${h.spaceId} = ${id} and ${alongVisible(tx.t)} and ${isPublicPost()}`);
    await tx.q
      .update(s)
      .set({ threadCount: threads!.count, postCount: posts!.count, version: sql`${s.version} + 1` })
      .where(eq(s.id, id))
      .returning({ id: s.id });
  }
  await tx.q
    .update(g)
    .set({
      threadCount: sql`(select count(*) from ${x} inner join ${h} on ${h.id} = ${x.threadId} where ${x.tagId} = ${g.id} and ${alongVisible(tx.t)})`,
    })
    .returning({ id: g.id });
}
