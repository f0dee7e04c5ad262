/** Backups that the forum makes by itself, once a day, into a folder; the oldest go by the rule. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../../platform/adda.ts';
import { type Config, mediaFolder } from '../../platform/config.ts';
import { makeWorkerPool } from '../../platform/worker-pool/pool.ts';
import { PRIVATE_FOLDER } from '../../platform/store/private-files.ts';
import { backupsToDrop, momentOfBackup, nameOfBackup } from '../../rules/backups.ts';

const HOUR = 3_600_000;

/** A thread of its own: reading a whole database takes as long as it takes. It ends with the process. */
const writers = makeWorkerPool({ queue: 1, timeoutMs: 6 * HOUR });

/** The newest backup in the folder; null where there is none. @throws what the disk says of the folder */
export async function newestBackup(folder: string): Promise<{ name: string; at: number; bytes: number } | null> {
  const found = (
    await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    })
  )
    .map((name) => ({ name, at: momentOfBackup(name) }))
    .filter((one): one is { name: string; at: number } => one.at !== null)
    .sort((a, b) => b.at - a.at);
  const [newest] = found;
  return newest ? { ...newest, bytes: (await stat(path.join(folder, newest.name))).size } : null;
}

/** What a backup of this forum is made of. */
export const backupOf = (config: Config, file: string, now: number) => ({
  databaseUrl: config.databaseUrl,
  mediaFolder: mediaFolder(config),
  file,
  locks: config.backup.recipient === '' ? {} : { recipient: config.backup.recipient },
  now,
});

/** Makes today's backup where a folder for it is set, and lets the oldest go. */
export async function backUp(adda: Adda): Promise<void> {
  const { folder, keep, recipient } = adda.config.backup;
  if (folder === '') return;
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // What a node left that was ended in the middle of one.
  for (const name of await readdir(folder))
    if (/^\.adda-backup-|^adda-.*\.partial$/.test(name))
      await rm(path.join(folder, name), { recursive: true, force: true });
  const now = Date.now();
  const file = path.join(folder, nameOfBackup(now, recipient !== ''));
  const written = await writers.run('writeBackup', backupOf(adda.config, file, now));
  for (const name of backupsToDrop(await readdir(folder), keep)) await rm(path.join(folder, name), { force: true });
  adda.log.info({ file, ...written }, 'a backup was made');
}
