/**
 * `npm run bench [-- pages|writes|search|import|health|url URL…]`: everything, or one part, on data it makes.
 * `npm run bench -- routing|rank|words --dump DIR …`: what replays dumps, `--dump` once for each.
 * `npm run bench -- acts`: acts on a thread of 5,000 posts, and what others wait meanwhile.
 * `npm run bench -- live`: from a post to another's open page; what 2,000 and 10,000 sockets cost.
 * `npm run bench -- told`: what posting costs where 1,000 and 20,000 follow.
 * `npm run bench -- calm [sqlite|postgres] [WORD …]`: how long others wait for the worst requests, or those with a word.
 * `npm run bench -- raid [--dump DIR]`: a flood of new accounts, and what the rules say of real posts.
 * `npm run bench -- growth [POSTS] [sqlite|postgres]`: pages and writes of a small and of a large forum, by ratio.
 * `npm run bench -- memory`: what a server takes idle, under mixed load, and when that is over.
 * `npm run bench -- nodes`: three nodes on one PostgreSQL with a replica; what is written through one is read through another.
 * `npm run bench -- start [sqlite|postgres]`: how soon a large forum is back after kill -9 under writers.
 * `npm run bench -- search-inside [sqlite|postgres]`: searches for common words as a page asks them, and what they hold.
 * `npm run bench -- sizes`: how long files and functions are.
 */
import { benchActs } from './acts.ts';
import { benchCalm } from './calm.ts';
import { benchGrowth } from './growth.ts';
import { benchHealth } from './health.ts';
import { benchImport } from './import.ts';
import { benchLive } from './live.ts';
import { load } from './load.ts';
import { benchFeeds } from './feeds.ts';
import { benchMemory } from './memory.ts';
import { benchNodes } from './nodes.ts';
import { benchPages, LARGE, SMALL } from './pages.ts';
import { benchRank } from './rank.ts';
import { benchRaid } from './raid.ts';
import { benchRouting } from './routing.ts';
import { benchSizes } from './sizes.ts';
import { benchSearch } from './search.ts';
import { benchSearchInside } from './search-inside.ts';
import { benchStart } from './start.ts';
import { table } from './table.ts';
import { startYardstick } from '../support/server.ts';
import { benchTold } from './told.ts';
import { benchWords } from './words.ts';
import { benchWrites } from './writes.ts';

/** Another server's pages beside the yardstick, for comparison; on this machine only. */
async function benchUrls(urls: string[]): Promise<void> {
  const yardstick = await startYardstick();
  try {
    const rows = [];
    for (const url of urls) {
      const bare = await load({ url: `${yardstick.url}/`, seconds: 4, connections: 20 });
      const { perSecond, medianMs, bytes, errors } = await load({ url, seconds: 4, connections: 20 });
      rows.push({
        url,
        'per second': Math.round(perSecond),
        'ratio to bare Fastify': (perSecond / bare.perSecond).toFixed(3),
        'median ms': medianMs,
        'KB on the wire': (bytes / 1024).toFixed(1),
        errors,
      });
    }
    table('Other servers', rows);
  } finally {
    await yardstick.stop();
  }
}

const PARTS: Record<string, (args: string[]) => Promise<void>> = {
  pages: () =>
    benchPages([
      ['12,000 posts', SMALL],
      ['200,000 posts', LARGE],
    ]),
  feeds: () => benchFeeds(),
  writes: () => benchWrites(),
  search: () => benchSearch(),
  import: () => benchImport(),
  health: () => benchHealth(),
};
/** Parts that are run only when named: replays of dumps, and the lengths of files and functions. */
const REPLAYS: Record<string, (args: string[]) => Promise<void>> = {
  routing: benchRouting,
  rank: benchRank,
  sizes: benchSizes,
  acts: benchActs,
  live: benchLive,
  told: benchTold,
  calm: benchCalm,
  words: benchWords,
  raid: benchRaid,
  growth: benchGrowth,
  memory: benchMemory,
  nodes: benchNodes,
  start: benchStart,
  'search-inside': benchSearchInside,
};

const [part, ...args] = process.argv.slice(2);
if (part === 'url') await benchUrls(args);
else if (part) {
  const run = PARTS[part] ?? REPLAYS[part];
  if (!run) {
    console.error(
      `There is no part ${part}; there are ${Object.keys({ ...PARTS, ...REPLAYS }).join(', ')} and url URL….`,
    );
    process.exit(2);
  }
  await run(args);
} else for (const run of Object.values(PARTS)) await run([]);
