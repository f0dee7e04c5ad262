/**
 * A raid: 500 new accounts write 2,000 varied spam posts within a minute; what members see of it, and what is held. With
 * `--dump DIR`, posts of a real community go through the same rules: how many would wrongly wait.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { updateSite } from '../../server/platform/site/queries.ts';
import { insertLesson } from '../../server/care/prevention/queries.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { tokensOf } from '../../server/rules/spam-score.ts';
import { makeCrowd } from '../support/crowd.ts';
import { startAdda } from '../support/server.ts';
import { benchDump, type Lesson } from './raid-dump.ts';
import { clearByKeys, makeModerator } from './raid-keys.ts';
import { spamTexts } from './spam-texts.ts';
import { median, table } from './table.ts';

const ACCOUNTS = 500;
const POSTS = 2_000;
const AT_ONCE = 16;
const MINUTE = 60_000;
const SEED = 11;

const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(2)} %`;

/** How one raid went: what came of each post, and how long a reader waited meanwhile. */
type Outcome = { whys: Map<string, number>; readMs: number[]; tookMs: number; seen: number };

async function raidOn(url: string, crowd: { tokens: string[]; threadIds: number[] }): Promise<Outcome> {
  const texts = spamTexts(POSTS, SEED);
  const whys = new Map<string, number>();
  const readMs: number[] = [];
  const begun = performance.now();
  let next = 0;
  const writer = async () => {
    for (let i = next++; i < POSTS && performance.now() - begun < MINUTE; i = next++) {
      const response = await fetch(`${url}/api/v1/threads/${crowd.threadIds[i % crowd.threadIds.length]}/posts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${crowd.tokens[i % ACCOUNTS]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ body: texts[i] }),
      });
      const body = (await response.json()) as { held?: string | null; code?: string };
      const what = response.status === 201 ? (body.held ?? 'seen') : `refused: ${body.code}`;
      whys.set(what, (whys.get(what) ?? 0) + 1);
    }
  };
  let isOver = false;
  const reader = async () => {
    while (!isOver) {
      const at = performance.now();
      await (await fetch(`${url}/`)).text();
      readMs.push(performance.now() - at);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const reading = reader();
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  isOver = true;
  await reading;
  return { whys, readMs, tookMs: performance.now() - begun, seen: await countSeen(url, crowd.threadIds) };
}

/** Posts besides the openings that a visitor finds in the threads. */
async function countSeen(url: string, threadIds: number[]): Promise<number> {
  let seen = 0;
  for (const id of threadIds) {
    const { thread } = (await (await fetch(`${url}/api/v1/threads/${id}`)).json()) as {
      thread: { answerCount: number };
    };
    seen += thread.answerCount;
  }
  return seen;
}

async function raidWith(
  name: string,
  raid: boolean,
  lessons: Lesson[] | null = null,
): Promise<Record<string, string | number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-raid-'));
  const database = `sqlite:${path.join(folder, 'adda.sqlite')}`;
  try {
    const store = openStore(database);
    await store.migrate();
    const crowd = await makeCrowd(store, ACCOUNTS, 40);
    await store.write((tx) => updateSite(tx, { raid: raid ? { until: tx.now + 60 * MINUTE, days: 7 } : null }));
    if (lessons) await teach(store, lessons);
    await makeModerator(store);
    await store.close();
    const server = await startAdda(database, folder);
    try {
      const { whys, readMs, tookMs, seen } = await raidOn(server.url, crowd);
      const all = [...whys.values()].reduce((sum, count) => sum + count, 0);
      const said = [...whys].map(([why, count]) => `${why} ${count}`).join(', ');
      const cleared = await clearByKeys(server.url);
      const sorted = [...readMs].sort((a, b) => a - b);
      return {
        ...{ what: name, posts: all, seconds: (tookMs / 1_000).toFixed(1), 'seen by a visitor': seen },
        'keys to clear what is held': cleared
          ? `${cleared.keys} (${cleared.groups} groups, ${cleared.rounds} rounds, ${cleared.minutes.toFixed(1)} min, ${cleared.left} left)`
          : 'no browser here',
        ...{ 'not shown': share(all - (whys.get('seen') ?? 0), all), 'by why': said },
        'front page meanwhile, ms': `median ${median(readMs).toFixed(0)}, p99 ${(sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(0)}`,
      };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What moderators of this forum would have decided before. */
async function teach(store: Store, lessons: Lesson[]): Promise<void> {
  for (const [i, { reading, isStrange, isOnTopic, isSpam }] of lessons.entries()) {
    const words = tokensOf(reading, { isStrange, isOnTopic }).map(({ key }) => key);
    await store.write((tx) => insertLesson(tx, { postId: -1 - i, language: 'en', isSpam, words }));
  }
}

export async function benchRaid(args: string[]): Promise<void> {
  const dumps = args.flatMap((arg, i) => (arg === '--dump' && args[i + 1] ? [args[i + 1]!] : []));
  let lessons: Lesson[] | null = null;
  for (const folder of dumps) lessons = await benchDump(folder);
  table('A raid of 500 accounts, 2,000 posts', [
    await raidWith('usual settings, nothing learnt', false),
    ...(lessons ? [await raidWith('usual settings, score learnt', false, lessons)] : []),
    await raidWith('raid mode', true),
  ]);
}
