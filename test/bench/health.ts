/** Community health: how long counting everything takes, and how fast its pages are, also drawn recompute. */
import { FEATURES } from '../../server/features.ts';
import { rebuildHealth, refreshHealth } from '../../server/insight/health/actions.ts';
import { silent } from '../../server/platform/progress.ts';
import { loadConfig } from '../../server/platform/config.ts';
import { makeLog } from '../../server/platform/log.ts';
import { openSqlite } from '../../server/platform/store/sqlite.ts';
import { startAdda, startYardstick } from '../support/server.ts';
import { load, oneByOne } from './load.ts';
import { filledForum, LARGE, SMALL } from './pages.ts';
import { median, table } from './table.ts';
import { makeAdda } from '../../server/platform/events/consumers.ts';

const HOUR = 3_600_000;
/** When the last thread of the larger forum is a day old: nearly all of its weeks are open. */
const NOW = Date.UTC(2022, 3, 9);
const ROUNDS = 3;
const MEMBER = { cookie: 'adda_session=bench' };
const seconds = async (work: () => Promise<void>) => {
  const startedAt = performance.now();
  await work();
  return ((performance.now() - startedAt) / 1_000).toFixed(2);
};

export async function benchHealth(): Promise<void> {
  const counted = [];
  for (const [name, size] of [
    ['12,000 posts', SMALL],
    ['200,000 posts', LARGE],
  ] as const) {
    const forum = await filledForum(size);
    const store = openSqlite(forum.databaseUrl.slice('sqlite:'.length));
    const config = loadConfig({ ADDA_DATA: forum.folder, ADDA_LOG: 'silent', ADDA_DATABASE_URL: forum.databaseUrl });
    const adda = makeAdda({ config, store, log: makeLog(config), features: FEATURES });
    const all = await seconds(() => rebuildHealth(adda, silent, NOW));
    const hourly = await seconds(() => refreshHealth(adda, NOW + HOUR));
    const periods = (
      await store.read.q.select({ at: store.read.t.healthPeriods.start }).from(store.read.t.healthPeriods)
    ).length;
    counted.push({ forum: name, 'rebuild, seconds': all, 'hourly count, seconds': hourly, periods });
    await store.close();
    if (size === LARGE) await pages(forum);
    forum.remove();
  }
  table('Counting health', counted);
}

const JUST_SAVED = { cookie: 'adda_flash=saved' };

async function pages(forum: Awaited<ReturnType<typeof filledForum>>): Promise<void> {
  const [server, yardstick] = [await startAdda(forum.databaseUrl, forum.folder), await startYardstick()];
  const targets = [
    { page: 'forum by week, visitor', path: '/health' },
    { page: 'forum by month, visitor', path: '/health?by=month' },
    { page: 'space by week, visitor', path: '/s/space-0/health' },
    { page: 'forum by week, member', path: '/health', headers: MEMBER },
    // What was just done is said on the page, so it is read and drawn each time.
    { page: 'forum by week, nothing kept', path: '/health?flash=saved', headers: JUST_SAVED },
    { page: 'space by month, nothing kept', path: '/s/space-0/health?by=month&flash=saved', headers: JUST_SAVED },
  ];
  try {
    const rows = [];
    for (const { page, path, headers } of targets) {
      const url = server.url + path;
      const ratios: number[] = [];
      let bytes = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const bare = await load({ url: `${yardstick.url}/`, seconds: 2, connections: 20 });
        const run = await load({ url, seconds: 2, connections: 20, ...(headers && { headers }) });
        ratios.push(run.perSecond / bare.perSecond);
        bytes = run.bytes;
      }
      rows.push({
        page,
        'ratio to bare Fastify': median(ratios).toFixed(3),
        'one at a time, median ms': (await oneByOne(url, 200, headers)).toFixed(2),
        'KB on the wire': (bytes / 1024).toFixed(1),
      });
    }
    table('Health pages at 200,000 posts', rows);
  } finally {
    for (const child of [server, yardstick]) await child.stop();
  }
}
