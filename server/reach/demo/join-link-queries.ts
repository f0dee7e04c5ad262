/** Join links, where people of the example community have to do with them. */
import { inArray, type SQLWrapper } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';

/** Join links stay; that people of the example made one, or joined by it, goes. */
export async function forgetJoinLinksOf(tx: Tx, accountIds: SQLWrapper): Promise<void> {
  const { joinLinks: l, joinLinkUses: u } = tx.t;
  await tx.q.delete(u).where(inArray(u.accountId, accountIds));
  await tx.q.update(l).set({ madeBy: null }).where(inArray(l.madeBy, accountIds));
}
