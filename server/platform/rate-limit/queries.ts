import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { insertRow } from '../store/rows.ts';
import type { Conn, Tx } from '../store/store.ts';
import type { RateLimit } from '../../rules/rate-limits.ts';

export async function triesOf(conn: Conn, bucket: string, throttle: RateLimit, now: number): Promise<number[]> {
  const rows = await conn
    .prepared('tries of', (q, { attempts: a }) =>
      q
        .select({ at: a.at })
        .from(a)
        .where(and(eq(a.bucket, sql.placeholder('bucket')), gt(a.at, sql.placeholder('after'))))
        .orderBy(asc(a.at)),
    )
    .execute({ bucket, after: now - throttle.windowMs });
  return rows.map((row) => row.at);
}

export async function insertTry(tx: Tx, bucket: string): Promise<number> {
  return (await insertRow(tx, tx.t.attempts, { bucket, at: tx.now })).id;
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
