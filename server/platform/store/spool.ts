/** A SQLite file for work in progress: nothing in it must survive its process. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

const CACHE_KB = 24_000;

export type SpoolStatement<Row = Record<string, unknown>> = {
  run(...values: unknown[]): { changes: number };
  all(...values: unknown[]): Row[];
  get(...values: unknown[]): Row | undefined;
};

export type Spool = {
  exec(statement: string): void;
  prepare<Row = Record<string, unknown>>(statement: string): SpoolStatement<Row>;
  /** Closes it and deletes its file. */
  discard(): void;
};

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Deletes what processes that were killed have left. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/-(\d+)\.spool(?:-journal)?$/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !isRunning(pid))) rmSync(path.join(folder, name), { force: true });
  }
}

/** Opens an empty spool in `folder`, and clears away those of processes that are gone. */
export function openSpool(folder: string, name: string): Spool {
  mkdirSync(folder, { recursive: true });
  removeLeftovers(folder);
  const file = path.join(folder, `${name}-${process.pid}.spool`);
  const db = new Database(file);
  for (const pragma of [
    'journal_mode = OFF',
    'synchronous = OFF',
    'locking_mode = EXCLUSIVE',
    `cache_size = -${CACHE_KB}`,
  ])
    db.pragma(pragma);
  return {
    exec: (statement) => void db.exec(statement),
    prepare: <Row>(statement: string) => db.prepare(statement) as unknown as SpoolStatement<Row>,
    discard() {
      db.close();
      rmSync(file, { force: true });
    },
  };
}
