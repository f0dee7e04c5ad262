import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** The file that a database URL of SQLite's names. */
export const sqliteFileOf = (url: string): string => url.replace(/^sqlite:(\/\/)?/, '');

/** The store that a database URL names: `postgres://…`, or `sqlite:FILE` (or a bare file name). */
export function openStore(url: string): Store {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(sqliteFileOf(url));
}
