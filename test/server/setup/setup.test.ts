import { expect, it } from 'vitest';
import { ensureSetupCode } from '../../../server/desk/setup/actions.ts';
import { threads as demo } from '../../../server/reach/demo/content/index.ts';
import { rebuildHealth } from '../../../server/insight/health/actions.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { type Forum, makeForum, ORIGIN } from '../../support/forum.ts';
import { peace } from '../../../server/reach/demo/content/peace.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

/** A forum that nobody has set up yet. */
async function freshForum(engine: Parameters<typeof makeForum>[0]): Promise<Forum> {
  const forum = await makeForum(engine);
  await forum.adda.store.write(async (tx) => {
    await tx.q.delete(tx.t.spaces).returning({ id: tx.t.spaces.id });
    await updateSite(tx, { isSetUp: false });
  });
  return forum;
}

/** The same forum, as somebody has set it up. */
const nowSetUp = (forum: Forum) => forum.adda.store.write((tx) => updateSite(tx, { isSetUp: true }));

const form = (code: string, more: object = {}) => ({
  code,
  forumName: 'Our forum',
  languages: ['bn', 'en'],
  name: 'Ada',
  email: 'ada@example.org',
  password: 'a good long password',
  ...more,
});

eachEngine('setting up', (engine) => {
  it('needs the code, once, and makes its first admin', async () => {
    const forum = await freshForum(engine);
    const code = (await ensureSetupCode(forum.adda))!;
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect((await forum.get('/')).headers.location).toBe('/setup');
    const wrong = await forum.post('/setup', form('AAAA-AAAA-AAAA'));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Our forum"');
    expect(wrong.text).toMatch(/<input id="code"[^>]*aria-describedby="code-h code-e"/);
    // All that is wrong is said in one round.
    const all = await forum.post(
      '/setup',
      form('AAAA', { forumName: '', languages: [], name: 'x', password: 'short' }),
    );
    expect(all.text.match(/<li>\s*<a href="#(\w+)"/g)!.map((item) => /#(\w+)/.exec(item)![1])).toEqual([
      ...['code', 'forumName', 'languages', 'name', 'password'],
    ]);
    const done = await forum.post('/setup', form(` ${code.toLowerCase().replaceAll('-', '\t ')} `));
    expect(done.status).toBe(303);
    const cookie = /adda_session=[\w-]+/.exec(String(done.headers['set-cookie']))![0];
    expect((await forum.get('/admin', null, { cookie })).status).toBe(200);
    expect((await forum.get('/')).text).toContain('Our forum');
    expect((await forum.post('/setup', form(code, { name: 'Eve', email: 'eve@example.org' }))).status).toBe(409);
    expect((await forum.get('/setup')).status).toBe(404);
    expect(await ensureSetupCode(forum.adda)).toBeNull();
  });

  it('keeps the code good while other fields do not fit', async () => {
    const forum = await freshForum(engine);
    const code = (await ensureSetupCode(forum.adda))!;
    expect((await forum.post('/setup', form(code, { forumName: '' }))).status).toBe(422);
    expect((await forum.post('/setup', form(code, { languages: [] }))).status).toBe(422);
    expect((await forum.post('/setup', form(code, { password: 'short' }))).text).toMatch(
      /id="password"[^>]*aria-invalid="true"/,
    );
    expect((await forum.post('/setup', form(code))).status).toBe(303);
  });

  it('makes one admin of two that come at once with the code', async () => {
    const forum = await freshForum(engine);
    const code = (await ensureSetupCode(forum.adda))!;
    const both = await Promise.all([
      forum.post('/setup', form(code)),
      forum.post('/setup', form(code, { name: 'Eve', email: 'eve@example.org' })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('lets nobody guess more than ten codes in an hour', async () => {
    const forum = await freshForum(engine);
    const guesses = await Promise.all(Array.from({ length: 14 }, () => forum.post('/setup', form('AAAA-AAAA-AAAA'))));
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(10);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('leaves the example community to anybody before, and to admins after', async () => {
    const forum = await freshForum(engine);
    const [rina, admin] = [await forum.member('Rina'), await forum.member('Ada', 'admin')];
    for (const url of ['/demo', '/demo/remove']) {
      expect((await forum.post(url, {})).status).toBe(401);
      expect((await forum.post(url, {}, rina)).status).toBe(403);
    }
    expect(
      (await forum.app.inject({ method: 'POST', url: '/demo', headers: { origin: ORIGIN, cookie: admin.cookie } }))
        .statusCode,
    ).toBe(303);
    expect((await forum.get('/')).text).toContain('Nobody in it is real.');
    // Who comes past the page that says what goes is led to it.
    expect((await forum.post('/demo/remove', {}, admin)).headers.location).toBe('/demo/remove');
    expect((await forum.get('/')).text).toContain('Nobody in it is real.');
    expect((await forum.post('/demo/remove', { told: 'true' }, admin)).status).toBe(303);
    expect((await forum.get('/')).text).not.toContain('Nobody in it is real.');
  });

  it('tells what goes with the example, and keeps what members began in it', async () => {
    const forum = await freshForum(engine);
    const [rina, admin] = [await forum.member('Rina'), await forum.member('Ada', 'admin')];
    await forum.post('/demo', {}, admin);
    const log = (await forum.get('/log')).text;
    expect(log).toContain('Example community loaded');
    expect(log.match(/Brand registered/g)).toHaveLength(2);
    // Its weeks are too quiet for most figures, its months are not.
    await rebuildHealth(forum.adda);
    const here = async (url: string) =>
      /<nav class="tabs"[^]*?href="([^"]+)" aria-current="page"/.exec((await forum.get(url)).text)![1];
    expect(await here('/health')).toBe('/health?by=month');
    expect(await here('/health?by=week')).toBe('/health?by=week');
    const { periods } = (await forum.api('GET', '/health?by=month')).json();
    const measured = (name: string) =>
      periods.some((one: any) => ['known', 'beyond'].includes(one.measures[name].state));
    const names = Object.keys(periods[0].measures);
    // Nobody looked at lists before the example was loaded.
    expect(names.filter((name) => !measured(name))).toEqual(['neverShown']);

    const untouched = (await forum.get('/demo/remove', admin)).text;
    const said = demo.flatMap((thread) => [1, ...thread.posts.flatMap(({ replies = [] }) => [1, ...replies])]);
    const posts = said.length + peace.length;
    expect(untouched).toContain(
      `What came with the example goes: 5 spaces, ${demo.length} threads with ${posts} posts`,
    );
    expect(untouched).toContain('Nobody else has written anything in it.');

    const own = await ask(forum, rina, { space: 'damp-old-houses', title: 'Is my cellar damp?', tags: ['lime'] });
    const { threads } = (await forum.api('GET', '/feeds/new')).json();
    const theirs = threads.find((one: any) => one.form === 'question' && one.author.name !== 'Rina');
    const answer = await write(forum, rina, theirs.id, 'It was the gutter.');
    await setMark(forum, admin, answer.id, 'worked');
    const told = (await forum.get('/demo/remove', admin)).text;
    expect(told).toContain('A post that others wrote in it goes, too');
    expect(told).toContain(`/t/${theirs.id}/`);
    expect(told).toContain('A thread that others began stays');
    expect(told).toContain('Is my cellar damp?');
    expect((await forum.api('GET', '/members/rina')).json().worked).toBe(1);

    expect((await forum.post('/demo/remove', { told: 'true' }, admin)).headers.location).toBe(
      '/setup?flash=demo-removed',
    );
    expect((await forum.get(own.url)).status).toBe(200);
    expect((await forum.get(`/t/${theirs.id}`)).status).toBe(404);
    expect((await forum.api('GET', '/members/rina')).json().worked).toBe(0);
    const { spaces } = (await forum.api('GET', '/spaces')).json();
    expect(spaces.map(({ slug, threadCount, postCount }: any) => [slug, threadCount, postCount])).toEqual([
      ['damp-old-houses', 1, 1],
    ]);
    expect((await forum.api('GET', '/spaces/damp-old-houses/tags/lime/feeds/new')).json().threads).toHaveLength(1);
    expect((await forum.api('GET', '/spaces/damp-old-houses/tags/floors/feeds/new')).status).toBe(404);
    expect((await forum.get('/log')).text).toContain('Example community removed');
    expect((await forum.get('/demo/remove', admin)).status).toBe(404);
    // Its addresses stay taken: it is offered no more, and a press on a page from before says so where it was pressed.
    const inWay = 'The example cannot be loaded: the forum has spaces, members or brands at its addresses';
    for (const url of ['/setup', '/admin']) {
      const page = (await forum.get(url, admin)).text;
      expect(page).toContain(inWay);
      expect(page).not.toContain('Load the example');
    }
    const pressed = await forum.post('/demo', {}, admin);
    expect(pressed.status).toBe(409);
    expect(pressed.text.split(inWay)).toHaveLength(2);
    expect(pressed.text).toContain('role="alert"');
    await nowSetUp(forum);
    const run = await forum.post('/demo', {}, admin);
    expect(run.status).toBe(409);
    expect(run.text).toContain('<h1>Administration</h1>');
    expect(run.text.split(inWay)).toHaveLength(2);
  });

  it('is loaded once of two presses, and the second is told on the page it came from', async () => {
    const forum = await freshForum(engine);
    const admin = await forum.member('Ada', 'admin');
    expect((await forum.get('/admin', admin)).text).toContain('Load the example');
    await forum.post('/demo', {}, admin);
    await nowSetUp(forum);
    const second = await forum.post('/demo', {}, admin);
    expect(second.status).toBe(409);
    expect(second.text).toContain('The example is loaded already.');
    expect(second.text).toContain('href="/demo/remove"');
  });

  it('goes whole after moderators acted in it, and keeps what was made part of other threads', async () => {
    const forum = await freshForum(engine);
    const [rina, admin] = [await forum.member('Rina'), await forum.member('Ada', 'admin')];
    await forum.post('/demo', {}, admin);
    const own = await ask(forum, rina, { space: 'damp-old-houses', title: 'Is my cellar damp?', tags: ['lime'] });
    const { q, t } = forum.adda.store.read;
    const theirs = (await q.select().from(t.threads)).filter(
      ({ source, topCount, form }) => source === 'demo' && topCount > 1 && form === 'question',
    );
    const [one, two, three] = [theirs[0]!, theirs[1]!, theirs[2]!];
    const posts = await q.select().from(t.posts);
    const under = ({ id }: { id: number }) => posts.filter((post) => post.threadId === id && post.kind === 'answer');
    const act = async (path: string, body: object) => {
      const done = await forum.api('POST', path, { reason: 'unkind', note: 'Kindly, please.', ...body }, admin);
      expect(done.status, `${path} ${done.text}`).toBeLessThan(300);
    };
    const said = { reason: 'unkind', evidence: 'It calls somebody a name.' };
    const hidden = under(one)[0]!;
    expect((await forum.api('POST', `/posts/${hidden.id}/reports`, said, rina)).status).toBe(201);
    const matter = (await q.select().from(t.cases)).at(-1);
    await act(`/posts/${hidden.id}/hide`, { caseId: matter!.id });
    const author = (await q.select().from(t.accounts)).find(({ id }) => id === hidden.authorId)!;
    await act(`/members/${author.slug}/silence`, { days: 7 });
    await act(`/threads/${two.id}/split`, { posts: [under(two)[0]!.id], title: 'What was said beside it' });
    await act(`/threads/${three.id}/merge`, { threadId: String(own.id) });
    const stays = (await q.select().from(t.threads)).find(({ id }) => id === own.id)!.spaceId;
    // They are nominated, second others, and are noted down.
    await forum.adda.store.write(async (tx) => {
      const of = { spaceId: one.spaceId, why: 'They know.', secondsNeeded: 1, endsAt: tx.now + 1, createdAt: tx.now };
      const made = await tx.q
        .insert(tx.t.nominations)
        .values([
          { ...of, nomineeId: author.id, nominatorId: rina.id },
          { ...of, nomineeId: rina.id, nominatorId: author.id },
          { ...of, spaceId: stays, nomineeId: admin.id, nominatorId: author.id },
        ])
        .returning({ id: tx.t.nominations.id });
      for (const { id } of made) {
        await tx.q.insert(tx.t.nominationSeconds).values({ nominationId: id, accountId: author.id, createdAt: tx.now });
        await tx.q.insert(tx.t.ballots).values({ nominationId: id, accountId: author.id, isYes: true });
      }
      await tx.q.insert(tx.t.personNotes).values({ accountId: author.id, words: 'Spoke.', createdAt: tx.now });
      await tx.q.insert(tx.t.personNotes).values({ accountId: rina.id, authorId: author.id, words: 'x', createdAt: 1 });
    });
    const removed = await forum.post('/demo/remove', { told: 'true' }, admin);
    expect(removed.headers.location, removed.text).toBe('/setup?flash=demo-removed');
    expect((await forum.get(own.url)).status).toBe(200);
    expect((await q.select().from(t.cases)).length).toBe(0);
    expect(await q.select().from(t.personNotes)).toMatchObject([{ accountId: rina.id, authorId: null }]);
    const left = (await q.select().from(t.nominations)).find(({ nomineeId }) => nomineeId === admin.id);
    expect(left).toMatchObject({ spaceId: stays, nominatorId: null });
    expect((await q.select().from(t.accounts)).filter(({ source }) => source === 'demo')).toEqual([]);
  });
});
