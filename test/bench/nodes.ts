/** Several nodes on one PostgreSQL with a replica: what was written through one is read through another at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd } from '../support/crowd.ts';
import { startPostgres, startReplica } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { median, table } from './table.ts';

const NODES = 3;
const TIMES = 2_000;
const WRITERS = 2_000;
const THREADS = 40;
const TOKEN = 'a-token-of-the-bench-long-enough-for-it';

/** What a node's figures say of where its reads went. */
async function readsOf({ url }: Child): Promise<{ replica: number; primary: number }> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  const of = (from: string) => Number(new RegExp(`adda_reads\\{from="${from}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  return { replica: of('replica'), primary: of('primary') };
}

export async function benchNodes(): Promise<void> {
  const primary = await startPostgres({ fsync: true });
  if (!primary) return console.log('PostgreSQL was not found.');
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-bench-'));
  const store = openStore(primary.url);
  await store.migrate();
  const crowd = await makeCrowd(store, WRITERS, THREADS);
  await store.close();
  const replica = await startReplica(primary);
  const nodes: Child[] = [];
  try {
    for (let i = 0; i < NODES; i++)
      nodes.push(
        await startAdda(primary.url, folder, { ADDA_DATABASE_READ_URL: replica.url, ADDA_METRICS_TOKEN: TOKEN }),
      );
    const took: { post: number[]; read: number[] } = { post: [], read: [] };
    let [missed, refused] = [0, 0];
    for (let i = 0; i < TIMES; i++) {
      const thread = crowd.threadIds[i % THREADS]!;
      const words = `Said ${i} times before`;
      const begun = performance.now();
      const response = await fetch(`${nodes[i % NODES]!.url}/api/v1/threads/${thread}/posts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${crowd.tokens[i % WRITERS]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ body: `${words}.` }),
      });
      const { number } = (await response.json()) as { number?: number };
      if (response.status !== 201) refused++;
      const posted = performance.now();
      const page = await (await fetch(`${nodes[(i + 1) % NODES]!.url}/t/${thread}/x/${number}`)).text();
      took.post.push(posted - begun);
      took.read.push(performance.now() - posted);
      if (response.status === 201 && !page.includes(words)) missed++;
    }
    const reads = await Promise.all(nodes.map(readsOf));
    const all = reads.reduce((sum, one) => ({
      replica: sum.replica + one.replica,
      primary: sum.primary + one.primary,
    }));
    table(`${NODES} nodes on one PostgreSQL with a replica`, [
      {
        'posts, each read at once through another node': TIMES - refused,
        missed,
        refused,
        'post, median ms': median(took.post).toFixed(1),
        'page, median ms': median(took.read).toFixed(1),
        'reads by the replica': `${Math.round((100 * all.replica) / Math.max(1, all.replica + all.primary))} %`,
      },
    ]);
  } finally {
    for (const node of nodes) await node.stop();
    await replica.stop();
    await primary.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
