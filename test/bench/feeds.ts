/**
 * Pages of the feeds, each asked for at another place and under an address that nobody used before, so that no page
 * and no data is kept and the database is asked: a forum of 200,000 threads against one of 2,000, in turns, so that
 * the machine's moods fall on both alike.
 */
import { openSqlite } from '../../server/platform/store/sqlite.ts';
import type { Size } from './fill.ts';
import { filledForum, type Filled } from './pages.ts';
import { type Child, startAdda, startYardstick } from '../support/server.ts';
import { median, table } from './table.ts';

const ROUNDS = 250;
const SMALL: Size = { threads: 2_000, posts: 5_000 };
const LARGE: Size = { threads: 200_000, posts: 460_000 };
const MEMBER = { cookie: 'adda_session=bench' };

/** The feeds, with the columns that their cursors are made of. */
const FEEDS = [
  { name: 'among members', path: '/', key: 'rank_key', where: 'rank_key is not null' },
  {
    name: 'among members of a space',
    path: '/s/space-1',
    key: 'space_rank_key',
    where: 'rank_key is not null and space_id = 2',
  },
  { name: 'needs an answer', path: '/needs-answer', key: 'needs_key', where: 'needs_answer' },
  { name: 'new', path: '/new', key: 'created_at', where: 'visible' },
];

/** Cursors all over a feed, none of them near its end. */
async function cursorsOf(forum: Filled, { key, where }: (typeof FEEDS)[number]): Promise<string[]> {
  const store = openSqlite(forum.databaseUrl.slice('sqlite:'.length));
  const rows = await store.read.raw<{ key: number; id: number }>(
    `select ${key} as key, id from threads where ${where} order by (id * 7919) % 100003 limit ${ROUNDS}`,
  );
  await store.close();
  return rows.map((row) => `${row.key}-${row.id}`);
}

async function timed(url: string, headers: Record<string, string> = {}): Promise<number> {
  const start = performance.now();
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - start;
}

/** Prints the median times of both forums, their ratio, and the ratio to bare Fastify. */
export async function benchFeeds(): Promise<void> {
  const forums: Filled[] = [];
  const children: Child[] = [];
  try {
    const yardstick = await startYardstick();
    children.push(yardstick);
    const servers: Child[] = [];
    for (const size of [SMALL, LARGE]) {
      const forum = await filledForum(size);
      forums.push(forum);
      const server = await startAdda(forum.databaseUrl, forum.folder);
      children.push(server);
      servers.push(server);
    }
    const rows = [];
    for (const feed of FEEDS) {
      const [few, many] = [await cursorsOf(forums[0]!, feed), await cursorsOf(forums[1]!, feed)];
      const times: [number[], number[], number[]] = [[], [], []];
      const at = (server: Child, cursor: string, pass: number) =>
        `${server.url}${feed.path}?after=${encodeURIComponent(cursor)}&pass=${pass}`;
      const rounds = Math.min(few.length, many.length);
      // A first pass under another address: the small forum's dates and names would else be known after a few pages.
      for (const pass of [1, 2])
        for (let round = 0; round < rounds; round++) {
          const one = await timed(at(servers[0]!, few[round]!, pass), MEMBER);
          const other = await timed(at(servers[1]!, many[round]!, pass), MEMBER);
          if (pass === 1) continue;
          times[0].push(one);
          times[1].push(other);
          times[2].push(await timed(`${yardstick.url}/`));
        }
      const [small, large, bare] = times.map(median) as [number, number, number];
      rows.push({
        feed: feed.name,
        '2,000 threads, ms': small.toFixed(2),
        '200,000 threads, ms': large.toFixed(2),
        'large / small': (large / small).toFixed(3),
        'large / bare Fastify': (large / bare).toFixed(2),
      });
    }
    table('Pages of the feeds, not kept, one after another (medians)', rows);
  } finally {
    for (const child of children) await child.stop();
    for (const forum of forums) forum.remove();
  }
}
