/** What a thread does for reads that take long: it asks a SQLite database through a connection of its own. */
import Database from 'better-sqlite3';
import { keepStatements } from './statements.ts';

export type Read = { file: string; text: string; values: unknown[]; asObjects: boolean };

/** A thread serves one forum; tests have many. */
const KEPT = 4;
/** What is compiled lives outside of JavaScript's memory, and a thread without idle time would free little of it. */
const STATEMENTS_KEPT = 50;
const open = new Map<string, Database.Database>();

function connection(file: string): Database.Database {
  const known = open.get(file);
  if (known) return known;
  for (const [other, handle] of open) {
    if (open.size < KEPT) break;
    handle.close();
    open.delete(other);
  }
  const handle = new Database(file, { readonly: true, fileMustExist: true });
  handle.pragma('cache_size = -16000');
  handle.pragma('mmap_size = 268435456');
  // The vocabulary of the search index: a view of it that only this connection has.
  handle.exec("create virtual table temp.search_terms using fts5vocab('main', 'search', 'row')");
  handle.exec("create virtual table temp.search_instances using fts5vocab('main', 'search', 'instance')");
  open.set(file, keepStatements(handle, STATEMENTS_KEPT));
  return handle;
}

/** @returns rows as lists of values, or as objects with the columns' names */
export function read({ file, text, values, asObjects }: Read): unknown[] {
  return connection(file)
    .prepare(text)
    .raw(!asObjects)
    .all(...values);
}
