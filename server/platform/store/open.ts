import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { mustBeWhole } from './sqlite-damage.ts';
import { AS_SERVER, type Sharing } from './sqlite-lock.ts';
import type { Store } from './store.ts';

/** The file that a database URL names, or null where it names a server. */
export const fileOf = (url: string): string | null =>
  /^postgres(ql)?:/.test(url) ? null : url.replace(/^sqlite:(\/\/)?/, '');

/**
 * The store that a database URL names: `postgres://…`, or `sqlite:FILE` (or a bare file name).
 * @param sharing how a SQLite file is shared with other processes
 */
export function openStore(url: string, sharing: Sharing = AS_SERVER): Store {
  const file = fileOf(url);
  return file === null ? openPostgres(url) : openSqlite(file, sharing);
}

/**
 * The same for a server that starts: nobody is served from a damaged file.
 * @param replicaUrl of a replica of PostgreSQL for reads, or ''
 * @throws {DamageError}
 */
export function openWholeStore(url: string, replicaUrl = ''): Store {
  const file = fileOf(url);
  if (file === null) return openPostgres(url, undefined, replicaUrl || null);
  mustBeWhole(file);
  return openStore(url);
}
