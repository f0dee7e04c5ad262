/**
 * What grows with a forum: pages and writes of a small and of a large one, whose largest thread, space and member and whose
 * tags are as large as they get, one request at a time; the ratio is what counts.
 */
import { lte } from 'drizzle-orm';
import { FEATURES } from '../../server/features.ts';
import { rebuildAll } from '../../server/forum/upkeep/rebuild.ts';
import { recountMoved } from '../../server/forum/threads/recount.ts';
import { lockThread } from '../../server/forum/threads/queries.ts';
import { recountSpace, recountTags } from '../../server/forum/upkeep/recount-queries.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { wireConsumers } from '../../server/platform/events/consumers.ts';
import { insertAll } from '../../server/platform/store/bulk.ts';
import { openStore } from '../../server/platform/store/open.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { type Crowd, makeCrowd } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import type { Size } from './fill.ts';
import { type Filled, filledForum, filledOnPostgres } from './pages.ts';
import { median, table } from './table.ts';

/** @property byOne posts of one member, @property thread posts of one thread, @property inSpace share of threads in one space */
type Growth = Size & { byOne: number; thread: number; tags: number; inSpace: number };

const SMALL: Growth = { threads: 2_000, posts: 12_000, byOne: 200, thread: 50, tags: 50, inSpace: 0.125 };
const LARGE: Growth = { threads: 20_000, posts: 200_000, byOne: 50_000, thread: 5_000, tags: 2_000, inSpace: 0.6 };
const GETS = 40;
const WRITES = 40;
const TAGS_OF_A_THREAD = 2;
const BATCH = 500;

/** @property last number of the last post of the longest thread */
type Made = { crowd: Crowd; longThread: number; last: number };

/** Gives one member, one space, one thread and the tags what the size says. */
async function makeUneven(store: Store, size: Growth): Promise<Made> {
  const crowd = await makeCrowd(store, 400, 3);
  const longThread = crowd.threadIds[0]!;
  const { threads: th, posts: p, tags, threadTags, spaces, accounts: a } = store.read.t;
  const [one] = await store.read.q.select({ id: a.id }).from(a).orderBy(a.id).limit(1);
  const [space] = await store.read.q.select({ id: spaces.id }).from(spaces).orderBy(spaces.id).limit(1);
  await store.write(async (tx) => {
    await tx.q.update(p).set({ authorId: one!.id }).where(lte(p.id, size.byOne)).returning({ id: p.id });
    await tx.q
      .update(th)
      .set({ spaceId: space!.id })
      .where(lte(th.id, Math.round(size.threads * size.inSpace)))
      .returning({ id: th.id });
  });
  const all = await store.read.q
    .select({
      id: th.id,
      spaceId: th.spaceId,
      createdAt: th.createdAt,
      rank: th.rankKey,
      space: th.spaceRankKey,
      needs: th.needsKey,
    })
    .from(th);
  await store.write(async (tx) => {
    const names = Array.from({ length: size.tags }, (_, i) => ({ spaceId: space!.id, name: `tag-${i}` }));
    await insertAll(tx, tags, names as never);
    const ids = (await tx.q.select({ id: tags.id }).from(tags)).map(({ id }) => id);
    const inIt = all.filter(({ spaceId }) => spaceId === space!.id);
    const pairs = inIt.flatMap((thread, i) =>
      Array.from({ length: TAGS_OF_A_THREAD }, (_, k) => ({
        threadId: thread.id,
        tagId: ids[(i + k * 7) % ids.length]!,
        ...{ createdAt: thread.createdAt, rankKey: thread.rank, spaceRankKey: thread.space, needsKey: thread.needs },
      })),
    );
    for (let at = 0; at < pairs.length; at += BATCH)
      await insertAll(tx, threadTags, pairs.slice(at, at + BATCH) as never);
  });
  await store.write(async (tx) => {
    const people = (await tx.q.select({ id: a.id }).from(a).limit(400)).map(({ id }) => id);
    const from = tx.now - size.thread * 60_000;
    const rows = Array.from({ length: size.thread }, (_, i) => ({
      ...{ threadId: longThread, parentId: null, authorId: people[i % people.length]!, kind: 'answer' as const },
      ...{
        number: i + 2,
        placeKey: 0,
        markdown: `Answer ${i}.`,
        html: `<p>Answer ${i}.</p>`,
        createdAt: from + i * 60_000,
      },
    }));
    await insertAll(tx, p, rows as never);
    await recountMoved(tx, (await lockThread(tx, longThread))!, size.thread);
    for (const { id } of await tx.q.select({ id: spaces.id }).from(spaces)) await recountSpace(tx, id);
    await recountTags(tx);
  });
  await rebuildAll({ store } as Adda);
  await store.write((tx) => tx.raw('analyze'));
  return { crowd, longThread, last: size.thread + 1 };
}

type Measured = Map<string, number>;

/** Medians in ms, of pages as a member sees them, which nothing keeps, and of what members write. */
async function measure(server: Child, forum: Filled, { crowd, longThread, last }: Made): Promise<Measured> {
  const found: Measured = new Map();
  const timed = async (what: string, times: number, ask: (i: number) => Promise<Response>) => {
    const took: number[] = [];
    for (let i = -3; i < times; i++) {
      const begun = performance.now();
      const response = await ask(i);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${what}: ${response.status}`);
      if (i >= 0) took.push(performance.now() - begun);
    }
    found.set(what, median(took));
  };
  const get = (what: string, url: (i: number) => string) =>
    timed(what, GETS, (i) => fetch(server.url + url(Math.max(i, 0)), { headers: { cookie: 'adda_session=bench' } }));
  let by = 0;
  const send = (what: string, method: string, url: (i: number) => string, body: (i: number) => object) =>
    timed(what, WRITES, (i) =>
      fetch(`${server.url}/api/v1${url(i + 3)}`, {
        method,
        headers: {
          authorization: `Bearer ${crowd.tokens[by++ % crowd.tokens.length]}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body(i + 3)),
      }),
    );
  await get('home', () => '/');
  await get('new', () => '/new');
  await get('what needs an answer', () => '/needs-answer');
  await get('spaces', () => '/spaces');
  await get('the largest space', () => '/s/space-0');
  await get('a tag of it', (i) => `/s/space-0/tag/tag-${i}`);
  await get('a thread', () => forum.longThread);
  await get('the longest thread', () => `/t/${longThread}/x`);
  await get('its last post', () => `/t/${longThread}/x/${last}`);
  await get('the member who wrote most', () => '/u/member-0');
  await get('another member', () => '/u/member-99');
  await get('search, two common words', () => '/search?q=wobble%20spoke');
  await get('search, a word of one thread', (i) => `/search?q=${1_000 + i}`);
  await get('writing a question', () => '/ask?space=space-0');
  await get('notifications', () => '/notifications');
  await send(
    'reply in a thread',
    'POST',
    () => `/threads/${crowd.threadIds[1]}/posts`,
    (i) => ({ body: `Reply number ${i}, as one does.` }),
  );
  await send(
    'reply in the longest thread',
    'POST',
    () => `/threads/${longThread}/posts`,
    (i) => ({ body: `Reply number ${i}, to many.` }),
  );
  await send(
    'start a thread',
    'POST',
    () => '/threads',
    (i) => ({
      ...{
        space: 'space-0',
        form: 'question',
        title: `Does it grow for ever, part ${i}?`,
        body: 'I would like to know.',
        tags: ['tag-1'],
      },
    }),
  );
  const posts = (await (await fetch(`${server.url}/api/v1/threads/${longThread}`)).json()) as {
    posts: { id: number }[];
  };
  await send(
    'find a post helpful',
    'PUT',
    () => `/posts/${posts.posts.at(-1)!.id}/marks/helpful`,
    () => ({}),
  );
  return found;
}

async function grown(forum: Filled, size: Growth): Promise<Measured> {
  const store = openStore(forum.databaseUrl);
  wireConsumers(store, FEATURES);
  const made = await makeUneven(store, size).finally(() => store.close());
  const server = await startAdda(forum.databaseUrl, forum.folder);
  try {
    return await measure(server, forum, made);
  } finally {
    await server.stop();
    forum.remove();
  }
}

function tell(engine: string, small: Measured, large: Measured, size: Growth): void {
  const rows = [...small].map(([what, ms]) => ({
    what,
    'small, ms': ms.toFixed(1),
    'large, ms': large.get(what)!.toFixed(1),
    'large / small': (large.get(what)! / ms).toFixed(2),
  }));
  table(`Growth on ${engine}: ${SMALL.posts} posts and ${size.posts} (${size.threads} threads)`, rows);
}

/** @param args how many posts the large forum has, ten for each thread; and the engine, where only one is wanted */
export async function benchGrowth(args: string[]): Promise<void> {
  const posts = Number(args.find((arg) => /^\d+$/.test(arg)) ?? LARGE.posts);
  const large = { ...LARGE, posts, threads: Math.round(posts / 10) };
  const only = args.find((arg) => /^(sqlite|postgres)$/.test(arg));
  if (only !== 'postgres')
    tell('SQLite', await grown(await filledForum(SMALL), SMALL), await grown(await filledForum(large), large), large);
  if (only === 'sqlite') return;
  const measured: Measured[] = [];
  for (const size of [SMALL, large]) {
    const server = await startPostgres({ fsync: true });
    if (!server) return;
    measured.push(await grown(await filledOnPostgres(size, server.url), size).finally(() => server.stop()));
  }
  tell('PostgreSQL', measured[0]!, measured[1]!, large);
}
