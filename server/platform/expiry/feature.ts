import type { Adda } from '../adda.ts';
import { REPLY_DAYS } from '../../rules/mail-replies.ts';
import { LONGEST_WINDOW_MS } from '../../rules/rate-limits.ts';
import type { Feature } from '../feature.ts';
import { refreshStatistics } from '../store/statistics.ts';
import { deleteExpired, deleteIdempotencyKeysOf } from './queries.ts';

const HOUR = 3_600_000;
const KEEP_ONCE_KEYS_MS = 7 * 24 * HOUR;
/** A letter may come again for as long as its address is good. */
const KEEP_MAIL_KEYS_MS = (REPLY_DAYS + 5) * 24 * HOUR;

/** Sessions, links and notes whose time is over go. */
async function sweep(adda: Adda): Promise<void> {
  await adda.store.write((tx) =>
    deleteExpired(tx, {
      tries: tx.now - LONGEST_WINDOW_MS,
      once: tx.now - KEEP_ONCE_KEYS_MS,
      mail: tx.now - KEEP_MAIL_KEYS_MS,
    }),
  );
}

export const expiry: Feature = {
  name: 'expiry',
  jobs: [
    { name: 'sweep', everyMs: HOUR, run: sweep },
    { name: 'statistics', everyMs: 6 * HOUR, run: ({ store }) => refreshStatistics(store) },
  ],
  personal: [{ table: 'idempotencyKeys', erase: deleteIdempotencyKeysOf }],
};
