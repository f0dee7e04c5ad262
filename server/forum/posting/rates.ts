/** How often somebody may post, by how far the forum trusts them. */
import { trustIn } from '../../people/accounts/trust-queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { POSTS_PER_MEMBER, type RateLimit, THREADS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { TRUST_OPENS } from '../../rules/trust.ts';

/** Brand staff gather no trust, and have limits of their own besides. */
async function openTo(tx: Tx, accountId: number) {
  const { trust } = await trustIn(tx, accountId, tx.now);
  return TRUST_OPENS[trust?.step ?? 'new'];
}

export const postsOf = async (tx: Tx, accountId: number): Promise<RateLimit> => ({
  ...POSTS_PER_MEMBER,
  max: (await openTo(tx, accountId)).posts,
});
export const threadsOf = async (tx: Tx, accountId: number): Promise<RateLimit> => ({
  ...THREADS_PER_MEMBER,
  max: (await openTo(tx, accountId)).threads,
});
