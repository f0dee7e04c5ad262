import { asc, eq } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { isLoose } from '../brought-queries.ts';

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
    .where(isLoose(conn, 'pictures', ownerId, ids))
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
