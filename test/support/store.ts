/** A fresh, migrated database for a test, on either engine. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { describe, inject } from 'vitest';
import { closeAtEnd } from './cleanup.ts';
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

/** A database of its own, as the URL that Adda takes. */
export async function freshDatabase(engine: Engine): Promise<string> {
  if (engine === 'sqlite') return `sqlite:${path.join(temporaryFolder(), 'adda.sqlite')}`;
  const server = inject('postgresUrl')!;
  const name = `adda_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return server.replace(/[^/]+$/, name);
}

export async function openTestStore(engine: Engine = 'sqlite'): Promise<Store> {
  const url = await freshDatabase(engine);
  const store = engine === 'sqlite' ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url, 6);
  await store.migrate();
  closeAtEnd(() => store.close());
  return store;
}
