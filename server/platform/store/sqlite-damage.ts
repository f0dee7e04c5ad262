/** What is wrong with a SQLite file itself, whatever stands in it. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Conn } from './store.ts';
import { codeOf } from './unavailable.ts';

/** A larger file is not read whole at every start: `adda doctor` does. */
const READ_AT_START = 64 * 1_048_576;

/** A database whose file is damaged. The message is one sentence for the operator. */
export class DamageError extends Error {
  constructor(file: string, what: string) {
    super(
      `The database file ${file} is damaged (${what}). Nothing was changed. Keep it aside, with the files ${file}-wal and -shm, and put a backup in its place: docs/operations.md says how to restore one, and what may be saved from a damaged file.`,
    );
  }
}

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** What to do where a page of the file that is served was found damaged, as one sentence; null for every other error. */
export function damageIn(error: unknown): string | null {
  if (!DAMAGED.test(codeOf(error))) return null;
  return 'the database file is damaged: stop the forum and put a backup in its place; docs/operations.md says how to restore one, and adda doctor what is wrong with the file';
}

/** What SQLite's own check finds in all pages; nothing where they are whole. @param conn one that may take long */
export async function faultsIn(conn: Conn): Promise<string[]> {
  return told(await conn.raw<{ quick_check: string }>('pragma quick_check(3)'));
}

const told = (rows: { quick_check: string }[]): string[] =>
  rows.map((row) => row.quick_check.replaceAll(/\s+/g, ' ')).filter((line) => line !== 'ok');

function damageOf(db: Database.Database, file: string): string | null {
  const log = `${file}-wal`;
  const { size } = statSync(file);
  const isWhole = !existsSync(log) || statSync(log).size === 0;
  const pages = db.pragma('page_count', { simple: true }) as number;
  const wanted = pages * (db.pragma('page_size', { simple: true }) as number);
  if (isWhole && size < wanted) return `${wanted - size} bytes are missing at its end`;
  if (size > READ_AT_START) return null;
  return told(db.pragma('quick_check(1)') as { quick_check: string }[])[0] ?? null;
}

/** Looks at a file that is about to be used, no longer than a second or so. @throws {DamageError} */
export function mustBeWhole(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  let found: string | null;
  try {
    const db = new Database(file, { readonly: true, timeout: 1_000 });
    try {
      found = damageOf(db, file);
    } finally {
      db.close();
    }
  } catch (error) {
    // What is merely away or locked is said by whoever opens it.
    if (!DAMAGED.test(codeOf(error))) return;
    found = codeOf(error).startsWith('SQLITE_NOTADB') ? 'it is no database' : 'it cannot be read';
  }
  if (found !== null) throw new DamageError(file, found);
}
