/** Who speaks stays true: whatever former staff, liars and vandals do to look like somebody else. */
import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { Brand } from '../../../server/brands/queries.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { keyNames } from '../../../server/people/accounts/name-keys.ts';
import { DAY, expectRefused, grantTo, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member, newSession, ORIGIN } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

const REFERENCE = 'https://safety.example/recall';

eachEngine('who speaks', (engine) => {
  let forum: Forum;
  let acme: Brand;
  let [asker, peer, admin] = [] as unknown as [Member, Member, Member];
  beforeAll(async () => {
    forum = await makeForum(engine);
    acme = await makeBrand(forum);
    asker = await forum.member('Rina');
    peer = await forum.member('Jamal');
    admin = await forum.member('Ama', 'admin');
  });
  const month = () =>
    new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.now());
  const leave = async (who: Member): Promise<Member> => {
    const done = await forum.api('POST', '/grants/leave', {}, who);
    expect(done.status).toBe(200);
    return { ...who, cookie: await newSession(forum.adda, who.id) };
  };
  const page = async (url: string, headers = {}) => (await forum.get(url, null, headers)).text;
  const thread = async (id: number) => (await forum.api('GET', `/threads/${id}`)).json();
  const openingOf = async (threadId: number) => {
    const { q, t } = forum.adda.store.read;
    const rows = await q.select({ id: t.posts.id }).from(t.posts).where(eq(t.posts.threadId, threadId));
    return rows[0]!.id;
  };
  const edit = (who: Member, postId: number, body: object) =>
    forum.api('PATCH', `/posts/${postId}`, { revision: 1, ...body }, who);

  it('is said by the forum of former staff, in the reader’s language, whatever they declare', async () => {
    const gone = await leave(await makeStaff(forum, 'Dana', acme));
    for (const affiliation of ['Just likes walls', '\u2063\u2063\u2063', '']) {
      const saved = await forum.post('/settings/profile', { name: 'Dana', bio: '', affiliation }, gone);
      expect(saved.status, affiliation).toBe(303);
      const { id, url } = await ask(forum, asker, { title: 'Which wall paint lasts?' });
      const answer = await tryPost(forum, gone, id, 'Lime.');
      expect(answer.status).toBe(201);
      const { posts } = await thread(id);
      expect(posts[0].author).toMatchObject({ affiliation: null, formerly: `Worked for Acme until ${month()}` });
      expect(await page(url)).toContain(`Worked for Acme until ${month()}`);
      expect(await page(url, { 'accept-language': 'bn' })).toContain('পর্যন্ত Acme-এর হয়ে কাজ করতেন');
    }
    expect((await forum.get('/u/dana')).text).toContain('Worked for Acme until');
    const started = await ask(forum, gone, { title: 'How do I paint a damp wall?' });
    expect((await forum.get('/new')).text).toContain(`Worked for Acme until ${month()}`);
    expect((await forum.api('GET', `/threads/${started.id}`)).json().thread.author.formerly).toContain('Acme');
  });

  it('cannot change from label to none in one thread', async () => {
    const kim = await makeStaff(forum, 'Kim', acme);
    const { id } = await ask(forum, asker, { title: 'Is the hub ours?' });
    await write(forum, peer, id, 'It is.');
    await letTimePass(forum, 8 * DAY);
    expect((await tryPost(forum, kim, id, 'An official word.')).status).toBe(201);
    const gone = await leave(kim);
    await write(forum, peer, id, 'Thank you.');
    expectRefused(await tryPost(forum, gone, id, 'As a peer: buy Acme.'), 403, 'spoke_here');
    const { id: other } = await ask(forum, asker, { title: 'Is the rim ours?' });
    expect((await tryPost(forum, gone, other, 'I would true it.')).status).toBe(201);
  });

  it('changes nothing as a member in a thread where they had the label, be it their own or somebody else’s', async () => {
    const joan = await forum.member('Joan');
    const { id } = await ask(forum, asker, { title: 'Is the saddle ours?' });
    const answer = await write(forum, joan, id, 'I would lower it.');
    const opened = await write(forum, peer, id, 'All we know of saddles.');
    expect((await forum.api('PUT', `/posts/${opened.id}/open`, { to: 'new' }, peer)).status).toBe(200);
    await letTimePass(forum, 8 * DAY);
    await grantTo(forum, joan, acme);
    expect((await tryPost(forum, joan, id, 'An official word.')).status).toBe(201);
    const gone = await leave(joan);
    for (const postId of [answer.id, opened.id])
      expect((await edit(gone, postId, { body: 'The Acme saddle did it for me.' })).json().code).toBe('spoke_here');
    expect(await page(`/p/${answer.id}`)).not.toContain('The Acme saddle');
  });

  it('stays with what they rewrote meanwhile, however long ago it was', async () => {
    const ines = await forum.member('Ines');
    const { id } = await ask(forum, asker, { title: 'Is the bell ours?' });
    const answer = await write(forum, ines, id, 'Any bell rings.');
    await grantTo(forum, ines, acme);
    const gone = await leave(ines);
    expect((await edit(gone, answer.id, { body: 'Any bell rings, also those of others.' })).status).toBe(200);
    const untouched = await write(forum, peer, id, 'It rings.');
    await forum.adda.store.write((tx) => updateAccount(tx, ines.id, { stakes: null }));
    const { posts } = await thread(id);
    const said = (postId: number) => posts.find((post: { id: number }) => post.id === postId).author.formerly;
    expect(said(answer.id)).toBe(`Worked for Acme until ${month()}`);
    expect(said(untouched.id)).toBeNull();
  });

  it('gives others no weight while the forum says for whom they worked, and takes back what they gave before', async () => {
    const { id } = await ask(forum, asker, { title: 'Which grease lasts?' });
    const answer = await write(forum, peer, id, 'Any, if it is renewed.');
    const gone = await leave(await makeStaff(forum, 'Max', acme));
    for (const kind of ['helpful', 'worked', 'outdated'])
      expect((await forum.api('PUT', `/posts/${answer.id}/marks/${kind}`, { set: true }, gone)).json().code).toBe(
        'spoke_lately',
      );
    expect(await setMark(forum, gone, answer.id, 'helpful', false)).toBe(200);
    const own = await ask(forum, gone, { title: 'And which oil?' });
    const helped = await write(forum, peer, own.id, 'Thin oil.');
    expect(await setMark(forum, gone, helped.id, 'accept')).toBe(200);
  });

  it('and works for a brand opens no window for that brand', async () => {
    const zeta = await makeBrand(forum, 'Zeta');
    const [ofAcme, ofZeta] = [await makeStaff(forum, 'Ivo', acme), await makeStaff(forum, 'Uma', zeta)];
    const { id } = await ask(forum, asker, { title: 'Who makes good spokes?' });
    const sam = await forum.member('Sam');
    await tryPost(forum, sam, id, 'Acme does.', { affiliation: 'Engineer at ACME' });
    expectRefused(await tryPost(forum, ofAcme, id, 'We do.'), 429, 'peers_first');
    expect((await tryPost(forum, ofZeta, id, 'So do we.')).status).toBe(201);
    await write(forum, peer, id, 'I buy mine at the market.');
    await write(forum, asker, id, 'Thanks.');
    const { code } = await tryPost(forum, ofAcme, id, 'We do.');
    expect(code).not.toBe('peers_first');
  });

  it('is counted among people only as a member', async () => {
    const { id } = await ask(forum, asker, { title: 'Why does my tyre hum?' });
    await write(forum, peer, id, 'Low pressure.');
    await letTimePass(forum, 8 * DAY);
    const vik = await makeStaff(forum, 'Vik', acme);
    expect((await tryPost(forum, vik, id, 'At most 3 bar.')).status).toBe(201);
    expect((await thread(id)).thread.participantCount).toBe(2);
  });

  it('is quoted with the label by every address of the post', async () => {
    const lea = await makeStaff(forum, 'Lea', acme);
    const { id } = await ask(forum, asker, { title: 'What is the torque?' });
    await write(forum, peer, id, 'Five.');
    await letTimePass(forum, 8 * DAY);
    const note = await tryPost(forum, lea, id, 'Five newton metres.');
    const { number } = note.json;
    const addresses = [
      ...[
        `/p/${note.json.id}?x`,
        `/p/${note.json.id}#x`,
        `${ORIGIN}/p/${note.json.id}`,
        `${ORIGIN.toUpperCase()}/p/${note.json.id}/`,
      ],
      ...[
        `/t/${id}/what-is-the-torque/${number}`,
        `${ORIGIN}/t/${id}/anything/${number}?y#z`,
        `/t/${id}/x#post-${number}`,
        `/%70/${note.json.id}`,
      ],
    ];
    for (const address of addresses) {
      const quote = await write(forum, peer, id, `> [A member](${address})\n>\n> Five newton metres.\n\nSo it is.`);
      const { posts } = await thread(id);
      const html = posts.find((post: { id: number }) => post.id === quote.id).html;
      expect(html, address).toContain('>Lea (Staff · Acme)</a>');
      expect(html).not.toContain('A member');
    }
    const elsewhere = await write(forum, peer, id, `> [A member](https://other.example/p/${note.json.id})\n>\n> Six.`);
    const { posts } = await thread(id);
    expect(posts.find((post: { id: number }) => post.id === elsewhere.id).html).toContain('>A member</a>');
  });

  it('in a safety notice says nothing else later', async () => {
    const ora = await makeStaff(forum, 'Ora', await makeBrand(forum, 'Orca'));
    const { id } = await ask(forum, asker, { title: 'Is this fork safe?' });
    const warn = (body: string) => tryPost(forum, ora, id, body, { safety: true, reference: REFERENCE });
    expectRefused(await warn('Buy [the new one](https://orca.example/fork).'), 403, 'safety_links');
    const notice = await warn(`Stop riding: [recall](${REFERENCE}).`);
    expect(notice.status).toBe(201);
    const told = (await lettersOf(forum.adda)).length;
    expect((await edit(ora, notice.json.id, { body: 'Buy ours: https://orca.example' })).json().code).toBe(
      'safety_links',
    );
    expect((await edit(ora, notice.json.id, { body: 'Stop riding at once.' })).status).toBe(200);
    expect((await lettersOf(forum.adda)).length).toBeGreaterThan(told);
    await letTimePass(forum, 2 * 3_600_000);
    const late = await edit(ora, notice.json.id, { body: 'We make the best forks.', revision: 2 });
    expect([late.status, late.json().code]).toEqual([403, 'safety_fixed']);
    const form = await forum.post(`/p/${notice.json.id}/edit`, { body: 'We make the best forks.', revision: '2' }, ora);
    expect(form.text).toContain('We make the best forks.');
  });

  it('in what members share is said of each who changed it', async () => {
    const made = await forum.api(
      'POST',
      '/threads',
      { space: 'wheels', form: 'resource', title: 'A list of good shops', body: 'One a line, please.', tags: [] },
      asker,
    );
    expect(made.status, made.text).toBe(201);
    const { id } = made.json();
    const postId = await openingOf(id);
    const tim = await forum.member('Tim');
    expect((await forum.get(`/p/${postId}/edit`, tim)).text).toContain('name="affiliation"');
    const done = await edit(tim, postId, { body: 'The shop of Acme is best.', affiliation: 'Works for Acme' });
    expect(done.status, JSON.stringify(done.json())).toBe(200);
    const history = (await forum.get(`/p/${postId}/revisions`)).text;
    expect(history).toContain('says: “<bdi dir="auto">Works for Acme</bdi>”');
  });

  it('for a brand leaves members some of their invitations', async () => {
    const gus = await makeStaff(forum, 'Gus', acme);
    const eva = await forum.member('Eva');
    const invite = async (who: Member, title: string) => {
      const { id } = await ask(forum, asker, { title });
      const done = await forum.api('POST', `/threads/${id}/invitations`, { members: [eva.id] }, who);
      expect(done.status, done.text).toBe(200);
      const { q, t } = forum.adda.store.read;
      return (await q.select().from(t.invitations).where(eq(t.invitations.threadId, id))).length;
    };
    expect(await invite(gus, 'Who knows about hubs?')).toBe(1);
    expect(await invite(gus, 'Who knows about rims?')).toBe(0);
    expect(await invite(peer, 'Who knows about tyres?')).toBe(1);
    expect(await invite(peer, 'Who knows about bells?')).toBe(1);
    expect(await invite(peer, 'Who knows about lamps?')).toBe(0);
  });

  it('for the brand that runs the forum goes on doing so for a while after it says it does not', async () => {
    const operator = (slug: string) => forum.api('POST', '/operator', { operator: slug }, admin);
    expect((await operator('acme')).status).toBeLessThan(300);
    expect((await operator('')).status).toBeLessThan(300);
    const { id } = await ask(forum, asker, { title: 'Who runs this place?' });
    await write(forum, peer, id, 'Not sure.');
    const said = await tryPost(forum, admin, id, 'As a peer: Acme is fine.');
    expect(said.status, JSON.stringify(said.json)).toBe(201);
    const { posts } = await thread(id);
    expect(posts.at(-1).author.affiliation).toMatchObject({ label: 'Operator · Acme' });
  });

  it('has no name that looks like another’s', async () => {
    const join = (name: string) =>
      forum.api('POST', '/accounts', {
        name,
        email: `${crypto.randomUUID()}@example.org`,
        password: 'a good long password',
      });
    const fault = async (name: string) => (await join(name)).json().errors?.[0]?.code ?? null;
    for (const name of ['R.I.N.A', 'Ri na', 'Rína', 'RlNA', 'Jama1']) expect(await fault(name), name).toBe('taken');
    for (const name of ['Rin\u0430', 'R\u200bina', 'Rina\u202e', 'bob\u0335'])
      expect(await fault(name), name).toBe('not_a_name');
    for (const name of ['Test forum', 'Test Forum Team']) expect(await fault(name), name).toBe('imitates_role');
    for (const name of ['deleted', 'Former member']) expect(await fault(name), name).toBe('reserved');
    expect(await fault('Adminah Yusuf')).toBeNull();
    expect(await fault('בת־שבע')).toBeNull();
    const rename = (name: string) => forum.post('/settings/profile', { name, bio: '' }, peer);
    expect((await rename('R i n a')).status).toBe(422);
    expect((await rename('J.A.M.A.L')).status).toBe(303);
    await rename('Jamal');
  });

  it('had a name before names had keys: those are reckoned', async () => {
    const { store } = forum.adda;
    await store.write((tx) => tx.raw(`update accounts set name_key = ''`));
    await keyNames(forum.adda);
    const rows = await store.read.q.select({ key: store.read.t.accounts.nameKey }).from(store.read.t.accounts);
    expect(rows.filter(({ key }) => key === '')).toEqual([]);
  });

  it('writes titles, tags and proposals that look like no label, and lines without what nobody sees', async () => {
    const refused = async (more: object) =>
      (
        await forum.api(
          'POST',
          '/threads',
          {
            space: 'wheels',
            form: 'question',
            title: 'Is it safe to ride?',
            body: 'Tell me, please.',
            tags: [],
            ...more,
          },
          peer,
        )
      ).json().errors?.[0];
    expect(await refused({ title: 'Staff · Acme: recall of hubs' })).toMatchObject({
      field: 'title',
      code: 'imitates_role',
    });
    expect(await refused({ tags: ['staff-acme'] })).toMatchObject({ field: 'tags', code: 'imitates_role' });
    const proposed = await forum.post(
      '/spaces/propose',
      { name: 'Official admins', kind: 'craft', charter: 'We are the moderators of this forum and decide here.' },
      peer,
    );
    expect(proposed.status).toBe(422);
    const bio = await forum.post('/settings/profile', { name: 'Jamal', bio: 'I mend\u202e wheels\u200b.' }, peer);
    expect(bio.status).toBe(303);
    const text = (await forum.get('/u/jamal')).text;
    expect(text).toContain('I mend wheels.');
    await grantTo(forum, await forum.member('Zoe'), acme, 3);
  });

  it('and how much, is the same on the brand’s page and on the desk', async () => {
    const nova = await makeBrand(forum, 'Novum');
    const tara = await makeStaff(forum, 'Tara', nova, 3);
    const desk = (await forum.api('GET', '/desk', undefined, tara)).json();
    const limit = desk.day.find(({ code }: { code: string }) => code === 'day_of_brand').limit;
    expect(limit).toBe(20);
    const html = (await forum.get('/brands/novum')).text;
    expect(html).toMatch(/<td class="num">0<\/td><td class="num">20<\/td>/);
  });
});
