import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { bytesKept } from '../../platform/files/queries.ts';
import { accountBy, apiTokensOf } from './queries.ts';
import type { SettingsData } from './settings-view.ts';

/** What the page of one's own settings shows. @throws {AddaError} `not_signed_in`, `not_found` */
export async function settingsOf(ctx: Ctx): Promise<SettingsData> {
  if (!ctx.viewer) throw new AddaError('not_signed_in');
  const account = await accountBy(ctx.adda.store.read, { id: ctx.viewer.id });
  if (!account) throw new AddaError('not_found');
  const conn = ctx.adda.store.read;
  return {
    account,
    tokens: await apiTokensOf(conn, account.id),
    files: { used: await bytesKept(conn, account.id), most: ctx.adda.config.quota.member },
  };
}
