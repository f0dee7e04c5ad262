/** What `adda doctor` says of backups. */
import { newestBackup } from '../reach/backups/schedule.ts';
import type { Config } from '../platform/config.ts';
import type { Finding } from './doctor.ts';

const DAY = 24 * 3_600_000;
/** One was missed. */
const TOO_OLD_MS = 2 * DAY;
const MB = 1_048_576;

export async function checkBackups({ backup: { folder, recipient } }: Config): Promise<Finding> {
  if (folder === '')
    return {
      ...{ good: true, isOff: true },
      text: 'Backups are not set up: no ADDA_BACKUP names a folder for one a day (see “Backup” in docs/operations.md); adda backup FILE makes one.',
    };
  try {
    const newest = await newestBackup(folder);
    if (!newest) return { good: true, text: `No backup lies in ${folder} yet: the server makes one a day.` };
    const text = `The newest backup in ${folder} is of ${new Date(newest.at).toISOString()} (${(newest.bytes / MB).toFixed(1)} MB${recipient === '' ? ', not encrypted' : ''})`;
    return Date.now() - newest.at > TOO_OLD_MS
      ? { good: false, text: `${text}: that is more than two days ago.` }
      : { good: true, text: `${text}.` };
  } catch {
    return { good: false, text: `The folder for backups, ${folder}, cannot be read.` };
  }
}
