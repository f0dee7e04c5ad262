/** What most sub-commands share: an open, migrated store. */
import { FEATURES } from '../features.ts';
import type { Adda } from '../platform/adda.ts';
import { makeAdda } from '../platform/events/consumers.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { withoutPassword } from '../platform/shown-url.ts';
import { makeLog } from '../platform/log.ts';
import type { Migrated } from '../platform/store/migrate.ts';
import { openStore } from '../platform/store/open.ts';
import { AS_COMMAND } from '../platform/store/sqlite-lock.ts';
import { shutDataFolder } from '../platform/store/private-files.ts';
import { databaseSentence, isDatabaseFault } from './sentences.ts';

/** Opens what the settings name, migrated, for the length of `work`. It needs no running server. */
export async function withAdda<T>(work: (adda: Adda) => Promise<T>, config: Config = loadConfig()): Promise<T> {
  shutDataFolder(config.dataFolder);
  const log = makeLog({ ...config, logLevel: 'warn' });
  const adda = makeAdda({ config, store: openStore(config.databaseUrl, AS_COMMAND), log, features: FEATURES });
  try {
    const migrated = await adda.store.migrate();
    if (migrated.ran.length > 0) console.error(migratedSentence(migrated));
    return await work(adda);
  } catch (error) {
    throw isDatabaseFault(error)
      ? new Error(`${databaseSentence(error)} (${withoutPassword(config.databaseUrl)})`)
      : error;
  } finally {
    await Promise.all([adda.workerPool.close(), adda.aside.close()]);
    await adda.store.close();
  }
}

/** What a run of migrations did. */
function migratedSentence({ ran, backup }: Migrated): string {
  const kept = backup === null ? '' : `; as it was before, it is kept in ${backup}`;
  return `The database was brought to this version of Adda (${ran.length} ${ran.length === 1 ? 'step' : 'steps'})${kept}.`;
}
