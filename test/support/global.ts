/** Before all tests: what they need is found or started, and what is missing is said in one sentence. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { makeTemplates, type Templates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    folder: string;
    postgresUrl: string | null;
    templates: Templates;
    chromium: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The command builds what is missing or old; printing the settings is the cheapest way to ask it to.
  execFileSync(process.execPath, ['server/cli/bin.mjs', '--version'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Whoever has a server running beside tests changed what it runs from.
    env: { ...process.env, ADDA_REBUILD: '1' },
  });
  const isFast = process.env.ADDA_TEST_FAST === 'true';
  const server = isFast ? null : await startPostgres({ within: quickFolder() });
  const chromium = isFast ? null : findChromium();
  if (isFast) console.log('Fast: rules, guards and HTTP on SQLite only.');
  else sayWhatIsThere(server, chromium);
  const folder = mkdtempSync(path.join(quickFolder(), 'adda-tests-'));
  // The command is started some hundred times: what Node compiled for the first is there for the next.
  process.env.NODE_COMPILE_CACHE = path.join(folder, 'compiled');
  project.provide('folder', folder);
  project.provide('postgresUrl', server?.url ?? null);
  project.provide('templates', await makeTemplates(folder, server?.url ?? null));
  project.provide('chromium', chromium);
  return async () => {
    await server?.stop();
    // A process that was ended a moment ago may still write there.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
}

const IN_MEMORY = '/dev/shm';
const ROOM_IN_MEMORY = 4 * 1024 ** 3;

/** Where a commit need not wait for a disk, if there is room; what a disk does is tested on one of its own. */
function quickFolder(): string {
  if (process.env.TMPDIR || !existsSync(IN_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize >= ROOM_IN_MEMORY ? IN_MEMORY : tmpdir();
}

function sayWhatIsThere(server: PostgresServer | null, chromium: string | null): void {
  console.log(
    server
      ? `PostgreSQL: ${server.from}.`
      : 'PostgreSQL was not found, so its half of the tests is skipped: install the package postgresql.',
  );
  console.log(
    chromium
      ? `Chromium: ${chromium}.`
      : 'Chromium was not found, so the browser tests are skipped: install the package chromium, or set ADDA_CHROMIUM to its path.',
  );
}
