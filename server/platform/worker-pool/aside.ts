/**
 * Reads that may take long, beside those that serve everybody: in threads of their own on SQLite, on connections of
 * their own on PostgreSQL. At most so many run and wait, and none longer than its time.
 */
import { drizzle as throughPostgres } from 'drizzle-orm/pg-proxy';
import { drizzle as throughSqlite } from 'drizzle-orm/sqlite-proxy';
import postgres from 'postgres';
import { AddaError } from '../errors.ts';
import type { Tables } from '../store/define.ts';
import { POSTGRES_OPTIONS } from '../store/postgres.ts';
import * as postgresTables from '../store/schema.postgres.ts';
import * as sqliteTables from '../store/schema.sqlite.ts';
import { type Conn, preparer, type Query, type Store } from '../store/store.ts';
import { makeWorkerPool } from './pool.ts';

const TIMEOUT_MS = 5_000;
/** Of one forum, at once; PostgreSQL has other work as well. */
const CONNECTIONS = 2;
const QUEUE = 64;
const AGAIN_AFTER_S = 5;
/** PostgreSQL's code of a statement that ran out of its time. */
const CANCELED = '57014';

/** @throws {AddaError} `busy` from every read when too many wait, or it takes too long */
export type Aside = Conn & { close(): Promise<void> };

type Row = Record<string, unknown>;
type Run = (text: string, values: unknown[], asObjects: boolean) => Promise<unknown[]>;

function conn(engine: Conn['engine'], t: Tables, q: Query, run: Run, close: () => Promise<void>): Aside {
  return {
    engine,
    t,
    q,
    prepared: preparer(q, t),
    raw: async <R = Row>(text: string, values: unknown[] = []) => (await run(text, values, true)) as R[],
    close,
  };
}

/** @param file the database, which must be there by the time of the first read */
function sqliteAside(file: string): Aside {
  const workers = makeWorkerPool({ queue: QUEUE, timeoutMs: TIMEOUT_MS });
  const run: Run = (text, values, asObjects) => workers.run('read', { file, text, values, asObjects });
  const q = throughSqlite(async (text, values) => ({ rows: await run(text, values, false) })) as unknown as Query;
  return conn('sqlite', sqliteTables, q, run, () => workers.close());
}

function postgresAside(url: string): Aside {
  const client = postgres(url, {
    ...POSTGRES_OPTIONS,
    max: CONNECTIONS,
    connection: { statement_timeout: TIMEOUT_MS },
  });
  let inside = 0;
  const run: Run = async (text, values, asObjects) => {
    if (inside >= CONNECTIONS + QUEUE) throw new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
    inside += 1;
    try {
      const asked = client.unsafe(text, values as never[], { prepare: true });
      return (await (asObjects ? asked : asked.values())) as unknown[];
    } catch (error) {
      const isOver = (error as { code?: string }).code === CANCELED;
      throw isOver ? new AddaError('busy', { retryAfter: AGAIN_AFTER_S }) : error;
    } finally {
      inside -= 1;
    }
  };
  const q = throughPostgres(async (text, values) => ({ rows: await run(text, values, false) })) as unknown as Query;
  return conn('postgres', postgresTables as unknown as Tables, q, run, () => client.end({ timeout: 5 }));
}

/** Nothing is opened before the first read. */
export function openAside({ engine, address }: Store): Aside {
  return engine === 'sqlite' ? sqliteAside(address) : postgresAside(address);
}
