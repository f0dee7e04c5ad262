/** Puts a backup back, or only looks whether it could be. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileOf } from '../store/open.ts';
import { PRIVATE_FOLDER } from '../store/private-files.ts';
import { BackupError, type Take } from '../store/backup-parts.ts';
import { type About, type Keys, readArchive } from './archive.ts';
import { putTables } from '../store/backup-postgres.ts';
import { lookInto, mustBeFree, putDatabase } from '../store/backup-sqlite.ts';

/** @property suffix of what is put aside @property mayReplace whether anything may */
export type Target = { databaseUrl: string; mediaFolder: string; suffix: string; mayReplace: boolean };
/** @property aside where that is which was there before */
export type Restored = { about: About; files: number; aside: string[] };

async function save(file: string, part: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  await pipeline(part, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
}

async function drain(part: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of part);
}

function mustBeAlike(about: About, file: string): void {
  const { rows } = lookInto(file);
  const wrong = Object.keys({ ...rows, ...about.rows }).find((table) => rows[table] !== about.rows[table]);
  if (wrong !== undefined)
    throw new BackupError(`This backup is damaged: ${wrong} has ${rows[wrong]} rows and had ${about.rows[wrong]}.`);
}

/**
 * Reads all of a backup and checks it: its sums, and with SQLite its database. Nothing is changed.
 * @param folder for what has to be unpacked meanwhile @throws {BackupError}
 */
export async function checkBackup(file: string, keys: Keys, folder: string): Promise<About> {
  const spare = await mkdtemp(path.join(folder, '.adda-check-'));
  try {
    const database = path.join(spare, 'database.sqlite');
    const about = await readArchive(file, keys, () => async (name, part) => {
      await (name === 'database.sqlite' ? save(database, part) : drain(part));
    });
    if (about.engine === 'sqlite') mustBeAlike(about, database);
    return about;
  } finally {
    await rm(spare, { recursive: true, force: true });
  }
}

const isFilled = (folder: string) => existsSync(folder) && readdirSync(folder).length > 0;

function putFolder(restored: string, folder: string, suffix: string): string | null {
  const kept = isFilled(folder) ? `${folder}.${suffix}` : null;
  if (kept) renameSync(folder, kept);
  if (existsSync(folder)) renameSync(folder, `${restored}.empty`);
  mkdirSync(restored, { recursive: true, mode: PRIVATE_FOLDER });
  renameSync(restored, folder);
  return kept;
}

function mustFit({ engine }: About, { databaseUrl }: Target): void {
  const wanted = fileOf(databaseUrl) === null ? 'postgres' : 'sqlite';
  if (engine !== wanted)
    throw new BackupError(
      `This backup is of ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}: set ADDA_DATABASE_URL to one of that kind.`,
    );
}

async function putAll(backup: string, keys: Keys, target: Target, spare: string): Promise<Restored> {
  const media = path.join(spare, 'media');
  const database = path.join(spare, 'database.sqlite');
  let files = 0;
  const saveFile = async (name: string, part: AsyncIterable<Buffer>) => {
    if (name.startsWith('media/')) files++;
    await save(path.join(spare, ...name.split('/')), part);
  };
  const file = fileOf(target.databaseUrl);
  let about: About;
  if (file === null) {
    // Read twice: what it is of has to be known before the first table, and all of it is checked before anything is deleted.
    about = await readArchive(backup, keys, (found) => (mustFit(found, target), (_, part) => drain(part)));
    const take =
      (takeTable: Take): Take =>
      (name, part) =>
        name.startsWith('database/') ? takeTable(name, part) : saveFile(name, part);
    await putTables(target.databaseUrl, { kept: about, mayReplace: target.mayReplace }, (takeTable) =>
      readArchive(backup, keys, () => take(takeTable)),
    );
    const aside = [putFolder(media, target.mediaFolder, target.suffix)];
    return { about, files, aside: aside.filter((one) => one !== null) };
  }
  about = await readArchive(backup, keys, (found) => (mustFit(found, target), saveFile));
  mustBeAlike(about, database);
  const aside = [putDatabase(database, file, target.suffix), putFolder(media, target.mediaFolder, target.suffix)];
  return { about, files, aside: aside.filter((one) => one !== null) };
}

/**
 * Puts a backup back, all of it or nothing; it is read and checked to its end before anything is replaced. Nobody else
 * may use the database. With SQLite what was there is put aside; PostgreSQL's tables are deleted where they may be.
 * @throws {BackupError} when it is damaged, of the other kind of database, or something is in its place
 */
export async function restoreBackup(file: string, keys: Keys, target: Target): Promise<Restored> {
  const database = fileOf(target.databaseUrl);
  if (database !== null) mustBeFree(database, target.mayReplace);
  if (isFilled(target.mediaFolder) && !target.mayReplace)
    throw new BackupError(`There are files in ${target.mediaFolder} already: give --replace to put them aside.`);
  // On the same disk as what it becomes, so that it can be put there in one step.
  const parent = path.dirname(target.mediaFolder);
  await mkdir(parent, { recursive: true, mode: PRIVATE_FOLDER });
  const spare = await mkdtemp(path.join(parent, '.adda-restore-'));
  try {
    return await putAll(file, keys, target, spare);
  } finally {
    await rm(spare, { recursive: true, force: true });
  }
}
