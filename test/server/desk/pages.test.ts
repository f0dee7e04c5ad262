/** What the forum says of itself: by its admins, in each language, with what it said before. */
import { beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../../shared/limits.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('the pages of the forum about itself', (engine) => {
  let forum: Forum;
  let [admin, rina]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, rina] = [await forum.member('Ada', 'admin'), await forum.member('Rina')];
  });

  const put = (page: string, text: string, more = {}, who = admin, language = 'en') =>
    forum.api('PUT', `/pages/${page}/${language}`, { text, ...more }, who);
  const inBengali = { 'accept-language': 'bn' };

  it('are nowhere until they say something, and nowhere again after', async () => {
    expect((await forum.get('/terms')).status).toBe(404);
    expect((await forum.get('/')).text).not.toContain('href="/terms"');
    expect((await put('terms', 'You keep your **rights**.')).status).toBe(200);
    expect((await forum.get('/terms')).text).toContain('You keep your <strong>rights</strong>.');
    for (const path of ['/', '/sign-up']) expect((await forum.get(path)).text).toContain('href="/terms"');
    expect((await put('terms', '  ')).status).toBe(200);
    expect((await forum.get('/terms')).status).toBe(404);
    expect((await forum.get('/sign-up')).text).not.toContain('href="/terms"');
  });

  it('are read in the language of their reader, else in another that is there, which is named', async () => {
    expect((await put('about', 'We mend wheels.')).status).toBe(200);
    const only = (await forum.get('/about', null, inBengali)).text;
    expect(only).toMatch(/<div class="prose"[^>]*lang="en"[^>]*><p>We mend wheels/);
    expect((await put('about', 'আমরা চাকা সারাই।', {}, admin, 'bn')).status).toBe(200);
    expect((await forum.get('/about', null, inBengali)).text).toContain('আমরা চাকা সারাই।');
    const english = (await forum.get('/about')).text;
    expect(english).toContain('We mend wheels.');
    expect(english).toContain('href="/about?language=bn"');
    expect((await forum.get('/about?language=bn')).text).toContain('আমরা চাকা সারাই।');
    const json = (await forum.api('GET', '/pages/about?language=bn', undefined, null)).json();
    expect(json).toMatchObject({
      page: 'about',
      language: 'bn',
      languages: ['en', 'bn'],
      markdown: 'আমরা চাকা সারাই।',
    });
  });

  it('are emptied by an empty text, and by nothing that is none', async () => {
    expect((await put('about', 'We mend spokes.')).status).toBe(200);
    expect((await put('about', null as never)).status).toBe(422);
    expect((await forum.get('/about')).text).toContain('We mend spokes.');
  });

  it('keep what they said before, which is taken up again by saving it', async () => {
    for (const text of ['We keep nothing.', 'We keep little.']) expect((await put('privacy', text)).status).toBe(200);
    const edit = (await forum.get('/admin/pages/privacy/en', admin)).text;
    expect(edit).toContain('We keep little.</textarea>');
    const [, older] = /\/admin\/pages\/privacy\/en\?version=(\d+)/.exec(edit)!;
    const before = (await forum.get(`/admin/pages/privacy/en?version=${older}`, admin)).text;
    expect(before).toContain('We keep nothing.</textarea>');
    const [, version] = /name="version" value="(\d+)"/.exec(before)!;
    const saved = await forum.post('/admin/pages/privacy/en', { text: 'We keep nothing.', version: version! }, admin);
    expect(saved.headers.location).toBe('/admin/pages?flash=saved');
    expect((await forum.get('/privacy')).text).toContain('We keep nothing.');
    expect((await forum.get('/admin/pages/about/en?version=999999', admin)).status).toBe(404);
  });

  it('are not written over by who did not see what another saved', async () => {
    const stale = await forum.post(
      '/admin/pages/terms/en',
      { text: 'Mine, typed at length.', version: '77777' },
      admin,
    );
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Mine, typed at length.</textarea>');
    expect(stale.text).toContain('Somebody saved another version first');
    expect((await put('terms', 'Theirs, *saved* meanwhile.')).status).toBe(200);
    const again = await forum.post('/admin/pages/terms/en', { text: 'Mine.', version: '77777' }, admin);
    expect(again.text).toMatch(
      /class="version"[^]*Ada[^]*Theirs, <em>saved<\/em> meanwhile\.[^]*version--mine[^]*Mine\.<\/textarea>/,
    );
    // Whoever saves then has seen it, and sees it beside a preview, too.
    const [, version] = /name="version" value="(\d+)"/.exec(again.text)!;
    expect(again.text).toContain('name="beside" value="theirs"');
    const looked = await forum.post(
      '/admin/pages/terms/en',
      { text: 'Both, *looked at*.', version: version!, beside: 'theirs', preview: '1' },
      admin,
    );
    expect(looked.text).toMatch(
      /Theirs, <em>saved<\/em> meanwhile\.[^]*version--mine[^]*id="preview"[^]*<em>looked at/,
    );
    expect(looked.text).toContain(`name="version" value="${version}"`);
    expect((await forum.post('/admin/pages/terms/en', { text: 'Both.', version: version! }, admin)).status).toBe(303);
  });

  it('are looked at before they are saved, and compared with what stood before', async () => {
    const looked = await forum.post(
      '/admin/pages/terms/en',
      { text: 'Now **bold**.', version: '1', preview: '1' },
      admin,
    );
    expect([looked.status, looked.text.includes('Now <strong>bold</strong>.')]).toEqual([200, true]);
    expect(looked.text).toContain('href="/formatting"');
    expect((await forum.get('/terms')).text).toContain('Both.');
    const edit = (await forum.get('/admin/pages/terms/en', admin)).text;
    const [, newest] = /\?changed=(\d+)#changes/.exec(edit)!;
    const changes = (await forum.get(`/admin/pages/terms/en?changed=${newest}`, admin)).text;
    expect(changes).toMatch(/class="diff"[^]*<del>[^]*Theirs[^]*<ins>[^]*Both/);
    const [, older] = /\?version=(\d+)/.exec(edit)!;
    expect((await forum.get(`/admin/pages/terms/en?version=${older}`, admin)).text).toMatch(
      /class="diff"[^]*<ins>[^]*Theirs/,
    );
    expect((await forum.get('/admin/pages/terms/en?changed=999999', admin)).status).toBe(404);
  });

  it('have headings right below their own, however deep those were typed', async () => {
    expect((await put('about', '### Who\n\nWe. `<h4>`\n\n#### Where\n\nHere.')).status).toBe(200);
    const page = (await forum.get('/about')).text;
    expect(page).toMatch(/<h2[^>]*>Who<\/h2>[^]*&lt;h4&gt;[^]*<h3[^>]*>Where<\/h3>/);
  });

  it('are written by admins only, within bounds, and hold no more than posts may', async () => {
    expect((await put('about', 'Mine.', {}, rina)).status).toBe(403);
    expect((await forum.get('/admin/pages', rina)).status).toBe(403);
    expect((await forum.get('/admin/pages/about/en', rina)).status).toBe(403);
    expect((await put('about', 'x'.repeat(LIMITS.sitePage.max + 1))).status).toBe(422);
    expect((await put('imprint', 'x')).status).toBe(404);
    expect((await put('about', '<script>alert(1)</script> [x](javascript:alert(1))')).status).toBe(200);
    const page = (await forum.get('/about')).text;
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('href="javascript:');
  });
});
