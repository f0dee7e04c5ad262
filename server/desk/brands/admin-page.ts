/** What admins see of one brand. */
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { AdminBrand, Refused } from './admin-views.ts';
import { brandBy, grantsOf, otherAdmins } from '../../brands/queries.ts';

/** @throws {AddaError} `not_found` */
export async function adminBrand(ctx: Ctx, slug: string, refused: Refused = null): Promise<AdminBrand> {
  const conn = ctx.adda.store.read;
  const brand = await brandBy(conn, { slug });
  if (!brand) throw new AddaError('not_found');
  const hasOtherAdmins = (await otherAdmins(conn, ctx.viewer?.id ?? 0)) > 0;
  return { brand, grants: await grantsOf(conn, brand.id), hasOtherAdmins, refused };
}
