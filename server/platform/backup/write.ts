/** Makes a backup: the database as it is at one moment, then the files that its rows name. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { installedVersion } from '../install.ts';
import { fileOf } from '../store/open.ts';
import type { Add } from '../store/backup-parts.ts';
import { type About, isPart, type Locks, writeArchive } from './archive.ts';
import { withSnapshot } from '../store/backup-postgres.ts';
import { copyDatabase } from '../store/backup-sqlite.ts';

/** @property file of the backup; its folder is there @property now UTC milliseconds */
export type Wanted = { databaseUrl: string; mediaFolder: string; file: string; locks: Locks; now: number };
/** @property rows of the database @property files beside it @property bytes of all parts, before they were packed */
export type Written = { rows: number; files: number; bytes: number };

const sum = (rows: Record<string, number>) => Object.values(rows).reduce((all, count) => all + count, 0);

/** A file that is read while it is added; it is taken as long as it was when it was opened. */
async function addFile(add: Add, name: string, file: string): Promise<boolean> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    // Taken away since the list was read: the row that named it is gone as well, or was withdrawn.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return false;
  const { size } = await handle.stat();
  const stream: Readable =
    size === 0
      ? handle.createReadStream()
      : createReadStream('', { fd: handle, start: 0, end: size - 1, autoClose: true });
  await add(name, { size, stream });
  return true;
}

/** @returns how many it added */
async function addMedia(add: Add, folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let count = 0;
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = `media/${path.relative(folder, file).split(path.sep).join('/')}`;
    // What somebody else put there is none of the forum's.
    if (isPart(name) && (await addFile(add, name, file))) count++;
  }
  return count;
}

async function writeSqlite(database: string, { mediaFolder, file, locks, now }: Wanted): Promise<Written> {
  const folder = await mkdtemp(path.join(path.dirname(file), '.adda-backup-'));
  try {
    const copy = path.join(folder, 'copy.sqlite');
    const { migrations, rows } = copyDatabase(database, copy);
    const about = { ...aboutOf('sqlite', now), migrations, rows };
    let files = 0;
    const { bytes } = await writeArchive(file, locks, about, async (add) => {
      await addFile(add, 'database.sqlite', copy);
      files = await addMedia(add, mediaFolder);
    });
    return { rows: sum(rows), files, bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const aboutOf = (engine: About['engine'], now: number): About => ({
  ...{ format: 1, engine, version: installedVersion(), at: now, migrations: [], rows: {}, sequences: {} },
});

function writePostgres({ databaseUrl, mediaFolder, file, locks, now }: Wanted): Promise<Written> {
  return withSnapshot(databaseUrl, async ({ migrations, rows, sequences, fill }) => {
    const about = { ...aboutOf('postgres', now), migrations, rows, sequences };
    let files = 0;
    const { bytes } = await writeArchive(file, locks, about, async (add) => {
      await fill(add);
      files = await addMedia(add, mediaFolder);
    });
    return { rows: sum(rows), files, bytes };
  });
}

/**
 * Writes a backup while the forum runs, whole or not at all.
 * @throws {BackupError} when there is no database, or the file is there already; what the database or the disk says
 */
export function writeBackup(wanted: Wanted): Promise<Written> {
  const database = fileOf(wanted.databaseUrl);
  return database === null ? writePostgres(wanted) : writeSqlite(database, wanted);
}
