/** Spaces that only their members read: letting in and out, asking, leaving, archiving; who keeps them. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, PASSWORD } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { createApiToken } from '../../../server/people/accounts/manage.ts';
import { makeKnown } from '../../support/settled.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, write } from '../../support/talk.ts';

const CANARIES = ['canary-title-7f3a', 'canary-body-9c1e', 'canary-reply-52bd'];

eachEngine('a space that closes', (engine) => {
  let forum: Forum;
  let admin: Member;
  let keeper: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    [keeper, rina, jamal] = [await forum.member('Keeper'), await forum.member('Rina'), await forum.member('Jamal')];
    for (const slug of ['room', 'attic', 'other'])
      await forum.adda.store.write((tx) =>
        insertSpace(tx, {
          slug,
          name: `The ${slug}`,
          kind: 'craft',
          charter: 'For those who sit in it.',
          createdAt: tx.now,
        }),
      );
    const appointed = await appoint('room', 'Keeper', true);
    expect(appointed.status, appointed.text).toBe(303);
    keeper = await again(keeper);
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  const appoint = (slug: string, name: string, set: boolean, who = admin, current = PASSWORD) =>
    forum.post(`/s/${slug}/moderators`, { name, current, set: String(set) }, who);
  /** Sessions end with an office. */
  async function again(who: Member): Promise<Member> {
    const signedIn = await forum.post('/sign-in', { who: who.name, password: PASSWORD });
    const cookies = [signedIn.headers['set-cookie']].flat().map((one) => one!.split(';')[0]!);
    // Tokens that were made before do no office.
    const { token } = await createApiToken(forum.adda, who.id, { label: 'again', scope: 'office', days: 1 });
    return { ...who, cookie: cookies.join('; '), token };
  }
  const api = (path: string, body: object, who: Member | null) => forum.api('POST', path, body, who);
  const code = async (path: string, body: object, who: Member | null) => (await api(path, body, who)).json().code;
  const sees = async (url: string, who: Member | null) => (await forum.get(url, who)).status;

  it('names a moderator with the password again, and lets them leave', async () => {
    expect((await appoint('attic', 'Rina', true, admin, 'not that one at all')).status).toBe(422);
    expect((await appoint('attic', 'Rina', true, jamal)).status).toBe(403);
    expect((await appoint('attic', 'Rina', true)).status).toBe(303);
    expect((await appoint('attic', 'Rina', true)).status).toBe(409);
    expect((await forum.get('/s/attic/moderators')).text).toContain('Rina');
    rina = await again(rina);
    expect((await appoint('attic', 'Rina', false, rina)).status).toBe(303);
    expect((await forum.get('/s/attic/moderators')).text).not.toContain('Rina');
    rina = await again(rina);
    expect((await forum.get('/log')).text).toContain('The attic');
  });

  it('is as if it were not there for everybody else, wherever they look', async () => {
    expect(await code('/spaces/room/access', { access: 'private' }, jamal)).toBe('forbidden');
    expect((await api('/spaces/room/access', { access: 'private' }, keeper)).status).toBe(200);
    await api('/spaces/room/members', { name: 'Rina' }, keeper);
    const thread = await ask(forum, rina, { space: 'room', title: `${CANARIES[0]} in the room`, body: CANARIES[1]! });
    const reply = await write(forum, keeper, thread.id, CANARIES[2]!);
    for (const who of [null, jamal])
      for (const url of [
        '/s/room',
        '/s/room/new.atom',
        '/s/room/members',
        '/s/room/moderators',
        '/s/room/rules',
        '/s/room/health',
        thread.url,
        `/p/${reply.id}`,
      ])
        expect([url, await sees(url, who)]).toEqual([url, url === '/s/room/members' && !who ? 303 : 404]);
    for (const who of [null, jamal])
      for (const url of [
        '/',
        '/new',
        '/new.atom',
        '/spaces',
        '/search?q=canary',
        '/log',
        '/health',
        `/u/${rina.slug}`,
        '/ask',
        '/api/v1/spaces',
        '/api/v1/search?q=canary',
        '/api/v1/log',
      ]) {
        const { text } = await forum.get(url, who);
        // What was done while it was open was done in the open, but for closing it.
        const words = url.endsWith('/log') ? CANARIES : [...CANARIES, 'The room'];
        for (const word of words) expect(text, `${word} at ${url}`).not.toContain(word);
      }
    expect((await forum.get('/api/v1/log')).text).not.toContain('access.private');
    expect(await sees(thread.url, rina)).toBe(200);
    expect((await forum.get('/s/room/members', rina)).text).toContain('Keeper');
    await runDueTasks(forum.adda);
    const letters = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.mailQueue);
    expect(letters.some(({ template }) => template === 'letIn')).toBe(true);
    expect(await code('/spaces/room/access', { access: 'public' }, keeper)).toBe('across_border');
    const again = await forum.post('/s/room/access', { access: 'public' }, keeper);
    expect([again.status, again.text.includes('it is not opened to more')]).toEqual([409, true]);
    const said = 'Only its own members, and moderators of the whole forum, read this space';
    for (const path of ['/s/room', '/ask?space=room']) {
      const { text } = await forum.get(path, keeper);
      expect([path, text.includes(said) || text.includes('(its members only)')]).toEqual([path, true]);
    }
    // Its address is a word that every object knows.
    const words = { name: 'Constructor', kind: 'craft', charter: 'For those who build what others draw, and say how.' };
    expect((await api('/spaces', words, admin)).status).toBe(201);
    expect((await forum.get('/s/constructor', admin)).text).not.toContain('#i-lock');
    expect((await forum.get('/s/wheels', keeper)).text).not.toContain(said);
  });

  it('tells of nothing that was said in it by what its members have helped with', async () => {
    const helpedBy = async () => {
      const { solvedCount, workedCount, helpfulCount } = await rowOf(forum, 'accounts', keeper.id);
      return [solvedCount, workedCount, helpfulCount].map(Number);
    };
    const told = await helpedBy();
    for (const space of ['room', 'attic']) {
      const question = await ask(forum, rina, { space, title: 'How does one sit here?' });
      const answer = await write(forum, keeper, question.id, 'On the chair by the window.');
      for (const kind of ['accept', 'helpful']) expect(await setMark(forum, rina, answer.id, kind)).toBe(200);
    }
    expect(await helpedBy()).toEqual(told.map((n, i) => (i === 1 ? n : n + 1)));
    expect((await api('/spaces/attic/access', { access: 'private' }, admin)).status).toBe(200);
    expect(await helpedBy()).toEqual(told);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
  });

  it('is left, and lost, at once', async () => {
    expect(await code('/spaces/room/members/rina/out', {}, jamal)).toBe('not_found');
    await api('/spaces/room/members', { name: 'Jamal' }, keeper);
    expect(await sees('/s/room', jamal)).toBe(200);
    expect(await code('/spaces/room/members/rina/out', {}, jamal)).toBe('forbidden');
    expect((await api(`/spaces/room/members/${jamal.slug}/out`, {}, jamal)).status).toBe(200);
    expect(await sees('/s/room', jamal)).toBe(404);
    await api('/spaces/room/members', { name: 'Jamal' }, keeper);
    expect((await api(`/spaces/room/members/${jamal.slug}/out`, {}, keeper)).status).toBe(200);
    expect(await sees('/s/room', jamal)).toBe(404);
    expect(await code(`/spaces/room/members/${jamal.slug}/out`, {}, keeper)).toBe('no_change');
    expect(await code('/spaces/room/members', { name: 'Nobody Here' }, keeper)).toBe('invalid');
    expect(await code('/spaces/other/members', { name: 'Jamal' }, admin)).toBe('not_found');
  });

  it('is asked for at an address that its moderators give away, and can end', async () => {
    await api(
      '/spaces/room/keep',
      { rules: 'Be kind.', joinQuestion: 'Which chair is yours?', slowMinutes: 0 },
      keeper,
    );
    const { url } = (await api('/spaces/room/join-code', {}, keeper)).json();
    const path = new URL(url).pathname;
    expect(await sees(path, null)).toBe(303);
    expect((await forum.get(path, jamal)).text).toContain('Which chair is yours?');
    expect(await sees('/join/not-that-code', jamal)).toBe(404);
    expect(await code(path, { words: '' }, jamal)).toBe('invalid');
    expect((await api(path, { words: 'The blue one.' }, jamal)).status).toBe(200);
    expect(await code(path, { words: 'The blue one!' }, jamal)).toBe('taken');
    expect((await forum.get('/s/room/members', keeper)).text).toContain('The blue one.');
    expect((await forum.get('/s/room/members', rina)).text).not.toContain('The blue one.');
    const [request] = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.joinRequests);
    expect(await code(`/join-requests/${request!.id}`, { decision: 'grant' }, rina)).toBe('forbidden');
    await runDueTasks(forum.adda);
    expect((await forum.get('/notifications', keeper)).text).toContain('Something waits for a moderator');
    expect((await forum.get('/moderation', keeper)).text).toMatch(/href="\/s\/room\/members">1 member asks</);
    const each = await Promise.all(
      Array.from({ length: 20 }, () => api(`/join-requests/${request!.id}`, { decision: 'grant' }, keeper)),
    );
    expect(each.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await sees('/s/room', jamal)).toBe(200);
    await api('/spaces/room/join-code/end', {}, keeper);
    expect(await sees(path, rina)).toBe(404);
  });

  it('writes to who asked and is not let in', async () => {
    const nora = await forum.member('Nora');
    const { url } = (await api('/spaces/room/join-code', {}, keeper)).json();
    expect((await api(new URL(url).pathname, { words: 'The red one.' }, nora)).status).toBe(200);
    const { q, t } = forum.adda.store.read;
    const { id } = (await q.select().from(t.joinRequests)).at(-1)!;
    expect((await api(`/join-requests/${id}`, { decision: 'refuse' }, keeper)).status).toBe(200);
    const [letter] = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === 'nora@example.org');
    expect(letter!.body).toContain('did not let you in this time');
  });

  it('is archived: read, and nothing added; and opened again', async () => {
    const thread = await ask(forum, rina, { space: 'other' });
    expect((await api('/spaces/other/archive', { set: true }, admin)).status).toBe(200);
    expect(await code('/spaces/other/archive', { set: true }, admin)).toBe('no_change');
    expect((await forum.get('/s/other')).text).toContain('This space is archived');
    expect(await code(`/threads/${thread.id}/posts`, { body: 'Too late.' }, jamal)).toBe('archived');
    const start = { space: 'other', form: 'question', title: 'Is it too late to ask?', body: 'Is it?' };
    expect(await code('/threads', start, jamal)).toBe('archived');
    await api('/spaces/other/archive', { set: false }, admin);
    await write(forum, jamal, thread.id, 'In time.');
  });

  it('opens by itself when enough members would like a proposed one too', async () => {
    await api(
      '/spaces/proposals',
      { name: `Mending umbrellas ${engine}`, kind: 'craft', charter: 'For all who mend umbrellas.' },
      rina,
    );
    const [proposal] = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.proposals);
    const second = (who: Member | null) => api(`/spaces/proposals/${proposal!.id}/second`, {}, who);
    expect((await second(rina)).json().code).toBe('own_matter');
    expect((await second(null)).json().code).toBe('not_signed_in');
    const people = [];
    for (let i = 0; i < 5; i++) people.push(await forum.member(`Seconder ${i}`));
    expect((await second(people[0]!)).json().code).toBe('on_probation');
    await makeKnown(forum, ...people);
    expect((await second(people[0]!)).json()).toEqual({ slug: null });
    expect((await second(people[0]!)).json().code).toBe('no_change');
    expect((await forum.get('/spaces/proposals', people[1])).text).toContain('Mending umbrellas');
    const each = await Promise.all(people.slice(1).map(second));
    expect(each.filter((answer) => answer.json().slug)).toHaveLength(1);
    expect((await forum.get('/spaces')).text).toContain('Mending umbrellas');
  });

  it('has a name that no other has, also where many are proposed, made and opened at once', async () => {
    const lamps = { name: 'Lamps of oil', kind: 'craft', charter: 'For those who trim wicks and mend glass.' };
    const [first, second] = [await forum.member('First lamp'), await forum.member('Second lamp')];
    const tries = await Promise.all([first, second, first, second].map((who) => api('/spaces/proposals', lamps, who)));
    expect(tries.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422]);
    const { q, t } = forum.adda.store.read;
    const { id } = (await q.select().from(t.proposals)).find(({ name }) => name === lamps.name)!;
    const made = await Promise.all(
      ['LAMPS  of oil', 'Lamps of oil', 'lamps-of-oil'].map((name) => api('/spaces', { ...lamps, name }, admin)),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 422, 422]);
    // What was made meanwhile is not opened a second time: it waits, to be refused.
    const granted = await api(`/spaces/proposals/${id}`, { decision: 'grant' }, admin);
    expect([granted.status, granted.json().errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'name', code: 'taken' })],
    ]);
    const pressed = await forum.post(`/moderation/proposals/${id}`, { decision: 'grant' }, admin);
    expect(pressed.text).toContain(`href="#proposal-${id}"`);
    const { slug } = made.find(({ status }) => status === 201)!.json();
    const renamed = { ...lamps, name: 'Wheels  that WOBBLE' };
    expect((await forum.api('PATCH', `/spaces/${slug}`, renamed, admin)).json().errors).toMatchObject([
      { field: 'name' },
    ]);
    expect((await forum.api('PATCH', `/spaces/${slug}`, { ...lamps, name: 'Lamps of Oil' }, admin)).status).toBe(200);
    expect(
      (await api(`/spaces/proposals/${id}`, { decision: 'refuse', reason: 'There is one by now.' }, admin)).status,
    ).toBe(200);
  });

  it('is not found by those who try its name for a space of their own', async () => {
    const lee = await forum.member('Lee');
    const charter = 'For those who would sit in one, and talk of it.';
    const proposed = await api('/spaces/proposals', { name: 'Room', kind: 'craft', charter }, lee);
    expect(proposed.status, proposed.text).toBe(201);
    for (const name of ['Other', 'the   OTHER', 'ROOM'])
      expect([name, await code('/spaces/proposals', { name, kind: 'craft', charter }, lee)]).toEqual([name, 'invalid']);
    const { id } = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.proposals)).at(-1)!;
    const granted = await api(`/spaces/proposals/${id}`, { decision: 'grant' }, admin);
    expect(granted.status, granted.text).toBe(200);
    expect((await forum.get('/spaces', lee)).text).toContain('/s/room-2');
    expect(await sees('/s/room', lee)).toBe(404);
  });

  it('has house rules, shown where one writes', async () => {
    expect((await forum.post('/admin/pages/rules/en', { text: 'No **shouting**.', version: '0' }, admin)).status).toBe(
      303,
    );
    expect((await forum.get('/rules')).text).toContain('No <strong>shouting</strong>');
    expect((await forum.post('/admin/pages/rules/en', { text: 'x' }, rina)).status).toBe(403);
    const { url } = await ask(forum, rina);
    expect((await forum.get(url, jamal)).text).toContain('href="/s/wheels/rules"');
    const long = await api('/spaces/room/keep', { rules: 'x'.repeat(6_000), slowMinutes: 0 }, keeper);
    expect(long.json().errors).toMatchObject([{ field: 'rules' }]);
  });
});
