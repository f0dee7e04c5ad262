/** Databases as past releases left them, from the kept files in `test/fixtures/upgrade/`, and ways to look at any. */
import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { BOOKKEEPING, readMigrations } from '../../server/platform/store/migrate.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { freshDatabase } from './store.ts';

/** How many migrations each release had. */
export const RELEASES = { '0.1.0': 2, '0.2.0': 4, '0.3.0': 6 } as const;
export type Release = keyof typeof RELEASES;

/** Tables that have another name today. */
const RENAMED: Record<string, string> = {
  attempts: 'rate_limit_tries',
  entries: 'participants',
  once_keys: 'idempotency_keys',
  outbox: 'mail_queue',
};

/** Counts of rows under the names that their tables have today. */
export function underTodaysNames(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [RENAMED[name] ?? name, count]));
}

type Row = Record<string, unknown>;
/** A database of either engine, asked in its own language. */
export type Raw = {
  all(statement: string): Promise<Row[]>;
  /** Any number of statements. */
  run(statements: string): Promise<void>;
  close(): Promise<void>;
};

export const fileOf = (url: string) => url.slice('sqlite:'.length);

export function openRaw(engine: Engine, url: string): Raw {
  if (engine === 'sqlite') {
    const db = new Database(fileOf(url));
    return {
      all: async (statement) => db.prepare(statement).all() as Row[],
      run: async (statements) => void db.exec(statements),
      close: async () => void db.close(),
    };
  }
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  return {
    all: async (statement) => [...(await client.unsafe(statement))],
    run: async (statements) => void (await client.unsafe(statements)),
    close: () => client.end(),
  };
}

/** Opens, works, closes. */
export async function withRaw<T>(engine: Engine, url: string, work: (raw: Raw) => Promise<T>): Promise<T> {
  const raw = openRaw(engine, url);
  try {
    return await work(raw);
  } finally {
    await raw.close();
  }
}

/** A database with the tables that a release had and the rows of its kept file. */
export async function forumOf(engine: Engine, release: Release): Promise<string> {
  const url = await freshDatabase(engine);
  const kept = readFileSync(path.join('test', 'fixtures', 'upgrade', `${release}.sql`), 'utf8');
  await withRaw(engine, url, async (raw) => {
    for (const { statements } of readMigrations(engine).slice(0, RELEASES[release]))
      for (const statement of statements) await raw.run(statement);
    await raw.run(kept.replaceAll(`--${engine}: `, ''));
    if (engine === 'postgres') await moveSequences(raw);
  });
  return url;
}

/** Rows that were put in with their ids have not moved what gives the next one. */
async function moveSequences(raw: Raw): Promise<void> {
  const columns = await raw.all(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and is_identity = 'YES' and column_name = 'id'`,
  );
  for (const { name } of columns)
    await raw.all(`select setval(pg_get_serial_sequence('${name}', 'id'), max(id)) from "${name}"`);
}

/** The names of all tables, the bookkeeping and the inner ones of SQLite's search index aside. */
export async function tablesOf(engine: Engine, raw: Raw): Promise<string[]> {
  const rows = await raw.all(
    engine === 'sqlite'
      ? `select name from sqlite_master where type = 'table' order by name`
      : `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows
    .map(({ name }) => String(name))
    .filter((name) => name !== BOOKKEEPING && !/^(sqlite_|search_)/.test(name));
}

export async function countsOf(engine: Engine, url: string): Promise<Record<string, number>> {
  return withRaw(engine, url, async (raw) => {
    const counts: Record<string, number> = {};
    for (const name of await tablesOf(engine, raw))
      counts[name] = Number((await raw.all(`select count(*) as n from "${name}"`))[0]!.n);
    return counts;
  });
}

/** Every row of every table, as sorted lines; what stands in SQLite's search index as its terms. */
export async function rowsOf(engine: Engine, url: string): Promise<Record<string, string[]>> {
  return withRaw(engine, url, async (raw) => {
    const rows: Record<string, string[]> = {};
    for (const name of await tablesOf(engine, raw))
      rows[name] = (await raw.all(`select * from "${name}"`)).map((row) => JSON.stringify(row)).sort();
    if (engine === 'sqlite')
      for (const name of await searchTablesOf(raw)) {
        await raw.run(`create virtual table temp.terms_of_${name} using fts5vocab(main, ${name}, 'instance')`);
        rows[name] = (await raw.all(`select * from temp.terms_of_${name}`)).map((row) => JSON.stringify(row)).sort();
      }
    return rows;
  });
}

const searchTablesOf = async (raw: Raw): Promise<string[]> =>
  (await raw.all(`select name from sqlite_master where sql like '%using fts5%' order by 1`)).map(({ name }) =>
    String(name),
  );

/** All that a database is besides its rows: tables, columns, keys, indexes, checks, triggers, as sorted lines. */
export async function schemaOf(engine: Engine, url: string): Promise<string[]> {
  return withRaw(engine, url, async (raw) => {
    const rows = await raw.all(engine === 'sqlite' ? SQLITE_SCHEMA : POSTGRES_SCHEMA);
    return rows.map((row) => Object.values(row).join(' | ')).sort();
  });
}

const SQLITE_SCHEMA = `select type, name, tbl_name, sql from sqlite_master where name <> '${BOOKKEEPING}'`;
const POSTGRES_SCHEMA = `
  select 'column', table_name, column_name, data_type, is_nullable, column_default, is_identity
    from information_schema.columns where table_schema = 'public'
  union all select 'index', tablename, indexname, indexdef, null, null, null from pg_indexes where schemaname = 'public'
  union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), null, null, null
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text, null, null
    from pg_trigger where not tgisinternal
  union all select 'function', proname, prosrc, null, null, null, null from pg_proc where pronamespace = 'public'::regnamespace`;
