/** How long acts on a thread of 5,000 posts take, and what others wait meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { insertAll } from '../../server/platform/store/bulk.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { recountMoved } from '../../server/forum/threads/recount.ts';
import { lockThread } from '../../server/forum/threads/queries.ts';
import { makeCrowd } from '../support/crowd.ts';
import { startPostgres } from '../support/postgres.ts';
import { startAdda } from '../support/server.ts';
import { table } from './table.ts';

const POSTS = 5_000;
const MARKS = 1_000;
const LIGHT_EVERY_MS = 10;

/** Fills a thread with posts, some of them marked, replies among them. */
async function fill(databaseUrl: string, threadId: number): Promise<void> {
  const store = openStore(databaseUrl);
  await store.write(async (tx) => {
    const { posts: p, marks: m, accounts: a } = tx.t;
    const people = (await tx.q.select({ id: a.id }).from(a)).map(({ id }) => id);
    const from = tx.now - POSTS * 60_000;
    const row = (i: number) => ({
      ...{ threadId, parentId: null, authorId: people[i % people.length]!, kind: 'answer' as const, number: i + 2 },
      ...{ placeKey: 0, markdown: `Answer ${i}.`, html: `<p>Answer ${i}.</p>`, createdAt: from + i * 60_000 },
    });
    await insertAll(tx, p, Array.from({ length: POSTS }, (_, i) => row(i)) as never);
    const ids = (await tx.q.select({ id: p.id, threadId: p.threadId, number: p.number }).from(p))
      .filter((post) => post.threadId === threadId && post.number > 1)
      .map(({ id }) => id);
    const mark = (i: number) => ({
      ...{ postId: ids[i * Math.floor(POSTS / MARKS)]!, accountId: people[(i + 7) % people.length]! },
      ...{ kind: 'helpful' as const, threadId, at: tx.now },
    });
    await insertAll(tx, m, Array.from({ length: MARKS }, (_, i) => mark(i)) as never);
    await recountMoved(tx, (await lockThread(tx, threadId))!, POSTS);
  });
  await store.close();
}

async function benchOn(name: string, databaseUrl: string, folder: string): Promise<void> {
  const store = openStore(databaseUrl);
  await store.migrate();
  const crowd = await makeCrowd(store, 300, 3);
  await store.write(async (tx) => {
    const { accounts: a, tokens: k } = tx.t;
    const [first] = await tx.q.select({ id: a.id }).from(a).orderBy(a.id).limit(1);
    await tx.q.update(a).set({ role: 'admin' }).where(eq(a.id, first!.id)).returning({ id: a.id });
    await tx.q.update(k).set({ scope: 'office' }).where(eq(k.accountId, first!.id)).returning({ hash: k.hash });
  });
  await store.close();
  const [big, other] = crowd.threadIds as [number, number];
  await fill(databaseUrl, big);
  const server = await startAdda(databaseUrl, folder, { ADDA_BUSY_MS: '0' });
  const act = (path: string, body: object) =>
    fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${crowd.tokens[0]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(async (response) => {
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return (await response.json()) as { id: number };
    });
  const rows: Record<string, string>[] = [];
  async function measure(what: string, path: string, body: object): Promise<number> {
    const waits: number[] = [];
    let isOver = false;
    const light = (async () => {
      while (!isOver) {
        const begun = performance.now();
        await fetch(`${server.url}/sign-in`).then((response) => response.arrayBuffer());
        waits.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, LIGHT_EVERY_MS));
      }
    })();
    const begun = performance.now();
    const { id } = await act(path, body).finally(() => (isOver = true));
    const took = performance.now() - begun;
    await light;
    rows.push({ act: what, 'takes, ms': took.toFixed(0), 'light page at worst, ms': Math.max(...waits).toFixed(0) });
    return id;
  }
  try {
    for (let i = 0; i < 20; i++) await fetch(`${server.url}/sign-in`).then((response) => response.arrayBuffer());
    const post = (await (await fetch(`${server.url}/api/v1/threads/${big}?page=2`)).json()) as {
      posts: { id: number }[];
    };
    const merged = await measure('merge 5,000 posts', `/threads/${big}/merge`, { threadId: String(other) });
    await measure('part them again', `/acts/${merged}/undo`, {});
    await measure('close', `/threads/${big}/close`, { why: 'other' });
    await measure('open again', `/threads/${big}/reopen`, {});
    await measure('hide the thread', `/threads/${big}/hide`, { reason: 'other' });
    await measure('show it again', `/threads/${big}/show`, {});
    const posts = Array.from({ length: 1_000 }, (_, i) => post.posts[0]!.id + i);
    await measure('split 1,000 posts off', `/threads/${big}/split`, { posts, title: 'A thousand of them, split off' });
  } finally {
    await server.stop();
  }
  table(`Acts on a thread of ${POSTS} posts, ${MARKS} of them marked, on ${name}`, rows);
}

export async function benchActs(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  try {
    await benchOn('SQLite', `sqlite:${path.join(folder, 'acts.sqlite')}`, folder);
    const server = await startPostgres({ fsync: true });
    if (server) await benchOn('PostgreSQL', server.url, folder).finally(() => server.stop());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
