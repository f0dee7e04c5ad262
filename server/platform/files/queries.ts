import { eq, sum } from 'drizzle-orm';
import type { Conn } from '../store/store.ts';

/** Bytes of what members brought, by kind. */
export async function bytesByKind(conn: Conn): Promise<{ pictures: number; files: number }> {
  const of = async (t: Conn['t']['pictures'] | Conn['t']['postFiles']) => {
    const [row] = await conn.q.select({ bytes: sum(t.bytes).mapWith(Number) }).from(t);
    return row?.bytes ?? 0;
  };
  return { pictures: await of(conn.t.pictures), files: await of(conn.t.postFiles) };
}

/** Bytes of files that one member brought, or all together. */
export async function bytesKept(conn: Conn, ownerId: number | null): Promise<number> {
  const { pictures, postFiles } = conn.t;
  let bytes = 0;
  for (const t of [pictures, postFiles]) {
    const [row] = await conn.q
      .select({ bytes: sum(t.bytes).mapWith(Number) })
      .from(t)
      .where(ownerId === null ? undefined : eq(t.ownerId, ownerId));
    bytes += row?.bytes ?? 0;
  }
  return bytes;
}
