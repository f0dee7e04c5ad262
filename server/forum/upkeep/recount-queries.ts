import { eq, sql } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { alongVisible, isPublicPost } from '../../platform/audience/scope-queries.ts';

export async function spaceIds({ q, t }: Conn): Promise<number[]> {
  return (await q.select({ id: t.spaces.id }).from(t.spaces)).map(({ id }) => id);
}

/** Sets the counts of a space to what its threads come to. */
export async function recountSpace(tx: Tx, id: number): Promise<void> {
  const { spaces: s, threads: h, posts: p } = tx.t;
  // Locked before it is counted: a post that lands in between is counted, and one that lands later adds itself.
  await tx.q
    .update(s)
    .set({ version: sql`${s.version} + 1` })
    .where(eq(s.id, id))
    .returning({ id: s.id });
  const count = sql<number>`count(*)`.mapWith(Number);
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
    .set({ threadCount: threads!.count, postCount: posts!.count })
    .where(eq(s.id, id))
    .returning({ id: s.id });
}

/** Sets the counts of all tags to what their threads come to. */
export async function recountTags(tx: Tx): Promise<void> {
  const { tags: g, threads: h, threadTags: x } = tx.t;
  // As with spaces: a statement of its own, after the locks, counts what landed until then.
  await tx.q
    .update(g)
    .set({ threadCount: sql`${g.threadCount}` })
    .returning({ id: g.id });
  await tx.q
    .update(g)
    .set({
      threadCount: sql`(select count(*) from ${x} inner join ${h} on ${h.id} = ${x.threadId} where ${x.tagId} = ${g.id} and ${alongVisible(tx.t)})`,
    })
    .returning({ id: g.id });
}
