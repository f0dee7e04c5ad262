/** Searches a second over a filled forum, against bare Fastify in the same run. */
import { startAdda, startYardstick } from '../support/server.ts';
import { load } from './load.ts';
import { filledForum, LARGE, SMALL } from './pages.ts';
import { table } from './table.ts';
import type { Size } from './fill.ts';

const SECONDS = 4;
const QUERIES = { 'two English words': 'spokes wobble', 'a Bengali word': 'গাছ', 'a rare number': '1980' };

export async function benchSearch(
  sizes: [string, Size][] = [
    ['small', SMALL],
    ['large', LARGE],
  ],
): Promise<void> {
  const yardstick = await startYardstick();
  const rows: Record<string, string | number>[] = [];
  try {
    const bare = await load({ url: `${yardstick.url}/`, seconds: SECONDS, connections: 4 });
    for (const [name, size] of sizes) {
      const forum = await filledForum(size);
      const server = await startAdda(forum.databaseUrl, forum.folder);
      for (const [what, query] of Object.entries(QUERIES)) {
        const { perSecond, medianMs, errors } = await load({
          url: `${server.url}/search?q=${encodeURIComponent(query)}`,
          seconds: SECONDS,
          connections: 4,
        });
        rows.push({
          forum: name,
          query: what,
          'per second': Math.round(perSecond),
          'median ms': medianMs,
          'ratio to bare Fastify': (perSecond / bare.perSecond).toFixed(4),
          errors,
        });
      }
      await server.stop();
      forum.remove();
    }
  } finally {
    await yardstick.stop();
  }
  table('Search', rows);
}
