/**
 * Connections to PostgreSQL that outlive their server. The driver (postgres 3.4) does not: a connection that is lost
 * with words not yet sent keeps them, and stumbles over them when it is used again; and a transaction whose connection
 * is lost goes on, on nothing, which ends the process, or on a connection that is somebody else's by then. Hence a pool
 * that lost a connection is left to end what it has, and another takes its place; and a transaction that lost its own
 * says nothing any more.
 */
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { codeOf } from './unavailable.ts';

const CONNECT_WITHIN_S = 2;
/** A statement, or a wait for somebody else's lock, that takes longer is given up: what waits behind it goes on. */
const STATEMENT_MS = 120_000;
const LOCK_MS = 10_000;
/** A transaction waits for nothing but its own statements, so one that is silent is nobody's. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** The driver would wait up to 20 s after a loss, however long the server has been back. */
const RETRY_AFTER_S = 0.1;
/** While the server is away every try loses a connection. */
const REPLACE_EVERY_MS = 200;
/** What an old pool still has to do is given up then. */
const END_WITHIN_S = 150;

export const POSTGRES_OPTIONS = {
  onnotice: () => undefined,
  types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } } as never,
  connect_timeout: CONNECT_WITHIN_S,
  backoff: RETRY_AFTER_S as never,
  // A connection that closes was lost: none is closed for its age.
  max_lifetime: null,
  // None of our columns is an array, and what the driver asks about them is asked in a way that ends the process with it.
  fetch_types: false,
};

/** Bounds that the server keeps for each statement of these connections. */
export const SERVER_TIMEOUTS = {
  statement_timeout: STATEMENT_MS,
  lock_timeout: LOCK_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
};

const LOST = /^(CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$|57P0|25P03)/;
const isLoss = (error: unknown) => LOST.test(codeOf(error));

/** What Drizzle and we use of the driver, be it a pool or a transaction. */
export type Client = Pick<postgres.Sql, 'unsafe' | 'options'>;

type Unsafe = postgres.Sql['unsafe'];

/**
 * Drizzle sends its statements through `unsafe`, which prepares only when told to, and tells it for those only that were
 * built once. What is written is always the same few statements; what is read may be anything.
 * @param always whatever is asked
 */
const preparing =
  (of: () => { unsafe: Unsafe }, always: boolean): Unsafe =>
  (text, values, options) =>
    of().unsafe(text, values, always ? { ...options, prepare: true } : { prepare: true, ...options });

export type Pool = Client & {
  /**
   * Runs `work` in a transaction.
   * @throws whatever `work` throws, or the loss of the connection; then nobody knows whether it was committed
   */
  begin<T>(work: (client: Client) => Promise<T>): Promise<T>;
  end(): Promise<void>;
};

/** Runs one transaction of the driver's, which is silent from the moment that its connection is lost. */
async function transact<T>(sql: postgres.Sql, work: (client: Client) => Promise<T>): Promise<T> {
  let lost: unknown = null;
  const noteLoss = (error: unknown) => {
    if (isLoss(error)) lost ??= error;
  };
  // The driver answers for a lost connection itself, and says nothing on it while this never ends.
  const silent = () => new Promise<never>(() => undefined);
  const run = sql.begin(async (inner) => {
    const unsafe: Unsafe = preparing(() => {
      if (lost !== null) throw lost;
      return {
        unsafe(...args: Parameters<Unsafe>) {
          const query = inner.unsafe(...args);
          query.catch(noteLoss);
          return query;
        },
      } as unknown as { unsafe: Unsafe };
    }, true);
    try {
      const result = await work({ unsafe, options: sql.options });
      return lost === null ? result : await silent();
    } catch (error) {
      noteLoss(error);
      if (lost !== null) return silent();
      throw error;
    }
  });
  run.catch(noteLoss);
  return (await run) as T;
}

/** @param connection what each connection asks of the server besides */
export function openPool(url: string, max: number, connection: Record<string, number> = {}): Pool {
  const ending = new Set<Promise<void>>();
  let replacedAt = -Infinity;
  let hasLost = false;
  let isOver = false;

  function open(): postgres.Sql {
    const sql: postgres.Sql = postgres(url, {
      ...POSTGRES_OPTIONS,
      max,
      connection: { ...SERVER_TIMEOUTS, ...connection },
      onclose: () => {
        if (sql === current) hasLost = true;
      },
    });
    // It sets how the driver reads and writes dates, and does so for the client it is given.
    drizzle(sql);
    return sql;
  }

  function leave(sql: postgres.Sql, seconds: number): Promise<void> {
    const end = sql.end({ timeout: seconds }).catch(() => undefined);
    ending.add(end);
    return end.finally(() => ending.delete(end));
  }

  function now(): postgres.Sql {
    if (hasLost && !isOver && performance.now() - replacedAt > REPLACE_EVERY_MS) {
      const old = current;
      hasLost = false;
      replacedAt = performance.now();
      current = open();
      void leave(old, END_WITHIN_S);
    }
    return current;
  }

  let current = open();
  return {
    unsafe: preparing(now, false),
    options: current.options,
    begin: (work) => transact(now(), work),
    async end() {
      isOver = true;
      await leave(current, 5);
      await Promise.race([Promise.all(ending), new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
    },
  };
}
