/** One node does each job: it claims the job's row, holds it while the job runs, and says what became of it. */
import { traced } from '../tracing.ts';
import { randomUUID } from 'node:crypto';
import type { Adda } from '../adda.ts';
import type { Job } from '../feature.ts';
import { claimJob, endRun, type JobRun, renewClaim } from './queries.ts';

/** A node that has not renewed its claim for so long is taken for dead. */
export const HOLD_MS = 60_000;
export const RENEW_MS = 20_000;
/** A job that failed waits no longer than this for its next try. */
const RETRY_MS = 5 * 60_000;
/** A job that is so late has nobody who does it. */
export const LATE_MS = 10 * 60_000;

/** When a job runs next: at its interval from the last start, those moments skipped that passed while it ran. */
export function nextDue(job: Pick<Job, 'everyMs'>, startedAt: number, now: number, hasFailed: boolean): number {
  const every = hasFailed ? Math.min(job.everyMs, RETRY_MS) : job.everyMs;
  return startedAt + Math.max(1, Math.ceil((now - startedAt) / every)) * every;
}

/** The moment from which a node may claim a job: when it is due and nobody holds it. */
export function claimableAt({ dueAt, heldUntil }: Pick<JobRun, 'dueAt' | 'heldUntil'>): number {
  return Math.max(dueAt, heldUntil ?? 0);
}

/** Of a run that nobody stops. */
const never = new AbortController().signal;

/** Runs `job` unless it is not due or another node has it. A failure is kept in the job's row, and logged; none is thrown. */
export async function runClaimed(adda: Adda, job: Job, stopped: AbortSignal = never): Promise<boolean> {
  const { store, log } = adda;
  const claim = randomUUID();
  const startedAt = await store.write(async (tx) =>
    (await claimJob(tx, job.name, claim, tx.now + HOLD_MS)) ? tx.now : null,
  );
  if (startedAt === null) return false;
  const renewal = setInterval(() => {
    store
      .write((tx) => renewClaim(tx, job.name, claim, tx.now + HOLD_MS))
      .catch((error) => log.warn({ job: job.name, err: error }, 'a claim could not be renewed'));
  }, RENEW_MS);
  let error: string | null = null;
  try {
    await traced(`job ${job.name}`, () => job.run(adda, stopped));
  } catch (thrown) {
    error = String(thrown);
    log.error({ job: job.name, err: thrown }, 'a job failed; it runs again later');
  } finally {
    clearInterval(renewal);
  }
  await store.write((tx) =>
    endRun(tx, job.name, claim, { dueAt: nextDue(job, startedAt, tx.now, error !== null), error }),
  );
  return true;
}
