/** Migrated, empty databases that tests copy. */
import path from 'node:path';
import Database from 'better-sqlite3';
import postgres from 'postgres';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';

/** The file of one, and the name of the other on the tests' server. */
export type Templates = { sqlite: string; postgres: string };

/** @param serverUrl of the tests' PostgreSQL; null where there is none */
export async function makeTemplates(folder: string, serverUrl: string | null): Promise<Templates> {
  const templates = { sqlite: path.join(folder, 'template.sqlite'), postgres: 'adda_template' };
  const sqlite = openSqlite(templates.sqlite);
  await sqlite.migrate();
  await sqlite.close();
  // A copy of the file alone must be whole.
  const whole = new Database(templates.sqlite);
  whole.pragma('wal_checkpoint(TRUNCATE)');
  whole.close();
  if (!serverUrl) return templates;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${templates.postgres}`);
  await admin.end();
  const store = openPostgres(serverUrl.replace(/[^/]+$/, templates.postgres), 1);
  await store.migrate();
  await store.close();
  return templates;
}
