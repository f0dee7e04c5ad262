/** Members of a space elect its moderators: proposed, supported, accepted, voted on, counted. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { FEATURES } from '../../../server/features.ts';
import { endDueNominations } from '../../../server/forum/keeping/nominations.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { verifyLog } from '../../../server/platform/audit/actions.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { makeKnown, settledIn } from '../../support/settled.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

const NAMES = ['Amina', 'Bela', 'Chitra', 'Dario', 'Esme', 'Farid', 'Gita', 'Hugo'] as const;
const WHY = 'They know wheels, and they are patient with everybody.';

eachEngine('a moderator elected by members', (engine) => {
  let forum: Forum;
  let admin: Member;
  let voters: Member[];
  let n = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    voters = await settledIn(forum, NAMES);
  });
  const forgetTries = () => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined));
  beforeEach(forgetTries);

  const api = (path: string, body: object, who: Member | null) => forum.api('POST', path, body, who);
  const code = async (path: string, body: object, who: Member | null) => {
    const answer = await api(path, body, who);
    return answer.status < 300 ? 'done' : (answer.json().errors?.[0]?.code ?? answer.json().code);
  };
  const nominate = (name: string, who: Member | null, why = WHY, space = 'wheels') =>
    code(`/spaces/${space}/nominations`, { name, why }, who);
  const rows = async () => {
    const { q, t } = forum.adda.store.read;
    return q.select().from(t.nominations).orderBy(t.nominations.id);
  };
  const last = async () => (await rows()).at(-1)!;
  const row = async (id: number) => (await rows()).find((one) => one.id === id)!;
  const listed = async (id: number, who: Member | null = null, space = 'wheels') =>
    (await forum.api('GET', `/spaces/${space}/nominations`, undefined, who))
      .json()
      .nominations.find((one: { id: number }) => one.id === id);
  const isModerator = async (name: string) => {
    const text = (await forum.get('/s/wheels/moderators')).text;
    return text.slice(text.indexOf('<h1'), text.indexOf('Chosen by the members')).includes(name);
  };
  /** Lets the time of a nomination run out, and counts. */
  async function runOut(id: number): Promise<void> {
    await forum.adda.store.write((tx) => tx.raw(`update nominations set ends_at = 1 where id = ${id}`));
    await endDueNominations(forum.adda);
  }
  /** Somebody new who is settled in the space, proposed and voted on. */
  async function candidate(): Promise<{ id: number; who: Member }> {
    await forgetTries();
    const [who] = await settledIn(forum, [`Candidate ${++n}`]);
    expect(await nominate(who!.name, voters[0]!)).toBe('done');
    const { id, secondsNeeded } = await last();
    await api(`/nominations/${id}/accept`, {}, who!);
    for (const one of voters.slice(1, 1 + secondsNeeded)) await api(`/nominations/${id}/second`, {}, one);
    expect((await row(id)).state).toBe('voting');
    return { id, who: who! };
  }
  const vote = (id: number, who: Member | null, choice = 'yes') =>
    code(`/nominations/${id}/vote`, { vote: choice }, who);

  it('is proposed by those who have taken part, in words that are looked at', async () => {
    const stranger = await forum.member('Stranger');
    const known = await forum.member('Known elsewhere');
    const staff = await forum.member('Olga', 'staff');
    const keeper = await forum.member('Keeper', 'moderator');
    await makeKnown(forum, known);
    expect(await nominate('Amina', null)).toBe('not_signed_in');
    expect(await nominate('Amina', stranger)).toBe('not_entitled');
    expect(await nominate('Amina', known)).toBe('not_entitled');
    expect(await nominate('Amina', staff)).toBe('staff_cannot');
    const [amina, bela] = voters as [Member, Member];
    for (const [name, fault] of [
      ['Nobody Here', 'unknown_member'],
      ['Stranger', 'not_entitled'],
      ['Olga', 'not_entitled'],
      [keeper.name, 'holds_office_here'],
    ] as const)
      expect([name, await nominate(name, amina)]).toEqual([name, fault]);
    expect(await nominate('Bela', amina, 'Kind.')).toBe('too_short');
    expect(await nominate('Bela', amina, 'x'.repeat(1_001))).toBe('too_long');
    expect(await nominate('Bela', amina, '\u200b'.repeat(40))).toBe('required');
    expect(await nominate('Bela', amina, 'Official support team of Acme, verified.')).not.toBe('done');
    const withdrew = await forum.member('Withdrew');
    await makeKnown(forum, withdrew);
    const { id } = await ask(forum, amina, { title: 'Who takes back what they say?' });
    const said = await write(forum, withdrew, id, 'I do.');
    await withdraw(forum, withdrew, said.id);
    expect(await nominate('Withdrew', amina)).toBe('not_entitled');
    const rule = { patterns: 'baccarat', kind: 'words', action: 'hold' };
    const ruleId = (await api('/admin/watch-rules', rule, admin)).json().id;
    await api(`/admin/watch-rules/${ruleId}`, { isActive: true }, admin);
    expect(await nominate('Bela', amina, 'They play baccarat with me, every night.')).toBe('watched_for');
    await api(`/admin/watch-rules/${ruleId}`, { isActive: false }, admin);
    expect(await rows()).toHaveLength(0);

    expect(await nominate('Bela', amina, `\u202e${WHY}\u2066`)).toBe('done');
    expect((await last()).why).toBe(WHY);
    expect(await nominate('Bela', voters[2]!)).toBe('nominated_lately');
    const made = await last();
    // Eight have taken part, and nobody votes about themself.
    expect(made).toMatchObject({ state: 'proposed', secondsNeeded: 1, nomineeId: bela.id, acceptedAt: null });
    const told = (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === 'bela@example.org');
    expect(told.map(({ body }) => body).join('\n')).toContain('/s/wheels/moderators');
    const page = await forum.get('/s/wheels/moderators', amina);
    expect(page.text).toContain(WHY);
    expect(await code(`/nominations/${made.id}/decline`, {}, voters[3]!)).toBe('forbidden');
    expect(await code(`/nominations/${made.id}/decline`, {}, bela)).toBe('done');
    expect(await code(`/nominations/${made.id}/decline`, {}, bela)).toBe('no_change');
    expect(await nominate('Bela', amina)).toBe('nominated_lately');
    expect((await forum.get('/s/wheels')).text).toContain('/s/wheels/moderators');
  });

  it('is voted on once others support it and they accept, in whichever order', async () => {
    const [who] = await settledIn(forum, ['Ilse']);
    expect(await nominate('Ilse', who!)).toBe('done');
    const { id } = await last();
    expect(await vote(id, voters[0]!)).toBe('vote_over');
    expect(await code(`/nominations/${id}/second`, {}, who!)).toBe('own_matter');
    expect(await code(`/nominations/${id}/accept`, {}, who!)).toBe('no_change');
    expect(await code(`/nominations/${id}/second`, {}, voters[0]!)).toBe('done');
    expect((await row(id)).state).toBe('voting');
    expect(await code(`/nominations/${id}/second`, {}, voters[1]!)).toBe('no_change');
    expect(await vote(id, who!)).toBe('own_matter');
    expect(await vote(id, null)).toBe('not_signed_in');
    expect(await vote(id, voters[0]!, 'perhaps')).toBe('wrong');
    const late = await forum.member('Late');
    await makeKnown(forum, late);
    await write(forum, late, (await ask(forum, voters[0]!, { title: 'Too late for a vote?' })).id, 'Here I am now.');
    expect(await vote(id, late)).toBe('not_entitled');
    expect(await code(`/nominations/${id}/decline`, {}, who!)).toBe('done');
    expect(await vote(id, voters[0]!)).toBe('vote_over');
  });

  it('is elected by two thirds of enough; nobody learns who voted how, and counts only at the end', async () => {
    const { id, who } = await candidate();
    for (const one of voters.slice(0, 5)) expect(await vote(id, one, 'no')).toBe('done');
    for (const one of voters.slice(0, 4)) expect(await vote(id, one)).toBe('done');
    expect(await listed(id, voters[0]!)).toMatchObject({ yes: null, no: null, ownVote: true, quorum: 5 });
    expect(await listed(id)).toMatchObject({ yes: null, no: null, ownVote: null });
    await Promise.all([runOut(id), endDueNominations(forum.adda), endDueNominations(forum.adda)]);
    expect(await listed(id)).toMatchObject({ state: 'elected', yes: 4, no: 1, ownVote: null });
    expect(await isModerator(who.name)).toBe(true);
    const { q, t } = forum.adda.store.read;
    expect(await q.select().from(t.ballots)).toEqual([]);
    const log = (await forum.get('/log')).text;
    expect(log).toContain('Vote about a moderator');
    expect(log).toContain('4 yes, 1 no');
    await runDueTasks(forum.adda);
    const told = (await lettersOf(forum.adda)).filter(({ subject }) => subject.includes('how the nomination'));
    expect(told.map(({ recipient }) => recipient)).toEqual(
      expect.arrayContaining(['amina@example.org', `${who.slug}@example.org`]),
    );
    expect(await vote(id, voters[6]!)).toBe('vote_over');
    expect((await verifyLog(forum.adda)).wrong).toBe(null);
    const events = JSON.stringify((await q.select().from(t.events)).filter(({ kind }) => kind === 'space.voted'));
    for (const one of voters) expect(events).not.toContain(`"actorId":${one.id},`);
  });

  it('counts each once, also of fifty at the same moment', async () => {
    const { id } = await candidate();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => vote(id, voters[i % 8]!, i < 42 ? 'no' : 'yes')),
    );
    expect(new Set(answers)).toEqual(new Set(['done']));
    await runOut(id);
    const { yes, no } = await row(id);
    expect(yes! + no!).toBe(8);
    await Promise.all(Array.from({ length: 5 }, () => endDueNominations(forum.adda)));
    expect(await row(id)).toMatchObject({ yes, no });
  });

  it('is not elected by too few, or by less than two thirds', async () => {
    const few = await candidate();
    for (const one of voters.slice(0, 4)) await vote(few.id, one);
    await runOut(few.id);
    expect(await row(few.id)).toMatchObject({ state: 'not_elected', yes: 4, no: 0 });
    const split = await candidate();
    for (const [i, one] of voters.slice(0, 8).entries()) await vote(split.id, one, i < 5 ? 'yes' : 'no');
    await runOut(split.id);
    expect(await row(split.id)).toMatchObject({ state: 'not_elected', yes: 5, no: 3 });
    expect(await isModerator(split.who.name)).toBe(false);
  });

  it('counts no vote of who is gone, suspended or speaks for a brand by then', async () => {
    const { id } = await candidate();
    const more = await settledIn(forum, ['Goes', 'Is suspended', 'Joins a brand']);
    const { store } = forum.adda;
    await store.write((tx) => tx.raw(`update nominations set voting_at = voting_at + 600000 where id = ${id}`));
    for (const one of [...voters.slice(0, 4), ...more]) expect(await vote(id, one)).toBe('done');
    await store.write((tx) => erase(tx, FEATURES, more[0]!.id));
    await store.write((tx) => updateAccount(tx, more[1]!.id, { suspendedUntil: tx.now + 3_600_000 }));
    await store.write((tx) => updateAccount(tx, more[2]!.id, { role: 'staff' }));
    await runOut(id);
    expect(await row(id)).toMatchObject({ state: 'not_elected', yes: 4, no: 0 });
  });

  it('lapses where who was proposed is gone, suspended, staff or in office by then', async () => {
    const { store } = forum.adda;
    const changes: [string, (who: Member) => Promise<unknown>][] = [
      ['gone', (who) => store.write((tx) => erase(tx, FEATURES, who.id))],
      ['suspended', (who) => store.write((tx) => updateAccount(tx, who.id, { suspendedUntil: tx.now + 3_600_000 }))],
      ['staff', (who) => store.write((tx) => updateAccount(tx, who.id, { role: 'staff' }))],
      ['in office', (who) => store.write((tx) => updateAccount(tx, who.id, { role: 'moderator' }))],
    ];
    for (const [what, change] of changes) {
      const { id, who } = await candidate();
      for (const one of voters.slice(0, 6)) await vote(id, one);
      await change(who);
      await runOut(id);
      expect([what, (await row(id)).state]).toEqual([what, 'lapsed']);
      const { q, t } = store.read;
      const offices = (await q.select().from(t.spaceRoles)).filter(({ accountId }) => accountId === who.id);
      expect([what, offices]).toEqual([what, []]);
    }
    const gone = (await rows()).find(({ nomineeId }) => nomineeId === null)!;
    expect(gone).toMatchObject({ state: 'lapsed', why: '' });
    expect((await forum.get('/s/wheels/moderators')).text).toContain('Somebody who is gone');
  });

  it('is decided by the votes, whatever a moderator does to voters and candidate while it goes on', async () => {
    const { id, who } = await candidate();
    const { q, t } = forum.adda.store.read;
    const postOf = async ({ id: authorId }: Member) =>
      (await q.select().from(t.posts)).find((post) => post.authorId === authorId && post.hiddenAt === null)!.id;
    for (const one of voters.slice(0, 4)) expect(await vote(id, one)).toBe('done');
    expect((await forum.get('/s/wheels', voters[0]!)).text).toContain(
      'Members vote about a moderator of this space until',
    );
    const hide = { reason: 'off_topic', note: '' };
    for (const one of [voters[0]!, voters[4]!, who])
      expect((await api(`/posts/${await postOf(one)}/hide`, hide, admin)).status).toBe(200);
    expect((await api(`/members/${voters[1]!.slug}/silence`, { ...hide, days: 7 }, admin)).status).toBe(200);
    // Whoever was hidden since may still vote, and change it.
    expect([await vote(id, voters[4]!), await vote(id, voters[0]!)]).toEqual(['done', 'done']);
    await runOut(id);
    expect(await row(id)).toMatchObject({ state: 'elected', yes: 5, no: 0 });
    await forum.adda.store.write((tx) => tx.q.delete(tx.t.acts).then(() => undefined)).catch(() => undefined);
    for (const one of [voters[0]!, voters[4]!])
      for (const post of (await q.select().from(t.posts)).filter(
        ({ authorId, hiddenAt }) => authorId === one.id && hiddenAt,
      ))
        await api(`/posts/${post.id}/show`, { reason: 'other', note: 'It was fine.' }, admin);
    await api(`/members/${voters[1]!.slug}/unsilence`, { reason: 'other', note: 'Enough.' }, admin);
  });

  it('gives nobody an office by a token that was made before', async () => {
    const { id, who } = await candidate();
    for (const one of voters.slice(2)) expect(await vote(id, one)).toBe('done');
    await runOut(id);
    expect((await row(id)).state).toBe('elected');
    expect((await forum.api('GET', '/cases', undefined, who)).json().code).toBe('token_scope');
  });

  it('is ended by an admin with a reason that everybody reads', async () => {
    const { id } = await candidate();
    const path = `/nominations/${id}/object`;
    expect(await code(path, { reason: 'They sell wheels for a living.' }, voters[0]!)).toBe('forbidden');
    expect(await code(path, { reason: 'No.' }, admin)).toBe('too_short');
    const again = await forum.post(path, { reason: 'No.' }, admin);
    expect(again.status).toBe(422);
    expect(again.text).toContain(`id="object-${id}-reason"`);
    expect(await code(path, { reason: 'They sell wheels for a living.' }, admin)).toBe('done');
    expect(await code(path, { reason: 'They sell wheels for a living.' }, admin)).toBe('no_change');
    expect((await forum.get('/s/wheels/moderators')).text).toContain('They sell wheels for a living.');
    expect((await forum.get('/log')).text).toContain('They sell wheels for a living.');
    expect(await listed(id)).toMatchObject({ state: 'objected', yes: null, why: '' });
  });

  it('lapses where nobody supports it, and takes no more votes in an archived space', async () => {
    const [who] = await settledIn(forum, ['Jo alone']);
    await nominate('Jo alone', who!);
    const { id } = await last();
    await runOut(id);
    expect((await row(id)).state).toBe('lapsed');
    const other = await candidate();
    for (const one of voters.slice(0, 6)) await vote(other.id, one);
    await api('/spaces/wheels/archive', { set: true }, admin);
    expect(await vote(other.id, voters[6]!)).toBe('archived');
    await runOut(other.id);
    await api('/spaces/wheels/archive', { set: false }, admin);
    expect(await row(other.id)).toMatchObject({ state: 'elected', yes: 6 });
  });

  it('is proposed nowhere where too few could vote, and once by twenty at the same moment', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { slug: 'nook', name: 'The nook', kind: 'craft', charter: 'For few.', createdAt: tx.now }),
    );
    const [pia, quin] = await settledIn(forum, ['Pia', 'Quin'], 'nook');
    expect(await nominate('Quin', pia!, WHY, 'nook')).toBe('too_few_voters');
    await settledIn(
      forum,
      ['R', 'S', 'T', 'U'].map((letter) => `Nook ${letter}`),
      'nook',
    );
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, i) => nominate('Quin', i % 2 ? pia! : quin!, WHY, 'nook')),
    );
    expect(many.filter((one) => one === 'done')).toHaveLength(1);
    expect(new Set(many)).toEqual(new Set(['done', 'nominated_lately']));
  });

  it('begins one vote, however many support it and accept at the same moment', async () => {
    await forgetTries();
    const [who] = await settledIn(forum, ['At once']);
    expect(await nominate('At once', voters[0]!)).toBe('done');
    const { id } = await last();
    const { q, t } = forum.adda.store.read;
    await Promise.all([
      ...voters.slice(1).map((one) => code(`/nominations/${id}/second`, {}, one)),
      ...Array.from({ length: 5 }, () => code(`/nominations/${id}/accept`, {}, who!)),
    ]);
    const begun = (await q.select().from(t.events)).filter(
      ({ kind, facts }) => kind === 'space.vote_opened' && JSON.stringify(facts).includes(`"nominationId":${id}`),
    );
    expect(begun).toHaveLength(1);
    expect((await row(id)).state).toBe('voting');
    expect(await code(`/nominations/${id}/decline`, {}, who!)).toBe('done');
  });

  it('keeps what was typed, beside what is wrong with it, and does a form sent twice once', async () => {
    const amina = voters[0]!;
    const refused = await forum.post('/s/wheels/nominations', { name: 'Nobody Here', why: WHY }, amina);
    expect(refused.status).toBe(422);
    for (const part of ['value="Nobody Here"', WHY, 'There is no member of this name', 'id="nominate-name-e"'])
      expect(refused.text).toContain(part);
    await settledIn(forum, ['Twice']);
    const form = { name: 'Twice', why: WHY, idempotencyKey: 'one and the same' };
    expect((await forum.post('/s/wheels/nominations', form, amina)).status).toBe(303);
    expect((await forum.post('/s/wheels/nominations', form, amina)).status).toBe(303);
    expect((await rows()).filter(({ why }) => why === WHY).length).toBeGreaterThan(0);
  });

  it('of a private space is its members’ matter, and nobody else’s', async () => {
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{
          slug: 'cellar',
          name: 'The cellar',
          kind: 'craft',
          charter: 'For those who sit in it.',
          access: 'private',
        },
        createdAt: tx.now,
      }),
    );
    const inside = voters.slice(0, 6);
    for (const { name } of inside) await api('/spaces/cellar/members', { name }, admin);
    const { id: threadId } = await ask(forum, inside[0]!, { space: 'cellar', title: 'Who sits in the cellar?' });
    for (const one of inside.slice(1)) await write(forum, one, threadId, `I do, says ${one.name}.`);
    expect(await nominate('Bela', voters[7]!, WHY, 'cellar')).toBe('not_found');
    expect(await nominate('Bela', inside[0]!, WHY, 'cellar')).toBe('done');
    const { id } = await last();
    await api(`/nominations/${id}/accept`, {}, voters[1]!);
    expect(await code(`/nominations/${id}/second`, {}, voters[7]!)).toBe('not_found');
    expect(await code(`/nominations/${id}/second`, {}, inside[2]!)).toBe('done');
    for (const one of [inside[0]!, ...inside.slice(2)]) expect(await vote(id, one)).toBe('done');
    expect((await forum.get('/s/cellar/moderators', voters[7]!)).status).toBe(404);
    // Whoever was let out since does not count any more.
    await api(`/spaces/cellar/members/${inside[5]!.slug}/out`, {}, admin);
    await runOut(id);
    expect(await row(id)).toMatchObject({ state: 'not_elected', yes: 4 });
    for (const url of ['/log', '/api/v1/log']) expect((await forum.get(url)).text).not.toContain('The cellar');
    expect((await forum.get('/s/cellar/log', inside[0]!)).text).toContain('Vote about a moderator');
  });
});
