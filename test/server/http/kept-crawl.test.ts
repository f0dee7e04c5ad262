/** After acts of every kind, every page that is kept equals the same page drawn afresh. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { randomFrom } from '../../bench/fill.ts';
import { BENGALI, asMember, freshApp, VISITOR, walk, type Walked } from '../../support/crawl.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { ACTS, daysGoBy, makeTown, type Town } from '../../support/kept-acts.ts';
import { eachEngine } from '../../support/store.ts';

const SEED = 20_261_126;
/** How often each kind of act is done. */
const TIMES = 1;

function shuffled<T>(list: T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

eachEngine('what is kept', (engine) => {
  let forum: Forum;
  let fresh: FastifyInstance;
  let watcher: Member;
  let town: Town;
  const random = randomFrom(SEED);
  const all: Walked = { pages: new Set(), kept: new Set(), differences: [], turn: 0 };

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-04T12:00:00Z') });
    forum = await makeForum(engine);
    fresh = await freshApp(forum);
    town = await makeTown(forum, random);
    watcher = await forum.member('Watcher');
    // Days go by in this test; nobody is signed out by that.
    await forum.adda.store.write((tx) => tx.raw('update sessions set expires_at = expires_at + 31536000000'));
  });
  afterAll(async () => {
    vi.useRealTimers();
    await fresh?.close();
  });

  /** Visitors, a member who only reads, one who wrote, marked and was answered, and those who hold an office. */
  const readers = () => [
    VISITOR,
    BENGALI,
    ...[watcher, town.people[0]!, town.people[1]!, town.admin, town.staff].map(asMember),
  ];
  const walkAll = () => walk(forum.app, fresh, readers(), all);

  it('equals what is drawn afresh, after each act', async () => {
    await walkAll();
    const wrong: string[] = [];
    const done = new Map(ACTS.map(([name]) => [name, 0]));
    const walkAfter = async (name: string) => {
      all.differences = [];
      await walkAll();
      wrong.push(...all.differences.slice(0, 5).map((difference) => `${name}: ${difference}`));
    };
    for (const [name, act] of shuffled(Array.from({ length: TIMES }, () => ACTS).flat(), random)) {
      if ((await act(town)) < 400) done.set(name, done.get(name)! + 1);
      await walkAfter(name);
    }
    // A challenge begins, and then it is over, while nobody writes.
    for (const name of ['nothing', 'it begins', 'nothing', 'it ends']) {
      if (name !== 'nothing') daysGoBy();
      await walkAfter(name);
    }
    const acts = ACTS.length * TIMES + 2;
    console.info(
      `${engine}: ${acts} acts of ${ACTS.length + 1} kinds, ${all.pages.size} pages, ${all.kept.size} of them kept`,
    );
    expect.soft(wrong).toEqual([]);
    expect.soft([...done].filter(([, times]) => times === 0)).toEqual([]);
    expect(all.kept.size).toBeGreaterThan(40);
  });
});
