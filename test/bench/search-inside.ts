/**
 * Searches asked in the process, as a page asks them, of a small and a large forum in which nearly every word is common:
 * how long one takes, how much of the thread that serves everybody, and for how long that thread is kept from others at a time.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { search } from '../../server/forum/search/queries.ts';
import { threadsBegun, threadsLike } from '../../server/forum/search/alike-queries.ts';
import { EVERYBODY } from '../../server/platform/audience/audience.ts';
import { openAside } from '../../server/platform/worker-pool/aside.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Size } from './fill.ts';
import { filledForum, filledOnPostgres } from './pages.ts';
import { median, table } from './table.ts';

const ROUNDS = 40;
const PAIRS = [
  'spokes wobble',
  'wheel brake',
  'rain road',
  'chain tension',
  'grease hub',
  'চাকা গাছ',
  'winter morning',
  'slow fast',
];
const SIZES: [string, Size][] = [
  ['12,000 posts', { threads: 2_000, posts: 12_000 }],
  ['200,000 posts', { threads: 20_000, posts: 200_000 }],
];

type Asked = { what: string; ask(pair: string): Promise<unknown> };

/** @property longest the 99th hundredth of the times, in ms, for which the thread went to nobody else */
type Measured = { what: string; ms: number; held: number; longest: number };

/** Its own steps are counted among what it measures. */
const STEP_MS = 1;

async function measure(databaseUrl: string): Promise<Measured[]> {
  const store = openStore(databaseUrl);
  const aside = openAside(store);
  const reads = { store, aside };
  const found = (text: string) => search(reads, EVERYBODY, text, { spaceId: null, page: 1 });
  const asked: Asked[] = [
    { what: 'two common words', ask: found },
    { what: 'a phrase of two', ask: (pair) => found(`"${pair}"`) },
    { what: 'two, and one not', ask: (pair) => found(`${pair} -pump`) },
    { what: 'two, and after:', ask: (pair) => found(`${pair} after:2020-01-01`) },
    { what: 'two, and title:', ask: (pair) => found(`${pair} title:wheel`) },
    {
      what: 'threads like a title',
      ask: (pair) => threadsLike(reads, EVERYBODY, `Why does my ${pair} at night?`, 1, 5),
    },
    { what: 'threads while one types', ask: (pair) => threadsBegun(reads, EVERYBODY, pair, 5) },
  ];
  const rows = [];
  for (const { what, ask } of asked) {
    for (const pair of PAIRS) await ask(pair);
    const times: number[] = [];
    const holds = monitorEventLoopDelay({ resolution: STEP_MS });
    holds.enable();
    const before = process.threadCpuUsage();
    for (let i = 0; i < ROUNDS; i++) {
      const since = performance.now();
      await ask(PAIRS[i % PAIRS.length]!);
      times.push(performance.now() - since);
    }
    const { user, system } = process.threadCpuUsage(before);
    holds.disable();
    const longest = holds.percentile(99) / 1_000_000 - STEP_MS;
    rows.push({ what, ms: median(times), held: (user + system) / 1_000 / ROUNDS, longest });
  }
  await aside.close();
  await store.close();
  return rows;
}

/** The figures of a forum of this size on this engine; null where there is no PostgreSQL. */
async function measureOn(engine: string, size: Size): Promise<Measured[] | null> {
  if (engine === 'sqlite') {
    const forum = await filledForum(size);
    return measure(forum.databaseUrl).finally(forum.remove);
  }
  const server = await startPostgres({ fsync: false });
  if (!server) return null;
  const forum = await filledOnPostgres(size, server.url);
  return measure(forum.databaseUrl).finally(() => server.stop());
}

/** @param args the engine, where only one is wanted */
export async function benchSearchInside(args: string[] = []): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const engine of args.length > 0 ? args : ['sqlite', 'postgres'])
    for (const [forum, size] of SIZES)
      for (const { what, ms, held, longest } of (await measureOn(engine, size)) ?? [])
        rows.push({
          ...{ engine, forum, what, 'median ms': ms.toFixed(1) },
          ...{ 'ms of the main thread': held.toFixed(1), 'at a time (p99)': longest.toFixed(1) },
        });
  table('Searches in the process', rows);
}
