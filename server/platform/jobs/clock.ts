/** The clock: starts jobs when they are due, those that are overdue at the start at once. */
import type { Adda } from '../adda.ts';
import type { Job } from '../feature.ts';
import { claimableAt, runClaimed } from './claims.ts';
import { isAhead } from '../../rules/clock.ts';
import { bringForward } from './clock-queries.ts';
import { type JobRun, jobRuns, noteJobs } from './queries.ts';

/** Other nodes change when jobs are due, so a node looks at least so often. */
const LOOK_MS = 30_000;
const SOONEST_MS = 50;
/** Jobs may not take all connections from those who read and write. */
const AT_ONCE = 3;

/** Jobs run every minute, so the moment of the last one says whether the clock was set back since. */
async function runsBy({ store, log }: Adda, now: number): Promise<JobRun[]> {
  const runs = await jobRuns(store.read);
  const last = Math.max(0, ...runs.map(({ startedAt }) => startedAt ?? 0));
  if (!isAhead(last, now)) return runs;
  log.warn({ ahead: new Date(last).toISOString() }, 'the clock was set back: what waits for that time is due now');
  await store.write(bringForward);
  return jobRuns(store.read);
}

/**
 * The jobs of the list that may be claimed now, the longest overdue first, and the moment when the next one may be.
 * A job that never ran is due. Nothing is written, but for such a job.
 */
export async function whatIsDue(adda: Adda, jobs: Job[], now: number): Promise<{ due: Job[]; nextAt: number }> {
  const known = await runsBy(adda, now);
  const fresh = jobs.map(({ name }) => name).filter((name) => !known.some((run) => run.name === name));
  if (fresh.length > 0) await adda.store.write((tx) => noteJobs(tx, fresh));
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const runs = (fresh.length > 0 ? await jobRuns(adda.store.read) : known).filter(({ name }) => byName.has(name));
  const due = runs.filter((run) => claimableAt(run) <= now).sort((a, b) => a.dueAt - b.dueAt);
  return {
    due: due.map(({ name }) => byName.get(name)!),
    nextAt: Math.min(...runs.map(claimableAt).filter((at) => at > now)),
  };
}

export type Clock = { stop(): Promise<void> };

/**
 * Runs the features' jobs until `stop`, which waits for those that run: claims what is due, then looks again when the
 * next one is, or when one has ended.
 */
export function startJobs(adda: Adda): Clock {
  const jobs = adda.features.flatMap((feature) => feature.jobs ?? []);
  const running = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let hasOneEnded = false;
  const stopping = new AbortController();
  const { signal: stopped } = stopping;

  const lookIn = (ms: number) => {
    clearTimeout(timer);
    if (!stopped.aborted) timer = setTimeout(look, Math.min(Math.max(ms, SOONEST_MS), LOOK_MS));
  };
  const start = (job: Job) => {
    const run = runClaimed(adda, job, stopped)
      .catch((error) => adda.log.error({ job: job.name, err: error }, 'a job could not be claimed, or given back'))
      .finally(() => {
        running.delete(job.name);
        hasOneEnded = true;
        if (!looking) lookIn(0);
      });
    running.set(job.name, run);
  };
  const lookOnce = async () => {
    hasOneEnded = false;
    try {
      const { due, nextAt } = await whatIsDue(adda, jobs, Date.now());
      const waiting = due.filter(({ name }) => !running.has(name));
      const taken = jobs.filter(({ name, isLong }) => !isLong && running.has(name)).length;
      const free = waiting.filter(({ isLong }) => !isLong).slice(0, AT_ONCE - taken);
      if (!stopped.aborted) [...free, ...waiting.filter(({ isLong }) => isLong)].forEach(start);
      lookIn(hasOneEnded ? 0 : nextAt - Date.now());
    } catch (error) {
      adda.log.error({ err: error }, 'the jobs could not be looked at');
      lookIn(LOOK_MS);
    }
  };
  const look = () => {
    looking ??= lookOnce().finally(() => (looking = null));
  };

  look();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
}
