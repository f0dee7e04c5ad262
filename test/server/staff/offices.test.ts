/** Nobody speaks for a brand and has power over others: not in the forum, and not in one space. */
import { beforeAll, expect, it } from 'vitest';
import { confirmByLetter } from '../../../server/brands/grants.ts';
import { moderateSpace } from '../../support/offices.ts';
import { hashSecret } from '../../../server/platform/secrets.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { type Forum, makeForum, newSession, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const AT_ONCE = 50;
const FROM = {
  address: '127.0.0.1',
  userAgent: '',
  language: 'en' as const,
  origin: 'http://localhost:3000',
  sessionHash: '',
  device: '',
};

eachEngine('an office in a space', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Admin', 'admin');
    await forum.member('Olga', 'staff');
  });
  const propose = (member: Member) =>
    forum.api('POST', '/brands/acme/grants', { member: member.name, address: `${member.slug}@acme.example` }, admin);

  it('is refused to staff', async () => {
    await expect(moderateSpace(forum.adda, 'Olga', 'wheels', true)).rejects.toThrow('is_staff');
  });

  it('keeps its holder from speaking for a brand, until it is taken back', async () => {
    const keeper = await forum.member('Keeper');
    await moderateSpace(forum.adda, 'Keeper', 'wheels', true);
    expect((await propose(keeper)).json().code).toBe('has_power');
    await moderateSpace(forum.adda, 'Keeper', 'wheels', false);
    expect((await propose(keeper)).status).toBeLessThan(300);
  });

  it('shows its holder the reports of their space only, and no proposals', async () => {
    const rina = await forum.member('Rina');
    const asked = await forum.api(
      'POST',
      '/threads',
      { space: 'wheels', form: 'question', title: 'A wobble', body: 'How?' },
      rina,
    );
    const jamal = await forum.member('Jamal');
    const report = { reason: 'other', evidence: 'It is out of place.' };
    await forum.api('POST', `/posts/${asked.json().postId}/reports`, report, jamal);
    await forum.adda.store.write(async (tx) => {
      const made = { kind: 'craft' as const, charter: 'For all of us.', createdAt: tx.now };
      await tx.q.insert(tx.t.spaces).values({ ...made, slug: 'brakes', name: 'Brakes' });
    });
    const [here, elsewhere] = [await forum.member('Here'), await forum.member('Elsewhere')];
    await moderateSpace(forum.adda, 'Here', 'wheels', true);
    await moderateSpace(forum.adda, 'Elsewhere', 'brakes', true);
    here.cookie = await newSession(forum.adda, here.id);
    const seen = async (who: Member) => (await forum.api('GET', '/reports', undefined, who)).json().reports.length;
    expect([await seen(here), await seen(elsewhere), await seen(admin)]).toEqual([1, 0, 1]);
    expect((await forum.get('/spaces/new', here)).status).toBe(403);
    expect([
      (await forum.get('/s/wheels/edit', here)).status,
      (await forum.get('/s/brakes/edit', here)).status,
    ]).toEqual([200, 403]);
  });

  it(`and a grant that begins, ${AT_ONCE} at once, never come together`, async () => {
    const member = await forum.member('Torn');
    expect((await propose(member)).status).toBeLessThan(300);
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.grants)
        .set({ confirmHash: hashSecret('torn'), confirmedAt: tx.now })
        .then(() => undefined),
    );
    const acts = Array.from({ length: AT_ONCE }, (_, i) =>
      i % 2 === 0
        ? moderateSpace(forum.adda, 'Torn', 'wheels', true)
        : confirmByLetter(forum.adda, actorAs(member.id, 'member'), 'torn', FROM),
    );
    const ends = await Promise.allSettled(acts);
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
    const { q, t } = forum.adda.store.read;
    const isStaff = (await q.select().from(t.grants)).some(
      (one) => one.accountId === member.id && one.state === 'active',
    );
    const holds = (await q.select().from(t.spaceRoles)).some(({ accountId }) => accountId === member.id);
    expect([isStaff, holds].filter(Boolean)).toHaveLength(1);
  });
});
