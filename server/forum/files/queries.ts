import { asc, eq } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { isLoose, standingFor } from '../brought-queries.ts';
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
    .where(isLoose(conn, 'postFiles', ownerId, ids))
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

/** A file that is there for an audience, with its name; null for one that is not. */
export async function fileFor(conn: Conn, audience: Audience, name: string) {
  const found = await standingFor(conn, 'postFiles', audience, name);
  if (!found?.isThere) return null;
  const { postFiles: f } = conn.t;
  const [row] = await conn.q.select({ title: f.title }).from(f).where(eq(f.id, found.id));
  return row ? { title: row.title, isPublic: found.isPublic } : null;
}
