import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';

export type JobRun = {
  name: string;
  dueAt: number;
  claim: string | null;
  heldUntil: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  lastError: string | null;
};

const LONGEST_ERROR = 500;

/** When each job ran last and runs next, by name. */
export async function jobRuns(conn: Conn): Promise<JobRun[]> {
  const { jobRuns: j } = conn.t;
  return conn.q.select().from(j).orderBy(asc(j.name));
}

/** Rows for jobs that never ran; they are due now. */
export async function noteJobs(tx: Tx, names: string[]): Promise<void> {
  for (const name of names) await tx.q.insert(tx.t.jobRuns).values({ name, dueAt: tx.now }).onConflictDoNothing();
}

/** Makes a job due now. False when it is not known, or runs. */
export async function makeDue(tx: Tx, name: string): Promise<boolean> {
  const { jobRuns: j } = tx.t;
  const due = await tx.q
    .update(j)
    .set({ dueAt: tx.now })
    .where(and(eq(j.name, name), or(isNull(j.heldUntil), lte(j.heldUntil, tx.now))))
    .returning({ name: j.name });
  return due.length > 0;
}

/** Takes a job that is due, so that no other node runs it until `heldUntil`. False when it is not due, or another has it. */
export async function claimJob(tx: Tx, name: string, claim: string, heldUntil: number): Promise<boolean> {
  const { jobRuns: j } = tx.t;
  const taken = await tx.q
    .update(j)
    .set({ claim, heldUntil, startedAt: tx.now })
    .where(and(eq(j.name, name), lte(j.dueAt, tx.now), or(isNull(j.heldUntil), lte(j.heldUntil, tx.now))))
    .returning({ name: j.name });
  return taken.length > 0;
}

/** Holds a job longer. False when the claim was too late and another node has it. */
export async function renewClaim(tx: Tx, name: string, claim: string, heldUntil: number): Promise<boolean> {
  const { jobRuns: j } = tx.t;
  const held = await tx.q
    .update(j)
    .set({ heldUntil })
    .where(and(eq(j.name, name), eq(j.claim, claim)))
    .returning({ name: j.name });
  return held.length > 0;
}

/** Gives a job back with what became of it. False when another node has taken it over meanwhile: then its row stays. */
export async function endRun(
  tx: Tx,
  name: string,
  claim: string,
  { dueAt, error }: { dueAt: number; error: string | null },
): Promise<boolean> {
  const { jobRuns: j } = tx.t;
  const ended = await tx.q
    .update(j)
    .set({
      dueAt,
      claim: null,
      heldUntil: null,
      finishedAt: tx.now,
      lastError: error?.slice(0, LONGEST_ERROR) ?? null,
    })
    .where(and(eq(j.name, name), eq(j.claim, claim)))
    .returning({ name: j.name });
  return ended.length > 0;
}
