import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Tables } from './define.ts';
import { PRIVATE_FOLDER, privateDatabase } from './private-files.ts';
import { migrateSqlite, pendingInSqlite } from './migrate-sqlite.ts';
import { traced } from '../tracing.ts';
import * as tables from './schema.sqlite.ts';
import { AS_SERVER, makeLock, type Sharing } from './sqlite-lock.ts';
import { makeSignals, runCalmly } from './signals.ts';
import { keepStatements } from './statements.ts';
import { type Conn, preparer, type Query, type Store, type Tx } from './store.ts';

/** While a file is opened nobody is served yet. */
const OPEN_WITHIN_MS = 5_000;
/** Readers wait for nobody, but for the moment in which another process makes or ends the log beside the file. */
const READ_WITHIN_MS = 20;
/** So long transactions may follow one another before requests are looked at again. */
const TURN_MS = 5;

function connect(handle: Database.Database): Conn {
  const q = drizzle(handle) as unknown as Query;
  const t: Tables = tables;
  return {
    engine: 'sqlite',
    t,
    q,
    prepared: preparer(q, t),
    async raw<Row>(text: string, values: unknown[] = []) {
      const statement = handle.prepare(text);
      if (statement.reader) return statement.all(...values) as Row[];
      statement.run(...values);
      return [];
    },
  };
}

/**
 * Opens (and creates) the database file. One connection writes, behind a promise queue; another reads and
 * can do nothing else. A commit is on the disk when it is acknowledged (`synchronous=FULL`).
 */
export function openSqlite(file: string, sharing: Sharing = AS_SERVER): Store {
  const folder = path.dirname(file);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  privateDatabase(file);
  const writer = new Database(file, { timeout: OPEN_WITHIN_MS });
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  writer.pragma('busy_timeout = 0');
  const reader = new Database(file, { readonly: true, timeout: READ_WITHIN_MS });
  reader.pragma('cache_size = -32000');
  reader.pragma('mmap_size = 268435456');
  const dataVersion = reader.prepare('pragma data_version').pluck();
  const writing = connect(keepStatements(writer));
  const signals = makeSignals();
  const lock = makeLock(writer, sharing);
  let queue: Promise<unknown> = Promise.resolve();

  async function transact<T>(work: (tx: Tx) => Promise<T>, askedAt: number): Promise<T> {
    const after: (() => void)[] = [];
    await lock.begin(askedAt);
    try {
      const result = await work({ ...writing, now: Date.now(), store, afterCommit: (fn) => after.push(fn) });
      writer.exec('COMMIT');
      after.forEach(runCalmly);
      return result;
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw error;
    }
  }

  let turnSince = 0;
  /** Nothing here waits for anything but itself, so whoever writes one thing after the other would never let others in. */
  async function letOthersIn(): Promise<void> {
    if (performance.now() - turnSince < TURN_MS) return;
    await nextTurn();
    turnSince = performance.now();
  }

  function enqueue<T>(job: () => Promise<T>): Promise<T> {
    const run = queue.then(letOthersIn).then(job);
    queue = run.catch(() => undefined).then(lock.rest);
    return run;
  }

  const store: Store = {
    engine: 'sqlite',
    address: file,
    read: connect(keepStatements(reader)),
    write(work) {
      const askedAt = performance.now();
      return traced('write', () => enqueue(() => transact(work, askedAt)));
    },
    replica: () => null,
    stamp: () => dataVersion.get() as number,
    async signal(tx, channel, ids = []) {
      tx.afterCommit(() => signals.call(channel, ids));
    },
    async broadcast(channel, ids) {
      signals.call(channel, ids);
    },
    onSignal: signals.on,
    tellHere: signals.call,
    gaps: () => 0,
    migrate: () => enqueue(async () => migrateSqlite(file)),
    pending: async () => pendingInSqlite(file),
    async close() {
      await queue;
      reader.close();
      writer.close();
    },
  };
  return store;
}
