/** What people see of the rank: the feeds, the reasons, the account of a thread, how it works, and what they follow. */
import { beforeAll, expect, it } from 'vitest';
import { isStale, rebuildAll, rebuildStale } from '../../../server/forum/upkeep/rebuild.ts';
import { noteSeen, rotate, WATCHED_SINCE } from '../../../server/forum/upkeep/rotation.ts';
import { getSetting, putSetting } from '../../../server/platform/site/queries.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('the rank', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thuy: Member;
  let admin: Member;
  let dana: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    // Nobody is new any more, and everybody has been heard.
    await forum.adda.store.write(async (tx) => {
      await tx.raw(`update accounts set created_at = created_at - ${400 * DAY}, heard_at = 1`);
    });
  });

  const idsOf = async (path: string, who: Member | null = null) =>
    (await forum.api('GET', path, undefined, who)).json().threads.map((thread: { id: number }) => thread.id);

  it('puts the thread in which members talk before newer ones in which nobody does', async () => {
    const talked = await ask(forum, rina, { tags: ['spokes'], title: 'Talked about' });
    await write(forum, jamal, talked.id, 'Like this.');
    await write(forum, thuy, talked.id, 'Or like that.');
    const silent = await ask(forum, rina, { tags: ['spokes'], title: 'Not talked about' });
    for (const base of ['/feeds', '/spaces/wheels/feeds', '/spaces/wheels/tags/spokes/feeds']) {
      expect((await idsOf(`${base}/among-members`)).slice(0, 2)).toEqual([talked.id, silent.id]);
      expect((await idsOf(`${base}/new`)).slice(0, 2)).toEqual([silent.id, talked.id]);
      expect(await idsOf(`${base}/needs-answer`)).toEqual([silent.id]);
    }
  });

  it('shows a thread that staff began only once members have talked in it with each other', async () => {
    const begun = (
      await forum.api(
        'POST',
        '/threads',
        { space: 'wheels', form: 'prompt', title: 'What do you ride?', body: 'Tell.' },
        dana,
      )
    ).json();
    const shown = async () => (await idsOf('/feeds/among-members')).includes(begun.id);
    expect(await shown()).toBe(false);
    const told = await write(forum, jamal, begun.id, 'A red one.');
    expect(await shown()).toBe(false);
    await write(forum, thuy, begun.id, 'How red?', { parentId: told.id });
    expect(await shown()).toBe(true);
    expect((await forum.get('/')).text).toContain('Staff · Acme began it, which does not count');
  });

  it('is told in words on every row, and term by term on a page and in the API', async () => {
    const { id, postId } = await ask(forum, rina, { title: 'Told in full' });
    const answer = await write(forum, jamal, id, 'So.');
    await write(forum, rina, id, 'Thank you.', { parentId: answer.id });
    await setMark(forum, thuy, answer.id, 'worked');
    await setMark(forum, thuy, postId, 'me_too');
    await setMark(forum, rina, answer.id, 'accept');
    const row = /Told in full<\/a>[^]*?<details class="why" name="why">([^]*?)<\/details>/.exec(
      (await forum.get('/')).text,
    )![1]!;
    expect(row.replace(/<[^>]+>/g, '')).toMatch(
      /Rina asked on .*; 1 member answered; 1 member spoke to another; two of them spoke both ways; an answer solved it; it worked for 1 more; 1 other has this too\./,
    );
    const told = (await forum.api('GET', `/threads/${id}/why`)).json();
    expect(told.terms.map(({ kind, weight }: any) => [kind, weight]).toReversed()).toEqual([
      ['open', 16],
      ['answer', 2],
      ['post', 1],
      ['back', 1],
      ['worked', 1],
      ['me_too', 0.5],
      ['accept', 1.5],
    ]);
    expect(told.worth).toBeCloseTo(
      told.terms.reduce((sum: number, term: any) => sum + term.worth, 0),
      6,
    );
    const page = (await forum.get(`/t/${id}/why`, null, { 'accept-language': 'bn' })).text;
    expect(page).toContain('একজন সদস্য আরেকজনকে উত্তর দিয়েছেন');
    expect(page).toContain('আলাপের শুরুর ওজন ৮টি উত্তরের সমান');
    await withdraw(forum, rina, postId);
    await withdraw(forum, jamal, answer.id);
    expect((await forum.get(`/t/${id}/why`)).status).toBe(404);
  });

  it('of a thread in which nobody has answered is told to be that of its opening, in both languages', async () => {
    const { id } = await ask(forum, rina, { title: 'Told of nobody yet' });
    const told = async (headers = {}) => {
      const list = (await forum.get('/', null, headers)).text;
      return /Told of nobody yet<\/a>[^]*?<details class="why"[^>]*>([^]*?)<\/details>/.exec(list)![1]!;
    };
    expect(await told()).toContain('nothing has passed between members here yet, so its opening alone counts');
    expect(await told({ 'accept-language': 'bn' })).toContain('শুধু শুরুটাই ধরা হচ্ছে');
    expect((await forum.get(`/t/${id}/why`)).text).toContain('The opening weighs as much as 8 answers');
    await write(forum, jamal, id, 'So.');
    expect(await told()).not.toContain('its opening alone counts');
  });

  it('explains itself with the constants in force, in both languages', async () => {
    const page = (await forum.get('/how-ranking-works')).text;
    expect(page).toMatch(/A member opened the thread<\/td><td class="number">16\.0/);
    expect(page).toContain('What happened 12 hours ago weighs half');
    expect(page).toContain('<polyline class="line"');
    expect(page).toContain('opening weighs as much as 8 answers');
    expect(page).toContain('a silent one that is up to 12 hours newer');
    const bengali = (await forum.get('/how-ranking-works', null, { 'accept-language': 'bn' })).text;
    expect(bengali).toContain('১২ ঘণ্টা আগে যা ঘটেছে');
    expect(bengali).toContain('একটি আলাপের শুরুর ওজন ৮টি উত্তরের সমান');
  });

  it('is rebuilt by itself where it was kept by another formula', async () => {
    const { id } = await ask(forum, rina);
    await write(forum, jamal, id, 'So.');
    await rebuildAll(forum.adda);
    const before = await rowOf(forum, 'threads', id);
    await forum.adda.store.write(async (tx) => {
      await tx.raw(`update threads set rank_key = rank_key / 2, space_rank_key = space_rank_key / 2`);
      await putSetting(tx, 'rank', { stamp: 'of a version before' });
    });
    await rebuildStale(forum.adda);
    const after = await rowOf(forum, 'threads', id);
    expect(after.rankKey).toBeCloseTo(Number(before.rankKey), 9);
    expect(after.spaceRankKey).toBeCloseTo(Number(before.spaceRankKey), 9);
    expect(await isStale(forum.adda)).toBe(false);
  });

  it('is rebuilt when a space gets a pace of its own, and then differs there only', async () => {
    await rebuildAll(forum.adda);
    expect(await isStale(forum.adda)).toBe(false);
    const { id } = await ask(forum, rina);
    const before = await rowOf(forum, 'threads', id);
    const wheels = { name: 'Wheels that wobble', kind: 'problem', charter: 'For people whose wheels wobble.' };
    expect((await forum.api('PATCH', '/spaces/wheels', { ...wheels, halfLifeHours: 'soon' }, admin)).status).toBe(422);
    expect((await forum.api('PATCH', '/spaces/wheels', { ...wheels, halfLifeHours: '72' }, admin)).status).toBe(200);
    expect(await isStale(forum.adda)).toBe(true);
    await rebuildStale(forum.adda);
    expect(await isStale(forum.adda)).toBe(false);
    const after = await rowOf(forum, 'threads', id);
    expect(after.rankKey).toBe(before.rankKey);
    expect(after.spaceRankKey).not.toBe(before.spaceRankKey);
    expect((await forum.get(`/t/${id}/why`)).text).toContain('Everything halves in 72 hours.');
    expect((await forum.api('PATCH', '/spaces/wheels', { ...wheels, halfLifeHours: '' }, admin)).status).toBe(200);
    await rebuildStale(forum.adda);
    expect((await rowOf(forum, 'threads', id)).spaceRankKey).toBe(before.rankKey);
  });

  it('of what one follows holds each thread once, of spaces, tags and people, and nobody else sees it', async () => {
    const other = await forum.api(
      'POST',
      '/spaces',
      { name: 'Other things', kind: 'craft', charter: 'For all other things there are.' },
      admin,
    );
    expect(other.status).toBe(201);
    const there = await ask(forum, thuy, { space: 'other-things', tags: ['lace'], title: 'Lace for beginners' });
    const here = await ask(forum, thuy, { title: 'Wheels again' });
    const reader = await forum.member('Reader');
    const follow = async (kind: string, targetId: number, set = true) =>
      expect((await forum.api('PUT', '/follows', { kind, targetId, set }, reader)).status).toBe(200);
    const mine = () => idsOf('/feeds/following', reader);
    expect(await mine()).toEqual([]);
    await follow('member', thuy.id);
    expect(new Set(await mine())).toEqual(new Set([there.id, here.id]));
    const [tag] = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.tags)).filter(
      ({ name }) => name === 'lace',
    );
    await follow('tag', tag!.id);
    await follow('space', Number((await rowOf(forum, 'threads', there.id)).spaceId));
    expect((await mine()).filter((id: number) => id === there.id)).toHaveLength(1);
    await follow('member', thuy.id, false);
    expect(await mine()).toEqual([there.id]);
    expect(await idsOf('/spaces/wheels/feeds/following', reader)).toEqual([]);
    expect(await idsOf('/spaces/other-things/feeds/following', reader)).toEqual([there.id]);
    expect((await forum.get('/following', reader)).text).toContain('#lace');
    expect((await forum.api('GET', '/feeds/following')).status).toBe(401);
    expect((await forum.api('PUT', '/follows', { kind: 'member', targetId: reader.id }, reader)).json().code).toBe(
      'not_found',
    );
    expect((await forum.api('PUT', '/follows', { kind: 'tag', targetId: 999_999 }, reader)).json().code).toBe(
      'not_found',
    );
  });

  it('gives questions their turns, and notes which were among the first', async () => {
    const { id } = await ask(forum, rina, { title: 'Waits and waits' });
    await noteSeen(forum.adda);
    expect(await getSetting(forum.adda.store.read, WATCHED_SINCE)).toBeTypeOf('number');
    expect((await rowOf(forum, 'threads', id)).firstSeenAt).toBeTypeOf('number');
    await letTimePass(forum, 3 * DAY);
    const newer = await ask(forum, rina, { title: 'Asked today' });
    const order = async () =>
      (await idsOf('/feeds/needs-answer')).filter((one: number) => one === id || one === newer.id);
    expect(await order()).toEqual([newer.id, id]);
    // After a day, and after two, it had its turn; after four it has it again.
    await letTimePass(forum, DAY);
    const newest = await ask(forum, rina, { title: 'Asked after that' });
    await rotate(forum.adda);
    expect((await idsOf('/feeds/needs-answer')).filter((one: number) => [id, newest.id].includes(one))).toEqual([
      id,
      newest.id,
    ]);
    expect(Number((await rowOf(forum, 'threads', id)).rotatesAt)).toBeGreaterThan(Date.now());
  });
});
