/** Connections for reads that may take long, beside those that serve everybody. Who opens them bounds what runs there. */
import { drizzle as throughPostgres } from 'drizzle-orm/pg-proxy';
import { drizzle as throughSqlite } from 'drizzle-orm/sqlite-proxy';
import type { Tables } from './define.ts';
import { openPool } from './postgres-pool.ts';
import type { Read } from './read.ts';
import * as postgresTables from './schema.postgres.ts';
import * as sqliteTables from './schema.sqlite.ts';
import { type Conn, preparer, type Query } from './store.ts';

/** PostgreSQL's code of a statement that ran out of its time. */
const CANCELED = '57014';

type Run = (text: string, values: unknown[], asObjects: boolean) => Promise<unknown[]>;

/** Only reads go through it: it is no transaction, and each statement may run on another connection. */
function conn(engine: Conn['engine'], t: Tables, q: Query, run: Run): Conn {
  const raw = async <Row>(text: string, values: unknown[] = []) => (await run(text, values, true)) as Row[];
  return { engine, t, q, prepared: preparer(q, t), raw: raw as Conn['raw'] };
}

/** @param file the database, which must be there by the time of the first read @param read runs one in another thread */
export function sqliteAside(file: string, read: (input: Read) => Promise<unknown[]>): Conn {
  const run: Run = (text, values, asObjects) => read({ file, text, values, asObjects });
  const q = throughSqlite(async (text, values) => ({ rows: await run(text, values, false) })) as unknown as Query;
  return conn('sqlite', sqliteTables, q, run);
}

export type Limit = <T>(read: () => Promise<T>) => Promise<T>;

/** Many rows of many columns, as one text: the client takes several times as long for each value by itself. */
async function rowsAtOnce<Row>(run: Run, text: string, values: unknown[]): Promise<Row[]> {
  const [row] = (await run(`select json_agg(r)::text from (${text}) r`, values, false)) as [[string | null]];
  return JSON.parse(row[0] ?? '[]') as Row[];
}

/** @param timeoutMs after which the database gives a statement up @param limit runs each read, or refuses it */
export function postgresAside(url: string, connections: number, timeoutMs: number, limit: Limit) {
  const client = openPool(url, connections, { statement_timeout: timeoutMs });
  const run: Run = (text, values, asObjects) =>
    limit(async () => {
      const asked = client.unsafe(text, values as never[]);
      return (await (asObjects ? asked : asked.values())) as unknown[];
    });
  const q = throughPostgres(async (text, values) => ({ rows: await run(text, values, false) })) as unknown as Query;
  return {
    ...conn('postgres', postgresTables as unknown as Tables, q, run),
    rowsAtOnce: <Row>(text: string, values: unknown[]) => rowsAtOnce<Row>(run, text, values),
    close: () => client.end(),
  };
}

/** Did the database give a statement up because its time was over? */
export const isCanceled = (error: unknown): boolean => (error as { code?: string }).code === CANCELED;
