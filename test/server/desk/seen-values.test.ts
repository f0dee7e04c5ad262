/** What an admin saves writes over nobody who saved something else since they opened the page. */
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const wasIn = (page: string, action: string): string => {
  const form = page.slice(page.indexOf(`action="${action}"`));
  return /name="was" value="([\w-]+)"/.exec(form)![1]!;
};

eachEngine('values that somebody else saved meanwhile', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    const brand = { name: 'Acme', domains: 'acme.example', contact: 'team@acme.example' };
    expect((await forum.api('POST', '/brands', brand, admin)).status).toBe(201);
  });

  const brand = { slug: 'acme', domains: 'acme.example', products: '', contact: 'team@acme.example' };
  const held = { firstPosts: 'none', scoreAbove: '0' };
  type Form = Record<string, string | string[]>;
  it.each<{ form: string; at: string; theirs: Form; mine: Form; says: string }>([
    {
      form: '/admin/forum',
      at: '/admin',
      theirs: { forumName: 'The wheel house', languages: ['en'] },
      mine: { forumName: 'Spokes', languages: ['en'] },
      says: 'The wheel house',
    },
    {
      form: '/admin/prevention',
      at: '/admin/prevention',
      theirs: { ...held, similar: 'true' },
      mine: { ...held, disposableMail: 'true' },
      says: 'on',
    },
    {
      form: '/admin/limits',
      at: '/admin/brands',
      theirs: { accountPerDay: '11' },
      mine: { accountPerDay: '12' },
      says: '11',
    },
    {
      form: '/admin/operator',
      at: '/admin/brands',
      theirs: { operator: 'acme' },
      mine: { operator: '' },
      says: 'Acme',
    },
    {
      form: '/admin/brands/acme',
      at: '/admin/brands/acme',
      theirs: { ...brand, name: 'Acme Wheels' },
      mine: { ...brand, name: 'Acme Spokes' },
      says: 'Acme Wheels',
    },
  ])('$form', async ({ form, at, theirs, mine, says }) => {
    const was = wasIn((await forum.get(at, admin)).text, form);
    const first = await forum.post(form, { ...theirs, was }, admin);
    expect([first.status, first.headers.location?.includes('flash=saved')]).toEqual([303, true]);
    const stale = await forum.post(form, { ...mine, was }, admin);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Somebody saved other values meanwhile');
    const theirList = /<ul class="theirs">[^]*?<\/ul>/.exec(stale.text)?.[0] ?? '';
    expect(theirList).toContain(`>${says}</bdi>`);
    for (const [name, value] of Object.entries(mine).filter(([name]) => name === 'name' || name === 'forumName'))
      expect(stale.text, name).toContain(`value="${String(value)}"`);
    // Who saves the same as is there now writes over nothing, and who says nothing is not asked.
    expect((await forum.post(form, { ...theirs, was }, admin)).status).toBe(303);
    // Seen, it is theirs to decide.
    expect((await forum.post(form, { ...mine, was: wasIn(stale.text, form) }, admin)).status).toBe(303);
    expect((await forum.post(form, theirs, admin)).status).toBe(303);
  });

  it.each(['Staff - Acme Wheels', 'Acme Wheels', 'ACME WHEELS'])('a forum is not called %s', async (forumName) => {
    const refused = await forum.post('/admin/forum', { forumName, languages: ['en'] }, admin);
    expect([refused.status, refused.text.includes('id="forumName-e"')]).toEqual([422, true]);
    expect((await forum.api('PUT', '/admin/settings/name', { value: forumName }, admin)).status).toBe(422);
  });

  it('are answered in the API with what is there now', async () => {
    const answer = await forum.api('POST', '/admin/prevention', { ...held, scoreAbove: 0, was: 'x'.repeat(22) }, admin);
    expect([answer.status, answer.json().code]).toEqual([409, 'stale_values']);
    const { was, similar } = answer.json().current;
    expect(similar).toBe(true);
    expect((await forum.api('POST', '/admin/prevention', { ...held, scoreAbove: 0, was }, admin)).status).toBe(200);
  });
});
