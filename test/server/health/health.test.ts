/** Health counted from small pasts that one can count by hand, and who may see it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetHealth, rebuildHealth, refreshHealth } from '../../../server/insight/health/actions.ts';
import { loadDemo } from '../../../server/reach/demo/load.ts';
import { removeDemo } from '../../../server/reach/demo/remove.ts';
import { reportJson, reportText } from '../../../server/insight/health/report.ts';
import type { Figures, Measure } from '../../../server/insight/health/measures.ts';
import { csvText } from '../../../server/insight/health/out.ts';
import { silent } from '../../../server/platform/progress.ts';
import { insertPost, updatePost } from '../../../server/forum/threads/post-queries.ts';
import { putSetting } from '../../../server/platform/site/queries.ts';
import { insertLabel } from '../../../server/brands/label-queries.ts';
import { insertThread, updateThread } from '../../../server/forum/threads/queries.ts';
import { writeThread } from '../../../server/forum/threads/recount-queries.ts';
import type { Form, PostKind } from '../../../shared/words.ts';
import { makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { eachEngine } from '../../support/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, and the 1st of a month. */
const MONDAY = Date.UTC(2024, 3, 1);
const LONG_AFTER = MONDAY + 200 * DAY;

eachEngine('community health', (engine) => {
  let forum: Forum;
  let people: Member[];
  let numbers: Map<number, number>;

  beforeEach(async () => {
    forum = await makeForum(engine);
    people = [];
    numbers = new Map();
    for (let i = 0; i < 12; i++) people.push(await forum.member(`Member ${i}`));
  });
  const store = () => forum.adda.store;
  const who = (i: number | null) => (i === null ? null : people[i]!.id);

  async function ask(by: number | null, at: number, form: Form = 'question'): Promise<number> {
    return store().write(async (tx) => {
      const words = { title: 'T', slug: 't', excerpt: 'x', tagNames: [] };
      const place = { spaceId: forum.space.id, authorId: who(by), form, createdAt: at, lastPostAt: at };
      const { id } = await insertThread(tx, { ...words, ...place });
      await put(tx, id, by, at, 'opening', 1);
      numbers.set(id, 1);
      return id;
    });
  }
  type Tx = Parameters<Parameters<Forum['adda']['store']['write']>[0]>[0];
  const put = (tx: Tx, threadId: number, by: number | null, at: number, kind: PostKind, number: number, more = {}) =>
    insertPost(tx, { threadId, authorId: who(by), kind, number, markdown: 'x', html: 'x', createdAt: at, ...more });

  async function say(threadId: number, by: number | null, at: number, kind: PostKind = 'answer', more: object = {}) {
    const number = numbers.get(threadId)! + 1;
    numbers.set(threadId, number);
    return store().write(async (tx) => (await put(tx, threadId, by, at, kind, number, more)).id);
  }
  async function note(threadId: number, brandId: number, at: number, more: object = {}): Promise<number> {
    const id = await say(threadId, 11, at, 'note', more);
    const number = numbers.get(threadId)!;
    const label = { brandName: 'Acme', label: 'Staff · Acme', at };
    await store().write((tx) => insertLabel(tx, { postId: id, threadId, number, brandId, ...label }));
    return id;
  }
  const markAt = (postId: number, threadId: number, by: number, kind: 'worked' | 'helpful', at: number) =>
    store().write((tx) =>
      tx.q.insert(tx.t.marks).values({ postId, threadId, accountId: people[by]!.id, kind, at }).returning(),
    );
  async function figures(unit: 'week' | 'month' = 'week', start = MONDAY, now = LONG_AFTER): Promise<Figures> {
    await rebuildHealth(forum.adda, silent, now);
    const { healthPeriods: h } = store().read.t;
    const rows = await store().read.q.select().from(h);
    const row = rows.find((one) => one.spaceId === 0 && one.unit === unit && one.start === start);
    const ofSpace = rows.find((one) => one.spaceId === forum.space.id && one.unit === unit && one.start === start);
    // There is but one space.
    if (ofSpace) expect(ofSpace.figures.measures).toEqual(row!.figures.measures);
    return row!.figures as unknown as Figures;
  }
  const of = async (name: Measure, ...rest: [('week' | 'month')?, number?, number?]) =>
    (await figures(...rest)).measures[name];
  /** Ten questions on Tuesday, each by another member; the i-th is answered after i+1 hours when i < answered. */
  async function tenQuestions(answered: number): Promise<number[]> {
    const ids: number[] = [];
    for (let i = 0; i < 10; i++) {
      const id = await ask(i, MONDAY + DAY);
      if (i < answered) await say(id, (i + 1) % 10, MONDAY + DAY + (i + 1) * HOUR);
      ids.push(id);
    }
    return ids;
  }

  it('waits: half of ten questions were answered within five hours, surely in three or more', async () => {
    await tenQuestions(5);
    expect(await of('answerWait')).toEqual({ state: 'known', value: 5 * HOUR, n: 10, low: 3 * HOUR, high: null });
  });

  it('waits: with four answered, more than half still wait; nine questions are too few', async () => {
    const ids = await tenQuestions(4);
    expect(await of('answerWait')).toMatchObject({ state: 'beyond', value: null, n: 10 });
    await store().write((tx) => writeThread(tx, ids[9]!, { visible: false }));
    expect(await of('answerWait')).toEqual({ state: 'few', value: null, n: 9, low: null, high: null });
  });

  it('what staff, the asker and the repentant write answers nothing; who is unknown is another', async () => {
    const ids = await tenQuestions(4);
    const acme = await makeBrand(forum);
    await note(ids[9]!, acme.id, MONDAY + DAY + HOUR);
    await say(ids[8]!, 8, MONDAY + DAY + HOUR);
    await say(ids[7]!, 0, MONDAY + DAY + HOUR, 'answer', { withdrawnAt: MONDAY + 2 * DAY });
    await say(ids[6]!, 0, MONDAY + DAY + HOUR, 'reply');
    expect((await of('answerWait')).state).toBe('beyond');
    expect((await of('unheard')).value).toBe(0.5);
    await say(ids[5]!, null, MONDAY + DAY + 9 * HOUR);
    const { measures, posts, brands } = await figures();
    expect(measures.answerWait.value).toBe(9 * HOUR);
    expect(measures.noteWait).toMatchObject({ state: 'beyond', n: 10 });
    expect(posts).toBe(10 + 4 + 4);
    expect(measures.staffVoice).toMatchObject({ state: 'known', value: 1 / 18, n: 18 });
    expect(brands).toEqual([{ brandId: acme.id, posts: 1, busiestDay: 1, dayLimit: 40, spaceLimit: null }]);
  });

  it('resolved: accepted in time, or confirmed twice; settled only where members had not', async () => {
    const ids = await tenQuestions(0);
    const at = MONDAY + DAY;
    const acme = await makeBrand(forum);
    await say(ids[0]!, 1, at + HOUR, 'answer', { acceptedAt: at + 30 * DAY - 1 });
    await say(ids[1]!, 2, at + HOUR, 'answer', { acceptedAt: at + 30 * DAY });
    await say(ids[2]!, 2, at + HOUR, 'answer', { acceptedAt: at + 2 * HOUR });
    const twice = await say(ids[3]!, 5, at + HOUR);
    await markAt(twice, ids[3]!, 6, 'worked', at + 5 * DAY);
    await markAt(twice, ids[3]!, 7, 'worked', at + 6 * DAY);
    const spread = [await say(ids[4]!, 5, at + HOUR), await say(ids[4]!, 6, at + HOUR)];
    for (const [i, post] of spread.entries()) await markAt(post, ids[4]!, 7 + i, 'worked', at + DAY);
    await note(ids[0]!, acme.id, at + HOUR, { settledAt: at + HOUR });
    await note(ids[5]!, acme.id, at + HOUR, { settledAt: at + HOUR });
    await note(ids[6]!, acme.id, at + HOUR, { settledAt: at + 31 * DAY });
    const { measures } = await figures();
    // 0 by acceptance and 3 by two confirmations; 1 too late, 2 by the asker, 4 by one each.
    expect(measures.peerResolved).toMatchObject({ state: 'known', value: 0.2, n: 10 });
    expect(measures.staffSettled).toMatchObject({ value: 0.1, n: 10 });
    expect(await of('peerResolved', 'week', MONDAY, MONDAY + 37 * DAY - 1)).toMatchObject({ state: 'open', n: 0 });
    expect((await of('peerResolved', 'week', MONDAY, MONDAY + 37 * DAY)).value).toBe(0.2);
  });

  it('worked: marks of thirty days and imported votes per peer answer', async () => {
    const ids = await tenQuestions(0);
    const at = MONDAY + DAY;
    for (let i = 0; i < 10; i++) {
      const post = await say(ids[i]!, (i + 1) % 10, at + HOUR, 'answer', { importedHelpful: i === 0 ? 3 : 0 });
      if (i === 1) await markAt(post, ids[i]!, 5, 'helpful', at + DAY);
      if (i === 2) await markAt(post, ids[i]!, 5, 'worked', at + 31 * DAY);
      if (i === 3) await say(ids[i]!, i, at + HOUR, 'answer', { importedHelpful: 50 });
    }
    // 3 + 1 over ten answers; s² = (9 + 1 − 10·0.16) / 9.
    const half = (1.959963984540054 * Math.sqrt(8.4 / 9)) / Math.sqrt(10);
    const { value, n, low, high } = await of('answersWorked');
    expect([value, n, low]).toEqual([0.4, 10, 0]);
    expect(high).toBeCloseTo(0.4 + half, 12);
  });

  it('people: active by posts and marks, newcomers once in their life, heard and kept', async () => {
    const before = await ask(0, MONDAY - DAY, 'discussion');
    const ids = await tenQuestions(0);
    await markAt(await say(ids[0]!, null, MONDAY + 3 * DAY), ids[0]!, 10, 'helpful', MONDAY + 3 * DAY);
    await say(ids[0]!, 10, MONDAY + 4 * DAY);
    // Nine of the ten are new: member 0 wrote before. Member 10 is new, too, by an answer.
    for (const i of [1, 2, 3]) await say(ids[i]!, 0, MONDAY + DAY + (i < 3 ? 1 : 49) * HOUR, 'reply');
    await say(before, 4, MONDAY + DAY + 7 * DAY, 'post');
    await say(before, 5, MONDAY + DAY + 7 * DAY - 1, 'post');
    const { measures } = await figures();
    expect(measures.active.value).toBe(11);
    expect(measures.newcomersHeard).toMatchObject({ value: 0.2, n: 10 });
    expect(measures.newcomersKept).toMatchObject({ value: 0.1, n: 10 });
    expect(measures.stickiness).toMatchObject({ value: 1, n: 11 });
  });

  it('pairs: who answered whom in ninety days; breadth: who carries half', async () => {
    const at = MONDAY + DAY;
    // 0 and 1 answer each other; 2 answers 3 to 11, four times each.
    const [a, b] = [await ask(0, at), await ask(1, at)];
    await say(a, 1, at + HOUR);
    await say(b, 0, at + HOUR);
    for (let i = 3; i < 12; i++) for (let k = 0; k < 4; k++) await say(await ask(i, at), 2, at + HOUR);
    const { measures } = await figures();
    expect(measures.reciprocity).toMatchObject({ value: 2 / 11, n: 11 });
    expect(measures.generosity).toMatchObject({ value: 2 / 11, n: 11 });
    expect(measures.breadth).toMatchObject({ value: 1, n: 38 });
    expect(measures.gini).toMatchObject({ state: 'few', n: 3 });
    // Ninety days later nothing of it is in sight; until then it is.
    expect((await of('reciprocity', 'month', Date.UTC(2024, 5, 1))).n).toBe(11);
    expect((await of('reciprocity', 'month', Date.UTC(2024, 6, 1))).n).toBe(0);
  });

  it('never shown: only since somebody looks, and only questions that needed an answer for a day', async () => {
    const ids = await tenQuestions(0);
    expect((await of('neverShown')).state).toBe('unmeasured');
    await store().write((tx) => putSetting(tx, 'needs_watched_since', MONDAY + DAY));
    await store().write((tx) => updateThread(tx, ids[0]!, { firstSeenAt: MONDAY + 2 * DAY }));
    await store().write((tx) => updateThread(tx, ids[1]!, { firstSeenAt: MONDAY + 2 * DAY + 1 }));
    expect(await of('neverShown')).toMatchObject({ state: 'known', value: 0.9, n: 10 });
    await say(ids[2]!, 3, MONDAY + DAY + HOUR);
    expect(await of('neverShown')).toMatchObject({ state: 'few', n: 9 });
    await store().write((tx) => putSetting(tx, 'needs_watched_since', MONDAY + 8 * DAY));
    expect((await of('neverShown')).state).toBe('unmeasured');
  });

  it('goes on from the open periods, forgets what was withdrawn, and is final at last', async () => {
    const ids = await tenQuestions(5);
    const early = MONDAY + 9 * DAY;
    await refreshHealth(forum.adda, early);
    const { healthPeriods: h } = store().read.t;
    const row = async () =>
      (await store().read.q.select().from(h)).find(
        (one) => one.unit === 'week' && one.start === MONDAY && !one.spaceId,
      )!;
    const n = async () => ((await row()).figures as unknown as Figures).measures.answerWait.n;
    expect([await n(), (await row()).isFinal]).toEqual([10, false]);
    const { posts: p } = store().read.t;
    const openings = (await store().read.q.select().from(p)).filter((post) => post.number === 1);
    const withdrawOpening = (threadId: number) =>
      store().write((tx) =>
        updatePost(tx, openings.find((post) => post.threadId === threadId)!.id, { withdrawnAt: early }),
      );
    await withdrawOpening(ids[9]!);
    // Twice within the hour nothing is counted again.
    await refreshHealth(forum.adda, early + 60_000);
    expect(await n()).toBe(10);
    await refreshHealth(forum.adda, early + HOUR);
    expect(await n()).toBe(9);
    await refreshHealth(forum.adda, MONDAY + 67 * DAY);
    expect((await row()).isFinal).toBe(true);
    await withdrawOpening(ids[8]!);
    await refreshHealth(forum.adda, MONDAY + 67 * DAY + HOUR);
    expect(await n()).toBe(9);
    await refreshHealth(forum.adda, MONDAY + 75 * DAY);
    expect(await n()).toBe(8);
  });

  it('is printed by the command line, as text and as JSON', async () => {
    await tenQuestions(5);
    await rebuildHealth(forum.adda, silent, LONG_AFTER);
    const options = { scope: forum.space, unit: 'week' as const, from: MONDAY, to: MONDAY + 1 };
    const text = await reportText(forum.adda, options);
    expect(text).toContain(
      'the week of 1 Apr 2024\n  Time to the first answer by a member: 5 hours (n = 10, 3 hours to no end)',
    );
    const json = JSON.parse(await reportJson(forum.adda, options));
    expect([json.space, json.periods.length, json.periods[0].measures.answerWait.n]).toEqual(['wheels', 1, 10]);
    expect(await reportText(forum.adda, { ...options, scope: null, from: 0, to: 5 })).toBe(
      'Nothing happened in these days.',
    );
  });

  it('is counted by several at once without harm, and after the example came and went', async () => {
    await tenQuestions(5);
    await Promise.all([1, 2, 3].map(() => rebuildHealth(forum.adda, silent, LONG_AFTER)));
    expect((await of('answerWait')).n).toBe(10);
    const admin = actorAs(0, 'admin');
    // A page does not wait for the end of a long count; it says nothing before.
    const active = async (): Promise<number> => {
      for (;;) {
        const { countedAt, periods } = (await forum.api('GET', '/health?by=month')).json();
        if (countedAt !== null) return periods.at(-2).measures.active.value;
        // A kept answer comes without letting anybody else in: not even who counts.
        await nextTurn();
      }
    };
    await loadDemo(forum.adda, admin);
    expect(await active()).toBeGreaterThan(5);
    await removeDemo(forum.adda, admin);
    expect(await active()).toBe(0);
  });

  it('that was interrupted, or in which everything was forgotten meanwhile, is not shown, and is counted anew', async () => {
    await tenQuestions(5);
    const shown = async () => (await forum.api('GET', '/health?by=month')).json();
    let forgetting: Promise<void> | null = null;
    const halfWay = { ...silent, add: () => void (forgetting ??= forum.adda.store.write(forgetHealth)) };
    // What it writes next comes after, on both engines.
    const write: typeof forum.adda.store.write = async (work) => {
      await forgetting;
      return forum.adda.store.write(work);
    };
    await rebuildHealth({ ...forum.adda, store: { ...forum.adda.store, write } }, halfWay, LONG_AFTER);
    expect((await shown()).countedAt).not.toBeNull();
    expect((await of('answerWait')).n).toBe(10);
    await forum.adda.store.write(forgetHealth);
    const killed = { ...silent, add: () => void expect.fail('as if it were killed') };
    await expect(rebuildHealth(forum.adda, killed, LONG_AFTER)).rejects.toThrow('killed');
    expect((await shown()).periods.at(-1).start).toBeGreaterThan(LONG_AFTER);
  });

  describe('is shown', () => {
    it('as page, JSON and CSV', async () => {
      await tenQuestions(5);
      const acme = await makeBrand(forum, '=Acme');
      await note(await ask(0, MONDAY + DAY, 'discussion'), acme.id, MONDAY + DAY);
      await rebuildHealth(forum.adda);
      for (const url of [
        '/health',
        '/health?by=month',
        '/s/wheels/health',
        '/s/wheels/health?by=month&before=2024-06-01',
      ]) {
        const answer = await forum.get(url);
        expect([url, answer.status]).toEqual([url, 200]);
        expect(answer.text).toContain('Time to the first answer by a member');
        expect(answer.text).not.toMatch(/style="|<style/);
      }
      const { text } = await forum.get('/s/wheels/health?by=month&before=2024-06-01');
      expect(text).toContain('Of the questions asked in April 2024, half had a member’s answer within 5 hours.');
      expect(text).toContain('too few to say');
      const json = (await forum.api('GET', '/spaces/wheels/health?by=month&before=2024-05-01')).json();
      expect(json.periods).toHaveLength(1);
      expect(json.periods[0].measures.answerWait).toMatchObject({ state: 'known', value: 5 * HOUR, n: 10 });
      const csv = await forum.get('/s/wheels/health.csv?by=month');
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.text).toContain(`wheels,month,2024-04-01,answerWait,${5 * HOUR},10,${3 * HOUR},,known\n`);
      expect(csv.text).toContain('wheels,month,2024-04-01,staffVoice:=Acme,');
      expect((await forum.get('/s/nowhere/health')).status).toBe(404);
      expect((await forum.get('/health?by=year')).status).toBe(422);
      const bengali = await forum.get('/s/wheels/health?by=month&before=2024-06-01', null, { 'accept-language': 'bn' });
      expect(bengali.text).toContain('৫ ঘণ্টা');
    });

    it('in an empty forum with a kind word', async () => {
      const { status, text } = await forum.get('/health');
      expect(status).toBe(200);
      expect(text).toContain('Nothing has been counted here yet');
    });

    it('to those whom an admin chose, links and all', async () => {
      await ask(0, MONDAY);
      const admin = await forum.member('Ada', 'admin');
      const keeper = await forum.member('Kim', 'moderator');
      const rina = people[0]!;
      const addresses = [
        '/health',
        '/s/wheels/health',
        '/health.csv',
        '/s/wheels/health.csv',
        '/api/v1/health',
        '/api/v1/spaces/wheels/health',
      ];
      const statuses = async (member: Member | null) =>
        Promise.all(addresses.map(async (url) => (await forum.get(url, member, { accept: '*/*' })).status));
      const all = (status: number, api = status) => [status, status, status, status, api, api];
      const hasLink = async (member: Member | null) => [
        (await forum.get('/', member)).text.includes('href="/health"'),
        (await forum.get('/s/wheels', member)).text.includes('href="/s/wheels/health"'),
      ];
      expect(await statuses(null)).toEqual(all(200));
      expect(await hasLink(null)).toEqual([true, true]);
      expect((await forum.post('/admin/settings/healthFor', { value: 'members' }, rina)).status).toBe(403);
      expect((await forum.post('/admin/settings/healthFor', { value: 'members' }, admin)).status).toBe(303);
      expect(await statuses(null)).toEqual(all(303, 401));
      expect(await hasLink(null)).toEqual([false, false]);
      expect(await statuses(rina)).toEqual(all(200));
      expect(await hasLink(rina)).toEqual([true, true]);
      await forum.post('/admin/settings/healthFor', { value: 'moderators' }, admin);
      expect(await statuses(null)).toEqual(all(303, 401));
      expect(await statuses(rina)).toEqual(all(403));
      expect(await hasLink(rina)).toEqual([false, false]);
      expect(await statuses(keeper)).toEqual(all(200));
      expect(await hasLink(keeper)).toEqual([true, true]);
      expect((await forum.get('/admin/settings', admin)).text).toContain('value="moderators" selected');
    });
  });
});

it('no spreadsheet takes a brand’s name for a formula', () => {
  expect(csvText('Acme')).toBe('Acme');
  expect(csvText('=1+1')).toBe(`"'=1+1"`);
  expect(csvText('@x')).toBe(`"'@x"`);
  expect(csvText('＝cmd|x')).toBe(`"'＝cmd|x"`);
  expect(csvText('a;=1')).toBe('"a;=1"');
  expect(csvText('A, "B"')).toBe('"A, ""B"""');
});
