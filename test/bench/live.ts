/** From a post to the screens of others by the socket of an open page; what many sockets cost. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { insertSession } from '../../server/platform/sessions/queries.ts';
import { hashSecret } from '../../server/platform/secrets.ts';
import { openStore } from '../../server/platform/store/open.ts';
import type { LiveMessage } from '../../shared/live.ts';
import { type Crowd, makeCrowd } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { median, table } from './table.ts';

const MEMBERS = 600;
const POSTS = 100;
const READERS = 2_000;
const IDLE = 10_000;
const SECONDS = 20;
const OPENED_TOGETHER = 100;
const QUIET_MS = 3_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const secretOf = (i: number) => `session-${i}`;

async function crowdOn(databaseUrl: string): Promise<Crowd> {
  const store = openStore(databaseUrl);
  await store.migrate();
  const crowd = await makeCrowd(store, MEMBERS, 4);
  await store.write(async (tx) => {
    const rows = await tx.q.select({ id: tx.t.accounts.id }).from(tx.t.accounts).orderBy(tx.t.accounts.id);
    for (const [i, { id }] of rows.slice(0, MEMBERS).entries())
      await insertSession(tx, {
        ...{ hash: hashSecret(secretOf(i)), accountId: id, createdAt: tx.now, seenAt: tx.now },
        expiresAt: tx.now + 3_600_000,
      });
  });
  await store.close();
  return crowd;
}

type Heard = (message: LiveMessage) => void;

function openOne(url: string, member: number, thread: number, heard: Heard): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live?thread=${thread}`, {
    headers: { origin: url, cookie: `adda_session=${secretOf(member)}` },
    perMessageDeflate: false,
  });
  socket.on('message', (data) => heard(JSON.parse(String(data)) as LiveMessage));
  return new Promise((resolve, reject) => socket.on('open', () => resolve(socket)).on('error', reject));
}

async function openMany(url: string, count: number, thread: number, heard: (i: number) => Heard): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let i = 0; i < count; i += OPENED_TOGETHER) {
    const some = Array.from({ length: Math.min(OPENED_TOGETHER, count - i) }, (_, k) => i + k);
    sockets.push(...(await Promise.all(some.map((k) => openOne(url, k % MEMBERS, thread, heard(k))))));
  }
  return sockets;
}

async function post(url: string, crowd: Crowd, thread: number, n: number): Promise<void> {
  const response = await fetch(`${url}/api/v1/threads/${thread}/posts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${crowd.tokens[n % MEMBERS]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ body: `Post number ${n}: *tighten* the spokes, then ride.` }),
  });
  if (response.status !== 201) throw new Error(await response.text());
}

/** From sending a post to one server until another's page is told, in ms. */
async function delays(from: Child, to: Child, crowd: Crowd): Promise<number[]> {
  const thread = crowd.threadIds[0]!;
  let heard: Heard = () => undefined;
  const socket = await openOne(to.url, MEMBERS - 1, thread, (message) => heard(message));
  const all: number[] = [];
  for (let n = 0; n < POSTS; n++) {
    const begun = performance.now();
    const told = new Promise<void>((resolve) => (heard = (message) => 'post' in message && resolve()));
    await Promise.all([post(from.url, crowd, thread, n), told.then(() => all.push(performance.now() - begun))]);
  }
  socket.terminate();
  return all;
}

const rss = ({ child }: Child) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Many read one thread while somebody posts each second. */
async function manyReaders(server: Child, crowd: Crowd): Promise<Record<string, string | number>> {
  const thread = crowd.threadIds[1]!;
  const counts = new Uint32Array(READERS);
  const before = rss(server);
  const sockets = await openMany(
    server.url,
    READERS,
    thread,
    (i) => (message) => void ('post' in message && counts[i]!++),
  );
  for (let n = 0; n < SECONDS; n++) {
    await post(server.url, crowd, thread, 200 + n);
    await sleep(1_000);
  }
  const after = rss(server);
  const lost = counts.reduce((sum, count) => sum + Math.max(0, SECONDS - count), 0);
  const doubled = counts.reduce((sum, count) => sum + Math.max(0, count - SECONDS), 0);
  for (const socket of sockets) socket.terminate();
  await sleep(QUIET_MS);
  return {
    sockets: READERS,
    posts: SECONDS,
    lost,
    doubled,
    'KB a socket': Math.round(((after - before) * 1024) / READERS),
    'MB in all': Math.round(after),
  };
}

async function manyIdle(server: Child, crowd: Crowd): Promise<Record<string, string | number>> {
  const before = rss(server);
  const sockets = await openMany(server.url, IDLE, crowd.threadIds[2]!, () => () => undefined);
  await sleep(QUIET_MS);
  const after = rss(server);
  for (const socket of sockets) socket.terminate();
  return {
    sockets: IDLE,
    'KB a socket': Math.round(((after - before) * 1024) / IDLE),
    'MB in all': Math.round(after),
  };
}

const row = (what: string, all: number[]) => ({
  what,
  posts: all.length,
  'median ms': median(all).toFixed(1),
  'p99 ms': [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.99)]!.toFixed(1),
});

export async function benchLive(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  const postgres = await startPostgres();
  try {
    const sqliteUrl = `sqlite:${path.join(folder, 'live.sqlite')}`;
    const crowd = await crowdOn(sqliteUrl);
    let server = await startAdda(sqliteUrl, folder);
    const rows = [row('SQLite, one process', await delays(server, server, crowd))];
    const readers = await manyReaders(server, crowd);
    await server.stop();
    // Idle ones are counted on a process that has done nothing else.
    server = await startAdda(sqliteUrl, folder);
    const idle = await manyIdle(server, crowd);
    await server.stop();
    if (postgres) {
      const other = await crowdOn(postgres.url);
      const [one, two] = [await startAdda(postgres.url, folder), await startAdda(postgres.url, folder)];
      rows.push(row('PostgreSQL, two processes', await delays(one, two, other)));
      await Promise.all([one.stop(), two.stop()]);
    }
    table('From sending a post until the page of another is told', rows);
    table('Readers of one thread, a post a second', [readers]);
    table('Idle sockets', [idle]);
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
