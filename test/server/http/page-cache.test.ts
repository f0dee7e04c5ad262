import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, restore, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('a visitor’s copy of a page', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thuy: Member;
  let admin: Member;
  let serial = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy, admin] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Thuy'),
      await forum.member('Ada', 'admin'),
    ];
  });

  /** Draws the pages until they are kept, does something, and says which of them changed with the next answer. */
  async function changedBy(urls: string[], act: () => Promise<unknown>): Promise<string[]> {
    const get = async (url: string) => (await forum.get(url)).text;
    for (const url of urls) expect(await get(url), url).toBe(await get(url));
    const before = await Promise.all(urls.map(get));
    await act();
    const after = await Promise.all(urls.map(get));
    return urls.filter((_, i) => before[i] !== after[i]);
  }

  async function talk() {
    const tag = `t${++serial}`;
    const question = await ask(forum, rina, { tags: [tag], title: `Question number ${serial}` });
    const answer = await write(forum, jamal, question.id, 'Tighten the spokes.');
    const lists = [
      '/',
      '/new',
      '/new.atom',
      '/among-members.atom',
      '/s/wheels',
      '/s/wheels/new',
      '/s/wheels/new.atom',
      `/s/wheels/tag/${tag}`,
      `/s/wheels/tag/${tag}/new.atom`,
    ];
    const needs = [
      '/needs-answer',
      '/needs-answer.atom',
      '/s/wheels/needs-answer',
      `/s/wheels/tag/${tag}/needs-answer`,
    ];
    return { tag, question, answer, lists, needs, page: question.url };
  }

  it('shows a new thread in every list at once', async () => {
    const { tag, lists, needs } = await talk();
    const urls = [...lists, ...needs, '/spaces'];
    expect(await changedBy(urls, () => ask(forum, rina, { tags: [tag], title: 'Brand new' }))).toEqual(urls);
  });

  it('shows a post in the thread and its lists at once', async () => {
    const { page, question, lists } = await talk();
    const changed = await changedBy([page, ...lists, '/spaces'], () =>
      write(forum, thuy, question.id, 'Another answer.'),
    );
    expect(changed).toEqual([page, ...lists, '/spaces']);
  });

  it('shows a reply at once', async () => {
    const { page, question, answer } = await talk();
    expect(await changedBy([page], () => write(forum, thuy, question.id, 'Which?', { parentId: answer.id }))).toEqual([
      page,
    ]);
    expect((await forum.get(page)).text).toContain('Which?');
  });

  it('shows an edit of an answer, and of an opening with title and tags, at once', async () => {
    const { page, question, answer, lists, tag } = await talk();
    expect(
      await changedBy([page], () =>
        forum.api('PATCH', `/posts/${answer.id}`, { body: 'Loosen the spokes.', revision: 1 }, jamal),
      ),
    ).toEqual([page]);
    const edit = () =>
      forum.api(
        'PATCH',
        `/posts/${question.postId}`,
        { body: 'New words.', title: 'Another title', tags: [tag, 'extra'], revision: 1 },
        rina,
      );
    expect(await changedBy(lists, edit)).toEqual(lists);
  });

  it('shows each mark at once, also taken away', async () => {
    const { page, answer, question, lists } = await talk();
    for (const [who, post, kind] of [
      [rina, answer.id, 'accept'],
      [thuy, answer.id, 'worked'],
      [thuy, answer.id, 'helpful'],
      [thuy, question.postId, 'me_too'],
    ] as const) {
      for (const set of [true, false])
        expect(await changedBy([page], () => setMark(forum, who, post, kind, set)), `${kind} ${set}`).toEqual([page]);
    }
    expect(await changedBy(lists, () => setMark(forum, rina, answer.id, 'accept'))).toEqual(lists);
    expect(await changedBy(['/s/wheels'], () => setMark(forum, thuy, answer.id, 'worked'))).toEqual(['/s/wheels']);
  });

  it('shows what an author has helped with in all of their threads at once', async () => {
    const [one, other] = [await talk(), await talk()];
    expect(await changedBy([other.page], () => setMark(forum, rina, one.answer.id, 'accept'))).toEqual([other.page]);
  });

  it('shows that a post was withdrawn and brought back at once', async () => {
    const { page, answer, lists, needs } = await talk();
    expect(await changedBy([page, ...lists, ...needs, '/spaces'], () => withdraw(forum, jamal, answer.id))).toEqual([
      page,
      ...lists,
      ...needs,
      '/spaces',
    ]);
    expect(await changedBy([page], () => restore(forum, jamal, answer.id))).toEqual([page]);
  });

  it('is gone with its thread at once', async () => {
    const lonely = await ask(forum, rina, { title: 'A lonely question' });
    expect((await forum.get(lonely.url)).status).toBe(200);
    expect((await forum.get('/')).text).toContain('A lonely question');
    await withdraw(forum, rina, lonely.postId);
    expect((await forum.get(lonely.url)).status).toBe(404);
    expect((await forum.get('/')).text).not.toContain('A lonely question');
  });

  it('shows a member’s new name at once: as author, in lists, and among those who help', async () => {
    const [asker, helper] = [await forum.member('Old Asker'), await forum.member('Old Helper')];
    const question = await ask(forum, asker, { tags: ['names'] });
    const answer = await write(forum, helper, question.id, 'An answer.');
    const bystander = await ask(forum, rina, { tags: ['names'] });
    await setMark(forum, asker, answer.id, 'accept');
    const rename = (who: Member, name: string) => forum.post('/settings/profile', { name, bio: '' }, who);
    const asked = [question.url, '/', '/new.atom', '/s/wheels', '/s/wheels/tag/names'];
    expect(await changedBy(asked, () => rename(asker, 'New Asker'))).toEqual(asked);
    expect(
      await changedBy([question.url, '/s/wheels', '/s/wheels/tag/names'], () => rename(helper, 'New Helper')),
    ).toEqual([question.url, '/s/wheels', '/s/wheels/tag/names']);
    expect((await forum.get('/s/wheels')).text).toContain('New Helper');
    expect(bystander.id).toBeGreaterThan(0);
  });

  it('shows a changed space and a changed forum everywhere at once', async () => {
    const { page, lists } = await talk();
    const urls = [page, '/spaces', ...lists];
    const space = { name: 'Wheels that wobble', slug: 'wheels', kind: 'problem' };
    expect(
      await changedBy(
        urls.filter((url) => !url.endsWith('.atom')),
        () =>
          forum.api(
            'PATCH',
            '/spaces/wheels',
            { ...space, name: `Wheels ${serial}`, charter: 'A charter that is long enough.' },
            admin,
          ),
      ),
    ).toEqual(urls.filter((url) => !url.endsWith('.atom')));
    expect(
      await changedBy(urls, () =>
        forum.post('/admin/forum', { forumName: `Forum ${serial} ${engine}`, languages: 'en' }, admin),
      ),
    ).toEqual(urls);
  });

  it('shows a new space at once', async () => {
    expect(
      await changedBy(['/', '/spaces'], () =>
        forum.api(
          'POST',
          '/spaces',
          { name: `Mending bags ${engine}`, kind: 'craft', charter: 'For all who mend bags by hand.' },
          admin,
        ),
      ),
    ).toEqual(['/', '/spaces']);
  });

  it('gains a link to the next page with the thread that is one too many', async () => {
    const { slug } = (
      await forum.api(
        'POST',
        '/spaces',
        { name: 'Twenty five', kind: 'craft', charter: 'A space that is just about full.' },
        admin,
      )
    ).json();
    for (let i = 0; i < 25; i++)
      await ask(forum, await forum.member(`Asker ${i}`), { space: slug, title: `Question ${i} of this space` });
    expect((await forum.get(`/s/${slug}`)).text).not.toContain('rel="next"');
    await ask(forum, thuy, { space: slug });
    expect((await forum.get(`/s/${slug}`)).text).toContain('rel="next"');
  });

  it('shows only the right page of a thread as changed when an answer on the second is marked', async () => {
    const question = await ask(forum, rina);
    const answers: { id: number }[] = [];
    for (let i = 0; i < 22; i++) answers.push(await write(forum, i < 11 ? jamal : thuy, question.id, `Answer ${i}`));
    const urls = [question.url, `${question.url}?page=2`];
    expect(await changedBy(urls, () => setMark(forum, rina, answers[21]!.id, 'accept'))).toEqual(urls);
  });

  it('is not sent again to those who have it, in any encoding, and is again after a change', async () => {
    const { page, question } = await talk();
    const first = await forum.get(page, null, { 'accept-encoding': 'br' });
    expect([first.headers['content-encoding'], first.headers['cache-control']]).toEqual(['br', 'private, no-cache']);
    expect(first.headers.vary).toContain('cookie');
    const etag = first.headers.etag!;
    for (const encoding of ['br', 'gzip', 'identity']) {
      const again = await forum.get(page, null, { 'accept-encoding': encoding, 'if-none-match': etag });
      expect([again.status, again.text]).toEqual([304, '']);
    }
    await write(forum, thuy, question.id, 'Something new.');
    expect((await forum.get(page, null, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is never sent to a member, nor a member’s to a visitor, and differs by language and theme', async () => {
    const { page } = await talk();
    await forum.get(page);
    const own = await forum.get(page, rina);
    expect([own.headers['cache-control'], own.headers.etag]).toEqual(['no-store', undefined]);
    expect(own.text).toContain('/sign-out');
    expect((await forum.get(page)).text).not.toContain('/sign-out');
    await forum.post('/admin/forum', { forumName: 'Two tongues', languages: ['en', 'bn'] }, admin);
    expect((await forum.get(page, null, { 'accept-language': 'bn' })).text).toContain('<html lang="bn"');
    expect((await forum.get(page, null, { cookie: 'adda_theme=dark' })).text).toContain('data-theme="dark"');
    expect((await forum.get(page)).text).toContain('<html lang="en">');
  });

  it('says what was done only to the one who did it', async () => {
    const { page } = await talk();
    const said = 'Your post is in the thread.';
    const justDone = { cookie: 'adda_flash=posted' };
    expect((await forum.get(`${page}?flash=posted`, null, justDone)).text).toContain(said);
    expect((await forum.get(page, null, justDone)).text).not.toContain(said);
    for (const url of [page, `${page}?flash=posted`]) expect((await forum.get(url)).text, url).not.toContain(said);
    expect((await forum.get(`${page}?flash=toString`, null, { cookie: 'adda_flash=toString' })).status).toBe(200);
  });

  it('is not sent again to whoever names it, alone or among others, weakly or not', async () => {
    const { page } = await talk();
    const etag = (await forum.get(page)).headers.etag!;
    const strong = etag.replace('W/', '');
    for (const known of [etag, strong, `"x", ${etag}`, `W/"y",${strong} , "z"`, '*'])
      expect([known, (await forum.get(page, null, { 'if-none-match': known })).status]).toEqual([known, 304]);
    for (const unknown of ['"x"', `${etag}x`])
      expect((await forum.get(page, null, { 'if-none-match': unknown })).status).toBe(200);
  });

  it('speaks the language that the browser weighs most, of those that the forum has', async () => {
    await forum.post(
      '/admin/forum',
      { forumName: 'Two tongues', languages: ['en', 'bn'] },
      await forum.member('Weigher', 'admin'),
    );
    for (const [header, lang] of [
      ['bn;q=0.3, en;q=0.9', 'en'],
      ['en;q=0.1, bn-BD;q=0.8, fr', 'bn'],
      ['fr, *;q=0.1', 'en'],
      ['bn;q=0', 'en'],
      ['', 'en'],
    ] as const)
      expect((await forum.get('/', null, { 'accept-language': header })).text, header).toContain(
        `<html lang="${lang}"`,
      );
  });
});
