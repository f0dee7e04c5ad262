/** Rows a second of an import, and its peak memory, on a dump made for it; raw inserts in the same run. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { makeDump } from '../support/dump.ts';
import { table } from './table.ts';

const SAMPLE_MS = 100;
const BATCH = 500;

function rawInserts(folder: string, rows: number): number {
  const db = new Database(path.join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table p (id integer primary key, body text)');
  const insert = db.prepare('insert into p (body) values (?)');
  const batch = db.transaction((count: number) => {
    for (let i = 0; i < count; i++) insert.run('x'.repeat(600));
  });
  const start = performance.now();
  for (let done = 0; done < rows; done += BATCH) batch(BATCH);
  const perSecond = rows / ((performance.now() - start) / 1000);
  db.close();
  return perSecond;
}

/** The most memory a process had so far, in MB, as the system counts it. */
function peakMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function runImport(dump: string, dataFolder: string): Promise<{ seconds: number; peak: number; code: number | null }> {
  const start = performance.now();
  const child = spawn(process.execPath, ['server/cli/bin.mjs', 'import', 'stackexchange', dump], {
    env: { ...process.env, ADDA_DATA: dataFolder },
    stdio: 'ignore',
  });
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, peakMb(child.pid!))), SAMPLE_MS);
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      clearInterval(timer);
      resolve({ seconds: (performance.now() - start) / 1000, peak, code });
    }),
  );
}

export async function benchImport(questions = 4_000): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  try {
    const dump = path.join(folder, 'dump');
    await makeDump(dump, { questions, answersPer: 3, commentsPer: 2, users: 1_000, seed: 1 });
    const rows = questions * (1 + 3 + 4 * 2) + 1_000;
    const raw = rawInserts(folder, rows);
    const first = await runImport(dump, folder);
    const again = await runImport(dump, folder);
    table('Import (accounts, questions, answers, comments; SQLite)', [
      { what: `raw better-sqlite3, ${BATCH} rows a commit`, 'rows/s': Math.round(raw), ratio: 1, 'peak MB': '' },
      {
        what: `import of ${rows} rows`,
        'rows/s': Math.round(rows / first.seconds),
        ratio: (rows / first.seconds / raw).toFixed(4),
        'peak MB': Math.round(first.peak),
      },
      {
        what: 'the same once more, changing nothing',
        'rows/s': Math.round(rows / again.seconds),
        ratio: (rows / again.seconds / raw).toFixed(4),
        'peak MB': Math.round(again.peak),
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
