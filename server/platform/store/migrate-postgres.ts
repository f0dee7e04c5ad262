/** Migrates a PostgreSQL database: one node at a time, all of it or nothing. */
import postgres from 'postgres';
import {
  BOOKKEEPING,
  checkGuards,
  guardsOf,
  type Guard,
  type MigrateOptions,
  type Migrated,
  pendingOf,
  readMigrations,
} from './migrate.ts';

/** Any number of ours: it keeps two nodes that start at once from migrating at the same time. */
const LOCK = 4_113_001;
const SCHEMA = 'drizzle';
const TABLE = `${SCHEMA}.${BOOKKEEPING}`;

type Sql = postgres.ISql;

async function hadBy(sql: Sql): Promise<number[]> {
  const [found] = await sql.unsafe(`select to_regclass('${TABLE}') is not null as yes`);
  if (!found!.yes) return [];
  return (await sql.unsafe(`select created_at from ${TABLE}`)).map((row) => Number(row.created_at));
}

async function guardsIn(sql: Sql): Promise<Guard[]> {
  const rows = await sql.unsafe(
    `select tgname, tgenabled from pg_trigger join pg_class c on c.oid = tgrelid
     where not tgisinternal and tgenabled <> 'D' and c.relnamespace = current_schema()::regnamespace`,
  );
  return rows.map((row) => ({ name: row.tgname as string, always: row.tgenabled === 'A' }));
}

/** Runs the migrations that the database has not had in a transaction that is open. @throws {MigrationError} */
export async function migrateWithin(
  sql: Sql,
  { migrations = readMigrations('postgres'), before }: MigrateOptions,
): Promise<Migrated> {
  await sql.unsafe(`select pg_advisory_xact_lock(${LOCK})`);
  const pending = pendingOf(migrations, await hadBy(sql));
  if (pending.length > 0) {
    await sql.unsafe(`set local statement_timeout = 0`);
    await sql.unsafe(`create schema if not exists ${SCHEMA}`);
    await sql.unsafe(
      `create table if not exists ${TABLE} (id serial primary key, hash text not null, created_at bigint)`,
    );
  }
  for (const migration of pending) {
    for (const [i, statement] of migration.statements.entries()) {
      before?.(migration, i);
      await sql.unsafe(statement);
    }
    await sql.unsafe(`insert into ${TABLE} (hash, created_at) values ($1, $2)`, [migration.hash, migration.when]);
  }
  checkGuards(guardsOf(migrations), await guardsIn(sql));
  return { ran: pending.map(({ tag }) => tag), backup: null };
}

/** Runs `work` on a connection of its own. */
export async function connected<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined });
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/**
 * Runs the migrations that the database has not had, in one transaction. It keeps no copy: that is for `pg_dump`.
 * @throws {MigrationError} when the database is newer than this build, or would lack its guards afterwards
 */
export function migratePostgres(url: string, options: MigrateOptions = {}): Promise<Migrated> {
  return connected(url, async (client) => (await client.begin((sql) => migrateWithin(sql, options))) as Migrated);
}

/** The tags of the migrations that the database still has to get; it is not changed. @throws {MigrationError} */
export function pendingInPostgres(url: string, migrations = readMigrations('postgres')): Promise<string[]> {
  return connected(url, async (client) => pendingOf(migrations, await hadBy(client)).map(({ tag }) => tag));
}
