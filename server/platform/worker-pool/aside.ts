/**
 * Reads that may take long, beside those that serve everybody: in threads of their own on SQLite, on connections of
 * their own on PostgreSQL. At most so many run and wait, and none longer than its time.
 */
import { type FoundPost, inOrder, type Ranked } from '../../rules/search-order.ts';
import { isCanceled, postgresAside, sqliteAside } from '../store/aside.ts';
import type { Conn, Store } from '../store/store.ts';
import { admission } from './admission.ts';
import { makeWorkerPool } from './pool.ts';
import type { Ranking } from './ranked.ts';

const TIMEOUT_MS = 10_000;
/** PostgreSQL has other work as well. */
const CONNECTIONS = 2;
const QUEUE = 64;

/** They end with the process. */
const readers = makeWorkerPool({ queue: QUEUE, timeoutMs: TIMEOUT_MS });

/**
 * @property ranked found posts in their order
 * @throws {AddaError} `busy` from every read when too many wait, or it takes too long
 */
export type Aside = Conn & { ranked(ranking: Ranking): Promise<Ranked[]>; close(): Promise<void> };

/** Nothing is opened before the first read. */
export function openAside({ engine, address }: Store): Aside {
  if (engine === 'postgres') {
    const aside = postgresAside(address, CONNECTIONS, TIMEOUT_MS, admission(CONNECTIONS + QUEUE, isCanceled));
    const found = (ranking: Ranking) => aside.rowsAtOnce<FoundPost>(ranking.text, ranking.values);
    return { ...aside, ranked: async (ranking) => inOrder(await found(ranking), ranking.order) };
  }
  return {
    ...sqliteAside(address, (input) => readers.run('read', input)),
    ranked: (ranking) => readers.run('readRanked', { file: address, ...ranking }),
    close: async () => undefined,
  };
}
