/** What a thread does for reads that take long: it asks a SQLite database through a connection of its own. */
import Database from 'better-sqlite3';

export type Read = { file: string; text: string; values: unknown[]; asObjects: boolean };

/** A thread serves one forum; tests have many. */
const KEPT = 4;
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
  open.set(file, handle);
  return handle;
}

/** @returns rows as lists of values, or as objects with the columns' names */
export function read({ file, text, values, asObjects }: Read): unknown[] {
  const statement = connection(file).prepare(text);
  return (asObjects ? statement : statement.raw()).all(...values);
}
