/** Migrated, empty databases that tests copy. */
import path from 'node:path';
import Database from 'better-sqlite3';
import postgres from 'postgres';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';

/** The file of one, and what a database of the tests' server is created from. */
export type Templates = { sqlite: string; postgres: string };

const NAME = 'adda_template';
/** Since 15 a copy is written to the log first, page by page, unless told otherwise; before, it never was. */
const COPIES_PAGE_BY_PAGE = 150_000;

/** @param serverUrl of the tests' PostgreSQL; null where there is none */
export async function makeTemplates(folder: string, serverUrl: string | null): Promise<Templates> {
  const templates = { sqlite: path.join(folder, 'template.sqlite'), postgres: `template ${NAME}` };
  const sqlite = openSqlite(templates.sqlite);
  await sqlite.migrate();
  await sqlite.close();
  // A copy of the file alone must be whole.
  const whole = new Database(templates.sqlite);
  whole.pragma('wal_checkpoint(TRUNCATE)');
  whole.close();
  if (!serverUrl) return templates;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${NAME}`);
  const [row] = await admin.unsafe(`select current_setting('server_version_num')::int as version`);
  await admin.end();
  if (row!.version >= COPIES_PAGE_BY_PAGE) templates.postgres += ' strategy file_copy';
  const store = openPostgres(serverUrl.replace(/[^/]+$/, NAME), 1);
  await store.migrate();
  await store.close();
  return templates;
}
