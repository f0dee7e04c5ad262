import { eq, gt, max, sum } from 'drizzle-orm';
import type { Conn } from '../store/store.ts';

/** Bytes of what members brought, by kind. */
export async function bytesByKind(conn: Conn): Promise<{ pictures: number; files: number }> {
  const of = async (t: Conn['t']['pictures'] | Conn['t']['postFiles']) => {
    const [row] = await conn.q.select({ bytes: sum(t.bytes).mapWith(Number) }).from(t);
    return row?.bytes ?? 0;
  };
  return { pictures: await of(conn.t.pictures), files: await of(conn.t.postFiles) };
}

/** Bytes of files that one member brought. */
export async function bytesKept(conn: Conn, ownerId: number): Promise<number> {
  const { pictures, postFiles } = conn.t;
  let bytes = 0;
  for (const t of [pictures, postFiles]) {
    const [row] = await conn.q
      .select({ bytes: sum(t.bytes).mapWith(Number) })
      .from(t)
      .where(eq(t.ownerId, ownerId));
    bytes += row?.bytes ?? 0;
  }
  return bytes;
}

/** The newest picture and the newest other file, by their ids, which are never given again. */
export type Newest = { pictures: number; postFiles: number };

/** Bytes of the files of all that came after these, and which are the newest by now. */
export async function bytesSince(conn: Conn, since: Newest): Promise<{ bytes: number; newest: Newest }> {
  const newest = { ...since };
  let bytes = 0;
  for (const name of ['pictures', 'postFiles'] as const) {
    const t = conn.t[name];
    const [row] = await conn.q
      .select({ bytes: sum(t.bytes).mapWith(Number), id: max(t.id) })
      .from(t)
      .where(gt(t.id, since[name]));
    bytes += row?.bytes ?? 0;
    newest[name] = row?.id ?? since[name];
  }
  return { bytes, newest };
}
