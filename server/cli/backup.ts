import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Keys, type Locks } from '../platform/backup/archive.ts';
import { erasedFile, noteErased, readErased } from '../platform/backup/erased.ts';
import { checkBackup, restoreBackup } from '../platform/backup/restore.ts';
import { backupOf } from '../reach/backups/schedule.ts';
import { writeBackup } from '../platform/backup/write.ts';
import { afterRestore } from '../people/accounts/after-restore.ts';
import { loadConfig, mediaFolder } from '../platform/config.ts';
import { withAdda } from './run.ts';

const MB = 1_048_576;

/** The first line of a file that is not empty, nor a comment as age-keygen writes them. */
function secretIn(file: string): string {
  const line = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .find((one) => one.trim() !== '' && !one.startsWith('#'));
  if (line === undefined) throw new Error(`${file} is empty.`);
  return line.trim();
}

const some = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export function backupCommand(): Command {
  return new Command('backup')
    .description('Write a backup of the database and the pictures to a file, while the forum runs.')
    .argument('<file>', 'where to; it must not exist yet')
    .option('--recipient <key>', 'encrypt it for this key of age (age1…); default ADDA_BACKUP_RECIPIENT')
    .option('--passphrase-file <file>', 'encrypt it with the passphrase in this file')
    .action(async (file: string, options: { recipient?: string; passphraseFile?: string }) => {
      const { locks, ...wanted } = backupOf(loadConfig(), path.resolve(file), Date.now());
      const { recipient, passphraseFile } = options;
      const chosen: Locks =
        passphraseFile !== undefined ? { passphrase: secretIn(passphraseFile) } : recipient ? { recipient } : locks;
      const { rows, files, bytes } = await writeBackup({ ...wanted, locks: chosen });
      const size = (bytes / MB).toFixed(1);
      console.log(`${some(rows, 'row', 'rows')} and ${some(files, 'file', 'files')} (${size} MB) are in ${file}.`);
    });
}

type RestoreOptions = { check?: true; replace?: true; keyFile?: string; passphraseFile?: string; erased: string[] };

async function restore(file: string, { replace, erased }: RestoreOptions, keys: Keys): Promise<void> {
  const config = loadConfig();
  const media = mediaFolder(config);
  const missing = erased.find((one) => !existsSync(one));
  if (missing !== undefined) throw new Error(`There is no list at ${missing}.`);
  const moment = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const suffix = `before-restore-${moment}-${randomBytes(3).toString('hex')}`;
  const target = { databaseUrl: config.databaseUrl, mediaFolder: media, suffix, mayReplace: replace === true };
  const { about, files, aside } = await restoreBackup(path.resolve(file), keys, target);
  const rows = Object.values(about.rows).reduce((sum, count) => sum + count, 0);
  console.log(
    `${some(rows, 'row', 'rows')} and ${some(files, 'file', 'files')} of ${new Date(about.at).toISOString()} were put back.`,
  );
  for (const one of aside) console.log(`What was there before is kept as ${one}.`);
  const lists = [erasedFile(media), erasedFile(`${media}.${suffix}`), ...erased];
  const all = (await Promise.all(lists.map(readErased))).flat();
  // The next restore has to know of them as well.
  const known = new Set((await readErased(erasedFile(media))).map((one) => JSON.stringify(one)));
  for (const one of all) {
    if (known.has(JSON.stringify(one))) continue;
    known.add(JSON.stringify(one));
    noteErased(media, one);
  }
  const after = await withAdda((adda) => afterRestore(adda, all), config);
  console.log(
    `${some(after.erased, 'person', 'people')} erased since then ${after.erased === 1 ? 'was' : 'were'} erased again; ${some(after.sessions, 'session', 'sessions')} ended, ${some(after.letters, 'letter', 'letters')} that waited then ${after.letters === 1 ? 'is' : 'are'} not sent.`,
  );
  for (const id of after.notErased)
    console.error(`Account ${id} was erased since, and was the only admin then: make another admin, then erase it.`);
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('Put a backup back, or only check it. Adda must not be running.')
    .argument('<file>', 'a backup')
    .option('--check', 'read all of it and say whether it is whole; nothing is changed')
    .option('--replace', 'also where there is a forum: SQLite files are put aside, tables of PostgreSQL are deleted')
    .option('--key-file <file>', 'file with the key of age that opens it')
    .option('--passphrase-file <file>', 'file with the passphrase that opens it')
    .option(
      '--erased <file>',
      'list of people who were erased since (media/erased.jsonl), where the old folder is elsewhere; may be repeated',
      (one: string, all: string[]) => [...all, one],
      [] as string[],
    )
    .action(async (file: string, options: RestoreOptions) => {
      const keys: Keys = {
        ...(options.keyFile !== undefined && { identity: secretIn(options.keyFile) }),
        ...(options.passphraseFile !== undefined && { passphrase: secretIn(options.passphraseFile) }),
      };
      if (!options.check) return restore(file, options, keys);
      const about = await checkBackup(path.resolve(file), keys, path.dirname(path.resolve(file)));
      const rows = Object.values(about.rows).reduce((sum, count) => sum + count, 0);
      console.log(
        `This backup is whole: ${some(rows, 'row', 'rows')} of ${new Date(about.at).toISOString()}, by Adda ${about.version} on ${about.engine}.`,
      );
    });
}
