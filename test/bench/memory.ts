/** What a server takes: before anybody comes, while many read, search and write, when they have gone, and of connections kept open. */
import { readdirSync, readFileSync } from 'node:fs';
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import { keepOpen } from './connections.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { type Filled, filledForum, filledOnPostgres, SMALL } from './pages.ts';
import { table } from './table.ts';

const PAGES = 10_000;
const READERS = 20;
const WRITERS = 4;
const POST_EVERY_MS = 100;
const LOOK_EVERY_MS = 100;
/** By then the jobs of a start are done, and what a load took is given back. */
const QUIET_MS = 60_000;
const SOON_MS = 15_000;
const CONNECTIONS = 10_000;
const SETTLED_MS = 3_000;
/** As the image and the unit set it: with an arena for each thread the C library keeps much that nobody uses. */
const AS_DEPLOYED = { MALLOC_ARENA_MAX: '2' };
const MEMBER = { cookie: 'adda_session=bench' };
const WORDS = ['wobble', 'spoke tension', 'গাছ', 'grease chain', 'winter', 'puncture'];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Resident = { all: number; own: number };

/**
 * Resident memory in MB of a process and of those that it started: all of it, and without the pages of files (the
 * program's own, and the database's), which the system takes back whenever it wants them.
 */
function residentOf(pid: number): Resident {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const status = read(`/proc/${pid}/status`);
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  const tasks = readdirSync(`/proc/${pid}/task`);
  const children = tasks.flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean));
  return children
    .map((child) => residentOf(Number(child)))
    .reduce((sum, { all, own }) => ({ all: sum.all + all, own: sum.own + own }), {
      all: mb('VmRSS'),
      own: mb('RssAnon'),
    });
}

/** Pages of threads, lists and searches, as visitors and members get them; every one is another. */
function pageOf(i: number): { path: string; headers: Record<string, string> } {
  const headers = i % 3 === 0 ? MEMBER : ({} as Record<string, string>);
  if (i % 10 === 0) return { path: `/search?q=${encodeURIComponent(WORDS[(i / 10) % WORDS.length]!)}`, headers };
  if (i % 10 === 1) return { path: ['/', '/new', '/needs-answer', `/s/space-${i % 8}`][i % 4]!, headers };
  return { path: `/t/${1 + ((i * 7) % SMALL.threads)}/x`, headers };
}

async function mixedLoad(server: Child, crowd: Crowd): Promise<{ highest: number; posts: number; failed: number }> {
  let [next, posts, failed, highest, isOver] = [0, 0, 0, 0, false];
  const reader = async () => {
    while (next < PAGES) {
      const { path, headers } = pageOf(next++);
      const response = await fetch(server.url + path, { headers });
      await response.arrayBuffer();
      if (response.status >= 500) failed++;
    }
  };
  const writer = async (n: number) => {
    for (let i = 0; !isOver; i++) {
      if ((await postAs(server.url, crowd, n + i * WRITERS)) !== null) posts++;
      await sleep(POST_EVERY_MS);
    }
  };
  const watch = setInterval(() => (highest = Math.max(highest, residentOf(server.child.pid!).all)), LOOK_EVERY_MS);
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
  await Promise.all(Array.from({ length: READERS }, reader));
  isOver = true;
  await writing;
  clearInterval(watch);
  return { highest, posts, failed };
}

async function memoryOf(name: string, forum: Filled): Promise<Record<string, string | number>> {
  const store = openStore(forum.databaseUrl);
  const crowd = await makeCrowd(store, 1_500, 20);
  await store.close();
  const server = await startAdda(forum.databaseUrl, forum.folder, AS_DEPLOYED);
  try {
    await sleep(QUIET_MS);
    const idle = residentOf(server.child.pid!);
    const { highest, posts, failed } = await mixedLoad(server, crowd);
    await sleep(SOON_MS);
    const soon = residentOf(server.child.pid!);
    await sleep(QUIET_MS - SOON_MS);
    const after = residentOf(server.child.pid!);
    const sockets = await keepOpen(server.url, CONNECTIONS);
    await sleep(SETTLED_MS);
    const open = residentOf(server.child.pid!);
    const areOpen = sockets.filter(({ closed }) => !closed).length;
    for (const socket of sockets) socket.destroy();
    const mb = ({ all, own }: Resident) => `${Math.round(all)} (${Math.round(own)})`;
    return {
      on: name,
      'MB idle (without files)': mb(idle),
      'MB at most': Math.round(highest),
      [`MB ${SOON_MS / 1_000} s after`]: mb(soon),
      [`MB ${QUIET_MS / 1_000} s after`]: mb(after),
      'MB more with connections': Math.round(open.all - after.all),
      connections: areOpen,
      ...{ pages: PAGES, posts, failed },
    };
  } finally {
    await server.stop();
    forum.remove();
  }
}

export async function benchMemory(): Promise<void> {
  const rows = [await memoryOf('SQLite', await filledForum(SMALL))];
  const server = await startPostgres({ fsync: true });
  if (server)
    rows.push(await memoryOf('PostgreSQL', await filledOnPostgres(SMALL, server.url)).finally(() => server.stop()));
  table(`Memory of a server with ${SMALL.posts} posts`, rows);
}
