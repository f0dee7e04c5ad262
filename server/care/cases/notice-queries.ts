/** Notices of unlawful content. */
import { and, eq, gt, isNotNull, or } from 'drizzle-orm';
import type { Conn, Tx } from '../../platform/store/store.ts';

export type Notice = Conn['t']['notices']['$inferSelect'];

export async function insertNotice(tx: Tx, values: Tx['t']['notices']['$inferInsert']): Promise<number> {
  const { notices: n } = tx.t;
  const [row] = await tx.q.insert(n).values(values).returning({ id: n.id });
  return row!.id;
}

export async function noticeById(conn: Conn, id: number): Promise<Notice | null> {
  const { notices: n } = conn.t;
  const [row] = await conn.q.select().from(n).where(eq(n.id, id));
  return row ?? null;
}

/** The notice of a report that was one; null for any other. */
export async function noticeOfReport(conn: Conn, reportId: number): Promise<Notice | null> {
  const { notices: n } = conn.t;
  const [row] = await conn.q.select().from(n).where(eq(n.reportId, reportId));
  return row ?? null;
}

/** The notice that a link opens: for a week before it is confirmed, and for good then. */
export async function noticeByLink(conn: Conn, linkHash: string, now: number) {
  const { notices: n, reports: r } = conn.t;
  const [row] = await conn.q
    .select({ notice: n, state: r.state, decision: r.decision })
    .from(n)
    .leftJoin(r, eq(r.id, n.reportId))
    .where(and(eq(n.linkHash, linkHash), or(gt(n.expiresAt, now), isNotNull(n.confirmedAt))));
  return row ?? null;
}

export async function updateNotice(tx: Tx, id: number, changes: Partial<Tx['t']['notices']['$inferInsert']>) {
  const { notices: n } = tx.t;
  await tx.q.update(n).set(changes).where(eq(n.id, id)).returning({ id: n.id });
}
