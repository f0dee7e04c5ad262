/** Compiled statements of a SQLite connection, kept: the same text is asked for again and again, and compiling it costs as much as running it. */
import type Database from 'better-sqlite3';

const STATEMENTS_KEPT = 400;

/** The same connection, whose `prepare` gives what it gave for the same text. @param most when there are so many it begins anew */
export function keepStatements(handle: Database.Database, most = STATEMENTS_KEPT): Database.Database {
  const prepare = handle.prepare.bind(handle);
  const kept = new Map<string, Database.Statement>();
  handle.prepare = ((text: string) => {
    let statement = kept.get(text);
    if (!statement) {
      if (kept.size >= most) kept.clear();
      kept.set(text, (statement = prepare(text)));
    }
    return statement;
  }) as typeof handle.prepare;
  return handle;
}
