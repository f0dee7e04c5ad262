/** What the doctor says of the jobs: one line for those that are well, and one for each that is not. */
import { FEATURES } from '../features.ts';
import type { Config } from '../platform/config.ts';
import { claimableAt, LATE_MS } from '../platform/jobs/claims.ts';
import type { JobRun } from '../platform/jobs/queries.ts';
import type { Finding } from './doctor.ts';

const JOBS = new Map(FEATURES.flatMap((feature) => feature.jobs ?? []).map((job) => [job.name, job]));

const moment = (ms: number | null) => (ms === null ? 'never' : new Date(ms).toISOString());
const jobs = (count: number) => (count === 1 ? '1 job' : `${count} jobs`);

/** The newest start of any of them; null where none has run. */
const lastStart = (runs: JobRun[]): number | null =>
  runs.reduce<number | null>((last, { startedAt: at }) => (at === null ? last : Math.max(at, last ?? at)), null);

function failed({ name, finishedAt, lastError }: JobRun): Finding {
  return {
    good: false,
    text: `The job ${name} failed at ${moment(finishedAt)} and will run again: ${lastError}`,
  };
}

function late({ name, dueAt, startedAt }: JobRun): Finding {
  return {
    good: false,
    text: `The job ${name} is late: it was due at ${moment(dueAt)}, and began last at ${moment(startedAt)}.`,
  };
}

/** The jobs of this version that this machine's settings ask for. @param now the moment at which they are looked at */
export function checkJobs(config: Config, runs: JobRun[], now: number): Finding[] {
  const known = runs.filter(({ name }) => JOBS.has(name));
  if (known.length === 0) return [{ good: true, text: 'No job has run yet: jobs run while the forum is served.' }];
  const asked = known.filter(({ name }) => JOBS.get(name)?.isSetUp?.(config) ?? true);
  const faults = known.filter(({ lastError }) => lastError !== null);
  const overdue = asked.filter((run) => claimableAt(run) < now - LATE_MS);
  const began = moment(lastStart(known));
  // Of a forum that is not served all of them are late, and nothing is wrong with it.
  if (overdue.length === asked.length)
    return [
      { good: true, isOff: true, text: `Jobs run while the forum is served: the last one began at ${began}.` },
      ...faults.map(failed),
    ];
  const isWell = (run: JobRun) => !faults.includes(run) && !overdue.includes(run);
  return [
    { good: true, text: `${jobs(asked.filter(isWell).length)} in time; the last one began at ${began}.` },
    ...faults.map(failed),
    ...overdue.filter((run) => !faults.includes(run)).map(late),
  ];
}
