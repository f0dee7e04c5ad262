/** Spaces about products, proposals, reports and affiliations. */
import { beforeAll, expect, it } from 'vitest';
import { makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const CHARTER = 'For all who like to be here, and say so.';

eachEngine('spaces and stakes', (engine) => {
  let forum: Forum;
  let admin: Member;
  let mod: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, mod] = [await forum.member('Ada', 'admin'), await forum.member('Mo', 'moderator')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    await makeBrand(forum, 'Acme', [{ name: 'AquaPump', topic: 'Watering gardens' }]);
  });
  const make = (who: Member, name: string, more: object = {}) =>
    forum.api('POST', '/spaces', { name, kind: 'craft', charter: CHARTER, ...more }, who);

  it('about a product are refused with the topic behind it, also when they are renamed or proposed', async () => {
    const refused = await make(mod, 'AquaPump owners');
    expect([refused.status, refused.json().code]).toEqual([422, 'about_a_brand']);
    expect(refused.json().title).toContain('Watering gardens');
    expect(refused.json().errors).toMatchObject([{ field: 'name', code: 'names_a_brand' }]);
    expect(refused.json().current).toMatchObject({ names: 'AquaPump', suggestion: 'Watering gardens' });
    expect((await make(mod, 'Gardens', { charter: 'For all who own a pump by Аcme.' })).json().errors[0].field).toBe(
      'charter',
    );
    expect((await make(mod, 'Gardens', { slug: 'acme-gardens' })).json().errors[0].field).toBe('slug');
    expect((await make(mod, 'Watering gardens')).status).toBe(201);
    const renamed = { name: 'Acme gardens', kind: 'craft', charter: CHARTER };
    expect((await forum.api('PATCH', '/spaces/watering-gardens', renamed, mod)).json().code).toBe('about_a_brand');
    expect((await forum.api('POST', '/spaces/proposals', renamed, rina)).json().code).toBe('about_a_brand');
  });

  it('may be let be by an admin with a reason that everybody reads', async () => {
    const reason = 'Acme is also the word for a summit, and this is about summits.';
    expect((await make(mod, 'Acme of mountains', { overrideReason: reason })).json().code).toBe('forbidden');
    expect((await make(admin, 'Acme of mountains', { overrideReason: 'Because.' })).json().errors[0]).toMatchObject({
      field: 'overrideReason',
      code: 'too_short',
    });
    expect((await make(admin, 'Acme of mountains', { overrideReason: reason })).status).toBe(201);
    expect((await forum.get('/s/acme-of-mountains')).text).toContain(reason);
    const { entries } = (await forum.api('GET', '/log')).json();
    expect(entries[0]).toMatchObject({ kind: 'space_overridden', brand: 'acme' });
    expect((await forum.get('/log')).text).toContain(reason);
  });

  it('are proposed by members, who read what became of it', async () => {
    const propose = (name: string) => forum.post('/spaces/propose', { name, kind: 'craft', charter: CHARTER }, rina);
    expect((await propose('Darning socks')).status).toBe(303);
    expect((await propose('Knitting gloves')).status).toBe(303);
    const queue = (await forum.get('/moderation', mod)).text;
    const [first, second] = [...queue.matchAll(/action="\/moderation\/proposals\/(\d+)">\s*<button/g)].map(
      ([, id]) => id,
    );
    expect((await forum.post(`/moderation/proposals/${first}`, { decision: 'grant' }, mod)).headers.location).toContain(
      '/s/darning-socks',
    );
    const why = 'It belongs into Darning socks, where the same people are.';
    await forum.post(`/moderation/proposals/${second}`, { decision: 'refuse', reason: why }, mod);
    expect((await forum.get('/spaces/propose', rina)).text).toContain(why);
    expect((await forum.post(`/moderation/proposals/${second}`, { decision: 'grant' }, mod)).status).toBe(404);
  });

  it('show a stake that is declared with a post or on the profile, and no staff label for it', async () => {
    const { id } = await ask(forum, rina);
    await forum.api('POST', `/threads/${id}/posts`, { body: 'Buy two.', affiliation: 'Works for a tyre shop' }, jamal);
    const page = (await forum.get(`/t/${id}/why-does-my-wheel-wobble`)).text;
    expect(page).toContain('<span class="declared">says: “<bdi dir="auto">Works for a tyre shop</bdi>”</span>');
    expect(page).not.toContain('staff-label');
    const { posts } = (await forum.api('GET', `/threads/${id}`)).json();
    expect(posts[0].author).toMatchObject({ affiliation: null, declares: 'Works for a tyre shop' });
    const label = await forum.api(
      'POST',
      `/threads/${id}/posts`,
      { body: 'Buy two.', affiliation: 'Staff · Acme' },
      jamal,
    );
    expect(label.json().errors).toMatchObject([{ field: 'affiliation', code: 'imitates_role' }]);
    const profile = (bio: string, name = 'Jamal', affiliation = '') =>
      forum.post('/settings/profile', { name, bio, affiliation }, jamal);
    expect((await profile('Official Acme account')).status).toBe(422);
    expect((await profile('I mend wheels.', 'Acme Support')).status).toBe(422);
    expect((await profile('I mend wheels.', 'Jamal', 'Works for Acme')).status).toBe(303);
    expect((await forum.get('/u/jamal')).text).toContain('Works for Acme');
    const joined = await forum.api('POST', '/accounts', {
      name: 'Аcme Help',
      email: 'a@example.org',
      password: 'a good long password',
    });
    expect(joined.json().errors).toMatchObject([{ field: 'name' }]);
  });

  it('that are hidden are reported with private evidence, and decided by whoever has none', async () => {
    const { id } = await ask(forum, rina);
    const post = await write(forum, await forum.member('Sly'), id, 'Acme pumps are the best.');
    const evidence = 'See the team page of acme.example: same face, same name.';
    const sent = await forum.api(
      'POST',
      `/posts/${post.id}/reports`,
      { reason: 'undisclosed_affiliation', evidence },
      rina,
    );
    expect(sent.status).toBe(201);
    expect(
      (await forum.api('POST', `/posts/${post.id}/reports`, { reason: 'undisclosed_affiliation', evidence }, rina))
        .status,
    ).toBe(409);
    const staff = await forum.member('Olga', 'staff');
    await forum.api(
      'POST',
      `/posts/${post.id}/reports`,
      { reason: 'unkind', evidence: 'It is unkind to all other pumps.' },
      staff,
    );
    const { reports } = (await forum.api('GET', '/reports', undefined, mod)).json();
    expect(reports.map((report: any) => [report.reason, report.conflict])).toEqual([
      ['undisclosed_affiliation', false],
      ['unkind', true],
    ]);
    for (const url of ['/log', `/p/${post.id}`, '/brands/acme'])
      expect((await forum.get(url)).text).not.toContain('team page');
    const decide = (who: Member, more: object = {}) =>
      forum.api(
        'POST',
        `/reports/${reports[0].id}`,
        { decision: 'uphold', reason: 'The team page shows it.', ...more },
        who,
      );
    const tied = await forum.member('Tia', 'moderator');
    await forum.post('/settings/profile', { name: 'Tia', bio: '', affiliation: 'Works for a rival of Acme' }, tied);
    expect((await decide(tied)).json().code).toBe('affiliated');
    expect((await forum.get('/moderation', tied)).text).not.toContain('team page');
    expect((await decide(mod)).json().errors).toMatchObject([{ field: 'affiliation', code: 'required' }]);
    expect((await decide(mod, { affiliation: 'Works for Acme' })).status).toBe(200);
    expect((await forum.get(`/p/${post.id}`)).text).toContain(
      '<span class="declared">says: “<bdi dir="auto">Works for Acme</bdi>”</span>',
    );
    expect((await decide(mod)).status).toBe(404);
  });

  it('are reported by visitors with an address, a few times an hour', async () => {
    const { id, postId } = await ask(forum, rina);
    expect((await forum.get(`/t/${id}/why-does-my-wheel-wobble`)).text).toContain(`/p/${postId}/report`);
    const form = { reason: 'other', evidence: 'This shows my street and my face.' };
    expect((await forum.post(`/p/${postId}/report`, form)).text).toContain('contact-e');
    const sent = await forum.post(`/p/${postId}/report`, { ...form, contact: 'me@example.org' });
    expect([sent.status, sent.text.includes('Thank you')]).toEqual([200, true]);
    for (let i = 0; i < 4; i++) await forum.post(`/p/${postId}/report`, { ...form, contact: `me${i}@example.org` });
    expect((await forum.post(`/p/${postId}/report`, { ...form, contact: 'me9@example.org' })).status).toBe(429);
  });
});
