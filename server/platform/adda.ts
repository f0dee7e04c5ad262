/** What every action may use: the store, the settings of this installation, the log, and what the forum can do. */
import type { Config } from './config.ts';
import type { Feature } from './feature.ts';
import type { Files } from './files/files.ts';
import type { Store } from './store/store.ts';
import type { Aside } from './worker-pool/aside.ts';
import type { WorkerPool } from './worker-pool/pool.ts';

export type Log = {
  info(data: object, text: string): void;
  warn(data: object, text: string): void;
  error(data: object, text: string): void;
};

export type Adda = {
  config: Config;
  store: Store;
  log: Log;
  features: readonly Feature[];
  workerPool: WorkerPool;
  /** Reads that may take long: they hold up neither this thread nor the connections that serve everybody. */
  aside: Aside;
  /** Files that rows of the database name. */
  files: Files;
};
