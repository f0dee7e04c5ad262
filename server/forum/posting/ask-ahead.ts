/** What every post asks, asked at once: PostgreSQL answers several questions in the time of one. */
import { trustOnce } from '../../people/accounts/trust-queries.ts';
import { siteOnce } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';

/** Asks what the rules will ask; they find it answered. Who somebody is by now is asked later, when nothing is waited for any more. */
export async function askAhead(tx: Tx, accountId: number): Promise<void> {
  await Promise.all([siteOnce(tx), trustOnce(tx, accountId, tx.now)]);
}
