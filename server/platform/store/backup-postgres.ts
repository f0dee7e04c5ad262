/**
 * PostgreSQL's part of a backup: every table as COPY writes it, all of one moment. The tables themselves are made by
 * the migrations that the database had, so that a backup needs no tool of PostgreSQL's and no right but the owner's.
 */
import postgres from 'postgres';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BOOKKEEPING, type Migration, readMigrations } from './migrate.ts';
import { connected, migrateWithin } from './migrate-postgres.ts';
import { type Add, BackupError, type Take } from './backup-parts.ts';

const TABLE = `drizzle.${BOOKKEEPING}`;

type Sql = postgres.ISql;
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function tablesOf(sql: Sql): Promise<string[]> {
  const rows = await sql.unsafe(
    `select relname from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`,
  );
  return rows.map(({ relname }) => relname as string);
}

/** Columns that are written; PostgreSQL reckons the others. */
async function columnsOf(sql: Sql, table: string): Promise<string> {
  const rows = await sql.unsafe(
    `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
     order by attnum`,
    [quoted(table)],
  );
  return rows.map(({ attname }) => quoted(attname as string)).join(', ');
}

async function sequencesOf(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql.unsafe(
    `select sequencename, last_value from pg_sequences where schemaname = current_schema() and last_value is not null`,
  );
  return Object.fromEntries(rows.map((row) => [row.sequencename as string, Number(row.last_value)]));
}

export type Snapshot = {
  migrations: number[];
  rows: Record<string, number>;
  sequences: Record<string, number>;
  /** Adds all tables. */
  fill(add: Add): Promise<void>;
};

/** Pages of a table that are read at once: two megabytes, and what was too long for them. */
const PAGES = 256;

/**
 * Rows of some pages, as COPY writes them. All are taken as they come: the driver stops for ever where the end of a COPY
 * comes while its reader is behind.
 */
async function copyOut(sql: Sql, query: string): Promise<Buffer> {
  const copy = await sql.unsafe(`copy (${query}) to stdout`).readable();
  const chunks: Buffer[] = [];
  copy.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(copy, 'end');
  return Buffer.concat(chunks);
}

async function addTable(sql: Sql, table: string, add: Add): Promise<void> {
  const columns = await columnsOf(sql, table);
  const [size] = await sql.unsafe(
    `select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int as pages`,
    [quoted(table)],
  );
  let part = 0;
  for (let from = 0; from < (size!.pages as number); from += PAGES) {
    const there = `ctid >= '(${from},0)'::tid and ctid < '(${from + PAGES},0)'::tid`;
    const rows = await copyOut(sql, `select ${columns} from ${quoted(table)} where ${there}`);
    if (rows.length > 0) await add(`database/${table}/${String(part++).padStart(6, '0')}.copy`, rows);
  }
}

/** Runs `work` with all that the database holds at one moment, while others write. */
export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return connected(url, async (client) => {
    const done = await client.begin('isolation level repeatable read read only', async (sql) => {
      await sql.unsafe('set local statement_timeout = 0');
      await sql.unsafe('set local idle_in_transaction_session_timeout = 0');
      const tables = await tablesOf(sql);
      const rows: Record<string, number> = {};
      for (const table of tables) {
        const [row] = await sql.unsafe(`select count(*)::int as count from ${quoted(table)}`);
        rows[table] = row!.count as number;
      }
      const had = await sql.unsafe(`select created_at from ${TABLE} order by created_at`);
      return work({
        migrations: had.map((row) => Number(row.created_at)),
        rows,
        sequences: await sequencesOf(sql),
        async fill(add) {
          for (const table of tables) await addTable(sql, table, add);
        },
      });
    });
    return done as T;
  });
}

async function mustBeFree(sql: Sql, mayReplace: boolean): Promise<void> {
  const [others] = await sql.unsafe(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
     and backend_type = 'client backend'`,
  );
  if (others!.count > 0) throw new BackupError('Others are connected to this database: stop every node first.');
  const tables = await tablesOf(sql);
  if (tables.length === 0) return;
  if (!mayReplace) throw new BackupError('This database is not empty: give --replace, and what is in it is deleted.');
  await sql.unsafe(`drop table ${tables.map(quoted).join(', ')} cascade`);
  const made = await sql.unsafe(
    `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = current_schema()::regnamespace
     and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { name } of made) await sql.unsafe(`drop function if exists ${name as string} cascade`);
  await sql.unsafe(`drop table if exists ${TABLE}`);
}

/** Rules between tables and of rows, which look at what is whole only once all of it is there. */
async function withoutRules(sql: Sql, work: () => Promise<void>): Promise<void> {
  const keys = await sql.unsafe(
    `select conrelid::regclass::text as owner, conname, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  const triggers = await sql.unsafe(
    `select tgrelid::regclass::text as owner, tgname, tgenabled from pg_trigger join pg_class c on c.oid = tgrelid
     where not tgisinternal and tgenabled <> 'D' and c.relnamespace = current_schema()::regnamespace`,
  );
  const alter = (row: postgres.Row, what: string) => sql.unsafe(`alter table ${row.owner as string} ${what}`);
  for (const row of keys) await alter(row, `drop constraint ${quoted(row.conname as string)}`);
  for (const row of triggers) await alter(row, `disable trigger ${quoted(row.tgname as string)}`);
  await work();
  const how: Record<string, string> = { O: 'enable', A: 'enable always', R: 'enable replica' };
  for (const row of triggers)
    await alter(row, `${how[row.tgenabled as string]!} trigger ${quoted(row.tgname as string)}`);
  for (const row of keys)
    await alter(row, `add constraint ${quoted(row.conname as string)} ${row.definition as string}`);
}

/** Ends a COPY. @throws what PostgreSQL says of it: the driver's stream of one that fails at its end never ends itself */
async function endCopy(sql: Sql, copy: Writable): Promise<void> {
  copy.end();
  while (copy.writableLength > 0) await nextTurn();
  await nextTurn();
  await sql.unsafe('select 1');
}

async function takePart(sql: Sql, tables: ReadonlySet<string>, name: string, part: AsyncIterable<Buffer>) {
  const [, table = ''] = name.split('/');
  // A name may be one of PostgreSQL's own tables: only ours are written.
  if (!tables.has(table)) throw new BackupError(`This backup is damaged: there is no table ${table}.`);
  const [row] = await sql.unsafe('select current_schema() as name');
  const into = `${quoted(row!.name as string)}.${quoted(table)}`;
  const copy = await sql.unsafe(`copy ${into} (${await columnsOf(sql, table)}) from stdin`).writable();
  let failure: unknown;
  copy.once('error', (error) => (failure = error));
  for await (const chunk of part) {
    if (failure !== undefined) throw failure;
    if (!copy.write(chunk)) await once(copy, 'drain');
  }
  await endCopy(sql, copy);
}

function migrationsOf(had: readonly number[]): Migration[] {
  const known = readMigrations('postgres');
  if (had.some((when) => !known.some((one) => one.when === when)))
    throw new BackupError('This backup was made by a newer Adda: put it back with that one.');
  return known.filter(({ when }) => had.includes(when));
}

/** @property rows what was counted when the backup was made */
type Kept = { migrations: readonly number[]; rows: Record<string, number>; sequences: Record<string, number> };

/**
 * Puts the tables of a backup into a database, all of it or nothing.
 * @param read reads the backup and gives each part to what it is given @param last is done when all is in place but the commit
 * @throws {BackupError} when the database is in use, is not empty and may not be replaced, or the backup is not whole
 */
export async function putTables(
  url: string,
  { kept, mayReplace }: { kept: Kept; mayReplace: boolean },
  read: (take: Take) => Promise<unknown>,
  last: () => void,
): Promise<void> {
  const migrations = migrationsOf(kept.migrations);
  await connected(url, async (client) => {
    await client.begin(async (sql) => {
      await sql.unsafe('set local statement_timeout = 0');
      await mustBeFree(sql, mayReplace);
      await migrateWithin(sql, { migrations });
      await withoutRules(sql, async () => {
        // What a migration itself put in is in the backup as well.
        const tables = await tablesOf(sql);
        await sql.unsafe(`truncate ${tables.map(quoted).join(', ')}`);
        const known = new Set(tables);
        await read((name, part) => takePart(sql, known, name, part));
      });
      const tables = new Set(await tablesOf(sql));
      if (Object.keys(kept.rows).some((table) => !tables.has(table)))
        throw new BackupError('This backup is damaged: it counts tables that there are not.');
      for (const [name, value] of Object.entries(kept.sequences))
        await sql.unsafe('select setval($1::regclass, $2)', [quoted(name), value]);
      for (const [table, count] of Object.entries(kept.rows)) {
        const [row] = await sql.unsafe(`select count(*)::int as count from ${quoted(table)}`);
        if (row!.count !== count)
          throw new BackupError(`This backup is damaged: ${table} has ${row!.count} rows and had ${count}.`);
      }
      last();
    });
    await client.unsafe('analyze');
  });
}
