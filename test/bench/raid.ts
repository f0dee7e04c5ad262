/**
 * A raid: 500 new accounts write 2,000 varied spam posts within a minute; what members see of it, and what is held. With
 * `--dump DIR`, posts of a real community go through the same rules: how many would wrongly wait.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPost } from '../../server/care/prevention/reading.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { insertLesson } from '../../server/care/prevention/queries.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { openStore } from '../../server/platform/store/open.ts';
import { isUnder } from '../../server/rules/brand-links.ts';
import { readRecords } from '../../server/reach/importers/stackexchange/records.ts';
import { intOf, parseRow, type Row, timeOf } from '../../server/reach/importers/stackexchange/rows.ts';
import { type LookedAt, USUAL_PREVENTION, whyHeld } from '../../server/rules/prevention.ts';
import type { Reading } from '../../server/rules/reading.ts';
import { isNear, type Print, printOf } from '../../server/rules/simhash.ts';
import { scoreOf, type Seen, tokensOf } from '../../server/rules/spam-score.ts';
import { renderMarkdown } from '../../shared/markdown.ts';
import { makeCrowd } from '../support/crowd.ts';
import { startAdda } from '../support/server.ts';
import { seeded, SPAM_TOPICS, spamTexts } from './spam-texts.ts';
import { median, table } from './table.ts';

const ACCOUNTS = 500;
const POSTS = 2_000;
const AT_ONCE = 16;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
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
  lessons: Lessons | null = null,
): Promise<Record<string, string | number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'adda-raid-'));
  const database = `sqlite:${path.join(folder, 'adda.sqlite')}`;
  try {
    const store = openStore(database);
    await store.migrate();
    const crowd = await makeCrowd(store, ACCOUNTS, 40);
    await store.write((tx) => updateSite(tx, { raid: raid ? { until: tx.now + 60 * MINUTE, days: 7 } : null }));
    if (lessons) await teach(store, lessons);
    await store.close();
    const server = await startAdda(database, folder);
    try {
      const { whys, readMs, tookMs, seen } = await raidOn(server.url, crowd);
      const all = [...whys.values()].reduce((sum, count) => sum + count, 0);
      const said = [...whys].map(([why, count]) => `${why} ${count}`).join(', ');
      const sorted = [...readMs].sort((a, b) => a - b);
      return {
        ...{ what: name, posts: all, seconds: (tookMs / 1_000).toFixed(1), 'seen by a visitor': seen },
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

type Lessons = { spam: Reading[]; ham: Reading[] };

/** What moderators of this forum would have decided before. */
async function teach(store: Store, { spam, ham }: Lessons): Promise<void> {
  const of = (readings: Reading[], isSpam: boolean) => readings.map((reading) => ({ reading, isSpam }));
  for (const [i, { reading, isSpam }] of [...of(spam, true), ...of(ham, false)].entries()) {
    const words = tokensOf(reading).map(({ key }) => key);
    await store.write((tx) => insertLesson(tx, { postId: -1 - i, language: 'en', isSpam, words }));
  }
}

type Real = { html: string; title: string; by: string; at: number };

async function rowsOf(file: string, take: (row: Row) => void): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  await readRecords(
    file,
    (text) => void (parseRow(text).row && take(parseRow(text).row!)),
    () => {},
  );
}

/** Questions and answers with their HTML, in the order in which they were written. */
async function realPosts(folder: string): Promise<Real[]> {
  const posts: Real[] = [];
  await rowsOf(path.join(folder, 'Posts.xml'), (row) => {
    const [at, kind] = [timeOf(row.CreationDate), intOf(row.PostTypeId)];
    if (at === null || (kind !== 1 && kind !== 2)) return;
    const by = row.OwnerUserId ?? row.OwnerDisplayName ?? `gone ${posts.length}`;
    posts.push({ html: row.Body ?? '', title: row.Title ?? '', by, at });
  });
  return posts.sort((one, other) => one.at - other.at);
}

/** What was learnt of some texts. */
function learn(spam: Reading[], ham: Reading[]) {
  const known = new Map<number, Seen>();
  const add = (readings: Reading[], kind: keyof Seen) => {
    for (const reading of readings)
      for (const { key } of tokensOf(reading)) {
        const seen = known.get(key) ?? { spam: 0, ham: 0 };
        known.set(key, { ...seen, [kind]: seen[kind] + 1 });
      }
  };
  add(spam, 'spam');
  add(ham, 'ham');
  return { known, lessons: { spam: spam.length, ham: ham.length } };
}

type Learnt = ReturnType<typeof learn>;
type Judged = { reading: Reading; isNew: boolean; approvedLinks: number; at: number };

/** Why each waits, by the same rules as on the server. */
function judge(posts: Judged[], { known, lessons }: Learnt, settings = USUAL_PREVENTION): (string | null)[] {
  const prints: { print: Print; at: number }[] = [];
  return posts.map(({ reading, isNew, approvedLinks, at }) => {
    const print = isNew ? printOf(reading.words, reading.hosts.length > 0) : null;
    const isSimilar = print !== null && prints.some((one) => at - one.at < 7 * DAY && isNear(one.print, print));
    if (print) prints.push({ print, at });
    const seen: LookedAt = {
      ...{ mayModerate: false, trust: isNew ? 'new' : 'known', ageMs: 0, approved: 0, approvedLinks },
      ...{ links: reading.hosts.length, hits: [], isSimilar, score: scoreOf(tokensOf(reading), known, lessons) },
    };
    return whyHeld(seen, settings, null)?.why ?? null;
  });
}

/** A meta site links to its sister: that is where its members are at home. */
const OWN = ['stackexchange.com', 'stackoverflow.com', 'stackapps.com'];
const withoutOwn = (reading: Reading): Reading => ({
  ...reading,
  hosts: reading.hosts.filter((host) => !isUnder(host, OWN)),
});
/** What is held by what it says alone. */
const NO_FIRST = { ...USUAL_PREVENTION, firstPosts: 'none' as const };
const NEW_MS = 3 * DAY;
const asSpam = (text: string, i: number): Judged => ({
  ...{ reading: readPost('', renderMarkdown(text)), isNew: true, approvedLinks: 0 },
  at: i * 30,
});

/** Real posts as they came, each author new for three days from their first post; a first post with links is approved. */
function asReal(posts: Real[]): Judged[] {
  const first = new Map<string, number>();
  const linked = new Set<string>();
  return posts.map(({ html, title, by, at }) => {
    if (!first.has(by)) first.set(by, at);
    const reading = withoutOwn(readPost(title, html));
    const approvedLinks = linked.has(by) ? 1 : 0;
    if (reading.hosts.length > 0) linked.add(by);
    return { reading, isNew: at - first.get(by)! < NEW_MS, approvedLinks, at };
  });
}

function rowOf(what: string, whys: (string | null)[]): Record<string, string | number> {
  const held = whys.filter((why) => why !== null);
  const by = (why: string) => held.filter((one) => one === why).length;
  return {
    ...{ what, posts: whys.length, held: held.length, share: share(held.length, whys.length) },
    ...{ 'by score': by('score'), similar: by('similar'), 'first with links': by('first_links') },
    'by what they say': share(by('score') + by('similar'), whys.length),
  };
}

async function benchDump(folder: string): Promise<Lessons> {
  const random = seeded(SEED);
  const posts = await realPosts(folder);
  const all = asReal(posts).map((post) => ({ ...post, isTrained: random() < 0.3 }));
  const trainedOn = all.filter(({ isTrained }) => isTrained).map(({ reading }) => reading);
  const tested = all.filter(({ isTrained }) => !isTrained);
  const spam = spamTexts(POSTS, SEED).map(asSpam);
  const lessons = spamTexts(300, SEED + 1).map((text, i) => asSpam(text, i).reading);
  const learnt = learn(lessons, trainedOn.slice(0, 600));
  const without = (topic: string) =>
    learn(
      spamTexts(
        300,
        SEED + 1,
        SPAM_TOPICS.filter((one) => one !== topic),
      ).map((text, i) => asSpam(text, i).reading),
      trainedOn.slice(0, 600),
    );
  table(`${path.basename(folder)}: ${posts.length} posts; learnt from ${learnt.lessons.ham} of them and 300 of spam`, [
    rowOf('real, as they came', judge(tested, learnt)),
    rowOf(
      'real, as if each author were new',
      judge(
        tested.map((post) => ({ ...post, isNew: true, approvedLinks: 1 })),
        learnt,
      ),
    ),
    rowOf(
      'spam, with links',
      judge(
        spam.filter(({ reading }) => reading.hosts.length > 0),
        learnt,
      ),
    ),
    rowOf('spam, all', judge(spam, learnt)),
    rowOf(
      'spam without links',
      judge(
        spam.filter(({ reading }) => reading.hosts.length === 0),
        learnt,
      ),
    ),
    rowOf('spam, all, where first links do not wait', judge(spam, learnt, NO_FIRST)),
    rowOf('spam, nothing learnt', judge(spam, learn([], []))),
    ...SPAM_TOPICS.map((topic) =>
      rowOf(`${topic}, never learnt of`, judge(spamTexts(400, SEED + 2, [topic]).map(asSpam), without(topic))),
    ),
  ]);
  return { spam: lessons, ham: trainedOn.slice(0, 600) };
}

export async function benchRaid(args: string[]): Promise<void> {
  const dumps = args.flatMap((arg, i) => (arg === '--dump' && args[i + 1] ? [args[i + 1]!] : []));
  let lessons: Lessons | null = null;
  for (const folder of dumps) lessons = await benchDump(folder);
  table('A raid of 500 accounts, 2,000 posts', [
    await raidWith('usual settings, nothing learnt', false),
    ...(lessons ? [await raidWith('usual settings, score learnt', false, lessons)] : []),
    await raidWith('raid mode', true),
  ]);
}
