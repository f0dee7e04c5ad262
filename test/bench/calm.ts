/** How long everybody else waits while one client sends the worst requests of each kind, over 200,000 posts. */
import sharp from 'sharp';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { words, randomFrom } from './fill.ts';
import { type Filled, filledForum, filledOnPostgres, LARGE } from './pages.ts';
import { table } from './table.ts';

const SECONDS = 8;
/** Requests of the client that are under way together. */
const TOGETHER = 4;
const LIGHT_EVERY_MS = 25;
const POST_EVERY_MS = 100;
/** Seconds after which a request of the client counts as lost. */
const GIVE_UP_MS = 30_000;

type Target = { url: string; crowd: Crowd; forum: Filled; hard: Hard };
type Hard = { rewritten: number; tables: number; question: number; space: string };
/** One request of the client, the n-th. */
type Worst = (target: Target, n: number) => Promise<Response>;

const random = randomFrom(7);
const BODY = 32_000;
const long = (count: number) => words(random, count).slice(0, BODY);

const api =
  (method: string, path: (target: Target, n: number) => string, body: (n: number) => unknown): Worst =>
  (target, n) =>
    fetch(`${target.url}/api/v1${path(target, n)}`, {
      method,
      headers: { authorization: `Bearer ${target.crowd.tokens[n % 20]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body(n)),
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
const get =
  (path: (target: Target, n: number) => string, isMember = false): Worst =>
  (target, n) =>
    fetch(target.url + path(target, n), {
      headers: isMember ? { cookie: 'adda_session=bench' } : {},
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
const form =
  (path: (target: Target, n: number) => string, values: (n: number) => Record<string, string>): Worst =>
  (target, n) =>
    fetch(target.url + path(target, n), {
      method: 'POST',
      headers: { cookie: 'adda_session=bench', origin: target.url },
      body: new URLSearchParams(values(n)),
      redirect: 'manual',
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });

/** Noise of 24 megapixels: nothing takes longer to make smaller. */
const picture = await sharp({
  create: {
    width: 6_000,
    height: 4_000,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
  .jpeg({ quality: 40 })
  .toBuffer();
const bringPicture: Worst = (target) => {
  const body = new FormData();
  body.append('files', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'noise.jpg');
  return fetch(`${target.url}/api/v1/pictures`, {
    method: 'POST',
    headers: { authorization: `Bearer ${target.crowd.tokens[60]}` },
    body,
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
};

const IMITATIONS = 'St\u0430ff of \u0410cme \u00b7 M\u043ederator \u00b7 '.repeat(3_500);
const NESTED = `${'> '.repeat(8_000)}x\n${'- '.repeat(4_000)}y\n${'['.repeat(3_000)}${'*a_'.repeat(2_000)}`.slice(
  0,
  BODY,
);
const WIDE = `|${' a |'.repeat(400)}\n|${'-|'.repeat(400)}\n${'|x\n'.repeat(4_000)}`.slice(0, BODY);
const COMMON = ['wheel spoke', 'rim hub', 'tension wobble', 'brake pad', 'গাছ মাটি', 'friend neighbour'];
const ALL_WORDS = words(random, 60).slice(0, 200);

const WORST: Record<string, Worst> = {
  'nothing else': () => new Promise((resolve) => setTimeout(() => resolve(new Response()), 100)),
  'a bio of 100 KB that imitates': form(
    () => '/settings/profile',
    () => ({ name: 'Member 0', bio: IMITATIONS }),
  ),
  'a name of 100 KB': form(
    () => '/settings/profile',
    () => ({ name: IMITATIONS, bio: '' }),
  ),
  'sign-up with 100 KB in each field': form(
    () => '/sign-up',
    () => ({ name: IMITATIONS, email: `${IMITATIONS}@x.example`, password: IMITATIONS }),
  ),
  'versions of a post rewritten at 32 KB': get(({ hard }) => `/p/${hard.rewritten}/revisions`),
  'the same through the API': get(({ hard }) => `/api/v1/posts/${hard.rewritten}/revisions`),
  'sign-in with a wrong password': form(
    () => '/sign-in',
    (n) => ({ who: `Member ${n % 500}`, password: 'not that one, I fear' }),
  ),
  'a dead reset link': form(
    (_t, n) => `/reset/dead${n}`,
    () => ({ password: 'a password that is long enough' }),
  ),
  'a preview of 480 KB': api(
    'POST',
    () => '/preview',
    () => ({ body: NESTED.repeat(15) }),
  ),
  'a preview of nested marks': api(
    'POST',
    () => '/preview',
    () => ({ body: NESTED }),
  ),
  'a preview of a wide table': api(
    'POST',
    () => '/preview',
    () => ({ body: WIDE }),
  ),
  'search for two common words': get((_t, n) => `/search?q=${encodeURIComponent(COMMON[n % COMMON.length]!)}`),
  'search for sixty words, any of them': get(() => `/search?q=${encodeURIComponent(ALL_WORDS)}&any=true`),
  'the fiftieth page of a search': get((_t, n) => `/search?q=${encodeURIComponent(COMMON[n % 4]!)}&page=50`),
  'a title that is like many': get(
    (_t, n) =>
      `/ask?space=space-1&form=question&title=${encodeURIComponent(`${COMMON[n % 4]!} ${ALL_WORDS.slice(0, 100)}`)}`,
    true,
  ),
  'who may know': get(({ hard }) => `/t/${hard.question}/invite`, true),
  'a schema error of 100,000 items': api(
    'POST',
    () => '/threads',
    () => ({ tags: Array.from({ length: 60_000 }, () => 1) }),
  ),
  'a thread of twenty wide tables': get(({ hard }) => `/t/${hard.tables}`, true),
  'posts of nested marks': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: NESTED }),
  ),
  'posts of wide tables': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: WIDE }),
  ),
  'posts of 32 KB': api(
    'POST',
    ({ crowd }, n) => `/threads/${crowd.threadIds[n % 20]}/posts`,
    () => ({ body: long(6_000) }),
  ),
  'pictures of 24 megapixels': bringPicture,
  'another name, again and again': form(
    () => '/settings/profile',
    (n) => ({ name: `Member 0 v${n}`, bio: '' }),
  ),
  'health of a space': get((_t, n) => `/s/space-${n % 8}/health?by=${n % 2 ? 'week' : 'month'}`),
  'health as a table': get(() => '/health.csv'),
  'the log': get((_t, n) => `/log?page=${n + 1}`),
  'all posts of a member': get((_t, n) => `/u/member-${n % 500}`),
  'feeds of all kinds': get(
    (_t, n) => `/${['new', 'needs-answer', '', 'new.atom', 'among-members.atom', 's/space-1/needs-answer'][n % 6]}`,
    true,
  ),
  'why a thread is where it is': get((_t, n) => `/t/${(n % 2_000) + 1}/why`),
  'threads nobody looked at': get((_t, n) => `/t/${((n * 20) % 20_000) + 1}`),
};

/** The value below which 99 of 100 lie. */
const p99 = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

async function every(ms: number, until: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const under: Promise<unknown>[] = [];
  for (let next = performance.now(); next < until; next += ms) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    const begun = performance.now();
    under.push(work().then(() => times.push(performance.now() - begun)));
  }
  await Promise.all(under);
  return times;
}

async function measure(target: Target, worst: Worst, from: number) {
  const until = performance.now() + SECONDS * 1_000;
  const answers = new Map<number | string, number>();
  let n = 0;
  const client = async () => {
    while (performance.now() < until) {
      const status = await worst(target, n++).then(
        async (response) => (await response.arrayBuffer(), response.status),
        (error: Error) => error.name,
      );
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  let posts = from;
  const light = every(LIGHT_EVERY_MS, until, () => fetch(`${target.url}/sign-in`).then((r) => r.arrayBuffer()));
  const posted = every(POST_EVERY_MS, until, async () => {
    if ((await postAs(target.url, target.crowd, posts++)) === null)
      answers.set('post refused', (answers.get('post refused') ?? 0) + 1);
  });
  await Promise.all([...Array.from({ length: TOGETHER }, client), light, posted]);
  return { light: await light, posted: await posted, answers };
}

/** What the hardest pages need: a post rewritten in other words, a thread full of wide tables. */
async function harden({ url, crowd }: Omit<Target, 'hard'>): Promise<Hard> {
  const as = (token: string, method: string, path: string, body: unknown) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(async (response) => {
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return (await response.json()) as { id: number; postId: number };
    });
  const ask = (title: string, body: string) =>
    as(crowd.tokens[30]!, 'POST', '/threads', { space: 'space-1', form: 'question', title, body, tags: [] });
  const rewritten = await ask('A post that is rewritten', long(6_000));
  for (let revision = 1; revision <= 20; revision++)
    await as(crowd.tokens[30]!, 'PATCH', `/posts/${rewritten.postId}`, {
      body: long(6_000),
      revision,
      title: `Rewritten for the ${revision}th time`,
      tags: [],
    });
  const tables = await ask('A thread of wide tables', WIDE);
  for (let i = 0; i < 20; i++) await as(crowd.tokens[31 + i]!, 'POST', `/threads/${tables.id}/posts`, { body: WIDE });
  const question = await ask(`${ALL_WORDS.slice(0, 150)}?`, 'Who knows?');
  return { rewritten: rewritten.postId, tables: tables.id, question: question.id, space: 'space-1' };
}

async function benchOn(name: string, forum: Filled, only: string[]): Promise<void> {
  const store = openStore(forum.databaseUrl);
  const crowd = await makeCrowd(store, 1_500, 40);
  await store.close();
  const server: Child = await startAdda(forum.databaseUrl, forum.folder, { ADDA_BUSY_MS: '1000' });
  const rows = [];
  try {
    const target = { url: server.url, crowd, forum };
    const hard = await harden(target);
    let posts = 100;
    for (const [what, worst] of Object.entries(WORST)) {
      if (only.length > 0 && !only.some((word) => what.includes(word))) continue;
      const { light, posted, answers } = await measure({ ...target, hard }, worst, posts);
      posts += SECONDS * (1_000 / POST_EVERY_MS) + 1;
      const row = {
        meanwhile: what,
        'light page, p99 ms': p99(light).toFixed(0),
        'post, p99 ms': p99(posted).toFixed(0),
        'worst ms': Math.max(...light).toFixed(0),
        answers: [...answers].map(([status, count]) => `${count}× ${status}`).join(', '),
      };
      console.error(Object.values(row).join(' | '));
      rows.push(row);
    }
  } finally {
    await server.stop();
  }
  table(`Calm on ${name}, 200,000 posts (a light page ≤ 50 ms, a post ≤ 150 ms)`, rows);
}

/** @param only words of the kinds to try; all without */
export async function benchCalm(only: string[]): Promise<void> {
  const engines = only.filter((word) => word === 'sqlite' || word === 'postgres');
  const kinds = only.filter((word) => word !== 'sqlite' && word !== 'postgres');
  if (!engines.includes('postgres')) {
    const forum = await filledForum(LARGE);
    await benchOn('SQLite', forum, kinds).finally(forum.remove);
  }
  if (engines.includes('sqlite')) return;
  const server = await startPostgres({ fsync: true });
  if (!server) return;
  try {
    const forum = await filledOnPostgres(LARGE, server.url);
    await benchOn('PostgreSQL', forum, kinds).finally(forum.remove);
  } finally {
    await server.stop();
  }
}
