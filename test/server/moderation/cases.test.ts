/** Reports join into cases; one moderator has a case at a time, decides it, and those who reported are told. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { sweepNotices } from '../../../server/care/cases/notices.ts';
import { moderateSpace } from '../../support/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import type { CaseTarget } from '../../../shared/words.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, withdraw, write } from '../../support/talk.ts';

const EVIDENCE = 'It says so in the second sentence.';
const WHY = { reason: 'It is in its place here.' };

eachEngine('a case', (engine) => {
  let forum: Forum;
  let [mod, other, rina, jamal, mitu]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [rina, jamal, mitu] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Mitu')];
    await forum.adda.store.write((tx) => {
      const space = { kind: 'craft' as const, charter: 'For those who turn pots.', createdAt: tx.now };
      return insertSpace(tx, { ...space, slug: 'pots', name: 'Pots' });
    });
  });
  beforeEach(() =>
    forum.adda.store.write(async (tx) => {
      await tx.q.delete(tx.t.attempts);
    }),
  );

  const call = (path: string, body: object = {}, who: Member | null = mod!) => forum.api('POST', path, body, who);
  const code = async (path: string, body: object = {}, who: Member | null = mod!) =>
    (await call(path, body, who)).json().code;
  const said = (reason = 'unkind', more: object = {}) => ({ reason, evidence: EVIDENCE, ...more });
  async function reported(path: string, who: Member | null = rina!, body: object = said()): Promise<void> {
    const answer = await call(`${path}/reports`, body, who);
    expect(answer.status, `${path} ${answer.text}`).toBe(201);
  }
  const cases = async () => {
    const { q, t } = forum.adda.store.read;
    return q.select().from(t.cases).orderBy(t.cases.id);
  };
  const caseOf = async (target: CaseTarget, subjectId: number) =>
    (await cases()).filter((one) => one.target === target && one.subjectId === subjectId).at(-1)!;
  const queue = async (who: Member = mod!) => (await forum.api('GET', '/cases', undefined, who)).json();
  const isOffered = async (id: number, who: Member = mod!) =>
    (await queue(who)).cases.some((one: { id: number }) => one.id === id);
  /** An answer by Jamal, reported by Rina. */
  async function unkind(body = 'You are a fool, tighten the spokes.', who: Member = rina!) {
    const thread = await ask(forum, rina!);
    const answer = await write(forum, jamal!, thread.id, body);
    await reported(`/posts/${answer.id}`, who);
    return { thread, answer, one: await caseOf('post', answer.id) };
  }
  const mailTo = async (recipient: string, ...words: string[]) =>
    (await lettersOf(forum.adda)).filter(
      (one) => one.recipient === recipient && words.every((word) => one.body.includes(word)),
    );

  it('gathers what is reported of one post, thread, member or space, whoever says it', async () => {
    const { thread, answer, one } = await unkind();
    await reported(`/posts/${answer.id}`, mitu!, said('spam'));
    await reported(`/posts/${answer.id}`, null, said('spam', { contact: 'visitor@example.org' }));
    await reported(`/threads/${thread.id}`, jamal!);
    await reported(`/members/${(await forum.member('Somebody Loud')).slug}`);
    await reported('/spaces/wheels');
    const all = (await cases()).filter(({ id }) => id >= one.id);
    expect(all.map(({ target, reportCount, state }) => [target, reportCount, state])).toEqual([
      ['post', 3, 'open'],
      ['thread', 1, 'open'],
      ['member', 1, 'open'],
      ['space', 1, 'open'],
    ]);
    expect(await code(`/posts/${answer.id}/reports`, said(), rina!)).toBe('taken');
    expect(await code(`/posts/${answer.id}/reports`, said(), jamal!)).toBe('own_post');
    expect(await code(`/members/${jamal!.slug}/reports`, said(), jamal!)).toBe('own_matter');
    expect(await code('/posts/999999/reports', said(), rina!)).toBe('not_found');
    expect(await code('/members/nobody/reports', said(), rina!)).toBe('not_found');
    const page = await forum.get(`/moderation/cases/${one.id}`, mod);
    for (const words of ['You are a fool', 'Unkind', 'Spam', EVIDENCE, 'visitor@example.org', 'Mitu', '3 people'])
      expect(page.text).toContain(words);
  });

  it('is offered the oldest and the most reported first, with how many wait and since when', async () => {
    const [first, second] = [await unkind(), await unkind()];
    const order = async () =>
      (await queue()).cases
        .map(({ id }: { id: number }) => id)
        .filter((id: number) => [first.one.id, second.one.id].includes(id));
    expect(await order()).toEqual([first.one.id, second.one.id]);
    await reported(`/posts/${second.answer.id}`, mitu!);
    expect(await order()).toEqual([second.one.id, first.one.id]);
    const fresh = await forum.member('Fresh Keeper', 'moderator');
    const { waiting, oldestAt } = await queue(fresh);
    const open = (await cases()).filter(({ state }) => state === 'open');
    expect([waiting, oldestAt]).toEqual([open.length, Math.min(...open.map(({ createdAt }) => createdAt))]);
    expect((await forum.get('/moderation', fresh)).text).toContain(`${waiting} cases wait.`);
  });

  it('is taken by one of fifty at once, and nobody else decides it meanwhile', async () => {
    const { one, answer } = await unkind();
    const many = await Promise.all(Array.from({ length: 5 }, (_, i) => forum.member(`Claimer ${i}`, 'moderator')));
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, i) => call(`/cases/${one.id}/claim`, {}, many[i % 5]!)),
    );
    const winners = new Set(tries.flatMap(({ status }, i) => (status === 200 ? [i % 5] : [])));
    expect(winners.size).toBe(1);
    const winner = many[[...winners][0]!]!;
    expect((await caseOf('post', answer.id)).claimedBy).toBe(winner.id);
    const refused = await call(`/cases/${one.id}/dismiss`, WHY);
    expect([refused.status, refused.json().code]).toEqual([409, 'claimed']);
    expect(refused.text).toContain(winner.name);
    expect(await code(`/posts/${answer.id}/hide`, { reason: 'unkind', caseId: one.id })).toBe('claimed');
    expect((await forum.get(`/moderation/cases/${one.id}`, mod)).text).toContain(`${winner.name} has it`);
    expect(await code(`/cases/${one.id}/release`)).toBe('claimed');
    expect((await call(`/cases/${one.id}/release`, {}, winner)).status).toBe(200);
    expect((await call(`/cases/${one.id}/claim`)).status).toBe(200);
    await forum.adda.store.write(async (tx) => {
      await tx.q.update(tx.t.cases).set({ claimedUntil: tx.now }).where(eq(tx.t.cases.id, one.id));
    });
    expect((await call(`/cases/${one.id}/dismiss`, WHY, other!)).status).toBe(200);
  });

  it('is upheld with the act that is done about it, or neither happens; who reported it is told', async () => {
    const { one, answer, thread } = await unkind();
    await reported(`/posts/${answer.id}`, null, said('spam', { contact: 'teller@example.org' }));
    expect(await code(`/posts/${thread.postId}/hide`, { reason: 'unkind', caseId: one.id })).toBe('other_case');
    expect(await rowOf(forum, 'posts', thread.postId)).toMatchObject({ hiddenAt: null });
    const press = await forum.post(`/moderation/cases/${one.id}/claim`, { act: `post/${answer.id}/hide` }, mod);
    expect(press.headers.location).toBe(`/p/${answer.id}/moderate/hide?case=${one.id}`);
    const form = await forum.get(press.headers.location!, mod);
    expect(form.text).toContain(`name="caseId" value="${one.id}"`);
    const values = { reason: 'unkind', note: 'Without the fool, please.', caseId: String(one.id) };
    const done = await forum.post(`/p/${answer.id}/moderate/hide`, values, mod);
    expect(done.headers.location).toBe('/moderation?flash=decided');
    const after = await caseOf('post', answer.id);
    expect(after).toMatchObject({ state: 'upheld', decidedBy: mod!.id, claimedBy: null });
    expect(after.actId).not.toBeNull();
    expect(await code(`/cases/${one.id}/dismiss`, WHY)).toBe('no_change');
    expect(await mailTo('rina@example.org', '/reports', 'You were right', 'Post hidden')).toHaveLength(1);
    // A visitor cannot read what is hidden: their letter does not lead there.
    expect(await mailTo('teller@example.org', 'You were right')).toHaveLength(1);
    expect(await mailTo('teller@example.org', `/p/${answer.id}`)).toHaveLength(0);
    const mine = await forum.get('/reports', rina);
    expect(mine.text).toContain('You were right');
    expect(mine.text).not.toContain('Without the fool');
    expect((await forum.get('/log')).text).not.toContain('Jamal');
  });

  it('that is dismissed tells the reason, and is somebody else’s when it comes again', async () => {
    const { one, answer } = await unkind();
    expect((await call(`/cases/${one.id}/dismiss`, { reason: 'no' })).json().errors).toMatchObject([
      { field: 'reason' },
    ]);
    const form = await forum.post(`/moderation/cases/${one.id}/dismiss`, { reason: 'short' }, mod);
    expect([form.status, form.text.includes('value="short"')]).toEqual([422, true]);
    expect((await call(`/cases/${one.id}/dismiss`, WHY)).status).toBe(200);
    expect(await mailTo('rina@example.org', `/p/${answer.id}`, WHY.reason)).toHaveLength(1);
    expect(await code(`/posts/${answer.id}/reports`, said(), rina!)).toBe('taken');
    await reported(`/posts/${answer.id}`, mitu!);
    const again = await caseOf('post', answer.id);
    expect(again.id).not.toBe(one.id);
    expect([await isOffered(again.id), await isOffered(again.id, other!)]).toEqual([false, true]);
    expect(await code(`/cases/${again.id}/dismiss`, WHY)).toBe('own_act');
    expect((await forum.get(`/moderation/cases/${again.id}`, other)).text).toContain(`/moderation/cases/${one.id}`);
    await forum.api('PATCH', `/posts/${answer.id}`, { body: 'You are a greater fool.', revision: 1 }, jamal!);
    expect(await code(`/posts/${answer.id}/reports`, said('spam'), rina!)).toBeUndefined();
  });

  it('is nobody’s in their own matter, and not there for who moderates elsewhere', async () => {
    const thread = await ask(forum, mod!);
    await reported(`/posts/${thread.postId}`);
    const own = await caseOf('post', thread.postId);
    const { one } = await unkind('Another harsh word, by Jamal.', other!);
    for (const [id, who] of [
      [own.id, mod!],
      [one.id, other!],
    ] as const) {
      expect(await isOffered(id, who)).toBe(false);
      expect((await forum.get(`/moderation/cases/${id}`, who)).status).toBe(403);
      for (const verb of ['claim', 'dismiss', 'uphold'])
        expect(await code(`/cases/${id}/${verb}`, WHY, who), verb).toBe('own_matter');
    }
    const elsewhere = await forum.member('Elsewhere');
    await moderateSpace(forum.adda, 'Elsewhere', 'pots', true);
    await reported(`/members/${jamal!.slug}`, mitu!, said('spam'));
    for (const { id } of [own, one, await caseOf('member', jamal!.id)]) {
      expect(await isOffered(id, elsewhere)).toBe(false);
      expect((await forum.api('GET', `/cases/${id}`, undefined, elsewhere)).status).toBe(404);
      expect(await code(`/cases/${id}/dismiss`, WHY, elsewhere)).toBe('not_found');
    }
    expect(await code(`/cases/${one.id}/dismiss`, WHY, rina!)).toBe('forbidden');
    expect(await code(`/cases/${one.id}/dismiss`, WHY, null)).toBe('not_signed_in');
    expect(await code('/cases/999999/claim')).toBe('not_found');
    const gone = await forum.member('Mod For A While', 'moderator');
    expect((await call(`/cases/${one.id}/claim`, {}, gone)).status).toBe(200);
    await forum.adda.store.write((tx) => updateAccount(tx, gone.id, { role: 'member' }));
    expect(await code(`/cases/${one.id}/dismiss`, WHY, gone)).toBe('forbidden');
  });

  it('about a brand is for moderators without a stake; a report by staff is marked', async () => {
    const brand = await makeBrand(forum, 'Spokes Inc');
    const staff = await makeStaff(forum, 'Sam', brand);
    const { one, answer } = await unkind('Spokes Inc makes the only good spokes.', staff);
    const tied = await forum.member('Tied', 'moderator');
    await forum.post('/settings/profile', { name: 'Tied', bio: '', affiliation: 'Works for Spokes Inc' }, tied);
    expect(await isOffered(one.id, tied)).toBe(true);
    expect((await queue()).cases.find(({ id }: { id: number }) => id === one.id).conflict).toBe(true);
    const page = (await forum.get(`/moderation/cases/${one.id}`, mod)).text;
    expect(page).toContain('a conflict of interest');
    expect(page).toContain('Staff · Spokes Inc');
    await reported(`/posts/${answer.id}`, rina!, said('undisclosed_affiliation'));
    expect(await isOffered(one.id, tied)).toBe(false);
    expect(await code(`/cases/${one.id}/dismiss`, WHY, tied)).toBe('affiliated');
    const uphold = (more: object) => call(`/cases/${one.id}/uphold`, { ...WHY, ...more });
    expect((await uphold({})).json().errors).toMatchObject([{ field: 'affiliation' }]);
    expect((await uphold({ affiliation: 'Works for Spokes Inc' })).status).toBe(200);
    expect((await forum.get(`/p/${answer.id}`)).text).toContain('Works for Spokes Inc');
    expect((await caseOf('post', answer.id)).state).toBe('upheld');
  });

  it('keeps the text as it was reported beside the one that it became, and stays when it is withdrawn', async () => {
    const { one, answer } = await unkind('The first version of a harsh word.');
    const page = async () => (await forum.get(`/moderation/cases/${one.id}`, mod)).text;
    expect(await page()).toContain('It has not changed since.');
    await forum.api('PATCH', `/posts/${answer.id}`, { body: 'The second, harmless version.', revision: 1 }, jamal!);
    for (const words of ['The first version', 'The second, harmless version']) expect(await page()).toContain(words);
    await withdraw(forum, jamal!, answer.id);
    expect(await page()).toContain('It is not there any more.');
    expect(await page()).toContain('The first version');
    expect((await call(`/cases/${one.id}/dismiss`, WHY)).status).toBe(200);
  });

  it('keeps nothing of what is removed for good', async () => {
    const { one, answer } = await unkind('She lives at 12 Hidden Lane.');
    const removed = await call(`/posts/${answer.id}/remove`, { reason: 'private_data', caseId: one.id });
    expect(removed.status, removed.text).toBe(200);
    expect(JSON.stringify(await cases())).not.toContain('Hidden Lane');
    expect((await forum.get(`/moderation/cases/${one.id}`, mod)).text).not.toContain('Hidden Lane');
  });

  it('of a thousand reports is one, and its page is bounded', async () => {
    const { one, answer } = await unkind();
    await forum.adda.store.write(async (tx) => {
      for (let from = 0; from < 1_000; from += 100) {
        const rows = Array.from({ length: 100 }, (_, i) => ({
          ...{ caseId: one.id, postId: answer.id, contact: `v${from + i}@example.org`, reason: 'spam' as const },
          ...{ evidence: `Said number ${from + i}.`, createdAt: tx.now },
        }));
        await tx.q.insert(tx.t.reports).values(rows);
      }
    });
    await reported(`/posts/${answer.id}`, mitu!);
    expect((await caseOf('post', answer.id)).reportCount).toBe(1_002);
    const page = await forum.get(`/moderation/cases/${one.id}`, mod);
    expect(page.text.match(/case__evidence/g)!.length).toBe(50);
    expect(page.text).toContain('And 952 more.');
    expect((await call(`/cases/${one.id}/dismiss`, WHY)).status).toBe(200);
    const { q, t } = forum.adda.store.read;
    const states = new Set(
      (await q.select().from(t.reports)).filter(({ caseId }) => caseId === one.id).map(({ state }) => state),
    );
    expect([...states]).toEqual(['dismissed']);
  });

  it('takes no text that is huge or that nobody sees, and keeps what turns round to itself', async () => {
    const thread = await ask(forum, jamal!);
    const faults = async (evidence: string) =>
      (await call(`/threads/${thread.id}/reports`, { reason: 'spam', evidence }, rina!)).json().errors;
    expect(await faults('x'.repeat(1_001))).toMatchObject([{ field: 'evidence', code: 'too_long' }]);
    expect(await faults('x'.repeat(300_000))).toMatchObject([{ field: 'evidence', code: 'too_long' }]);
    expect(await faults('\u200b'.repeat(40))).toMatchObject([{ field: 'evidence', code: 'required' }]);
    expect(await faults('')).toMatchObject([{ field: 'evidence' }]);
    await reported(`/threads/${thread.id}`, rina!, said('spam', { evidence: 'مرحبا \u202e this turns round' }));
    const page = await forum.get(`/moderation/cases/${(await caseOf('thread', thread.id)).id}`, mod);
    expect(page.text).toMatch(/<span dir="auto"[^>]*>مرحبا/);
    expect((await call(`/threads/${thread.id}/reports`, { reason: 'because', evidence: EVIDENCE }, rina!)).status).toBe(
      422,
    );
  });

  it('says where it was asked before; doing so closes the thread as that', async () => {
    const original = await ask(forum, rina!, { title: 'How do I true a wheel?' });
    const again = await ask(forum, jamal!, { title: 'My wheel is not true' });
    const say = (threadId: string, who = mitu!) =>
      call(`/threads/${again.id}/reports`, said('duplicate', { threadId }), who);
    expect((await say('999999')).json().errors).toMatchObject([{ field: 'threadId' }]);
    expect((await say(String(again.id))).json().code).toBe('same_thread');
    expect((await say(`http://localhost:3000${original.url}`)).status).toBe(201);
    const one = await caseOf('thread', again.id);
    const page = (await forum.get(`/moderation/cases/${one.id}`, mod)).text;
    expect(page).toContain('How do I true a wheel?');
    const [, act] = /value="(thread\/\d+\/close\/\d+)"/.exec(page)!;
    const press = await forum.post(`/moderation/cases/${one.id}/claim`, { act: act! }, mod);
    const form = (await forum.get(press.headers.location!, mod)).text;
    expect(form).toMatch(/value="duplicate" selected/);
    expect(form).toContain(`name="threadId" type="text" value="${original.id}"`);
    const close = { why: 'duplicate', threadId: String(original.id), reason: 'duplicate', caseId: String(one.id) };
    expect((await forum.post(`/t/${again.id}/moderate/close`, close, mod)).status).toBe(303);
    expect(await rowOf(forum, 'threads', again.id)).toMatchObject({ closeReason: 'duplicate' });
    expect((await caseOf('thread', again.id)).state).toBe('upheld');
    expect(await mailTo('mitu@example.org', `/t/${again.id}`, 'You were right')).toHaveLength(1);
  });

  it('proposes another title and tags, which a moderator makes so; not of new members, staff or the author', async () => {
    const thread = await ask(forum, jamal!, { title: 'Halp my wheel!!', tags: ['wheel'] });
    const better = { title: 'Wheel wobbles after a new spoke', tags: ['spokes'], evidence: 'The title says nothing.' };
    const propose = (who: Member | null, body: object = better) => call(`/threads/${thread.id}/proposals`, body, who);
    expect((await propose(null)).json().code).toBe('not_signed_in');
    expect((await propose(jamal!)).json().code).toBe('own_matter');
    expect((await propose(await forum.member('Olga', 'staff'))).json().code).toBe('staff_cannot');
    expect((await propose(mitu!)).json().code).toBe('on_probation');
    await forum.adda.store.write((tx) => updateAccount(tx, mitu!.id, { createdAt: 1 }));
    expect((await propose(mitu!, { ...better, title: 'Short' })).json().errors).toMatchObject([{ field: 'title' }]);
    expect((await propose(mitu!)).status).toBe(201);
    expect((await propose(mitu!)).json().code).toBe('taken');
    await reported(`/threads/${thread.id}`);
    const [edit, conduct] = (await cases()).filter(
      ({ subjectId, target }) => target === 'thread' && subjectId === thread.id,
    );
    expect([edit!.kind, conduct!.kind]).toEqual(['edit', 'conduct']);
    const page = (await forum.get(`/moderation/cases/${edit!.id}`, mod)).text;
    const [, act] = /value="(thread\/\d+\/retitle\/\d+)"/.exec(page)!;
    const press = await forum.post(`/moderation/cases/${edit!.id}/claim`, { act: act! }, mod);
    const form = (await forum.get(press.headers.location!, mod)).text;
    expect(form).toContain(`value="${better.title}"`);
    const body = { ...better, evidence: undefined, form: 'question', caseId: edit!.id };
    expect((await call(`/threads/${thread.id}/retitle`, body)).status).toBe(200);
    expect(await rowOf(forum, 'threads', thread.id)).toMatchObject({ title: better.title, tagNames: ['spokes'] });
    expect((await forum.get('/reports', mitu)).text).toContain('Proposed change');
  });

  it('from anybody: a notice counts once its letter is followed, has a receipt, and its sender is told', async () => {
    const { answer, thread } = await unkind('Buy forged papers here.');
    const address = `http://localhost:3000${answer.url}`;
    const notice = {
      address,
      why: 'Forged papers are a crime under the penal code.',
      name: 'Nora',
      email: 'nora@example.org',
    };
    const send = (body: object) => call('/notices', { goodFaith: true, ...notice, ...body }, null);
    expect((await send({ goodFaith: false })).json().errors).toMatchObject([{ field: 'goodFaith' }]);
    expect((await send({ address: 'https://other.example/t/1' })).json().errors).toMatchObject([{ field: 'address' }]);
    expect((await send({ email: '', name: '' })).json().errors.map(({ field }: { field: string }) => field)).toEqual([
      'name',
      'email',
    ]);
    const form = await forum.post('/notice', { ...notice, why: 'short', goodFaith: 'true' });
    expect([form.status, form.text.includes('value="Nora"')]).toEqual([422, true]);
    expect((await send({})).json()).toMatchObject({ counts: false });
    const before = (await caseOf('post', answer.id)).reportCount;
    const [letter] = await mailTo('nora@example.org', 'Follow this link');
    const link = /\/notice\/\S+/.exec(letter!.body)![0];
    expect((await forum.get(link)).text).toContain('Send this notice?');
    expect((await caseOf('post', answer.id)).reportCount).toBe(before);
    for (let i = 0; i < 2; i++) expect((await forum.post(link, {})).status).toBe(303);
    const one = await caseOf('post', answer.id);
    expect(one.reportCount).toBe(before + 1);
    expect((await forum.get(link)).text).toContain('waits for a decision');
    expect(await mailTo('nora@example.org', 'we have your notice')).toHaveLength(1);
    const page = (await forum.get(`/moderation/cases/${one.id}`, mod)).text;
    expect(page).toContain('notice of unlawful content');
    expect((await call(`/posts/${answer.id}/hide`, { reason: 'illegal', caseId: one.id })).status).toBe(200);
    expect((await forum.get(link)).text).toContain('upheld');
    expect(await mailTo('nora@example.org', 'You were right')).toHaveLength(1);
    expect((await forum.get('/notice/nothing')).status).toBe(422);
    const alone = await send({ address: thread.url, isAbuse: true, name: '', email: '' });
    expect(alone.json()).toMatchObject({ counts: true });
    expect((await forum.get(`/moderation/cases/${(await caseOf('thread', thread.id)).id}`, mod)).text).toContain(
      'sexual abuse',
    );
    const own = await call('/notices', { goodFaith: true, address: thread.url, why: notice.why }, mitu!);
    expect(own.json()).toMatchObject({ counts: true });
    expect((await send({ email: 'second@example.org' })).status).toBe(422);
  });

  it('of a notice that nobody confirms, or whose content is gone by then, there is none', async () => {
    const { answer } = await unkind('A word that is gone soon.');
    const body = { goodFaith: true, address: answer.url, why: 'It is forbidden by the penal code.', name: 'Nils' };
    expect((await call('/notices', { ...body, email: 'nils@example.org' }, null)).status).toBe(201);
    expect((await call('/notices', { ...body, email: 'never@example.org' }, null)).status).toBe(201);
    const [letter] = await mailTo('nils@example.org', 'Follow this link');
    const link = /\/notice\/\S+/.exec(letter!.body)![0];
    await withdraw(forum, jamal!, answer.id);
    expect((await forum.post(link, {})).status).toBe(303);
    expect((await forum.get(link)).text).toContain('not there any more');
    await forum.adda.store.write(async (tx) => {
      await tx.q.update(tx.t.notices).set({ expiresAt: 1 });
    });
    await sweepNotices(forum.adda);
    const { q, t } = forum.adda.store.read;
    const left = (await q.select().from(t.notices)).map(({ email }) => email);
    expect(left).toContain('nils@example.org');
    expect(left).not.toContain('never@example.org');
  });

  it('answers whatever is sent to it with a refusal, and never breaks', async () => {
    const { one, answer, thread } = await unkind();
    const press = async (act: string) =>
      (await forum.post(`/moderation/cases/${one.id}/claim`, { act }, mod)).headers.location;
    for (const act of [
      '',
      'post',
      'post/1',
      'post/1/eat',
      'post/x/hide',
      'member/999999/silence',
      '//evil.example',
      'post/1/hide/9/9',
    ])
      expect(await press(act), act).toBe(`/moderation/cases/${one.id}?flash=taken`);
    const form = async (query: string, who = mod!) =>
      (await forum.get(`/p/${answer.id}/moderate/hide?${query}`, who)).status;
    expect(await form(`case=${one.id}`)).toBe(200);
    expect(await form('case=999999')).toBe(404);
    expect(await form('case=x')).toBe(422);
    expect(await form(`case=${one.id}&report=999999`)).toBe(200);
    const { one: elsewhere } = await unkind();
    const { q, t } = forum.adda.store.read;
    const [report] = (await q.select().from(t.reports)).filter(({ caseId }) => caseId === elsewhere.id);
    expect(await form(`case=${one.id}&report=${report!.id}`)).toBe(404);
    for (const address of ['', ' ', '/', '/t/0', `/t/${thread.id}/x/99`, '/u/%00', '/s/nowhere', 'x'.repeat(1_900)])
      expect((await call('/notices', { address, why: EVIDENCE, goodFaith: true }, rina!)).status, address).toBe(422);
    for (const url of ['/u/%00', '/u/%00/report', '/s/%00/report', '/t/0/report', '/u/%E0/report'])
      expect((await forum.get(url, mod)).status, url).toBeLessThan(500);
    for (const url of ['/members/%00/reports', '/spaces/%00/reports'])
      expect((await call(url, said(), rina!)).status, url).toBeLessThan(500);
    for (const secret of ['x', '%00', 'x'.repeat(99), 'x'.repeat(500)])
      expect((await forum.get(`/notice/${secret}`)).status, secret).toBeLessThan(500);
    expect((await call(`/posts/${answer.id}/hide`, { reason: 'unkind', caseId: 'x' })).status).toBe(422);
    expect((await call(`/posts/${answer.id}/hide`, { reason: 'unkind', caseId: 999_999 })).status).toBe(404);
    expect((await call(`/cases/${one.id}/dismiss`, { reason: '\u202e\u200b'.repeat(20) })).json().errors).toMatchObject(
      [{ field: 'reason' }],
    );
    expect(
      (await call(`/threads/${thread.id}/proposals`, { title: 'x'.repeat(1_999), evidence: EVIDENCE }, mitu!)).status,
    ).toBe(422);
    expect(await rowOf(forum, 'posts', answer.id)).toMatchObject({ hiddenAt: null });
  });

  it('and a decision at once: every report is in one case that waits, or in one that was decided', async () => {
    const { answer, one } = await unkind();
    const many = await Promise.all(Array.from({ length: 10 }, (_, i) => forum.member(`Teller ${i}`)));
    await Promise.all([
      ...many.slice(0, 5).map((who) => call(`/posts/${answer.id}/reports`, said('spam'), who)),
      call(`/cases/${one.id}/dismiss`, WHY),
      ...many.slice(5).map((who) => call(`/posts/${answer.id}/reports`, said('spam'), who)),
    ]);
    const { q, t } = forum.adda.store.read;
    const rows = (await q.select().from(t.reports)).filter(({ postId }) => postId === answer.id);
    expect(rows).toHaveLength(11);
    const all = new Map((await cases()).map((each) => [each.id, each.state]));
    for (const { caseId, state } of rows) expect(state).toBe(all.get(caseId));
    expect([...all].filter(([id]) => rows.some(({ caseId }) => caseId === id)).length).toBeLessThanOrEqual(2);
  });
});
