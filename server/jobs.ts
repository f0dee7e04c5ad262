/** What happens by itself: the list of jobs, of every feature. */
import { endOverdueGrants } from './brands/grants.ts';
import { sweepPictures } from './forum/pictures/actions.ts';
import { recountRecent } from './forum/upkeep/ageing.ts';
import { rebuildStale } from './forum/upkeep/rebuild.ts';
import { noteSeen, takeTurns } from './forum/upkeep/rotation.ts';
import { refreshHealth } from './insight/health/actions.ts';
import { inviteWaiting, measureWaits } from './insight/routing/waiting.ts';
import { deleteExpired } from './people/accounts/queries.ts';
import type { Job } from './platform/jobs/claims.ts';
import { sendDueLetters } from './platform/mail/post.ts';

const MINUTE = 60_000;
const KEEP_TRIES_MS = 24 * 60 * MINUTE;
const KEEP_ONCE_KEYS_MS = 7 * 24 * 60 * MINUTE;

export const JOBS: Job[] = [
  // Each letter is claimed by itself; claiming the job as well would write every second in a forum where nothing happens.
  { name: 'mail', everyMs: 1_000, everywhere: true, run: sendDueLetters },
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
