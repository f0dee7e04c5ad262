/** Members, for admins: found by name or address, role and state; another role, the end of sessions, a new password. */
import { beforeEach, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { type Forum, makeForum, type Member, PASSWORD } from '../../support/forum.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('members', (engine) => {
  let forum: Forum;
  let [ada, rina, jamal]: Member[] = [];
  beforeEach(async () => {
    forum = await makeForum(engine);
    [ada, rina, jamal] = [
      await forum.member('Ada', 'admin'),
      await forum.member('Rina Das'),
      await forum.member('Jamal'),
    ];
  });
  const found = async (query = '', who = ada) =>
    ((await forum.api('GET', `/admin/members${query}`, undefined, who)).json().members ?? []).map(
      ({ name }: { name: string }) => name,
    );

  it('are found by a part of a name in any case, a whole address, role and state; no address is shown', async () => {
    expect(await found()).toEqual(['Jamal', 'Rina Das', 'Ada']);
    expect(await found('?q=DAS')).toEqual(['Rina Das']);
    expect(await found('?q=jamal@example.org')).toEqual(['Jamal']);
    expect(await found('?q=amal@example.org')).toEqual([]);
    expect(await found('?q=%25')).toEqual([]);
    expect(await found('?role=admin')).toEqual(['Ada']);
    await forum.adda.store.write((tx) => updateAccount(tx, jamal!.id, { suspendedUntil: tx.now + 60_000 }));
    expect(await found('?state=suspended')).toEqual(['Jamal']);
    for (const url of ['/admin/members?q=jamal', '/admin/members/jamal']) {
      const { text } = await forum.get(url, ada);
      expect(text).toContain('/admin/members/jamal');
      expect(text).not.toContain('@example.org');
    }
    expect((await forum.get('/admin/members?q=DAS', ada)).text).toContain('value="DAS"');
    for (const query of [`?q=${'x'.repeat(1_900)}`, '?q=%E2%80%8B', '?q=_', '?role=nonsense'])
      expect((await forum.get(`/admin/members${query}`, ada)).status).toBeLessThan(500);
  });

  it('come thirty at a time', async () => {
    for (let i = 0; i < 35; i++) await forum.member(`Wheel ${i}`);
    const first = (await forum.api('GET', '/admin/members?q=wheel', undefined, ada)).json();
    expect(first.members).toHaveLength(30);
    const second = (await forum.api('GET', `/admin/members?q=wheel&before=${first.next}`, undefined, ada)).json();
    expect([second.members.length, second.next]).toEqual([5, null]);
    expect((await forum.get('/admin/members?q=wheel', ada)).text).toContain(`before=${first.next}`);
  });

  it('are nobody’s but admins’ to look for', async () => {
    const moderator = await forum.member('Mod', 'moderator');
    for (const who of [rina, moderator])
      for (const url of ['/admin/members', '/admin/members/jamal'])
        expect((await forum.get(url, who)).status).toBe(403);
    expect((await forum.post('/admin/members/jamal/role', { role: 'admin', current: PASSWORD }, rina)).status).toBe(
      403,
    );
  });

  it('get another role with the admin’s own password, in the open; their sessions end', async () => {
    const give = (name: string, role: string, current = PASSWORD, who = ada) =>
      forum.post(`/admin/members/${name}/role`, { role, current }, who);
    const wrong = await give('rina-das', 'moderator', 'nonsense');
    expect([wrong.status, wrong.text.includes('value="moderator" selected')]).toEqual([422, true]);
    expect((await give('rina-das', 'moderator')).headers.location).toContain('/admin/members/rina-das');
    expect(await found('?role=moderator')).toEqual(['Rina Das']);
    expect((await forum.get('/settings', rina)).status).not.toBe(200);
    expect((await forum.get('/log')).text).toContain('Rina Das');
    expect((await give('ada', 'member')).text).toMatch(/last admin|only admin/i);
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum, 'Acme'));
    expect((await give(dana.slug, 'admin')).status).toBeGreaterThanOrEqual(400);
    expect((await give('rina-das', 'staff')).status).toBe(422);
    expect((await give('nobody', 'admin')).status).toBeGreaterThanOrEqual(400);
    const token = { authorization: `Bearer ${ada!.token}` };
    expect(
      (await forum.post('/admin/members/jamal/role', { role: 'admin', current: PASSWORD }, null, token)).status,
    ).toBeGreaterThanOrEqual(400);
    expect(await found('?role=admin')).toEqual(['Ada']);
  });

  it('are signed out everywhere, and get a link for a new password at their own address', async () => {
    expect((await forum.get('/settings', jamal)).status).toBe(200);
    expect((await forum.post('/admin/members/jamal/sign-out', {}, ada)).status).toBe(303);
    expect((await forum.get('/settings', jamal)).status).not.toBe(200);
    expect((await forum.api('GET', '/notifications', undefined, jamal)).status).toBe(401);
    await lettersOf(forum.adda);
    expect((await forum.post('/admin/members/jamal/reset', {}, ada)).status).toBe(303);
    const letters = await lettersOf(forum.adda);
    expect(letters.at(-1)).toMatchObject({ recipient: 'jamal@example.org' });
    expect(letters.at(-1)!.body).toContain('/reset/');
  });
});
