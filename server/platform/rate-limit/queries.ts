import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';
import type { RateLimit } from '../../rules/rate-limits.ts';

export async function triesOf(conn: Conn, bucket: string, throttle: RateLimit, now: number): Promise<number[]> {
  const { attempts: a } = conn.t;
  const rows = await conn.q
    .select({ at: a.at })
    .from(a)
    .where(and(eq(a.bucket, bucket), gt(a.at, now - throttle.windowMs)))
    .orderBy(asc(a.at));
  return rows.map((row) => row.at);
}

export async function insertTry(tx: Tx, bucket: string): Promise<number> {
  const [row] = await tx.q.insert(tx.t.attempts).values({ bucket, at: tx.now }).returning({ id: tx.t.attempts.id });
  return row!.id;
}

/** Takes tries back that turned out to be none. */
export async function takeBackTries(tx: Tx, ids: number[]) {
  const { attempts: a } = tx.t;
  await tx.q.delete(a).where(inArray(a.id, ids)).returning({ id: a.id });
}

export async function deleteTries(tx: Tx, bucket: string) {
  const { attempts: a } = tx.t;
  await tx.q.delete(a).where(eq(a.bucket, bucket)).returning({ id: a.id });
}
