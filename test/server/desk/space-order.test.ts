/** The order of spaces, and archived ones: as admins put them. */
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { writeOrder } from '../../../server/forum/spaces/order.ts';
import { movedBy } from '../../../server/rules/order.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

it('one of a list moves among those it stands beside, and stays at the end', () => {
  const list = ['a1', 'b1', 'a2', 'b2', 'a3'];
  const isA = (one: string) => one.startsWith('a');
  expect(movedBy(list, 'a3', 'up', isA)).toEqual(['a1', 'b1', 'a3', 'b2', 'a2']);
  expect(movedBy(list, 'a1', 'down', isA)).toEqual(['a2', 'b1', 'a1', 'b2', 'a3']);
  expect(movedBy(list, 'a1', 'up', isA)).toEqual(list);
  expect(movedBy(list, 'a3', 'down', isA)).toEqual(list);
});

eachEngine('the order of spaces', (engine) => {
  let forum: Forum;
  let [admin, rina]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, rina] = [await forum.member('Ada', 'admin'), await forum.member('Rina')];
    for (const [slug, kind] of [
      ['bolts', 'problem'],
      ['axles', 'problem'],
      ['pots', 'craft'],
    ] as const)
      await forum.adda.store.write((tx) =>
        insertSpace(tx, { slug, name: `The ${slug}`, kind, charter: `About ${slug} and more.`, createdAt: tx.now }),
      );
  });
  const order = async (path = '/spaces', who: Member | null = null) =>
    [...(await forum.get(path, who)).text.matchAll(/href="\/s\/(bolts|axles|pots|wheels)"/g)].map(([, slug]) => slug);
  const move = (slug: string, step: string, who = admin) => forum.post(`/admin/spaces/${slug}/move`, { step }, who);

  it('is by name until an admin moves one', async () => {
    expect(await order()).toEqual(['axles', 'bolts', 'wheels', 'pots']);
    expect((await move('wheels', 'up')).headers.location).toBe('/admin/spaces?flash=saved#space-wheels');
    expect(await order()).toEqual(['axles', 'wheels', 'bolts', 'pots']);
    expect(await order('/')).toEqual(['axles', 'wheels', 'bolts', 'pots']);
    await move('wheels', 'up');
    await move('wheels', 'up');
    expect(await order()).toEqual(['wheels', 'axles', 'bolts', 'pots']);
    await move('wheels', 'down');
    expect(await order()).toEqual(['axles', 'wheels', 'bolts', 'pots']);
  });

  it('is put as a whole, and refused where a space is not there or named twice', async () => {
    const put = (spaces: string[], who = admin) => forum.api('PUT', '/admin/spaces/order', { spaces }, who);
    expect((await put(['bolts', 'wheels', 'axles'])).status).toBe(200);
    expect(await order()).toEqual(['bolts', 'wheels', 'axles', 'pots']);
    expect((await put(['bolts', 'bolts'])).status).toBe(422);
    expect((await put(['bolts', 'nowhere'])).status).toBe(422);
    expect((await put(['bolts'], rina)).status).toBe(403);
    await writeOrder(forum.adda, null, ['axles', 'bolts']);
    expect(await order()).toEqual(['axles', 'wheels', 'bolts', 'pots']);
    expect((await move('nowhere', 'up')).status).toBe(404);
    expect((await move('bolts', 'sideways')).status).toBe(422);
  });

  it('has archived ones last, under a heading of their own, where nothing is begun or said', async () => {
    const { url } = await ask(forum, rina!, { title: 'Which wheel is it that wobbles?' });
    expect((await forum.get('/ask', rina)).text).toContain('<option value="wheels"');
    expect((await forum.post('/admin/spaces/wheels/archive', { set: 'true' }, admin)).status).toBe(303);
    expect(await order()).toEqual(['axles', 'bolts', 'pots', 'wheels']);
    expect((await forum.get('/spaces')).text).toMatch(/>Archived<\/h2>[^]*href="\/s\/wheels"/);
    expect((await forum.get('/')).text.split('<aside')[1]).not.toContain('/s/wheels');
    expect((await forum.get('/ask', rina)).text).not.toContain('<option value="wheels"');
    expect((await forum.get('/s/wheels', rina)).text).not.toContain('href="/ask?space=wheels');
    const thread = (await forum.get(url, rina)).text;
    expect(thread).toContain('This space is archived');
    expect(thread).not.toContain('id="write-form"');
    expect((await forum.get('/search?q=wobbles')).text).toContain(url);
    const listed = (await forum.api('GET', '/spaces', undefined, null)).json().spaces;
    expect(listed.at(-1)).toMatchObject({ slug: 'wheels', archivedAt: expect.any(Number) });
    const again = (await forum.get('/admin/spaces', admin)).text;
    expect(again).toContain('Open it again');
    await forum.post('/admin/spaces/wheels/archive', { set: 'false' }, admin);
    expect(await order()).toEqual(['axles', 'wheels', 'bolts', 'pots']);
  });
});
