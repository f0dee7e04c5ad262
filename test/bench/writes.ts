/**
 * Acknowledged posts a second with eight writers, against raw better-sqlite3 commits in the same run; what a post takes of
 * the processor, which says more on a machine that others use; and how long one writer waits.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd, postAs } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { startAdda } from '../support/server.ts';
import { median, table } from './table.ts';

const WRITERS = 8;
const SECONDS = 5;
const ROUNDS = 3;
const ALONE = 200;

/** Commits a second of one row of a post's size, with `synchronous=FULL`. */
export function rawCommits(folder: string, seconds: number): number {
  const db = new Database(path.join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table if not exists p (id integer primary key, body text)');
  const insert = db.prepare('insert into p (body) values (?)');
  const body = 'x'.repeat(600);
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    insert.run(body);
    count++;
  }
  const perSecond = count / ((performance.now() - start) / 1000);
  db.close();
  return perSecond;
}

/** Of a second, as Linux counts a process's time. */
const TICKS = 100;

/** Processor time that a process has taken, in ms; NaN where nobody says. */
function cpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
  } catch {
    return NaN;
  }
}

type Written = { perSecond: number; cpuPerPost: number; alone: number };

async function writesOn(databaseUrl: string, folder: string): Promise<Written> {
  const store = openStore(databaseUrl);
  await store.migrate();
  const crowd = await makeCrowd(store, 1_500, 40);
  await store.close();
  const server = await startAdda(databaseUrl, folder);
  const rates: number[] = [];
  const cpus: number[] = [];
  const waits: number[] = [];
  let n = 0;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      let acknowledged = 0;
      const before = cpuMs(server.child.pid!);
      const until = performance.now() + SECONDS * 1000;
      const writer = async () => {
        while (performance.now() < until) if ((await postAs(server.url, crowd, n++)) !== null) acknowledged++;
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      rates.push(acknowledged / SECONDS);
      cpus.push((cpuMs(server.child.pid!) - before) / acknowledged);
    }
    for (let i = 0; i < ALONE; i++) {
      const asked = performance.now();
      if ((await postAs(server.url, crowd, n++)) !== null) waits.push(performance.now() - asked);
    }
  } finally {
    await server.stop();
  }
  return { perSecond: median(rates), cpuPerPost: median(cpus), alone: median(waits) };
}

const row = (what: string, { perSecond, cpuPerPost, alone }: Written, raw: number) => ({
  ...{ what, 'per second': Math.round(perSecond), ratio: (perSecond / raw).toFixed(3) },
  ...{ 'ms of the processor a post': cpuPerPost.toFixed(2), 'ms, one writer alone': alone.toFixed(1) },
});

export async function benchWrites(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  const rows: Record<string, string | number>[] = [];
  try {
    const raw = rawCommits(folder, 2);
    const sqlite = await writesOn(`sqlite:${path.join(folder, 'adda.sqlite')}`, folder);
    const nothing = { 'ms of the processor a post': '', 'ms, one writer alone': '' };
    rows.push({ what: 'raw better-sqlite3, one row a commit', 'per second': Math.round(raw), ratio: 1, ...nothing });
    rows.push(row(`posts acknowledged, ${WRITERS} writers, SQLite synchronous=FULL`, sqlite, raw));
    const server = await startPostgres({ fsync: true });
    if (server) {
      const postgres = await writesOn(server.url, folder);
      await server.stop();
      rows.push(row(`posts acknowledged, ${WRITERS} writers, PostgreSQL with fsync`, postgres, raw));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  table('Writes', rows);
}
