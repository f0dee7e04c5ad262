/** What is kept of people who reported, and how it goes. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';

/** Reports stay without their reporter; what a decided one was founded on goes. */
export async function forgetReporter(tx: Tx, accountId: number): Promise<void> {
  const { reports: r } = tx.t;
  await tx.q
    .update(r)
    .set({ reporterId: null, evidence: sql`case when ${r.state} = 'open' then ${r.evidence} else '' end` })
    .where(eq(r.reporterId, accountId))
    .returning({ id: r.id });
  await tx.q.update(r).set({ decidedBy: null }).where(eq(r.decidedBy, accountId)).returning({ id: r.id });
  const email = (await accountBy(tx, { id: accountId }))?.email;
  if (email) await tx.q.update(r).set({ contact: null }).where(eq(r.contact, email)).returning({ id: r.id });
}

/** Of somebody who is gone no case says that it was about them; how they showed themselves goes. */
export async function forgetConcerned(tx: Tx, accountId: number): Promise<void> {
  const { cases: c } = tx.t;
  const theirs = and(eq(c.target, 'member'), eq(c.subjectId, accountId));
  await tx.q.update(c).set({ text: '' }).where(theirs).returning({ id: c.id });
  await tx.q.update(c).set({ accountId: null }).where(eq(c.accountId, accountId)).returning({ id: c.id });
  const free = { claimedBy: null, claimedUntil: null };
  await tx.q.update(c).set(free).where(eq(c.claimedBy, accountId)).returning({ id: c.id });
  await tx.q.update(c).set({ decidedBy: null }).where(eq(c.decidedBy, accountId)).returning({ id: c.id });
}

export async function forgetNotifier(tx: Tx, accountId: number): Promise<void> {
  const { notices: n } = tx.t;
  const email = (await accountBy(tx, { id: accountId }))?.email;
  if (!email) return;
  await tx.q.update(n).set({ name: null, email: null }).where(eq(n.email, email)).returning({ id: n.id });
}

/** Notices whose letter nobody followed. @returns how many went */
export async function deleteUnconfirmed(tx: Tx): Promise<number> {
  const { notices: n } = tx.t;
  const gone = and(isNull(n.confirmedAt), lt(n.expiresAt, tx.now));
  return (await tx.q.delete(n).where(gone).returning({ id: n.id })).length;
}
