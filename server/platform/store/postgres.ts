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
import { type Conn, type Prepared, preparer, type Query, type Store, type Tx } from './store.ts';

const POOL_SIZE = 10;
const RETRIES = 5;
/** PostgreSQL's channel for all signals of ours; a payload holds less than 8,000 bytes. */
const SIGNALS = 'adda_signals';
const IDS_IN_SIGNAL = 500;
const SERIALISATION_FAILURE = new Set(['40001', '40P01']);

/** @param prepared of the pool, whose built queries its transactions run on their own connections */
function connect(client: Client, prepared?: Conn['prepared']): Conn {
  const t = tables as unknown as Tables;
  let builder: Query | null = null;
  const q = () => (builder ??= drizzle(client as postgres.Sql) as unknown as Query);
  return {
    engine: 'postgres',
    t,
    get q() {
      return q();
    },
    prepared: prepared
      ? // A built query runs on the client that it holds.
        (name, build) => Object.assign(Object.create(prepared(name, build)) as Prepared<never>, { client })
      : preparer(q(), t),
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
  const pooled = connect(pool);
  const signals = makeSignals();
  /** All signals of a transaction go in one statement, with which it ends. */
  const toSay = new WeakMap<Tx, string[]>();
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
      const last: (() => Promise<void>)[] = [];
      const ends = {
        beforeCommit: (fn: () => Promise<void>) => last.push(fn),
        afterCommit: (fn: () => void) => after.push(fn),
      };
      const own = { now: Date.now(), store, ...ends };
      const tx: Tx = Object.assign(connect(inner, pooled.prepared), own);
      const said: string[] = [];
      toSay.set(tx, said);
      const done = await work(tx);
      await Promise.all(last.map((fn) => fn()));
      await tx.raw(
        'select pg_notify($1, $2), (select count(pg_notify($3, value)) from json_array_elements_text($4::text::json))',
        [STAMP, '', SIGNALS, JSON.stringify(said)],
      );
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
    read: replica ? connect(replica.reader) : pooled,
    replica: () => replica?.figures() ?? null,
    write: (work) => traced('write', () => untilDone(work)),
    stamp: stampNow,
    async signal(tx, channel, ids = []) {
      for (let from = 0; from === 0 || from < ids.length; from += IDS_IN_SIGNAL) {
        const some = ids.slice(from, from + IDS_IN_SIGNAL);
        toSay.get(tx)!.push(`${channel}:${some.join(' ')}`);
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
