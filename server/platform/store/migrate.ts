/** Which migrations there are, which of them a database has had, and what must hold once it has had them all. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installedVersion } from '../install.ts';
import { migrationsFolder } from './folders.ts';
import type { Engine } from './store.ts';

/** The table in which a database notes what it has had; its name and columns are Drizzle's, as 0.1 to 0.3 made it. */
export const BOOKKEEPING = '__drizzle_migrations';

/** @property when its name in the bookkeeping: the moment it was written, UTC milliseconds */
export type Migration = { tag: string; when: number; hash: string; statements: string[] };

/** @property backup the file with the database as it was before, where there was something to keep (SQLite only) */
export type Migrated = { ran: string[]; backup: string | null };

export type MigrateOptions = {
  /** Those of this build, unless given. */
  migrations?: Migration[];
  /** Is called before each statement; what it throws takes everything back. */
  before?(migration: Migration, statement: number): void;
};

/** A database that this build cannot bring to its own tables. The message is one sentence for the operator. */
export class MigrationError extends Error {}

/** The migrations of this build for an engine, in their order. */
export function readMigrations(engine: Engine): Migration[] {
  const folder = migrationsFolder(engine);
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(path.join(folder, `${tag}.sql`), 'utf8');
    const statements = text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== '');
    return { tag, when, hash: createHash('sha256').update(text).digest('hex'), statements };
  });
}

/**
 * The migrations that a database still has to get.
 * @param had the `when` of each that it has had
 * @throws {MigrationError} when it has had one that this build does not know
 */
export function pendingOf(migrations: Migration[], had: number[]): Migration[] {
  const known = new Set(migrations.map(({ when }) => when));
  if (had.some((when) => !known.has(when)))
    throw new MigrationError(
      `This database was written by a newer Adda than this one (${installedVersion()}): start the newer version, or go back to a copy of the database from before it.`,
    );
  const done = new Set(had);
  return migrations.filter(({ when }) => !done.has(when));
}

/** @property always it fires in every session, also in one that replays (PostgreSQL) */
export type Guard = { name: string; always: boolean };

const withoutComments = (statement: string) => statement.replaceAll(/^\s*--.*$/gm, '');

/**
 * The triggers that must be there when all migrations have run: those that were made and not dropped by name. That a
 * table was rebuilt, which takes its triggers along without a word, is no dropping by name.
 */
export function guardsOf(migrations: Migration[]): Guard[] {
  const guards = new Map<string, Guard>();
  for (const statement of migrations.flatMap(({ statements }) => statements).map(withoutComments)) {
    const name = (pattern: RegExp) => pattern.exec(statement)?.[1];
    const made = name(/^\s*create\s+(?:constraint\s+)?trigger\s+["`]?(\w+)/i);
    const gone = name(/^\s*drop\s+trigger\s+(?:if\s+exists\s+)?["`]?(\w+)/i);
    const always = name(/enable\s+always\s+trigger\s+["`]?(\w+)/i);
    if (made) guards.set(made, { name: made, always: false });
    if (gone) guards.delete(gone);
    if (always && guards.has(always)) guards.set(always, { name: always, always: true });
  }
  return [...guards.values()];
}

/** @throws {MigrationError} when a trigger is missing, or fires less than it should */
export function checkGuards(expected: Guard[], found: Guard[]): void {
  const there = new Map(found.map((guard) => [guard.name, guard]));
  const missing = expected.filter(({ name, always }) => !there.has(name) || (always && !there.get(name)!.always));
  if (missing.length > 0)
    throw new MigrationError(
      `The database lacks triggers that keep its rules (${missing.map(({ name }) => name).join(', ')}): go back to a copy of it that has them.`,
    );
}
