/** How long everybody else waits while one client sends the worst requests of each kind, over 200,000 posts. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { ALL_WORDS, type Hard, long, type Target, WIDE, WORST } from './calm-kinds.ts';
import { type Filled, filledForum, filledOnPostgres, LARGE } from './pages.ts';
import { table } from './table.ts';

const SECONDS = 8;
const LIGHT_EVERY_MS = 25;
const POST_EVERY_MS = 100;

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

/** What one client sends meanwhile, and how it is answered. */
async function sendWorst(target: Target, kind: string): Promise<Map<number | string, number>> {
  const workerData = { kind, target, milliseconds: SECONDS * 1_000 };
  const worker = new Worker(new URL('./calm-client.ts', import.meta.url), { workerData });
  const [answers] = (await once(worker, 'message')) as [Map<number | string, number>];
  return answers;
}

async function measure(target: Target, kind: string, from: number) {
  const until = performance.now() + SECONDS * 1_000;
  const sent = sendWorst(target, kind);
  let refused = 0;
  let posts = from;
  const light = every(LIGHT_EVERY_MS, until, () => fetch(`${target.url}/sign-in`).then((r) => r.arrayBuffer()));
  const posted = every(POST_EVERY_MS, until, async () => {
    if ((await postAs(target.url, target.crowd, posts++)) === null) refused += 1;
  });
  const [lightTimes, postTimes, answers] = await Promise.all([light, posted, sent]);
  if (refused > 0) answers.set('post refused', refused);
  return { light: lightTimes, posted: postTimes, answers };
}

/** What the hardest pages need: a post rewritten in other words, a thread full of wide tables. */
async function harden(url: string, crowd: Crowd): Promise<Hard> {
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
    const hard = await harden(server.url, crowd);
    const target = { url: server.url, crowd, hard };
    let posts = 100;
    for (const what of Object.keys(WORST)) {
      if (only.length > 0 && !only.some((word) => what.includes(word))) continue;
      const { light, posted, answers } = await measure(target, what, posts);
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
