import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Tables } from './define.ts';
import { groupCommit } from './group-commit.ts';
import { PRIVATE_FOLDER, privateDatabase } from './private-files.ts';
import { migrateSqlite, pendingInSqlite } from './migrate-sqlite.ts';
import { traced } from '../tracing.ts';
import * as tables from './schema.sqlite.ts';
import { AS_SERVER, makeLock, type Sharing } from './sqlite-lock.ts';
import { makeSignals } from './signals.ts';
import { keepStatements } from './statements.ts';
import { type Conn, preparer, type Query, type Store, type Tx } from './store.ts';

/** While a file is opened nobody is served yet. */
const OPEN_WITHIN_MS = 5_000;
/** Readers wait for nobody, but for the moment in which another process makes or ends the log beside the file. */
const READ_WITHIN_MS = 20;

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
 * The stamp, read once while a request is answered without a pause: it takes two locks on the file. What comes in later,
 * and whatever is committed here, reads it anew.
 */
function stampOf(read: () => number) {
  let known: number | null = null;
  const forget = () => void (known = null);
  const stamp = () => {
    if (known === null) process.nextTick(forget);
    return (known ??= read());
  };
  return { stamp, forget };
}

/**
 * Opens (and creates) the database file. One connection writes, one transaction after the other, and those that wait
 * share a commit; another reads and can do nothing else. A commit is on the disk when it is acknowledged
 * (`synchronous=FULL`).
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
  writer.pragma('cache_size = -8000');
  const reader = new Database(file, { readonly: true, timeout: READ_WITHIN_MS });
  reader.pragma('cache_size = -32000');
  reader.pragma('mmap_size = 268435456');
  const dataVersion = reader.prepare('pragma data_version').pluck();
  const writing = connect(keepStatements(writer));
  const signals = makeSignals();
  const lock = makeLock(writer, sharing);
  const { stamp, forget } = stampOf(() => dataVersion.get() as number);
  const group = groupCommit(writer, lock, forget);

  const store: Store = {
    engine: 'sqlite',
    address: file,
    read: connect(keepStatements(reader)),
    write<T>(work: (tx: Tx) => Promise<T>) {
      const run = async (after: (() => void)[]): Promise<T> => {
        const last: (() => Promise<void>)[] = [];
        const ends = {
          beforeCommit: (fn: () => Promise<void>) => last.push(fn),
          afterCommit: (fn: () => void) => after.push(fn),
        };
        const result = await work({ ...writing, now: Date.now(), store, ...ends });
        for (const fn of last) await fn();
        return result;
      };
      return traced('write', () => group.write(run));
    },
    replica: () => null,
    stamp,
    async signal(tx, channel, ids = []) {
      tx.afterCommit(() => signals.call(channel, ids));
    },
    async broadcast(channel, ids) {
      signals.call(channel, ids);
    },
    onSignal: signals.on,
    tellHere: signals.call,
    gaps: () => 0,
    migrate: () => group.apart(async () => migrateSqlite(file)),
    pending: async () => pendingInSqlite(file),
    async close() {
      await group.idle();
      reader.close();
      writer.close();
    },
  };
  return store;
}
