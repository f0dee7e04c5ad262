/** The clock: runs the features' jobs at their intervals. */
import type { Adda } from '../adda.ts';

/** Runs every job at its interval, never twice at once. `stop` waits for what is running. */
export function startJobs(adda: Adda): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  let stopped = false;
  const timers = adda.features
    .flatMap(({ jobs = [] }) => jobs)
    .map((job) => {
      let busy = false;
      return setInterval(() => {
        if (busy || stopped) return;
        busy = true;
        const run = job
          .run(adda)
          .catch((error) => adda.log.error({ job: job.name, err: error }, 'a job failed; it runs again later'))
          .finally(() => {
            busy = false;
            running.delete(run);
          });
        running.add(run);
      }, job.everyMs);
    });
  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
