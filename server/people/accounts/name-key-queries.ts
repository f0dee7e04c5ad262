import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Accounts after an id whose names have no key yet. */
export async function namesWithoutKey(conn: Conn, after: number, limit: number) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name })
    .from(a)
    .where(and(gt(a.id, after), eq(a.nameKey, ''), ne(a.name, '')))
    .orderBy(asc(a.id))
    .limit(limit);
}

/** Sets the key of a name that the account has still. */
export async function setNameKey(tx: Tx, { id, name, key }: { id: number; name: string; key: string }) {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({ nameKey: key })
    .where(and(eq(a.id, id), eq(a.name, name)));
}
