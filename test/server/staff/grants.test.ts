/** How somebody comes to speak for a brand, how it ends, and what the public log says of it. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { verifyLog } from '../../../server/platform/audit/actions.ts';
import { endOverdueGrants } from '../../../server/brands/grants.ts';
import { letTimePass, DAY, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, newSession, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const BRAND = {
  name: 'Acme',
  domains: 'acme.example\nhttps://www.acme-shop.example/',
  products: 'AquaPump: watering gardens',
  contact: 'hello@acme.example',
};

eachEngine('a grant', (engine) => {
  let forum: Forum;
  let admin: Member;
  let dana: Member;
  beforeEach(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    dana = await forum.member('Dana');
    expect((await forum.api('POST', '/brands', BRAND, admin)).status).toBe(201);
  });
  const propose = async (member = 'Dana', address = 'dana@acme.example', who = admin) =>
    forum.api('POST', '/brands/acme/grants', { member, address }, who);
  const letters = async () => {
    return lettersOf(forum.adda);
  };
  const linkTo = async (recipient: string) =>
    /\/grants\/(?:confirm|end)\/[\w-]+/.exec(
      (await letters()).findLast((letter) => letter.recipient === recipient)!.body,
    )![0];
  /** As Dana, signed in anew: her sessions end with each role. */
  const follow = async (link: string) => {
    dana.cookie = await newSession(forum.adda, dana.id);
    return forum.post(link, {}, dana);
  };
  const role = async () => (await rowOf(forum, 'accounts', dana.id)).role;
  const kinds = async () =>
    (await forum.api('GET', '/log'))
      .json()
      .entries.map((entry: any) => entry.kind)
      .reverse();

  it('needs one admin where there is one, and the person at their address at the brand', async () => {
    expect((await propose()).status).toBe(201);
    expect(await role()).toBe('member');
    const link = await linkTo('dana@acme.example');
    const other = await forum.member('Eve');
    for (const answer of [await forum.get(link, other), await forum.post(link, {}, other)]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('This link is for another account.');
    }
    expect((await forum.post(link, {}, null)).status).toBe(401);
    const before = { ...dana };
    const confirmed = await forum.post(link, {}, dana);
    expect(confirmed.headers.location).toContain('/desk');
    expect(await role()).toBe('staff');
    // Another role is another session.
    expect((await forum.get('/settings', before)).status).toBe(303);
    dana.cookie = /adda_session=[\w-]+/.exec(String(confirmed.headers['set-cookie']))![0];
    expect((await forum.get('/settings', dana)).status).toBe(200);
    expect((await forum.post(link, {}, dana)).status).toBe(422);
    expect(await kinds()).toEqual(['brand_registered', 'grant_proposed', 'grant_confirmed', 'grant_started']);
    expect((await forum.get('/brands/acme')).text).toContain('Staff · Acme');
  });

  it('needs a second admin where there are two: not the one who proposed', async () => {
    const deputy = await forum.member('Bo', 'admin');
    const { id } = (await propose()).json();
    await forum.post(await linkTo('dana@acme.example'), {}, dana);
    expect(await role()).toBe('member');
    expect((await forum.api('POST', `/grants/${id}/confirm`, {}, admin)).json().code).toBe('same_admin');
    expect((await forum.api('POST', `/grants/${id}/confirm`, {}, deputy)).status).toBe(200);
    expect(await role()).toBe('staff');
  });

  it('is refused with the fault beside its field', async () => {
    const faults = async (answer: Promise<{ json(): any }>) =>
      ((await answer).json().errors ?? []).map((fault: any) => `${fault.field} ${fault.code}`);
    expect(await faults(propose('Nobody'))).toEqual(['member unknown_member']);
    for (const address of [
      'dana@evil.example',
      'dana@acme.example.evil.example',
      'dana@notacme.example',
      'acme.example',
      '',
    ])
      expect(await faults(propose('Dana', address)), address).toEqual(['address not_at_brand']);
    expect((await propose('Dana', 'dana@mail.acme-shop.example')).status).toBe(201);
    expect(await faults(propose())).toEqual(['member taken']);
    const mod = await forum.member('Mo', 'moderator');
    expect((await propose(mod.name, 'mo@acme.example')).json().code).toBe('has_power');
    const brand = (more: object) => faults(forum.api('POST', '/brands', { ...BRAND, name: 'Zeta', ...more }, admin));
    expect(await brand({ domains: 'no domain!' })).toContain('domains not_a_domain');
    expect(await brand({ domains: '127.0.0.1' })).toContain('domains not_a_domain');
    expect(await brand({ contact: 'me@elsewhere.example' })).toEqual(['contact not_at_brand']);
    expect(await brand({ name: 'Acme' })).toEqual(['name taken']);
  });

  async function makeStaff(): Promise<number> {
    const { id } = (await propose()).json();
    await follow(await linkTo('dana@acme.example'));
    expect(await role()).toBe('staff');
    return id;
  }

  it('ends by an admin, by the brand’s letter, by the person, or by time; then one is a member again', async () => {
    const ends: [string, (id: number) => Promise<unknown>][] = [
      ['admin', (id) => forum.api('POST', `/grants/${id}/end`, {}, admin)],
      ['brand', async () => forum.post(await linkTo('hello@acme.example'), {}, null)],
      ['member', () => forum.api('POST', '/grants/leave', {}, dana)],
      ['time', async () => (await letTimePass(forum, 366 * DAY), endOverdueGrants(forum.adda))],
    ];
    for (const [by, end] of ends) {
      const id = await makeStaff();
      await end(id);
      expect(await role(), by).toBe('member');
      const { grants } = (await forum.api('GET', '/brands/acme')).json();
      expect(grants[0].endedBy).toBe(by);
    }
    expect((await kinds()).filter((kind: string) => kind === 'grant_ended')).toHaveLength(4);
  });

  it('that is over counts from that moment, also before the clock comes by', async () => {
    await makeStaff();
    const rina = await forum.member('Rina');
    const { id } = await ask(forum, rina);
    await write(forum, rina, id, 'I tried.');
    await letTimePass(forum, 366 * DAY);
    const refused = await tryPost(forum, dana, id, 'An official word.');
    expect([refused.status, refused.code]).toEqual([403, 'grant_ended']);
  });

  it('is renewed by the letter, for a year from then', async () => {
    const id = await makeStaff();
    await letTimePass(forum, 300 * DAY);
    await forum.api('POST', `/grants/${id}/renew`, {}, admin);
    await follow(await linkTo('dana@acme.example'));
    const { grants } = (await forum.api('GET', '/brands/acme')).json();
    expect(grants[0].expiresAt).toBeGreaterThan(Date.now() + 360 * DAY);
    expect(await kinds()).toContain('grant_renewed');
  });

  it('keeps no promise to a moderator: whoever was promoted meanwhile is not made staff', async () => {
    await propose();
    await forum.adda.store.write((tx) => tx.raw(`update accounts set role = 'moderator' where id = ${dana.id}`));
    expect((await forum.post(await linkTo('dana@acme.example'), {}, dana)).status).toBe(409);
    expect(await role()).toBe('moderator');
  });
});

eachEngine('the public log', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
  });
  beforeEach(async () => {
    await forum.adda.store.write(async (tx) => {
      await tx.raw('delete from audit_log');
      await tx.raw(`delete from settings where key = 'log_end'`);
    });
    for (const hours of [30, 36, 48, 24, 40])
      await forum.api('PATCH', '/staff-rules', { peersFirstHours: hours }, admin);
  });
  const raw = (statement: string) => forum.adda.store.write((tx) => tx.raw(statement));
  const verdict = async (head: string | null = null) => verifyLog(forum.adda, head);

  it('is whole as long as nobody alters it, and knows a hash that was noted', async () => {
    const { head } = (await forum.api('GET', '/log')).json();
    expect(await verdict(head)).toMatchObject({ entries: 5, wrong: null, hasHead: true, head });
    expect((await verdict('0'.repeat(64))).hasHead).toBe(false);
    expect((await forum.get('/log')).text).toContain(head);
  });

  it.each([
    ['facts', `update audit_log set facts = '{"peersFirstHours":1}' where number = 3`, 3, 'altered'],
    ['moment', `update audit_log set at = at + 1 where number = 2`, 2, 'altered'],
    ['actor', `update audit_log set actor_id = null where number = 4`, 4, 'altered'],
    [
      'secrecy',
      `update audit_log set is_public = ${engine === 'sqlite' ? '0' : 'false'} where number = 5`,
      5,
      'altered',
    ],
    ['hash', `update audit_log set hash = previous where number = 1`, 1, 'altered'],
    ['middle', `delete from audit_log where number = 2`, 2, 'missing'],
    ['end', `delete from audit_log where number = 5`, 5, 'missing'],
    ['beginning', `delete from audit_log where number = 1`, 1, 'missing'],
  ])('shows where its %s was altered by hand', async (_what, statement, number, what) => {
    await raw(statement);
    expect((await verdict()).wrong).toEqual({ number, what });
    expect((await forum.get('/log')).status).toBe(200);
  });
});
