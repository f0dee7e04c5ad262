import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Questions whose next turn has come. */
export async function dueRotations(conn: Conn, now: number, limit: number) {
  const { threads: h, spaces: s } = conn.t;
  return conn.q
    .select({ id: h.id, createdAt: h.createdAt, measured: s.usualWait })
    .from(h)
    .innerJoin(s, eq(s.id, h.spaceId))
    .where(and(sql`${h.needsAnswer}`, lte(h.rotatesAt, now)))
    .orderBy(asc(h.rotatesAt))
    .limit(limit);
}

/** The first questions of the feed, of a space or of the forum. */
export async function firstOfNeeds(conn: Conn, spaceId: number | null, limit: number): Promise<number[]> {
  const { threads: h } = conn.t;
  const rows = await conn.q
    .select({ id: h.id })
    .from(h)
    .where(and(sql`${h.needsAnswer}`, spaceId === null ? undefined : eq(h.spaceId, spaceId)))
    .orderBy(asc(h.needsKey), asc(h.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function spacesInNeed(conn: Conn): Promise<number[]> {
  const { threads: h } = conn.t;
  const rows = await conn.q
    .selectDistinct({ id: h.spaceId })
    .from(h)
    .where(sql`${h.needsAnswer}`);
  return rows.map(({ id }) => id);
}

export async function setSeen(tx: Tx, ids: number[], at: number): Promise<void> {
  const { threads: h } = tx.t;
  await tx.q
    .update(h)
    .set({ firstSeenAt: at })
    .where(and(oneOf(tx, h.id, ids), isNull(h.firstSeenAt)))
    .returning({ id: h.id });
}
