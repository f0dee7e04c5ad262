/** What admins choose for the forum: found, changed, seen in its history, taken back. */
import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { takeBack, writeSetting } from '../../../server/desk/settings/actions.ts';
import { insertBrand } from '../../../server/brands/queries.ts';
import { sweepLogos } from '../../../server/desk/settings/logo.ts';
import { mediaFolder } from '../../../server/platform/config.ts';
import { site } from '../../../server/platform/site/queries.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('the settings', (engine) => {
  let forum: Forum;
  let [admin, other, rina]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, other] = [await forum.member('Ada', 'admin'), await forum.member('Otto', 'admin')];
    rina = await forum.member('Rina');
  });

  const put = (key: string, value: unknown, who = admin) => forum.api('PUT', `/admin/settings/${key}`, { value }, who);
  const changes = async (key?: string) =>
    (await forum.api('GET', `/admin/settings/changes${key ? `?key=${key}` : ''}`, undefined, admin)).json().changes;
  const undo = (id: number, who = admin) => forum.api('POST', `/admin/settings/changes/${id}/undo`, {}, who);
  const list = async (q = '') =>
    (await forum.api('GET', `/admin/settings?q=${encodeURIComponent(q)}`, undefined, admin)).json().settings;

  it('stand on one page, each with its default, and are found by what is said of them', async () => {
    const page = await forum.get('/admin/settings', admin);
    expect(page.status).toBe(200);
    for (const said of ['Name of the forum', 'Default: on', 'Hours for peers first', 'Community health'])
      expect(page.text).toContain(said);
    const found = (await forum.get('/admin/settings?q=spam+score', admin)).text;
    expect(found).toContain('1 setting found.');
    expect(found).not.toContain('Hours for peers first');
    const bengali = await forum.get(`/admin/settings?q=${encodeURIComponent('রং অন্ধকারে')}`, admin, {
      cookie: `${admin!.cookie}; adda_lang=bn`,
    });
    expect(bengali.text).toContain('অন্ধকারে রং');
    expect((await forum.get('/admin/settings?q=zzz', admin)).text).toContain('No setting is like that.');
    expect((await list('megabytes')).map(({ key }: { key: string }) => key)).toEqual(['files.megabytes']);
  });

  it('are changed by a form, and say who changed them last', async () => {
    const saved = await forum.post('/admin/settings/tagline', { value: ' For those  who mend ' }, admin);
    expect(saved.headers.location).toBe('/admin/settings?flash=saved#s-tagline-t');
    expect((await forum.get('/')).text).toContain('For those who mend');
    const page = (await forum.get('/admin/settings?q=tagline', admin)).text;
    expect(page).toMatch(/Changed <time[^]*>Ada<\/a>/);
    expect((await changes('tagline'))[0]).toMatchObject({ before: '', after: 'For those who mend', by: 'Ada' });
  });

  it('take no name or line that reads as the label of staff, and nothing that was not said', async () => {
    await forum.adda.store.write((tx) =>
      insertBrand(tx, {
        slug: 'orrin',
        name: 'Orrinlow',
        domains: ['orrin.example'],
        products: [],
        contact: 'x@orrin.example',
        createdAt: tx.now,
      }),
    );
    for (const key of ['name', 'tagline'])
      for (const text of ['Staff · Orrinlow', 'Оrrіnlоw · Ѕtаff'])
        expect((await put(key, text)).json().errors).toMatchObject([{ field: 'value', code: 'imitates_role' }]);
    const before = (await changes()).length;
    for (const key of ['hasCards', 'prevention.similar', 'files.kinds', 'accent', 'operator'])
      expect((await forum.api('PUT', `/admin/settings/${key}`, {}, admin)).status).toBe(422);
    expect((await changes()).length).toBe(before);
  });

  it('are taken back only as long as nobody changed them again, be it to the same', async () => {
    await put('tagline', 'aa');
    await put('tagline', 'bb');
    const [{ id }] = await changes('tagline');
    await put('tagline', 'aa');
    await put('tagline', 'bb');
    expect((await undo(id)).json().code).toBe('changed_since');
  });

  it('have colours at addresses that say them, and nothing is worked out for a stranger', async () => {
    await put('accent', '#1d6b67');
    const path = /href="(\/look\/[^"]+)"/.exec((await forum.get('/')).text)![1]!;
    expect((await forum.get(path)).status).toBe(200);
    for (const odd of ['9bafde-9bafde', '1d6b67-000000', 'ffffff-ffffff'])
      expect((await forum.get(`/look/${odd}.css`)).status).toBe(404);
    for (const like of ['#f051b5', '#e15fd4']) expect((await put('accentDark', like)).status).toBe(422);
    await put('accent', '');
  });

  it('that are not changed leave no trace', async () => {
    const before = (await changes()).length;
    expect((await put('hasCards', true)).status).toBe(200);
    expect((await changes()).length).toBe(before);
  });

  it('keep what was typed where they are refused, beside the field', async () => {
    const refused = await forum.post('/admin/settings/files.megabytes', { value: '99' }, admin);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="99"');
    expect(refused.text).toContain('From 1 to 10.');
    expect((await put('isSetUp', false)).status).toBe(404);
    expect((await put('__proto__', 'x')).status).toBe(404);
    expect((await put('files.megabytes', { a: 1 })).status).toBe(422);
    expect((await put('logo', 'l-0123456789abcdef01234567.webp')).status).toBe(422);
    expect((await put('name', 'Mine', rina)).status).toBe(403);
  });

  it('take a number from the API only as a number, and from a form as text', async () => {
    for (const [key, text] of [
      ['files.megabytes', '5'],
      ['staffLimits.brandPerDay', '12'],
      ['prevention.scoreAbove', '95'],
    ] as const) {
      const before = (await list(key))[0].value;
      const refused = await put(key, text);
      expect([key, refused.status, refused.headers['content-type']]).toEqual([
        ...[key, 422, 'application/problem+json; charset=utf-8'],
      ]);
      expect(refused.json().errors).toMatchObject([{ field: 'value' }]);
      expect((await list(key))[0].value).toBe(before);
    }
    expect((await put('tagline', '5')).status).toBe(200);
    expect((await forum.post('/admin/settings/files.megabytes', { value: '5' }, admin)).status).toBe(303);
    expect((await list('files.megabytes'))[0].value).toBe(5);
    expect((await forum.post('/admin/settings/files.megabytes/usual', {}, admin)).status).toBe(303);
    expect((await put('tagline', '')).status).toBe(200);
  });

  it('keep every change, whichever form it was made with', async () => {
    await forum.post('/admin/forum', { forumName: 'Wheels', languages: ['en', 'bn'] }, other);
    expect((await changes('name'))[0]).toMatchObject({ before: 'Test forum', after: 'Wheels', by: 'Otto' });
    await forum.post('/admin/prevention', { firstPosts: '1', scoreAbove: '95' }, admin);
    expect((await changes('prevention.scoreAbove'))[0]).toMatchObject({ before: 90, after: 95, by: 'Ada' });
    await writeSetting(forum.adda, null, 'hasCards', 'false');
    expect((await changes('hasCards'))[0]).toMatchObject({ before: true, after: false, by: null });
  });

  it('are as before once a change is taken back, which is a change too', async () => {
    await put('files.megabytes', 4);
    const [change] = await changes('files.megabytes');
    const page = (await forum.get('/admin/settings/changes?key=files.megabytes', other)).text;
    expect(page).toContain(`/admin/settings/changes/${change.id}/undo`);
    expect((await forum.post(`/admin/settings/changes/${change.id}/undo`, {}, other)).status).toBe(303);
    expect((await list('files.megabytes'))[0]).toMatchObject({ value: 10, default: 10 });
    expect((await changes('files.megabytes'))[0]).toMatchObject({
      before: 4,
      after: 10,
      by: 'Otto',
      undoes: change.id,
    });
  });

  it('are not taken back over what was changed since', async () => {
    await put('files.from', 'new');
    const [first] = await changes('files.from');
    await put('files.from', 'regular', other);
    const refused = await undo(first.id);
    expect([refused.status, refused.json().code]).toEqual([409, 'changed_since']);
    expect(refused.text).toContain('changed again since');
    expect((await list('files.from'))[0].value).toBe('regular');
    expect((await undo(999_999)).status).toBe(404);
    expect((await undo(first.id, rina)).status).toBe(403);
    await expect(takeBack(forum.adda, null, Number.NaN)).rejects.toThrow();
  });

  it('that somebody else changed meanwhile are not written over: both values are shown', async () => {
    await put('tagline', 'As both saw it');
    const [{ id: was }] = await changes('tagline');
    const page = (await forum.get('/admin/settings', admin)).text;
    expect(page).toMatch(new RegExp(`action="/admin/settings/tagline"[^]*?name="was" value="${was}"`));
    await put('tagline', 'What Otto saved', other);
    const refused = await forum.post('/admin/settings/tagline', { value: 'What Ada typed', was: String(was) }, admin);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Now it is: <bdi>What Otto saved</bdi>');
    expect(refused.text).toContain('value="What Ada typed"');
    const sent = await forum.api('PUT', '/admin/settings/tagline', { value: 'What Ada typed', was }, admin);
    expect([sent.status, sent.json()]).toMatchObject([
      409,
      { code: 'stale_setting', current: { value: 'What Otto saved' } },
    ]);
    expect((await forum.post('/admin/settings/tagline/usual', { was: String(was) }, admin)).status).toBe(409);
    const [{ id: now }] = await changes('tagline');
    expect(refused.text).toContain(`name="was" value="${now}"`);
    const again = await forum.api('PUT', '/admin/settings/tagline', { value: 'What Ada typed', was: now }, admin);
    expect(again.status).toBe(200);
    // What is there already is nobody's loss.
    expect((await forum.api('PUT', '/admin/settings/tagline', { value: 'What Ada typed', was }, admin)).status).toBe(
      200,
    );
  });

  it('of one line about the forum are said at the foot of each page, also of those that are not there', async () => {
    await put('tagline', 'Wheels, and what they teach');
    for (const url of ['/', '/nowhere'])
      expect((await forum.get(url)).text).toMatch(/site-footer__about[^]*<p[^>]*>Wheels, and what they teach<\/p>/);
    await put('tagline', '');
    expect((await forum.get('/nowhere')).text).toContain('The long, easy talk of people');
  });

  it('of its name or mark make the foot of pages say what it runs on, and no other name of it', async () => {
    const foot = async () => /<footer class="site-footer">[^]*?<nav/.exec((await forum.get('/')).text)![0];
    const { name: before } = await site(forum.adda.store.read);
    await put('name', 'Wheelhouse');
    expect(await foot()).toContain('<p>Runs on Adda</p>');
    expect(await foot()).not.toContain('adda-word');
    await put('name', 'Adda');
    expect(await foot()).toContain('adda-word');
    expect(await foot()).not.toContain('Runs on Adda');
    await put('name', before);
  });

  it('say on their page why a change is not taken back', async () => {
    await put('tagline', 'One');
    const [first] = await changes('tagline');
    await put('tagline', 'Two');
    const refused = await forum.post(`/admin/settings/changes/${first.id}/undo`, {}, admin);
    expect(refused.status).toBe(409);
    expect(refused.text).toMatch(/id="errors"[^]*changed again since then[^]*class="post-list"/);
  });

  it('are found by the words of each language, and have contents', async () => {
    const page = (await forum.get('/admin/settings', admin)).text;
    for (const part of ['forum', 'look', 'staff']) {
      expect(page).toContain(`href="#g-${part}"`);
      expect(page).toContain(`id="g-${part}"`);
    }
    const { accentDark } = messages('bn').adminSettings;
    const found = (await forum.get(`/admin/settings?q=${encodeURIComponent(accentDark)}`, admin)).text;
    expect(found).toContain('id="s-accentDark-t"');
    expect(found).not.toContain('id="s-files-megabytes-t"');
  });

  it('call a file that is no logo by its name', async () => {
    const text = [{ name: 'mark.png', bytes: Buffer.from('no picture') }];
    const refused = await sendForm(forum, '/admin/settings/logo', {}, text, admin!);
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/href="#s-logo">Logo: /);
    expect(refused.text).toContain('id="s-logo-e"');
  });

  it('go back to the default by a press', async () => {
    expect((await forum.post('/admin/settings/files.from/usual', {}, admin)).status).toBe(303);
    expect((await list('files.from'))[0].value).toBe('known');
    expect((await forum.get('/admin/settings?q=files.from', admin)).text).not.toContain('files.from/usual');
  });

  it('about brand staff stand in the public log as well', async () => {
    await put('staffLimits.brandPerDay', 12);
    expect((await forum.get('/staff-rules')).text).toContain('12');
    const log = (await forum.api('GET', '/log', undefined, null)).json();
    expect(JSON.stringify(log)).toContain('"limits_changed"');
    const [change] = await changes('staffLimits.brandPerDay');
    expect((await undo(change.id)).status).toBe(200);
    expect((await site(forum.adda.store.read)).staffLimits.brandPerDay).toBe(40);
    expect((await put('staffLimits.brandPerDay', 99)).status).toBe(422);
    for (const id of [4711, 2_147_483_648, '9999999999999', '1e12', 1.5, 1e308])
      expect([id, (await put('operator', id)).status]).toEqual([id, 422]);
  });

  it('are listed a page at a time, newest first', async () => {
    for (let i = 0; i < 52; i++) await put('tagline', `Line ${i}`);
    const first = (await forum.api('GET', '/admin/settings/changes', undefined, admin)).json();
    expect([first.changes.length, first.changes[0].after]).toEqual([50, 'Line 51']);
    const next = `/admin/settings/changes?before=${first.next}`;
    expect((await forum.api('GET', next, undefined, admin)).json().changes[0].after).toBe('Line 1');
    expect((await forum.get('/admin/settings/changes', admin)).text).toContain(`before=${first.next}`);
  });

  const styleIn = (text: string) => /<link rel="stylesheet" href="(\/look\/[^"]+)">/.exec(text)?.[1];

  it('of colour are refused with the ratio and the nearest that can be read', async () => {
    expect(styleIn((await forum.get('/')).text)).toBeUndefined();
    const refused = await forum.post('/admin/settings/accent', { value: '#3b82f6' }, admin);
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/its contrast is 3\.0 : 1 where 4\.5 : 1 is needed.*#1[0-9a-f]{5}/);
    expect(refused.text).toContain('value="#3b82f6"');
    expect((await put('accent', '#9d1463')).text).toContain('colour of the staff label');
    expect((await put('accent', 'bluish')).status).toBe(422);
  });

  it('of colour are on every page at once, by a stylesheet that may be kept for ever', async () => {
    expect((await put('accent', '#1d4ed8')).status).toBe(200);
    const path = styleIn((await forum.get('/')).text)!;
    expect(path).toMatch(/^\/look\/1d4ed8-[0-9a-f]{6}\.css\?v=/);
    expect(styleIn((await forum.get('/', rina)).text)).toBe(path);
    const style = await forum.get(path.replace('&amp;', '&'));
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(style.headers['cache-control']).toContain('immutable');
    expect(style.text).toMatch(/^:root\{.*--btn:light-dark\(#1d4ed8,#[0-9a-f]{6}\)/);
    for (const wrong of [
      '/look/ffffff-000000.css',
      '/look/1d4ed8.css',
      '/look/1d4ed8-9ecbff.css/',
      '/look/zzzzzz-111111.css',
    ])
      expect((await forum.get(wrong)).status).toBe(404);
    expect((await put('accentDark', '#9ecbff')).status).toBe(200);
    expect(styleIn((await forum.get('/')).text)).toContain('/look/1d4ed8-9ecbff.css');
    const [change] = await changes('accent');
    await undo(change.id);
    expect(styleIn((await forum.get('/')).text)).toBeUndefined();
  });

  it('of the mark take a picture, made anew, which stands in head and header, icons and manifest', async () => {
    const picture = await sharp({ create: { width: 600, height: 300, channels: 4, background: '#1d4ed8' } })
      .png()
      .toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>');
    expect((await sendForm(forum, '/admin/settings/logo', {}, [svg], admin!)).status).toBe(422);
    expect((await sendForm(forum, '/admin/settings/logo', {}, [], admin!)).status).toBe(422);
    expect((await sendForm(forum, '/admin/settings/logo', {}, [picture], rina!)).status).toBe(403);
    expect((await sendForm(forum, '/admin/settings/logo', {}, [picture], admin!)).status).toBe(303);
    const home = (await forum.get('/')).text;
    const [, small] = /<a class="brand" href="\/"><img src="(\/logo\/[^"]+)"/.exec(home)!;
    expect(home).toContain(`<link rel="icon" href="${small}"`);
    const sent = await forum.app.inject({ url: small! });
    expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'image/webp']);
    expect(await sharp(sent.rawPayload).metadata()).toMatchObject({ width: 96, height: 96, hasAlpha: true });
    const manifest = (await forum.get('/manifest.webmanifest', admin)).json();
    const icon = await forum.app.inject({ url: manifest.icons[0].src });
    const pixels = await sharp(icon.rawPayload).extract({ left: 90, top: 90, width: 1, height: 1 }).raw().toBuffer();
    expect(pixels[2]).toBeGreaterThan(180);
    expect((await forum.app.inject({ url: '/favicon.ico' })).headers.location).toBe(small);
  });

  it('of the mark are taken back, and its file is there as long as a change names it', async () => {
    const [change] = await changes('logo');
    expect((await undo(change.id)).status).toBe(200);
    expect((await forum.get('/')).text).not.toContain('/logo/');
    await sweepLogos(forum.adda);
    const kept = readdirSync(mediaFolder(forum.adda.config)).filter((name) => name.startsWith('l-'));
    expect(kept.length).toBe(2);
    const [again] = await changes('logo');
    expect((await undo(again.id)).status).toBe(200);
    expect((await forum.get('/')).text).toContain(`/logo/${kept.find((name) => name.endsWith('-s.webp'))}`);
    expect((await forum.get('/logo/l-0123456789abcdef01234567.webp')).status).toBe(404);
    expect((await forum.get('/logo/..%2Fadda.db')).status).toBe(404);
  });
});
