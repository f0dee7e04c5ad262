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

/** @property kept where that is which was there @property undo puts it back */
type Put = { kept: string | null; undo(): void };

/** Puts a folder in the place of another, which is kept beside it. @throws {BackupError} where that cannot be done; then nothing is changed */
function putFolder(restored: string, folder: string, suffix: string): Put {
  const kept = isFilled(folder) ? `${folder}.${suffix}` : null;
  const aside = kept ?? `${restored}.empty`;
  const wasThere = existsSync(folder);
  mkdirSync(restored, { recursive: true, mode: PRIVATE_FOLDER });
  try {
    if (wasThere) renameSync(folder, aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BackupError(`${folder} cannot be put aside (${code}): is it a mount of its own? Nothing was changed.`);
  }
  const undo = () => {
    renameSync(folder, restored);
    if (wasThere) renameSync(aside, folder);
  };
  renameSync(restored, folder);
  return { kept, undo };
}

function mustFit({ engine }: About, { databaseUrl }: Target): void {
  const wanted = fileOf(databaseUrl) === null ? 'postgres' : 'sqlite';
  if (engine !== wanted)
    throw new BackupError(
      `This backup is of ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}: set ADDA_DATABASE_URL to one of that kind.`,
    );
}

/** Files of a backup, put into a folder as they are read. @property count how many */
function savedTo(folder: string): { count: number; save: Take } {
  const saved = {
    count: 0,
    save: async (name: string, part: AsyncIterable<Buffer>) => {
      if (name.startsWith('media/')) saved.count++;
      await save(path.join(folder, ...name.split('/')), part);
    },
  };
  return saved;
}

const present = (names: (string | null)[]): string[] => names.filter((one) => one !== null);

async function putIntoPostgres(backup: string, keys: Keys, target: Target, spare: string): Promise<Restored> {
  const files = savedTo(spare);
  // Read twice: what it is of has to be known before the first table, and all of it is checked before anything is deleted.
  const about = await readArchive(backup, keys, (found) => (mustFit(found, target), (_, part) => drain(part)));
  const take =
    (takeTable: Take): Take =>
    (name, part) =>
      (name.startsWith('database/') ? takeTable : files.save)(name, part);
  const of = { kept: about, mayReplace: target.mayReplace };
  let media: Put | null = null;
  const read = (takeTable: Take) => readArchive(backup, keys, () => take(takeTable));
  try {
    await putTables(target.databaseUrl, of, read, () => {
      media = putFolder(path.join(spare, 'media'), target.mediaFolder, target.suffix);
    });
  } catch (error) {
    (media as Put | null)?.undo();
    throw error;
  }
  return { about, files: files.count, aside: present([(media as Put | null)?.kept ?? null]) };
}

async function putIntoSqlite(
  backup: string,
  keys: Keys,
  target: Target,
  spare: string,
  file: string,
): Promise<Restored> {
  // Beside what it becomes: from another disk it could not be put there in one step.
  const near = await mkdtemp(path.join(path.dirname(file), '.adda-restore-'));
  try {
    const files = savedTo(spare);
    const database = path.join(near, 'database.sqlite');
    const about = await readArchive(backup, keys, (found) => {
      mustFit(found, target);
      return (name, part) => (name === 'database.sqlite' ? save(database, part) : files.save(name, part));
    });
    mustBeAlike(about, database);
    const media = putFolder(path.join(spare, 'media'), target.mediaFolder, target.suffix);
    try {
      return { about, files: files.count, aside: present([putDatabase(database, file, target.suffix), media.kept]) };
    } catch (error) {
      media.undo();
      throw error;
    }
  } finally {
    await rm(near, { recursive: true, force: true });
  }
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
  const parent = path.dirname(target.mediaFolder);
  for (const folder of database === null ? [parent] : [parent, path.dirname(database)])
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const spare = await mkdtemp(path.join(parent, '.adda-restore-'));
  try {
    return await (database === null
      ? putIntoPostgres(file, keys, target, spare)
      : putIntoSqlite(file, keys, target, spare, database));
  } finally {
    await rm(spare, { recursive: true, force: true });
  }
}
