/** What every post asks, asked at once: PostgreSQL answers several questions in the time of one. */
import { standingOnce } from '../../brands/queries.ts';
import { trustOnce } from '../../people/accounts/trust-queries.ts';
import { siteOnce } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';

/** Asks what each of the rules will ask of who posts; they find it answered. */
export async function askAhead(tx: Tx, accountId: number): Promise<void> {
  await Promise.all([siteOnce(tx), trustOnce(tx, accountId, tx.now), standingOnce(tx, accountId)]);
}
