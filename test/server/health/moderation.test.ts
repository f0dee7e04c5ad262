/** What was done to keep the peace, by month: on the health page, as CSV and in the API. */
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { moderationMonths, monthsUpTo } from '../../../server/insight/health/moderation-queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

const HOUR = 3_600_000;

it('the months are twelve, and whole', () => {
  const months = monthsUpTo(Date.UTC(2026, 1, 28, 23, 59, 59, 999));
  expect(months).toHaveLength(12);
  expect(months[0]).toEqual({ start: Date.UTC(2025, 2, 1), end: Date.UTC(2025, 3, 1) });
  expect(months.at(-1)).toEqual({ start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) });
  expect(monthsUpTo(Date.UTC(2026, 2, 1)).at(-1)!.start).toBe(Date.UTC(2026, 2, 1));
});

eachEngine('figures on moderation', (engine) => {
  let forum: Forum;
  let mod: Member;
  let rina: Member;
  const now = Date.UTC(2026, 4, 20, 12);
  const may = (day: number, hours = 0) => Date.UTC(2026, 4, day) + hours * HOUR;
  const april = (day: number) => Date.UTC(2026, 3, day);
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, rina] = [await forum.member('Mo', 'moderator'), await forum.member('Rina')];
  });

  it('count nothing where nothing was done, and say so', async () => {
    const { text, status } = await forum.get('/health');
    expect(status).toBe(200);
    expect(text).toContain('Nothing had to be done');
    const months = (await forum.get('/api/v1/health/moderation')).json().months;
    expect(months).toHaveLength(12);
    expect(months[11]).toMatchObject({ acts: 0, byAct: {}, medianMs: null, notices: 0, appealsDecided: 0 });
  });

  it('count each thing in its month, with the edges, and the middle of the waits', async () => {
    await forum.adda.store.write(async (tx) => {
      const act = (verb: 'hide' | 'approve' | 'refuse' | 'suspend', createdAt: number) =>
        tx.q
          .insert(tx.t.acts)
          .values({ target: verb === 'suspend' ? 'member' : 'post', verb, createdAt })
          .returning({ id: tx.t.acts.id });
      const ids: number[] = [];
      for (const [verb, at] of [
        ['hide', may(1)],
        ['hide', may(1) - 1],
        ['approve', may(3)],
        ['refuse', may(4)],
        ['suspend', may(5)],
        ['hide', Date.UTC(2025, 5, 1)],
        ['hide', Date.UTC(2025, 5, 1) - 1],
      ] as const)
        ids.push((await act(verb, at))[0]!.id);
      const kase = (createdAt: number, decidedAt: number | null, kind: 'conduct' | 'edit' = 'conduct') =>
        tx.q.insert(tx.t.cases).values({
          ...{ kind, target: 'thread', subjectId: ++serial, state: decidedAt === null ? 'open' : 'upheld' },
          ...{ queueAt: createdAt, createdAt, decidedAt },
        });
      let serial = 0;
      for (const hours of [1, 3, 8, 100]) await kase(may(10), may(10, hours));
      for (const hours of [2, 4, 50]) await kase(april(2), april(2) + hours * HOUR);
      await kase(april(28), null);
      await kase(may(10), may(10, 1_000), 'edit');
      const states = ['upheld', 'dismissed', 'upheld'] as const;
      for (const [i, state] of states.entries())
        await tx.q.insert(tx.t.appeals).values({
          ...{ actId: ids[i]!, words: 'No.', state, createdAt: april(9), decidedAt: i === 2 ? april(20) : may(2) },
        });
      await tx.q.insert(tx.t.appeals).values({ actId: ids[3]!, words: 'Open.', createdAt: may(9) });
      const notice = { target: 'post' as const, subjectId: 1, address: '/p/1', why: 'x', expiresAt: may(30) };
      for (const confirmedAt of [may(6), may(7), null])
        await tx.q.insert(tx.t.notices).values({ ...notice, confirmedAt, createdAt: may(5) });
    });
    const months = await moderationMonths(forum.adda.store.read, now);
    expect(months.at(-1)).toEqual({
      start: may(1),
      byAct: { 'post.hide': 1, 'post.approve': 1, 'post.refuse': 1, 'member.suspend': 1 },
      decided: 4,
      medianMs: 5.5 * HOUR,
      ...{ notices: 2, appeals: 2, upheld: 1 },
    });
    expect(months.at(-2)).toMatchObject({
      ...{ byAct: { 'post.hide': 1 }, decided: 3, medianMs: 4 * HOUR, notices: 0, appeals: 1, upheld: 1 },
    });
    expect(months[0]).toMatchObject({ start: Date.UTC(2025, 5, 1), byAct: { 'post.hide': 1 }, medianMs: null });
    expect(JSON.stringify(months)).not.toContain('null,"verb"');
  });

  it('are tables with captions, CSV and JSON, and name no closed space', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'cellar', name: 'The cellar', kind: 'craft', charter: 'For those in it.', access: 'private' },
        createdAt: tx.now,
      }),
    );
    await forum.api('POST', '/spaces/cellar/members', { name: 'Rina' }, mod);
    const before = (await forum.get('/api/v1/health/moderation')).json().months.at(-1).acts;
    const { postId } = await ask(forum, rina, { space: 'cellar', title: 'What is in the cellar?' });
    await forum.api('POST', `/posts/${postId}/hide`, { reason: 'spam' }, mod);
    const month = (await forum.get('/api/v1/health/moderation')).json().months.at(-1);
    expect(month.acts).toBe(before + 1);
    const page = (await forum.get('/health?by=month')).text;
    expect(page.match(/<caption>/g)).toHaveLength(2);
    const csv = await forum.get('/health/moderation.csv');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain(`,act:post.hide,`);
    expect(csv.text.split('\n')[0]).toBe('month,figure,value');
    for (const text of [page, csv.text, JSON.stringify(month)]) expect(text).not.toContain('cellar');
    expect((await forum.get('/health/moderation')).headers.location).toBe('/health#moderation');
    expect((await forum.get('/s/wheels/health')).text).not.toContain('id="moderation"');
  });

  it('are for whom the health pages are', async () => {
    const admin = await forum.member('Ada', 'admin');
    await forum.post('/admin/settings/healthFor', { value: 'moderators' }, admin);
    for (const url of ['/api/v1/health/moderation', '/health/moderation.csv']) {
      expect((await forum.get(url, rina)).status).toBe(403);
      expect((await forum.get(url, mod)).status).toBe(200);
    }
  });
});
