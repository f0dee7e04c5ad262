import { and, asc, eq, gt } from 'drizzle-orm';
import type { Tx } from '../store/store.ts';
import type { RateLimit } from '../../rules/rate-limits.ts';

export async function triesOf(tx: Tx, bucket: string, throttle: RateLimit): Promise<number[]> {
  const { attempts: a } = tx.t;
  const rows = await tx.q
    .select({ at: a.at })
    .from(a)
    .where(and(eq(a.bucket, bucket), gt(a.at, tx.now - throttle.windowMs)))
    .orderBy(asc(a.at));
  return rows.map((row) => row.at);
}

export async function insertTry(tx: Tx, bucket: string) {
  await tx.q.insert(tx.t.attempts).values({ bucket, at: tx.now });
}

export async function deleteTries(tx: Tx, bucket: string) {
  const { attempts: a } = tx.t;
  await tx.q.delete(a).where(eq(a.bucket, bucket)).returning({ id: a.id });
}
