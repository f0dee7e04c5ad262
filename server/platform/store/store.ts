/** What the rest of the server may know of a database, whichever engine it is. */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Tables } from './define.ts';
import type { Migrated } from './migrate.ts';
import type { Seen } from './seen.ts';
import type { OnSignal } from './signals.ts';

export type Engine = 'sqlite' | 'postgres';
export type Query = Pick<
  BaseSQLiteDatabase<'async', unknown>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>;

/** A query that was built once: run it with its named values. */
export type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row[]> };
type Preparable<Row> = PromiseLike<Row[]> & { prepare(): unknown };

/** One connection's view: the reader's, or that of a running transaction. Await builders; never call .all/.get/.run. */
export type Conn = {
  engine: Engine;
  t: Tables;
  q: Query;
  /** The builder's query, prepared once per connection under `name`. Values come from `sql.placeholder`. */
  prepared<Row>(name: string, build: (q: Query, t: Tables) => Preparable<Row>): Prepared<Row>;
  /** A statement in the engine's own language; only store/ uses it. */
  raw<Row = Record<string, unknown>>(statement: string, values?: unknown[]): Promise<Row[]>;
  /** Where what is read is to be kept: what the queries have returned so far. */
  seen?: Seen;
};

/** A connection inside a write transaction. */
export type Tx = Conn & {
  /** The transaction's one moment, UTC milliseconds. */
  now: number;
  store: Store;
  /** Runs `fn` in this transaction when all else in it is done. */
  beforeCommit(fn: () => Promise<void>): void;
  /** Runs `fn` once this transaction has landed; never when it is rolled back, nor for a try that is repeated. */
  afterCommit(fn: () => void): void;
};

export type Store = {
  engine: Engine;
  /** The file, or the URL, of the database: for other connections to it. */
  address: string;
  /** Reads outside a transaction; they see everything that was committed. */
  read: Conn;
  /** How reads were shared with a replica so far, and how many bytes it was behind; null where there is none. */
  replica(): { fromReplica: number; fromPrimary: number; bytesBehind: number | null } | null;
  /** Runs `work` in one transaction: all of it lands, or nothing when it throws. It may await only its `tx`. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A number that is another one whenever anything was committed since, by whichever process; null while nobody
   * knows, and whoever keeps something asks for what it needs. A commit of this process moves it before `write`
   * returns; on PostgreSQL another node's does when its notification arrives.
   */
  stamp(): number | null;
  /**
   * Tells everybody who asked for the channel, in every process, once the transaction has landed. It may be lost.
   * @param channel a word of ours: letters and `_`
   */
  signal(tx: Tx, channel: string, ids?: readonly number[]): Promise<void>;
  /** Tells the same at once, of what is written nowhere. It may be lost. */
  broadcast(channel: string, ids: readonly number[]): Promise<void>;
  /** Calls `fn` for each signal of the channel, also of other processes; the returned function ends that. */
  onSignal(channel: string, fn: OnSignal): () => void;
  /** Tells it in this process only: what it has missed. */
  tellHere(channel: string, ids: readonly number[]): void;
  /** Rises when signals of other processes may have been lost; 0 where none can be. */
  gaps(): number;
  /** Brings the database to this build's tables. @throws {MigrationError} when it cannot be; then nothing is changed */
  migrate(): Promise<Migrated>;
  /** The migrations that `migrate` would run; nothing is changed. @throws {MigrationError} when the database is newer */
  pending(): Promise<string[]>;
  close(): Promise<void>;
};

/** Names say which columns a statement has, so that there are more of them than places in the code. */
const BUILT_KEPT = 1_000;

/** Remembers each built query, so that the builder runs once and not per call. @returns by name */
export function preparer(q: Query, t: Tables): Conn['prepared'] {
  const built = new Map<string, unknown>();
  return (name, build) => {
    let found = built.get(name);
    if (!found) {
      // The PostgreSQL builder wants a name, which SQLite's type does not mention.
      found = (build(q, t) as unknown as { prepare(name: string): unknown }).prepare(name);
      if (built.size >= BUILT_KEPT) built.clear();
      built.set(name, found);
    }
    return found as never;
  };
}

/** Is this the database saying that a unique key is taken already? */
export function isTaken(error: unknown): boolean {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (e.code === '23505' || e.code === 'SQLITE_CONSTRAINT_UNIQUE' || e.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
      return true;
  }
  return false;
}

/** Is this a trigger of ours saying that a rule of the database itself would be broken? */
export function isGuarded(error: unknown): boolean {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (e.code === 'P0001' || e.code === 'SQLITE_CONSTRAINT_TRIGGER') return true;
  }
  return false;
}
