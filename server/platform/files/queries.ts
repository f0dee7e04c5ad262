import { eq, sum } from 'drizzle-orm';
import type { Conn } from '../store/store.ts';

/** Bytes of files that one member brought, or all together. */
export async function bytesKept(conn: Conn, ownerId: number | null): Promise<number> {
  const { pictures: p } = conn.t;
  const [row] = await conn.q
    .select({ bytes: sum(p.bytes).mapWith(Number) })
    .from(p)
    .where(ownerId === null ? undefined : eq(p.ownerId, ownerId));
  return row?.bytes ?? 0;
}
