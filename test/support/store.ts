/** A fresh, migrated database for a test, on either engine. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { describe, inject } from 'vitest';
import { closeAtEnd } from './cleanup.ts';
import type { Templates } from './templates.ts';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';
import type { Engine, Store } from '../../server/platform/store/store.ts';

/** Runs one suite on each engine; PostgreSQL's is skipped where there is none. */
export function eachEngine(name: string, suite: (engine: Engine) => void): void {
  describe(`${name} (sqlite)`, () => suite('sqlite'));
  describe.skipIf(inject('postgresUrl') === null)(`${name} (postgres)`, () => suite('postgres'));
}

/** A folder in the run's own, which goes when the run ends. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(inject('folder'), 'test-'));
}

/** An empty database of its own, as the URL that Adda takes. */
export function freshDatabase(engine: Engine): Promise<string> {
  return databaseLike(engine, null);
}

/** A copy of a migrated database: that every test migrates its own would take most of the time of many. */
export function migratedDatabase(engine: Engine): Promise<string> {
  return databaseLike(engine, inject('templates'));
}

async function databaseLike(engine: Engine, template: Templates | null): Promise<string> {
  if (engine === 'sqlite') {
    const file = path.join(temporaryFolder(), 'adda.sqlite');
    if (template) copyFileSync(template.sqlite, file);
    return `sqlite:${file}`;
  }
  const name = `adda_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} ${template?.postgres ?? ''}`);
  closeAtEnd(() => administer(`drop database ${name} with (force)`));
  return inject('postgresUrl')!.replace(/[^/]+$/, name);
}

let admin: postgres.Sql | null = null;

/** On a connection that stays: a database made by a new one takes three times as long. */
async function administer(statement: string): Promise<void> {
  admin ??= postgres(inject('postgresUrl')!, { max: 1, onnotice: () => undefined });
  await admin.unsafe(statement);
}

export async function openTestStore(engine: Engine = 'sqlite'): Promise<Store> {
  const url = await migratedDatabase(engine);
  const store = engine === 'sqlite' ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url, 6);
  closeAtEnd(() => store.close());
  return store;
}
