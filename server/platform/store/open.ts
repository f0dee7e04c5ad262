import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { AS_SERVER, type Sharing } from './sqlite-lock.ts';
import type { Store } from './store.ts';

/**
 * The store that a database URL names: `postgres://…`, or `sqlite:FILE` (or a bare file name).
 * @param sharing how a SQLite file is shared with other processes
 */
export function openStore(url: string, sharing: Sharing = AS_SERVER): Store {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^sqlite:(\/\/)?/, ''), sharing);
}
