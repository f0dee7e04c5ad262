/** The clock: what happens by itself, again and again. Each job is one action and may run on every node. */
import type { Adda } from '../adda.ts';
import { recountRecent } from '../../forum/upkeep/ageing.ts';
import { deleteExpired } from '../../people/accounts/queries.ts';
import { endOverdueGrants } from '../../brands/grants.ts';
import { refreshHealth } from '../../insight/health/actions.ts';
import { sendDueLetters } from '../mail/post.ts';
import { sweepPictures } from '../../forum/pictures/actions.ts';
import { rebuildStale } from '../../forum/upkeep/rebuild.ts';
import { noteSeen, takeTurns } from '../../forum/upkeep/rotation.ts';
import { inviteWaiting, measureWaits } from '../../insight/routing/waiting.ts';

const MINUTE = 60_000;
const KEEP_TRIES_MS = 24 * 60 * MINUTE;
const KEEP_ONCE_KEYS_MS = 7 * 24 * 60 * MINUTE;

type Job = { name: string; everyMs: number; run(adda: Adda): Promise<void> };

const JOBS: Job[] = [
  { name: 'mail', everyMs: 1_000, run: sendDueLetters },
  { name: 'health', everyMs: 60 * MINUTE, run: (adda) => refreshHealth(adda) },
  { name: 'grants', everyMs: MINUTE, run: endOverdueGrants },
  { name: 'ranks', everyMs: MINUTE, run: rebuildStale },
  { name: 'turns', everyMs: 10 * MINUTE, run: takeTurns },
  { name: 'invitations', everyMs: 10 * MINUTE, run: inviteWaiting },
  { name: 'waits', everyMs: 60 * MINUTE, run: measureWaits },
  { name: 'pictures', everyMs: 60 * MINUTE, run: sweepPictures },
  { name: 'recent', everyMs: 6 * 60 * MINUTE, run: recountRecent },
  { name: 'seen', everyMs: 60 * MINUTE, run: noteSeen },
  {
    name: 'sweep',
    everyMs: 60 * MINUTE,
    run: async (adda) =>
      adda.store.write((tx) => deleteExpired(tx, { tries: tx.now - KEEP_TRIES_MS, once: tx.now - KEEP_ONCE_KEYS_MS })),
  },
];

/** Runs every job at its interval, never twice at once. `stop` waits for what is running. */
export function startJobs(adda: Adda): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  let stopped = false;
  const timers = JOBS.map((job) => {
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
