/** What decides which cases somebody is shown, wherever cases are listed. */
import type { Ctx } from '../../platform/http/context.ts';
import { isOtherModerator } from '../../people/accounts/office-queries.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import type { Asking } from '../cases/list-queries.ts';

export async function askingAs(ctx: Ctx): Promise<Asking> {
  const conn = ctx.adda.store.read;
  const viewer = ctx.viewer!;
  const isOnlyOne = !(await isOtherModerator(conn, null, [viewer.id], Date.now()));
  const { moderates } = ctx.audience;
  return { accountId: viewer.id, moderates, hasStake: await hasStake(conn, viewer), isOnlyOne };
}
