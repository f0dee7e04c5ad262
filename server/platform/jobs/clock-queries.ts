/** What waits for a time that a wrong clock has set. */
import { and, gt, isNull } from 'drizzle-orm';
import { latestBy } from '../../rules/clock.ts';
import type { Tx } from '../store/store.ts';

/**
 * After the clock was set back: jobs, tasks, letters and messages that wait for a time not reached yet are due now. What
 * waits for a good reason comes early once.
 */
export async function bringForward(tx: Tx): Promise<void> {
  const { jobRuns: j, tasks: k, mailQueue: o, pushQueue: p } = tx.t;
  const { now } = tx;
  const ahead = latestBy(now);
  await tx.q.update(j).set({ heldUntil: now }).where(gt(j.heldUntil, ahead)).returning({ name: j.name });
  await tx.q.update(j).set({ startedAt: now, dueAt: now }).where(gt(j.startedAt, ahead)).returning({ name: j.name });
  await tx.q.update(k).set({ heldUntil: null }).where(gt(k.heldUntil, ahead)).returning({ id: k.id });
  await tx.q.update(k).set({ dueAt: now }).where(gt(k.dueAt, ahead)).returning({ id: k.id });
  await tx.q
    .update(o)
    .set({ dueAt: now })
    .where(and(isNull(o.sentAt), gt(o.dueAt, ahead)))
    .returning({ id: o.id });
  await tx.q.update(p).set({ dueAt: now }).where(gt(p.dueAt, ahead)).returning({ id: p.id });
}
