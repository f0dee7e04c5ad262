/** The settings as their pages show them. */
import { allBrands } from '../../brands/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { newestChanges, type PastChange, settingHistory } from '../../platform/site/setting-queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { isLookedFor, isSameValue, type Setting, settingOf, SETTINGS, settingValue } from '../../rules/settings.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { sentencesOf } from './words.ts';

export const CHANGES_SHOWN = 50;

type Brand = { id: number; name: string };

/** @property newest the last change of each setting @property refused the form that was refused, and of which setting */
export type SettingsPage = {
  query: string;
  settings: Setting[];
  newest: Map<string, PastChange>;
  brands: Brand[];
  refused: { key: string; form: FormState } | null;
};

const brandsOf = async (conn: Conn): Promise<Brand[]> => (await allBrands(conn)).map(({ id, name }) => ({ id, name }));

/** The settings that somebody looks for, by the words of any language. */
export async function settingsPage(
  ctx: Ctx,
  query: string,
  refused: SettingsPage['refused'] = null,
): Promise<SettingsPage> {
  const conn = ctx.adda.store.read;
  // An admin may know it by its name in another language.
  const sentences = (one: Setting) => LANGUAGES.flatMap((language) => sentencesOf(messages(language), one));
  const settings = SETTINGS.filter((one) => isLookedFor(sentences(one), query.trim()));
  return { query, settings, newest: await newestChanges(conn), brands: await brandsOf(conn), refused };
}

/** @property isStanding whether the setting is still as the change left it, so that it can be taken back */
export type ShownChange = PastChange & { isStanding: boolean };
export type HistoryPage = { key: string | null; changes: ShownChange[]; next: number | null; brands: Brand[] };

/** @throws {AddaError} `not_found` for a setting that there is not */
export async function historyPage(ctx: Ctx, key: string | null, before: number | null): Promise<HistoryPage> {
  const conn = ctx.adda.store.read;
  if (key !== null && !settingOf(key)) throw new AddaError('not_found');
  const rows = await settingHistory(conn, {
    ...(key !== null && { key }),
    ...(before !== null && { before }),
    limit: CHANGES_SHOWN + 1,
  });
  const shown = rows.slice(0, CHANGES_SHOWN);
  const newest = await newestChanges(conn);
  const changes = shown.map((change) => {
    const setting = settingOf(change.key);
    const isNow = setting !== null && isSameValue(settingValue(ctx.site, setting), change.after);
    return { ...change, isStanding: isNow && newest.get(change.key)?.id === change.id };
  });
  const next = rows.length > CHANGES_SHOWN ? shown.at(-1)!.id : null;
  return { key, changes, next, brands: await brandsOf(conn) };
}
