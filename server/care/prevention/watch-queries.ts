/** Watch rules, and old posts that they are tried on. */
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export type WatchRow = Conn['t']['watchRules']['$inferSelect'];

export async function allRules(conn: Conn): Promise<WatchRow[]> {
  const { watchRules: w } = conn.t;
  return conn.q.select().from(w).orderBy(asc(w.id));
}

export async function activeRules(conn: Conn): Promise<WatchRow[]> {
  const { watchRules: w } = conn.t;
  return conn.q.select().from(w).where(eq(w.isActive, true)).orderBy(asc(w.id));
}

export async function ruleById(conn: Conn, id: number): Promise<WatchRow | null> {
  const { watchRules: w } = conn.t;
  const [row] = await conn.q.select().from(w).where(eq(w.id, id));
  return row ?? null;
}

export async function insertRule(tx: Tx, values: Omit<Tx['t']['watchRules']['$inferInsert'], 'createdAt'>) {
  const { watchRules: w } = tx.t;
  const [row] = await tx.q
    .insert(w)
    .values({ ...values, createdAt: tx.now })
    .returning({ id: w.id });
  return row!.id;
}

export async function setActive(tx: Tx, id: number, isActive: boolean): Promise<boolean> {
  const { watchRules: w } = tx.t;
  return (await tx.q.update(w).set({ isActive }).where(eq(w.id, id)).returning({ id: w.id })).length > 0;
}

export async function deleteRule(tx: Tx, id: number): Promise<boolean> {
  const { watchRules: w } = tx.t;
  return (await tx.q.delete(w).where(eq(w.id, id)).returning({ id: w.id })).length > 0;
}

/** Posts that stand, the newest first, with what a rule looks at. @param before the id from which on they were looked at */
export async function olderPosts(conn: Conn, audience: Audience, before: number | null, limit: number) {
  const { posts: p, threads: t, spaces: s } = conn.t;
  return conn.q
    .select({
      id: p.id,
      number: p.number,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
      markdown: p.markdown,
      html: p.html,
      language: s.language,
      isOpening: sql<boolean>`${p.number} = 1`.mapWith(Boolean),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(before === null ? undefined : lt(p.id, before), postsFor(conn, audience, 'listed')))
    .orderBy(desc(p.id))
    .limit(limit);
}
export type OlderPost = Awaited<ReturnType<typeof olderPosts>>[number];
