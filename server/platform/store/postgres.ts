import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Tables } from './define.ts';
import { migratePostgres, pendingInPostgres } from './migrate-postgres.ts';
import { type Listener, listenOn } from './listen.ts';
import { type Client, openPool } from './postgres-pool.ts';
import { openReplica } from './replica.ts';
import { traced } from '../tracing.ts';
import * as tables from './schema.postgres.ts';
import { makeSignals, runCalmly } from './signals.ts';
import { makeStamp, STAMP } from './stamp.ts';
import { type Conn, preparer, type Query, type Store, type Tx } from './store.ts';

const POOL_SIZE = 10;
const RETRIES = 5;
/** PostgreSQL's channel for all signals of ours; a payload holds less than 8,000 bytes. */
const SIGNALS = 'adda_signals';
const IDS_IN_SIGNAL = 500;
const SERIALISATION_FAILURE = new Set(['40001', '40P01']);

function connect(client: Client): Conn {
  const q = drizzle(client as postgres.Sql) as unknown as Query;
  const t = tables as unknown as Tables;
  return {
    engine: 'postgres',
    t,
    q,
    prepared: preparer(q, t),
    async raw<Row>(text: string, values: unknown[] = []) {
      return (await client.unsafe(text, values as never[])) as unknown as Row[];
    },
  };
}

function isSerialisationFailure(error: unknown): boolean {
  for (let e = error as { code?: string; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (e.code && SERIALISATION_FAILURE.has(e.code)) return true;
  }
  return false;
}

/**
 * Opens a pool on a PostgreSQL database (`postgres://…`). Writers lock the thread row they change first.
 * @param replicaUrl of a streaming replica that answers reads while it holds all that was committed
 */
export function openPostgres(url: string, poolSize = POOL_SIZE, replicaUrl: string | null = null): Store {
  const pool = openPool(url, poolSize);
  const signals = makeSignals();
  let listener: Listener | null = null;
  const notify = (channel: string, payload: string) => pool.unsafe('select pg_notify($1, $2)', [channel, payload]);
  const stamp = makeStamp((payload) => notify(STAMP, payload));
  const stampNow = () => {
    listening();
    return stamp.now();
  };
  const replica = replicaUrl === null ? null : openReplica(pool, replicaUrl, poolSize, stampNow);

  /** One connection for all that is listened to, from the first time that somebody wants to hear. */
  function listening(): Listener {
    listener ??= listenOn(
      url,
      [SIGNALS, STAMP],
      (channel, payload) => {
        if (channel === STAMP) return stamp.heard(payload);
        const [name = '', ids = ''] = payload.split(':');
        signals.call(name, ids ? ids.split(' ').map(Number) : []);
      },
      stamp.connected,
    );
    return listener;
  }

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const after: (() => void)[] = [];
    const run = pool.begin(async (inner) => {
      const tx = { ...connect(inner), now: Date.now(), store, afterCommit: (fn: () => void) => after.push(fn) };
      const done = await work(tx);
      await tx.raw('select pg_notify($1, $2)', [STAMP, '']);
      return done;
    });
    const result = await run.finally(stamp.move);
    await replica?.settle();
    after.forEach(runCalmly);
    return result;
  }

  async function untilDone<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(work);
      } catch (error) {
        if (attempt >= RETRIES || !isSerialisationFailure(error)) throw error;
      }
    }
  }

  const store: Store = {
    engine: 'postgres',
    address: url,
    read: connect(replica?.reader ?? pool),
    replica: () => replica?.figures() ?? null,
    write: (work) => traced('write', () => untilDone(work)),
    stamp: stampNow,
    async signal(tx, channel, ids = []) {
      for (let from = 0; from === 0 || from < ids.length; from += IDS_IN_SIGNAL) {
        const some = ids.slice(from, from + IDS_IN_SIGNAL);
        await tx.raw('select pg_notify($1, $2)', [SIGNALS, `${channel}:${some.join(' ')}`]);
      }
    },
    async broadcast(channel, ids) {
      await notify(SIGNALS, `${channel}:${ids.join(' ')}`);
    },
    onSignal(channel, fn) {
      listening();
      return signals.on(channel, fn);
    },
    tellHere: signals.call,
    gaps: () => listening().epoch(),
    migrate: () => migratePostgres(url),
    pending: () => pendingInPostgres(url),
    async close() {
      stamp.close();
      await listener?.close();
      await replica?.close();
      await pool.end();
    },
  };
  return store;
}
