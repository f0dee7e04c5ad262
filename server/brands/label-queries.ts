import { eq } from 'drizzle-orm';
import type { Conn, Tx } from '../platform/store/store.ts';

export async function insertLabel(tx: Tx, values: Tx['t']['postLabels']['$inferInsert']) {
  await tx.q.insert(tx.t.postLabels).values(values);
}

/** The label that was written with a post, or null for a member's. */
export async function labelOf(conn: Conn, postId: number) {
  const { postLabels: l } = conn.t;
  const [row] = await conn.q.select().from(l).where(eq(l.postId, postId));
  return row ?? null;
}

/** Why a post stands there although the limits would have refused it; null for all others. */
export async function exceptionOf(conn: Conn, postId: number) {
  const { exceptions: e } = conn.t;
  const [row] = await conn.q.select({ kind: e.kind, reason: e.reason }).from(e).where(eq(e.postId, postId));
  return row ?? null;
}

export async function insertException(tx: Tx, values: Tx['t']['exceptions']['$inferInsert']) {
  await tx.q.insert(tx.t.exceptions).values(values);
}
