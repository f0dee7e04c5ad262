/** How often somebody may post, by how far the forum trusts them. */
import { trustOnce } from '../../people/accounts/trust-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { POSTS_PER_MEMBER, type RateLimit, THREADS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { TRUST_OPENS } from '../../rules/trust.ts';

/** Brand staff gather no trust, and have limits of their own besides. */
async function openTo(conn: Conn, accountId: number, now: number) {
  const { trust } = await trustOnce(conn, accountId, now);
  return TRUST_OPENS[trust?.step ?? 'new'];
}

/** @param now in ms */
export const postsOf = async (conn: Conn, accountId: number, now: number): Promise<RateLimit> => ({
  ...POSTS_PER_MEMBER,
  max: (await openTo(conn, accountId, now)).posts,
});
export const threadsOf = async (tx: Tx, accountId: number): Promise<RateLimit> => ({
  ...THREADS_PER_MEMBER,
  max: (await openTo(tx, accountId, tx.now)).threads,
});
