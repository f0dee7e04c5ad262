/** Posts that go from one thread into another, all of them with one statement each: a thread may have thousands. */
import { and, eq, sql } from 'drizzle-orm';
import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { isStanding } from '../standing-queries.ts';
import type { Conn } from '../../platform/store/store.ts';

/** Which posts of a thread: all, or these and the replies under them. */
export type Which = 'all' | number[];

function chosen({ posts: p }: Conn['t'], conn: Conn, threadId: number, which: Which) {
  const inThread = eq(p.threadId, threadId);
  if (which === 'all') return inThread;
  return and(inThread, sql`(${oneOf(conn, p.id, which)} or ${oneOf(conn, p.parentId, which)})`);
}

/** Their ids in the order in which they were written, and how many of them everybody may read. */
export async function chosenPosts(conn: Conn, threadId: number, which: Which) {
  const { posts: p } = conn.t;
  return conn.q
    .select({
      id: p.id,
      parentId: p.parentId,
      number: p.number,
      kind: p.kind,
      isPublic: sql<boolean>`${isPublicPost()}`.mapWith(Boolean),
    })
    .from(p)
    .where(chosen(conn.t, conn, threadId, which))
    .orderBy(p.createdAt, p.id);
}

/** Where a post went that stood in a thread under this number; null for nowhere. */
export async function leftPlace(conn: Conn, threadId: number, number: number): Promise<number | null> {
  const { postPlaces: x } = conn.t;
  const [row] = await conn.q
    .select({ postId: x.postId })
    .from(x)
    .where(and(eq(x.threadId, threadId), eq(x.number, number)));
  return row?.postId ?? null;
}

/** The posts that stood in a thread and stand in another one now. */
export async function postsFrom(conn: Conn, threadId: number, nowIn: number): Promise<number[]> {
  const { postPlaces: x, posts: p } = conn.t;
  const rows = await conn.q
    .select({ id: p.id })
    .from(x)
    .innerJoin(p, eq(p.id, x.postId))
    .where(and(eq(x.threadId, threadId), eq(p.threadId, nowIn)))
    .orderBy(p.createdAt, p.id);
  return rows.map(({ id }) => id);
}

/** How many posts of a thread everybody may read. */
export async function countPublic(conn: Conn, threadId: number): Promise<number> {
  const { posts: p } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(and(eq(p.threadId, threadId), isPublicPost()));
  return row!.count;
}

/** Those of the posts that somebody marked, here or where they came from. */
export async function markedAmong(conn: Conn, ids: number[]): Promise<Set<number>> {
  const { posts: p, marks: m } = conn.t;
  const marks = await conn.q
    .selectDistinct({ id: m.postId })
    .from(m)
    .where(and(oneOf(conn, m.postId, ids), isStanding(m)));
  const imported = await conn.q
    .select({ id: p.id })
    .from(p)
    .where(and(oneOf(conn, p.id, ids), sql`(${p.importedHelpful} > 0 or ${p.acceptedAt} is not null)`));
  return new Set([...marks, ...imported].map(({ id }) => id));
}

/** The replies under a post, in their order. */
export async function repliesTo(conn: Conn, postId: number): Promise<number[]> {
  const { posts: p } = conn.t;
  const rows = await conn.q.select({ id: p.id }).from(p).where(eq(p.parentId, postId)).orderBy(p.placeKey);
  return rows.map(({ id }) => id);
}
