/** A built Adda, or another program, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const READY_WITHIN_MS = 30_000;

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** @property said what it wrote so far, its log and its errors */
export type Child = {
  url: string;
  child: ChildProcess;
  port: number;
  said(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** What a process says is kept up to here. */
const SAID = 1_000_000;

/** Until it answers. */
export async function answers(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > until) throw new Error(`${url} did not come up.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function start(
  file: string,
  args: string[],
  env: Record<string, string>,
  port: number,
  ready: string,
): Promise<Child> {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', process.env.BENCH_SHOW ? 'inherit' : 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => (said = said.length < SAID ? said + String(bytes) : said));
  const url = `http://127.0.0.1:${port}`;
  const stop = (signal: NodeJS.Signals = 'SIGTERM') =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  try {
    await answers(`${url}${ready}`);
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  return { url, child, port, said: () => said, stop };
}

/** Starts Adda on a database, quietly. @param ready the address that tells that it is up */
export async function startAdda(
  databaseUrl: string,
  dataFolder: string,
  env: Record<string, string> = {},
  fixedPort?: number,
  ready = '/readyz',
): Promise<Child> {
  const port = fixedPort ?? (await freePort());
  return start(
    'server/cli/bin.mjs',
    ['serve'],
    {
      PORT: String(port),
      HOST: '127.0.0.1',
      ADDA_DATA: dataFolder,
      ADDA_DATABASE_URL: databaseUrl,
      ADDA_LOG: 'silent',
      ADDA_BUSY_MS: '0',
      ...env,
    },
    port,
    ready,
  );
}

export async function startYardstick(): Promise<Child> {
  const port = await freePort();
  return start('test/bench/yardstick.ts', [String(port)], {}, port, '/');
}
