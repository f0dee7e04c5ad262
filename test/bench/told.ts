/** What posting costs where many follow: to whoever posts, and to others while all of them are told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { insertAll } from '../../server/platform/store/bulk.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { median, table } from './table.ts';

const FOLLOWERS = [0, 1_000, 20_000];
const POSTS = [60, 60, 6];
/** People post now and then: not as fast as the machine can. */
const EVERY_MS = [200, 200, 10_000];
const LIGHT_EVERY_MS = 10;
const TOLD_WITHIN_MS = 120_000;

/** The n-th thread has so many followers. */
async function follow(databaseUrl: string, { threadIds }: Crowd): Promise<void> {
  const store = openStore(databaseUrl);
  await store.write(async (tx) => {
    const { accounts: a, follows: f } = tx.t;
    const most = Math.max(...FOLLOWERS);
    const names = Array.from({ length: most }, (_, i) => `follower-${i}`);
    await insertAll(
      tx,
      a,
      names.map((name) => ({
        ...{ name, slug: name, email: `${name}@example.org`, passwordHash: 'none', role: 'member' as const },
        ...{ emailVerifiedAt: tx.now, createdAt: tx.now },
      })),
    );
    const ids = (await tx.q.select({ id: a.id, slug: a.slug }).from(a)).filter(({ slug }) =>
      slug.startsWith('follower-'),
    );
    for (const [i, count] of FOLLOWERS.entries())
      await insertAll(
        tx,
        f,
        ids.slice(0, count).map(({ id }) => ({
          ...{ accountId: id, kind: 'thread' as const, targetId: threadIds[i]!, level: 'all' as const },
          createdAt: tx.now,
        })),
      );
  });
  await store.close();
}

async function toldIn(databaseUrl: string, threadId: number): Promise<{ told: number; left: number }> {
  const store = openStore(databaseUrl);
  const count = async (sql: string) => Number((await store.read.raw<{ n: number }>(sql))[0]!.n);
  const told = await count(`select count(*) as n from notifications where thread_id = ${threadId}`);
  const left = await count("select count(*) as n from tasks where consumer = 'notifications'");
  await store.close();
  return { told, left };
}

const percentile = (waits: number[], share: number) =>
  waits.toSorted((one, other) => one - other)[Math.min(waits.length - 1, Math.floor(waits.length * share))]!;

async function measure(server: Child, databaseUrl: string, crowd: Crowd, i: number) {
  const one = { ...crowd, threadIds: [crowd.threadIds[i]!] };
  const [posting, light]: number[][] = [[], []];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await fetch(`${server.url}/sign-in`).then((response) => response.arrayBuffer());
      light!.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, LIGHT_EVERY_MS));
    }
  })();
  const startedAt = performance.now();
  for (let n = 0; n < POSTS[i]!; n++) {
    const begun = performance.now();
    if ((await postAs(server.url, one, n)) === null) throw new Error('A post was refused.');
    posting!.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS[i]! - (performance.now() - begun))));
  }
  const until = Date.now() + TOLD_WITHIN_MS;
  let all = await toldIn(databaseUrl, one.threadIds[0]!);
  while (all.left > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    all = await toldIn(databaseUrl, one.threadIds[0]!);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  isOver = true;
  await others;
  return { posting: posting!, light: light!, told: all.told, seconds };
}

async function benchOn(name: string, databaseUrl: string, folder: string): Promise<void> {
  const store = openStore(databaseUrl);
  await store.migrate();
  const crowd = await makeCrowd(store, 300, FOLLOWERS.length);
  await store.close();
  await follow(databaseUrl, crowd);
  const server = await startAdda(databaseUrl, folder, { ADDA_BUSY_MS: '0' });
  const rows: Record<string, string | number>[] = [];
  let first = 0;
  try {
    for (const [i, followers] of FOLLOWERS.entries()) {
      const { posting, light, told, seconds } = await measure(server, databaseUrl, crowd, i);
      const middle = median(posting);
      first ||= middle;
      rows.push({
        followers,
        posts: POSTS[i]!,
        'each after, ms': EVERY_MS[i]!,
        'a post, median ms': middle.toFixed(1),
        'ratio to none': (middle / first).toFixed(2),
        'p99 ms': percentile(posting, 0.99).toFixed(0),
        'light page, p99 ms': percentile(light, 0.99).toFixed(0),
        'at worst, ms': Math.max(...light).toFixed(0),
        told,
        'all of it, s': seconds.toFixed(1),
      });
    }
  } finally {
    await server.stop();
  }
  table(`Posting where many follow, on ${name}`, rows);
}

export async function benchTold(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  try {
    await benchOn('SQLite', `sqlite:${path.join(folder, 'told.sqlite')}`, folder);
    const server = await startPostgres({ fsync: true });
    if (server) await benchOn('PostgreSQL', server.url, folder).finally(() => server.stop());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
