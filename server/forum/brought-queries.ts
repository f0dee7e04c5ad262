/** What members bring to go with posts, be it pictures or other files: what both tables are asked alike. */
import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { type Audience, EVERYBODY } from '../platform/audience/audience.ts';
import { hasWords, postsFor } from '../platform/audience/scope-queries.ts';
import { oneOf } from '../platform/store/bulk.ts';
import type { Conn, Tx } from '../platform/store/store.ts';

/** The table of pictures, or of other files. */
export type BroughtIn = 'pictures' | 'postFiles';

/** What is a member's own and stands nowhere yet, of these. */
export function isLoose(conn: Conn, kind: BroughtIn, ownerId: number, ids: number[]) {
  const b = conn.t[kind];
  return and(eq(b.ownerId, ownerId), isNull(b.postId), oneOf(conn, b.id, ids));
}

/** Those of these names that are taken. */
export async function namesTaken(conn: Conn, kind: BroughtIn, names: string[]): Promise<Set<string>> {
  const b = conn.t[kind];
  const rows = await conn.q
    .select({ name: b.name })
    .from(b)
    .where(oneOf(conn, b.name, names));
  return new Set(rows.map(({ name }) => name));
}

/** What was brought before a moment and stands nowhere, by id. */
export async function forgotten(
  conn: Conn,
  kind: BroughtIn,
  before: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ id: number; ownerId: number | null }[]> {
  const b = conn.t[kind];
  return conn.q
    .select({ id: b.id, ownerId: b.ownerId })
    .from(b)
    .where(and(isNull(b.postId), lt(b.createdAt, before), gt(b.id, after)))
    .orderBy(asc(b.id))
    .limit(limit);
}

/**
 * Forgets what stands with a post, or nowhere.
 * @param ids all of it without them @returns what it is kept as
 */
export async function deleteBrought(tx: Tx, kind: BroughtIn, postId: number | null, ids?: number[]): Promise<string[]> {
  const b = tx.t[kind];
  const gone = await tx.q
    .delete(b)
    .where(and(postId === null ? isNull(b.postId) : eq(b.postId, postId), ids && oneOf(tx, b.id, ids)))
    .returning({ name: b.name });
  return gone.map(({ name }) => name);
}

/**
 * Whether something brought is there for an audience: what stands nowhere yet for who brought it, the rest with the
 * words of its post. Null for what we do not know.
 */
export async function standingFor(conn: Conn, kind: BroughtIn, audience: Audience, name: string) {
  const { posts: p, threads: t } = conn.t;
  const b = conn.t[kind];
  const whole = sql<boolean>`coalesce(${and(hasWords(), postsFor(conn, audience, 'readable'))}, false)`;
  const [row] = await conn.q
    .select({
      ...{ id: b.id, postId: b.postId, ownerId: b.ownerId },
      isThere: whole.mapWith(Boolean),
      isPublic: sql<boolean>`coalesce(${postsFor(conn, EVERYBODY)}, false)`.mapWith(Boolean),
    })
    .from(b)
    .leftJoin(p, eq(p.id, b.postId))
    .leftJoin(t, eq(t.id, p.threadId))
    .where(eq(b.name, name));
  if (!row) return null;
  const isOwn = audience.accountId !== null && audience.accountId === row.ownerId;
  return { id: row.id, isPublic: row.isPublic, isThere: row.postId === null ? isOwn : row.isThere };
}
