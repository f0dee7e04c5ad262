/** What people write in a space: its language and its mathematics, told wherever the words go, and found. */
import { beforeAll, expect, it } from 'vitest';
import { redrawStale } from '../../../server/forum/posting/redraw.ts';
import { putSetting } from '../../../server/platform/site/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

const SPACE = { name: 'Vélos de ville', kind: 'craft', charter: 'Pour celles et ceux qui roulent en ville.' };

eachEngine('a space with a language of its own', (engine) => {
  let forum: Forum;
  let ada: Member;
  let rina: Member;
  let url: string;
  beforeAll(async () => {
    forum = await makeForum(engine);
    ada = await forum.member('Ada', 'admin');
    rina = await forum.member('Rina');
    await forum.post('/spaces/new', SPACE, ada);
    ({ url } = await ask(forum, rina, {
      space: 'vélos-de-ville',
      title: 'Mes roues sont voilées',
      body: 'Les heureuses qui roulent avec ces rayons coûtent $12$ ou $x^2$.',
    }));
  });
  const edit = (more: object) => forum.post('/s/vélos-de-ville/edit', { ...SPACE, ...more }, ada);
  const find = async (q: string) => (await forum.api('GET', `/search?q=${encodeURIComponent(q)}`)).json().hits.length;

  it('is chosen from languages named in the reader’s own, and no other', async () => {
    const form = (await forum.get('/spaces/new', ada)).text;
    expect(form).toMatch(/<option value="fr">French<\/option>/);
    expect((await forum.get('/spaces/new', ada, { 'accept-language': 'bn' })).text).toContain('>ফরাসি</option>');
    const refused = await edit({ language: 'tlh' });
    expect([refused.status, refused.text.includes('“tlh” does not fit here.')]).toEqual([422, true]);
    expect((await edit({ language: 'fr' })).status).toBe(303);
    expect((await forum.get('/s/vélos-de-ville/edit', ada)).text).toMatch(/<option value="fr" selected>/);
  });

  it('tells it to browsers, feeds and the API', async () => {
    const page = (await forum.get(url)).text;
    expect(page).toMatch(/<h1 dir="auto" lang="fr">Mes roues/);
    expect(page).toMatch(/prose" dir="auto" lang="fr"><p>Les heureuses/);
    expect((await forum.get('/new')).text).toMatch(/thread-row__title" dir="auto" lang="fr"/);
    expect((await forum.get('/new.atom')).text).toContain('<entry xml:lang="fr">');
    expect((await forum.api('GET', '/feeds/new')).json().threads[0].space.language).toBe('fr');
    expect((await forum.api('GET', '/spaces')).json().spaces.map((one: any) => one.language)).toContain('fr');
  });

  it('finds what was written before by its endings, once its posts were cut anew', async () => {
    expect(await find('heureux')).toBe(0);
    await redrawStale(forum.adda);
    for (const word of ['heureux', 'voilee', 'coûtent', '১২']) expect([word, await find(word)]).toEqual([word, 1]);
    expect((await forum.get('/search?q=heureux')).text).toContain('<mark>heureuses</mark>');
  });

  it('draws what stands between dollars as mathematics once it has it, and money again when not', async () => {
    expect((await forum.get(url)).text).not.toContain('<math');
    expect((await edit({ maths: 'true' })).status).toBe(303);
    await redrawStale(forum.adda);
    const page = (await forum.get(url)).text;
    expect(page).toContain('<annotation encoding="application/x-tex">x^2</annotation>');
    expect(page).toContain('$x^2$');
    expect((await forum.get('/new.atom')).text).toContain('ou x^2.');
    expect((await forum.get('/search?q=rayons')).text).toContain('x^2');
    const preview = { form: 'question', title: 'x', space: 'vélos-de-ville', body: '$y^2$', preview: '1' };
    expect((await forum.post('/ask', preview, rina)).text).toContain('<math>');
    expect((await forum.post('/ask', { ...preview, space: 'wheels' }, rina)).text).not.toContain('<math>');
    const live = await forum.post('/preview', { body: '$z$', at: `${url}/posts` }, rina, {
      accept: 'application/json',
    });
    expect(live.json().html).toContain('<math>');
    await edit({ maths: 'false' });
    await redrawStale(forum.adda);
    expect((await forum.get(url)).text).not.toContain('<math');
  });

  it('goes on from where it was when posts are to be cut anew after an upgrade', async () => {
    await forum.adda.store.write(async (tx) => {
      await putSetting(tx, 'words_by', 'before');
      await tx.raw('delete from search');
    });
    expect(await find('rayons')).toBe(0);
    await redrawStale(forum.adda);
    expect(await find('rayons')).toBe(1);
  });
});
