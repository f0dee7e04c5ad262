import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import { type Audience, EVERYBODY } from '../../platform/audience/audience.ts';
import { hasWords, postsFor } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

export async function insertPicture(tx: Tx, values: Tx['t']['pictures']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.pictures).values(values).returning({ id: tx.t.pictures.id });
  return row!.id;
}

const shownColumns = ({ t: { pictures: p } }: Conn) => ({
  ...{ id: p.id, name: p.name, alt: p.alt, width: p.width, height: p.height },
  ...{ hasMiddle: p.hasMiddle, moves: p.moves, colours: p.colours },
});

/** Pictures of a member that stand nowhere yet, by id. */
export async function loosePictures(conn: Conn, ownerId: number, ids: number[]) {
  const { pictures: p } = conn.t;
  return conn.q
    .select(shownColumns(conn))
    .from(p)
    .where(and(eq(p.ownerId, ownerId), isNull(p.postId), oneOf(conn, p.id, ids)))
    .orderBy(asc(p.id));
}

export type Picture = Awaited<ReturnType<typeof loosePictures>>[number];

export async function updatePicture(
  tx: Tx,
  id: number,
  values: { postId?: number; place?: number; alt: string },
): Promise<void> {
  const { pictures: p } = tx.t;
  await tx.q.update(p).set(values).where(eq(p.id, id)).returning({ id: p.id });
}

/** The pictures of these posts, in their order. */
export async function picturesOf(conn: Conn, postIds: number[]) {
  const { pictures: p } = conn.t;
  return conn.q
    .select({ postId: p.postId, ownerId: p.ownerId, ...shownColumns(conn) })
    .from(p)
    .where(oneOf(conn, p.postId, postIds))
    .orderBy(asc(p.postId), asc(p.place));
}

/** Those of these names that are taken. */
export async function knownNames(conn: Conn, names: string[]): Promise<Set<string>> {
  const { pictures: p } = conn.t;
  const rows = await conn.q
    .select({ name: p.name })
    .from(p)
    .where(oneOf(conn, p.name, names));
  return new Set(rows.map(({ name }) => name));
}

/** Pictures that were brought before a moment and stand nowhere, by id. */
export async function forgottenPictures(
  conn: Conn,
  before: number,
  { after, limit }: { after: number; limit: number },
) {
  const { pictures: p } = conn.t;
  return conn.q
    .select({ id: p.id, name: p.name, ownerId: p.ownerId })
    .from(p)
    .where(and(isNull(p.postId), lt(p.createdAt, before), gt(p.id, after)))
    .orderBy(asc(p.id))
    .limit(limit);
}

export async function deletePictures(tx: Tx, ids: number[]): Promise<string[]> {
  const { pictures: p } = tx.t;
  const gone = await tx.q
    .delete(p)
    .where(and(oneOf(tx, p.id, ids), isNull(p.postId)))
    .returning({ name: p.name });
  return gone.map(({ name }) => name);
}

/** Forgets some of the pictures of a post. @returns the names of their files */
export async function deleteFromPost(tx: Tx, postId: number, ids: number[]): Promise<string[]> {
  const { pictures: p } = tx.t;
  const gone = await tx.q
    .delete(p)
    .where(and(oneOf(tx, p.id, ids), eq(p.postId, postId)))
    .returning({ name: p.name });
  return gone.map(({ name }) => name);
}

/** Forgets the pictures of a post. @returns the names of their files */
export async function deletePicturesOf(tx: Tx, postId: number): Promise<string[]> {
  const { pictures: p } = tx.t;
  const gone = await tx.q.delete(p).where(eq(p.postId, postId)).returning({ name: p.name });
  return gone.map(({ name }) => name);
}

/**
 * A picture that is there for an audience: one that stands nowhere yet for who brought it, another one with the words
 * of its post. Null for one that we do not know, undefined for one that is not there for them.
 */
export async function pictureFor(conn: Conn, audience: Audience, name: string) {
  const { pictures: f, posts: p, threads: t } = conn.t;
  const whole = sql<boolean>`coalesce(${and(hasWords(), postsFor(conn, audience, 'readable'))}, false)`;
  const [row] = await conn.q
    .select({
      postId: f.postId,
      ownerId: f.ownerId,
      isThere: whole.mapWith(Boolean),
      isPublic: sql<boolean>`coalesce(${postsFor(conn, EVERYBODY)}, false)`.mapWith(Boolean),
    })
    .from(f)
    .leftJoin(p, eq(p.id, f.postId))
    .leftJoin(t, eq(t.id, p.threadId))
    .where(eq(f.name, name));
  if (!row) return null;
  const isOwn = audience.accountId !== null && audience.accountId === row.ownerId;
  return (row.postId === null ? isOwn : row.isThere) ? { isPublic: row.isPublic } : undefined;
}
