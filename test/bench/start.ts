/**
 * How long a forum of 200,000 posts takes to be back after kill -9 under writers: until it answers at all, and until a page
 * shows the last post that was acknowledged. Beside it how long bare Fastify takes to start on the same machine.
 */
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda, startYardstick } from '../support/server.ts';
import { type Filled, filledForum, filledOnPostgres, LARGE } from './pages.ts';
import { median, table } from './table.ts';

const TIMES = 20;
const WRITERS = 8;
const WRITTEN_BEFORE = 60;
const MEMBERS = 3_000;
const THREADS = 40;
const LOOK_MS = 5;
const GIVE_UP_MS = 60_000;
const ALLOWED_MS = 3_000;

/** @property page where the post stands, @property words what it says */
type Acknowledged = { page: string; words: string };

/** The last that was acknowledged by a server that is killed under those who write. */
async function killUnderWriters(
  server: Child,
  crowd: Crowd,
  from: number,
): Promise<{ last: Acknowledged; next: number }> {
  let next = from;
  let count = 0;
  let last: Acknowledged | null = null;
  const enough = Promise.withResolvers<void>();
  const writer = async () => {
    for (;;) {
      const n = next++;
      const threadId = crowd.threadIds[n % crowd.threadIds.length]!;
      const words = `Number ${n}, tightened.`;
      try {
        const response = await fetch(`${server.url}/api/v1/threads/${threadId}/posts`, {
          method: 'POST',
          headers: { authorization: `Bearer ${crowd.tokens[n % MEMBERS]}`, 'content-type': 'application/json' },
          body: JSON.stringify({ body: words }),
        });
        const { number } = (await response.json()) as { number: number };
        if (response.status !== 201) throw new Error(`A post was refused: ${response.status}`);
        last = { page: `/t/${threadId}/x/${number}`, words };
        if (++count >= WRITTEN_BEFORE) enough.resolve();
      } catch (error) {
        return enough.reject(error);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, writer));
  await enough.promise;
  await server.stop('SIGKILL');
  await writing;
  return { last: last!, next };
}

/** Until the page says it, from the beginning. */
async function timeUntilShown(url: string, words: string, begun: number): Promise<number> {
  for (;;) {
    const page = await fetch(url)
      .then((response) => response.text())
      .catch(() => '');
    const took = performance.now() - begun;
    if (page.includes(words)) return took;
    if (took > GIVE_UP_MS) throw new Error(`${url} does not show "${words}".`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function timeOfYardstick(): Promise<number> {
  const begun = performance.now();
  const bare = await startYardstick();
  const took = performance.now() - begun;
  await bare.stop();
  return took;
}

type Starts = { answers: number[]; shows: number[]; bare: number[] };

async function startsOf(forum: Filled): Promise<Starts> {
  const store = openStore(forum.databaseUrl);
  const crowd = await makeCrowd(store, MEMBERS, THREADS).finally(() => store.close());
  const found: Starts = { answers: [], shows: [], bare: [] };
  let server = await startAdda(forum.databaseUrl, forum.folder);
  let from = 0;
  try {
    for (let i = 0; i < TIMES; i++) {
      const { last, next } = await killUnderWriters(server, crowd, from);
      from = next;
      found.bare.push(await timeOfYardstick());
      const begun = performance.now();
      server = await startAdda(forum.databaseUrl, forum.folder, {}, undefined, '/healthz');
      found.answers.push(performance.now() - begun);
      found.shows.push(await timeUntilShown(server.url + last.page, last.words, begun));
    }
  } finally {
    await server.stop();
  }
  return found;
}

function row(database: string, { answers, shows, bare }: Starts) {
  const perBare = shows.map((ms, i) => ms / bare[i]!);
  return {
    database,
    starts: shows.length,
    'answers, median ms': Math.round(median(answers)),
    'shows the last post, median ms': Math.round(median(shows)),
    'slowest ms': Math.round(Math.max(...shows)),
    'bare Fastify, median ms': Math.round(median(bare)),
    'ratio to bare Fastify': median(perBare).toFixed(2),
    [`within ${ALLOWED_MS} ms`]: shows.filter((ms) => ms <= ALLOWED_MS).length,
  };
}

/** @param args the database, where only one is wanted */
export async function benchStart([only]: string[]): Promise<void> {
  const rows = [];
  if (only !== 'postgres') {
    const forum = await filledForum(LARGE);
    rows.push(row('SQLite', await startsOf(forum).finally(forum.remove)));
  }
  const database = only === 'sqlite' ? null : await startPostgres({ fsync: true });
  if (database)
    try {
      const forum = await filledOnPostgres(LARGE, database.url);
      rows.push(row('PostgreSQL', await startsOf(forum).finally(forum.remove)));
    } finally {
      await database.stop();
    }
  table(`Starts after kill -9 under ${WRITERS} writers, ${LARGE.posts} posts`, rows);
}
