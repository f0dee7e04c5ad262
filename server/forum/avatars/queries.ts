import { and, inArray, isNull } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';

/** Those of these files that somebody has as their picture now. */
export async function avatarsInUse(conn: Conn, names: string[]): Promise<Set<string>> {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ name: a.picture })
    .from(a)
    .where(and(inArray(a.picture, names), isNull(a.erasedAt)));
  return new Set(rows.flatMap(({ name }) => name ?? []));
}
