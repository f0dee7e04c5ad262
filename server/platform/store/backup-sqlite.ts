/** The SQLite file of a backup: a copy that is whole while others write, and putting it in its place. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BackupError } from './backup-parts.ts';
import { BOOKKEEPING } from './migrate.ts';

export type Copied = { migrations: number[]; rows: Record<string, number> };

/** Tables with rows of the forum; those of the search index follow from them. */
function tablesOf(db: Database.Database): string[] {
  const names = db.prepare(`select name from sqlite_master where type = 'table' order by name`).pluck().all();
  return (names as string[]).filter((name) => name !== BOOKKEEPING && !/^(?:sqlite_|search_)/.test(name));
}

/** @throws {BackupError} when the file is damaged */
export function lookInto(file: string): Copied {
  const db = new Database(file, { readonly: true });
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new BackupError(`The database is damaged: ${String(found)}`);
    const count = (name: string) => db.prepare(`select count(*) from "${name}"`).pluck().get() as number;
    const had = db.prepare(`select created_at from ${BOOKKEEPING}`).pluck().all() as unknown[];
    return {
      migrations: had.map(Number),
      rows: Object.fromEntries(tablesOf(db).map((name) => [name, count(name)])),
    };
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('The database is damaged or is none of Adda.');
  } finally {
    db.close();
  }
}

/** Copies what is committed, while others write; it takes as long as reading all of it. @returns what is in the copy */
export function copyDatabase(file: string, copy: string): Copied {
  if (!existsSync(file)) throw new BackupError(`There is no database at ${file}.`);
  rmSync(copy, { force: true });
  const db = new Database(file, { readonly: true });
  try {
    db.prepare('vacuum into ?').run(copy);
  } finally {
    db.close();
  }
  return lookInto(copy);
}

/** Whether another process has the file open. Only whoever is alone may change the kind of its journal. */
function isInUse(file: string): boolean {
  const db = new Database(file, { timeout: 0 });
  try {
    return db.pragma('journal_mode = delete', { simple: true }) !== 'delete';
  } catch {
    return true;
  } finally {
    db.close();
  }
}

/** @throws {BackupError} when the file is there and may not be replaced, or is in use */
export function mustBeFree(file: string, mayReplace: boolean): void {
  if (!existsSync(file)) return;
  if (!mayReplace) throw new BackupError(`There is a database at ${file} already: give --replace to put it aside.`);
  let isDatabase = true;
  try {
    lookInto(file);
  } catch {
    // A damaged one may be what is restored for.
    isDatabase = false;
  }
  if (isDatabase && isInUse(file)) throw new BackupError('Adda runs on this database: stop it first.');
}

/** Puts a restored database in its place; the one that was there is kept beside it, or stays where that fails. @returns where, or null */
export function putDatabase(restored: string, file: string, suffix: string): string | null {
  const kept = existsSync(file) ? `${file}.${suffix}` : null;
  const moved: [string, string][] = [];
  const move = (from: string, to: string) => {
    renameSync(from, to);
    moved.push([from, to]);
  };
  try {
    for (const end of ['', '-wal', '-shm']) if (kept && existsSync(file + end)) move(file + end, kept + end);
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    move(restored, file);
  } catch (error) {
    for (const [from, to] of moved.toReversed()) renameSync(to, from);
    throw error;
  }
  return kept;
}
