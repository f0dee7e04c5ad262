import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { type Audience, EVERYBODY } from '../../platform/audience/audience.ts';
import { hasWords, postsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Picture } from '../pictures/queries.ts';

export async function insertFile(tx: Tx, values: Tx['t']['postFiles']['$inferInsert']): Promise<number> {
  const [row] = await tx.q.insert(tx.t.postFiles).values(values).returning({ id: tx.t.postFiles.id });
  return row!.id;
}

const shownColumns = ({ t: { postFiles: f } }: Conn) => ({
  ...{ id: f.id, name: f.name, title: f.title, kind: f.kind, bytes: f.bytes },
});

/** Files of a member that stand nowhere yet, by id. */
export async function looseFiles(conn: Conn, ownerId: number, ids: number[]) {
  const { postFiles: f } = conn.t;
  return conn.q
    .select(shownColumns(conn))
    .from(f)
    .where(and(eq(f.ownerId, ownerId), isNull(f.postId), oneOf(conn, f.id, ids)))
    .orderBy(asc(f.id));
}

export type PostFile = Awaited<ReturnType<typeof looseFiles>>[number];
/** Pictures and other files of a form or a post. */
export type Brought = { pictures: Picture[]; files: PostFile[] };

export async function putWithPost(tx: Tx, id: number, postId: number, place: number): Promise<void> {
  const { postFiles: f } = tx.t;
  await tx.q.update(f).set({ postId, place }).where(eq(f.id, id)).returning({ id: f.id });
}

/** The files of these posts, in their order. */
export async function filesOf(conn: Conn, postIds: number[]) {
  const { postFiles: f } = conn.t;
  return conn.q
    .select({ postId: f.postId, ownerId: f.ownerId, ...shownColumns(conn) })
    .from(f)
    .where(oneOf(conn, f.postId, postIds))
    .orderBy(asc(f.postId), asc(f.place));
}

/** Those of these names that are taken. */
export async function knownFiles(conn: Conn, names: string[]): Promise<Set<string>> {
  const { postFiles: f } = conn.t;
  const rows = await conn.q
    .select({ name: f.name })
    .from(f)
    .where(oneOf(conn, f.name, names));
  return new Set(rows.map(({ name }) => name));
}

/** Files that were brought before a moment and stand nowhere, by id. */
export async function forgottenFiles(conn: Conn, before: number, { after, limit }: { after: number; limit: number }) {
  const { postFiles: f } = conn.t;
  return conn.q
    .select({ id: f.id, ownerId: f.ownerId })
    .from(f)
    .where(and(isNull(f.postId), lt(f.createdAt, before), gt(f.id, after)))
    .orderBy(asc(f.id))
    .limit(limit);
}

/** Forgets files that stand with a post, or nowhere. @param ids all of them without it @returns what they are kept as */
export async function deleteFiles(tx: Tx, postId: number | null, ids?: number[]): Promise<string[]> {
  const { postFiles: f } = tx.t;
  const gone = await tx.q
    .delete(f)
    .where(and(postId === null ? isNull(f.postId) : eq(f.postId, postId), ids && oneOf(tx, f.id, ids)))
    .returning({ name: f.name });
  return gone.map(({ name }) => name);
}

/**
 * A file that is there for an audience: one that stands nowhere yet for who brought it, another one with the words of
 * its post. Null for one that is not there for them.
 */
export async function fileFor(conn: Conn, audience: Audience, name: string) {
  const { postFiles: f, posts: p, threads: t } = conn.t;
  const whole = sql<boolean>`coalesce(${and(hasWords(), postsFor(conn, audience, 'readable'))}, false)`;
  const [row] = await conn.q
    .select({
      ...{ postId: f.postId, ownerId: f.ownerId, title: f.title },
      isThere: whole.mapWith(Boolean),
      isPublic: sql<boolean>`coalesce(${postsFor(conn, EVERYBODY)}, false)`.mapWith(Boolean),
    })
    .from(f)
    .leftJoin(p, eq(p.id, f.postId))
    .leftJoin(t, eq(t.id, p.threadId))
    .where(eq(f.name, name));
  if (!row) return null;
  const isOwn = audience.accountId !== null && audience.accountId === row.ownerId;
  return (row.postId === null ? isOwn : row.isThere) ? row : null;
}
