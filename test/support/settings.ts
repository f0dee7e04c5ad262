/** A setting that was changed, and can be taken back. */
import { writeSetting } from '../../server/desk/settings/actions.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { settingHistory } from '../../server/platform/site/setting-queries.ts';

export async function changedSetting(adda: Adda): Promise<number> {
  await writeSetting(adda, null, 'files.megabytes', '3');
  const [change] = await settingHistory(adda.store.read, { key: 'files.megabytes', limit: 1 });
  return change!.id;
}
