/** Who has a stake in some brand: they do not judge where brands are concerned. */
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Actor, speaksForOperator } from '../../rules/roles.ts';
import { everSpoke } from './brand-queries.ts';
import { accountBy } from './queries.ts';

/** Has this moderator a stake of their own: a declared affiliation, a brand they spoke for, the brand that runs the forum? */
export async function hasStake(conn: Conn, actor: NonNullable<Actor>): Promise<boolean> {
  const account = await accountBy(conn, { id: actor.id });
  if (account?.affiliation !== '' || (await everSpoke(conn, actor.id))) return true;
  return speaksForOperator(account, await site(conn), Date.now());
}
