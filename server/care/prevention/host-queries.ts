import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Those of these sites to which a post leads that an audience may read, by somebody else, and speaks for no brand. */
export async function linkedTo(
  conn: Conn,
  audience: Audience,
  sites: string[],
  besides: number | null,
): Promise<Set<string>> {
  if (sites.length === 0) return new Set();
  const { postHosts: h, posts: p, threads: t, postLabels: l } = conn.t;
  const others = besides === null ? undefined : sql`${p.authorId} is distinct from ${besides}`;
  const rows = await conn.q
    .selectDistinct({ host: h.host })
    .from(h)
    .innerJoin(p, eq(p.id, h.postId))
    .innerJoin(t, eq(t.id, p.threadId))
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(oneOf(conn, h.host, sites), postsFor(conn, audience), isNull(l.postId), others));
  return new Set(rows.map(({ host }) => host));
}

/** Sets the sites of a post. */
export async function keepHosts(tx: Tx, postId: number, sites: string[]): Promise<void> {
  await deleteHosts(tx, postId);
  const rows = sites.map((host) => ({ postId, host }));
  if (rows.length > 0) await tx.q.insert(tx.t.postHosts).values(rows).onConflictDoNothing();
}

export async function deleteHosts(tx: Tx, postId: number): Promise<void> {
  const { postHosts: h } = tx.t;
  await tx.q.delete(h).where(eq(h.postId, postId)).returning({ id: h.postId });
}

/** Posts after an id, in their order. */
export async function postsAfter(conn: Conn, after: number, limit: number) {
  const { posts: p } = conn.t;
  return conn.q.select({ id: p.id, html: p.html }).from(p).where(gt(p.id, after)).orderBy(asc(p.id)).limit(limit);
}
