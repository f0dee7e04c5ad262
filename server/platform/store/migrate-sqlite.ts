/** Migrates a SQLite file: all of it or nothing, foreign keys off meanwhile and checked before the end. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { keepBackup } from './backup.ts';
import {
  BOOKKEEPING,
  checkGuards,
  type Guard,
  guardsOf,
  type MigrateOptions,
  type Migrated,
  type Migration,
  MigrationError,
  pendingOf,
  readMigrations,
} from './migrate.ts';

/** Another process may be migrating, or copying the file before it does. */
const WAIT_MS = 60_000;
/** The type of `id` gives no numbers in SQLite; the column stays as the first release made it. */
const MAKE_BOOKKEEPING = `create table if not exists ${BOOKKEEPING} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

function namesOf(db: Database.Database, type: 'table' | 'trigger'): string[] {
  return db.prepare('select name from sqlite_master where type = ?').pluck().all(type) as string[];
}

function hadBy(db: Database.Database): number[] {
  if (!namesOf(db, 'table').includes(BOOKKEEPING)) return [];
  return (db.prepare(`select created_at from ${BOOKKEEPING}`).pluck().all() as unknown[]).map(Number);
}

/** Whether any table holds a row, the bookkeeping and SQLite's own aside. */
function isFilled(db: Database.Database): boolean {
  return namesOf(db, 'table')
    .filter((name) => name !== BOOKKEEPING && !/^(sqlite_|search_)/.test(name))
    .some((name) => db.prepare(`select 1 from "${name}" limit 1`).get() !== undefined);
}

const guardsIn = (db: Database.Database): Guard[] => namesOf(db, 'trigger').map((name) => ({ name, always: true }));

function checkForeignKeys(db: Database.Database): void {
  const broken = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken.length === 0) return;
  const pairs = new Set(broken.map(({ table, parent }) => `${table} to ${parent}`));
  throw new MigrationError(
    `The database was left as it was, since rows of it point at rows that are not there (${[...pairs].join(', ')}).`,
  );
}

function run(db: Database.Database, pending: Migration[], before: MigrateOptions['before']): void {
  db.exec(MAKE_BOOKKEEPING);
  const note = db.prepare(`insert into ${BOOKKEEPING} (hash, created_at) values (?, ?)`);
  for (const migration of pending) {
    for (const [i, statement] of migration.statements.entries()) {
      before?.(migration, i);
      db.exec(statement);
    }
    note.run(migration.hash, migration.when);
  }
  checkForeignKeys(db);
}

/**
 * Runs the migrations that the file has not had, in one transaction on a connection of its own. A file with rows in it
 * is copied first, as it is while nobody else can write.
 * @throws {MigrationError} when the file is newer than this build, or would break its own rules afterwards
 */
export function migrateSqlite(file: string, options: MigrateOptions = {}): Migrated {
  const migrations = options.migrations ?? readMigrations('sqlite');
  const guards = guardsOf(migrations);
  const db = new Database(file, { timeout: WAIT_MS });
  try {
    // Inside a transaction this pragma does nothing, and a rebuilt table would take along what points at it.
    db.pragma('foreign_keys = OFF');
    db.pragma('synchronous = FULL');
    if (pendingOf(migrations, hadBy(db)).length === 0) {
      checkGuards(guards, guardsIn(db));
      return { ran: [], backup: null };
    }
    db.exec('BEGIN IMMEDIATE');
    const pending = pendingOf(migrations, hadBy(db));
    const backup = pending.length > 0 && isFilled(db) ? keepBackup(file) : null;
    run(db, pending, options.before);
    checkGuards(guards, guardsIn(db));
    db.exec('COMMIT');
    return { ran: pending.map(({ tag }) => tag), backup };
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.close();
  }
}

/** The tags of the migrations that the file still has to get; it is not changed, nor made. @throws {MigrationError} */
export function pendingInSqlite(file: string, migrations = readMigrations('sqlite')): string[] {
  if (!existsSync(file)) return migrations.map(({ tag }) => tag);
  const db = new Database(file, { readonly: true, timeout: WAIT_MS });
  try {
    return pendingOf(migrations, hadBy(db)).map(({ tag }) => tag);
  } finally {
    db.close();
  }
}
