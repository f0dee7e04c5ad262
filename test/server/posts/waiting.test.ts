/** Posts that wait for their time: kept for their author alone, posted once and by every rule, or given back with why not. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { FEATURES } from '../../../server/features.ts';
import { postDue } from '../../../server/forum/posting/later.ts';
import { sweepPictures } from '../../../server/forum/pictures/actions.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { setSilence } from '../../../server/people/accounts/silence-queries.ts';
import { wallTime } from '../../../server/rules/waiting.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { DAY, makeBrand, makeStaff } from '../../support/brands.ts';
import { sendForm } from '../../support/files.ts';
import { type Answer, type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Asked, write } from '../../support/talk.ts';

const HOUR = 3_600_000;
type Waiting = {
  id: number;
  dueAt: number | null;
  threadId: number | null;
  refusal: { code: string } | null;
  values: Record<string, unknown>;
};

eachEngine('a post that waits for its time', (engine) => {
  let forum: Forum;
  let [rina, jamal, newcomer, mod]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await known('Rina'), await known('Jamal')];
    [newcomer, mod] = [await forum.member('Noor'), await forum.member('Mod', 'moderator')];
    thread = await ask(forum, rina!);
  });

  /** Somebody whom the forum knows. */
  async function known(name: string): Promise<Member> {
    const member = await forum.member(name);
    await forum.adda.store.write((tx) =>
      updateAccount(tx, member.id, { createdAt: tx.now - 60 * DAY, heardAt: tx.now - 59 * DAY }),
    );
    return member;
  }
  const soon = (ms = HOUR) => wallTime(Date.now() + ms, 'UTC');
  const later = (who: Member | null, values: object = {}, threadId = thread.id) =>
    forum.api('POST', `/threads/${threadId}/later`, { body: 'Later, then.', postAt: soon(), ...values }, who);
  const waitingOf = async (who: Member) =>
    (await forum.api('GET', '/drafts', undefined, who)).json().waiting as Waiting[];
  const wait = async (who: Member, values: object = {}, threadId = thread.id): Promise<number> => {
    const kept = await later(who, values, threadId);
    expect(kept.status, kept.text).toBe(201);
    return kept.json().id;
  };
  /** Its time comes. */
  const letBeDue = (id: number) =>
    forum.adda.store.write((tx) => tx.raw(`update waiting_posts set due_at = ${Date.now() - 1} where id = ${id}`));
  const drop = (who: Member, id: number) => forum.api('POST', `/waiting/${id}/remove`, {}, who);
  const said = async (words: string, url = thread.url) =>
    (await forum.get(url, null)).text.split(`<p>${words}</p>`).length - 1;
  const told = async (who: Member) =>
    ((await forum.api('GET', '/notifications', undefined, who)).json().notifications as { reason: string }[]).filter(
      ({ reason }) => reason === 'not_posted',
    );
  /** Lets one be due, and says why it was not posted. */
  const refusedFor = async (who: Member, id: number) => {
    await letBeDue(id);
    await postDue(forum.adda);
    return (await waitingOf(who)).find((one) => one.id === id)?.refusal?.code ?? null;
  };

  it('is let wait in the forms, without a script, and is posted at its time by its author', async () => {
    const page = (await forum.get(thread.url, jamal)).text;
    expect(page).toContain(`formaction="/t/${thread.id}/later#reply"`);
    const form = { body: 'True it on the stand.', postAt: soon() };
    const kept = await forum.post(`/t/${thread.id}/later`, form, jamal);
    expect([kept.status, kept.headers.location]).toEqual([303, '/drafts?flash=waiting#waiting']);
    const [one] = await waitingOf(jamal!);
    expect(one).toMatchObject({ threadId: thread.id, refusal: null, values: { body: 'True it on the stand.' } });
    expect((await forum.get('/drafts', jamal)).text).toContain('True it on the stand.');
    await postDue(forum.adda);
    expect(await said('True it on the stand.')).toBe(0);
    await letBeDue(one!.id);
    await postDue(forum.adda);
    await postDue(forum.adda);
    expect(await said('True it on the stand.')).toBe(1);
    expect(await waitingOf(jamal!)).toEqual([]);
  });

  it('keeps what its author was still typing when its time came, and a form that comes too late', async () => {
    const id = await wait(jamal!, { body: 'As it stood first.' });
    const place = `waiting:${id}`;
    expect((await forum.api('PUT', '/drafts', { place, body: 'An hour more of it.' }, jamal)).status).toBe(200);
    await letBeDue(id);
    await postDue(forum.adda);
    expect(await said('As it stood first.')).toBe(1);
    expect(await waitingOf(jamal!)).toMatchObject([
      { dueAt: null, refusal: { code: 'posted_before' }, values: { body: 'An hour more of it.' } },
    ]);
    const late = await forum.post(`/waiting/${id}`, { body: 'An hour more of it, and an end.', postAt: soon() }, jamal);
    expect(late.status).toBe(404);
    expect(late.text).toContain('An hour more of it, and an end.');
    for (const one of await waitingOf(jamal!)) await forum.api('POST', `/waiting/${one.id}/remove`, {}, jamal);
  });

  it('is not changed from another version than the one that was seen: both are shown', async () => {
    const id = await wait(jamal!, { body: 'As it stood first.' });
    const [{ changedAt }] = (await forum.api('GET', '/drafts', undefined, jamal)).json().waiting;
    const phone = await forum.api(
      'PATCH',
      `/waiting/${id}`,
      { body: 'On the phone.', postAt: soon(), changedAt },
      jamal,
    );
    expect(phone.status, phone.text).toBe(200);
    const desk = { body: 'At the desk.', postAt: soon(), changedAt };
    const api = await forum.api('PATCH', `/waiting/${id}`, desk, jamal);
    expect([api.status, api.json()]).toMatchObject([
      409,
      { code: 'stale_draft', current: { at: phone.json().changedAt, values: { body: 'On the phone.' } } },
    ]);
    for (const path of [`/waiting/${id}`, `/waiting/${id}/post`]) {
      const refused = await forum.post(path, desk, jamal);
      expect(refused.status).toBe(409);
      for (const words of ['At the desk.</textarea>', '>On the phone.</div>', 'Saved meanwhile'])
        expect(refused.text).toContain(words);
      expect(refused.text).toContain(`name="changedAt" value="${phone.json().changedAt}"`);
    }
    expect(await waitingOf(jamal!)).toMatchObject([{ values: { body: 'On the phone.' } }]);
    const again = await forum.post(`/waiting/${id}`, { ...desk, changedAt: phone.json().changedAt }, jamal);
    expect(again.status).toBe(303);
    expect(await waitingOf(jamal!)).toMatchObject([{ values: { body: 'At the desk.' } }]);
    await drop(jamal!, id);
  });

  it('takes no draft of it that another device keeps, whether it is changed or posted from the list', async () => {
    const id = await wait(jamal!, { body: 'As it stood first.' });
    const place = `waiting:${id}`;
    const drafts = async () => (await forum.api('GET', '/drafts', undefined, jamal)).json().drafts;
    await forum.api('PUT', '/drafts', { place, body: 'An hour on the phone.' }, jamal);
    expect((await forum.post(`/waiting/${id}`, { body: 'At the desk.', postAt: soon() }, jamal)).status).toBe(303);
    expect(await drafts()).toMatchObject([{ place, values: { body: 'An hour on the phone.' } }]);
    expect((await forum.post(`/waiting/${id}/post`, {}, jamal)).status).toBe(303);
    expect(await said('At the desk.')).toBe(1);
    const [rest] = await waitingOf(jamal!);
    expect([await drafts(), rest]).toMatchObject([[], { dueAt: null, values: { body: 'An hour on the phone.' } }]);
    await drop(jamal!, rest!.id);
  });

  it('keeps of a thread what was being typed as posting takes it: tags, a poll', async () => {
    const values = { space: 'wheels', form: 'discussion', title: 'A poll that waits', body: 'As it stood first.' };
    const kept = await forum.post('/ask/later', { ...values, postAt: soon() }, jamal);
    expect(kept.status, kept.text.slice(0, 300)).toBe(303);
    const [one] = await waitingOf(jamal!);
    const typed = { ...values, body: 'And an hour more.', title: 'A poll that waited', tags: 'hubs, spokes' };
    const poll = { pollQuestion: 'Which is it?', pollChoices: 'This one\nThat one', pollMost: '1' };
    const place = `waiting:${one!.id}`;
    expect((await forum.api('PUT', '/drafts', { place, ...typed, ...poll }, jamal)).status).toBe(200);
    await letBeDue(one!.id);
    await postDue(forum.adda);
    const [rest] = await waitingOf(jamal!);
    const posted = await forum.api('POST', `/waiting/${rest!.id}/post`, {}, jamal);
    expect(posted.status, posted.text).toBe(200);
    const text = (await forum.get(posted.json().url, null)).text;
    for (const words of [
      'A poll that waited',
      'And an hour more.',
      '/tag/hubs',
      '/tag/spokes',
      'Which is it?',
      'That one',
    ])
      expect(text).toContain(words);
    expect(await waitingOf(jamal!)).toEqual([]);
  });

  it('may begin a thread, and keeps the draft that is written meanwhile', async () => {
    const values = { space: 'wheels', form: 'question', title: 'A question that waits', body: 'Until its hour.' };
    const kept = await forum.post('/ask/later', { ...values, tags: 'hubs, spokes', postAt: soon() }, jamal);
    expect(kept.status, kept.text.slice(0, 300)).toBe(303);
    const [one] = await waitingOf(jamal!);
    const form = (await forum.get(`/waiting/${one!.id}`, jamal)).text;
    for (const words of ['A question that waits', 'Until its hour.', 'hubs, spokes', `action="/waiting/${one!.id}"`])
      expect(form).toContain(words);
    await forum.api('PUT', '/drafts', { place: 'start', body: 'Another one.' }, jamal);
    await letBeDue(one!.id);
    await postDue(forum.adda);
    const found = (await forum.get('/s/wheels', null)).text;
    expect(found).toContain('A question that waits');
    expect((await forum.api('GET', '/drafts', undefined, jamal)).json().drafts).toMatchObject([{ place: 'start' }]);
    await forum.api('POST', '/drafts/remove', { place: 'start' }, jamal);
  });

  it('is for whom the forum knows; not for staff, nor for visitors, and at most so many wait', async () => {
    expect((await later(newcomer!)).json().code).toBe('known_first');
    expect((await forum.get('/ask', newcomer)).text).not.toContain('formaction="/ask/later"');
    const own = (await forum.get('/ask', rina)).text;
    expect(own).toMatch(/Nobody else sees it until then[^<]*above your drafts[^]*formaction="\/ask\/later"/);
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    expect((await later(dana)).json().code).toBe('staff_not_later');
    expect((await forum.get(thread.url, dana)).text).not.toContain('/later');
    expect((await later(null)).status).toBe(401);
    const sent = await Promise.all(Array.from({ length: LIMITS.waiting + 2 }, () => later(jamal!)));
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409]);
    for (const { id } of await waitingOf(jamal!)) await drop(jamal!, id);
    expect(await waitingOf(jamal!)).toEqual([]);
  });

  it('is refused with all that is wrong, nothing typed lost, and never posted at once by mistake', async () => {
    const refused = await forum.post(`/t/${thread.id}/later`, { body: '', postAt: soon(60_000) }, jamal);
    expect(refused.status).toBe(422);
    for (const words of ['id="postAt-e"', 'id="body-e"']) expect(refused.text).toContain(words);
    const far = await forum.post(
      '/ask/later',
      { form: 'question', title: '', body: 'Kept.', postAt: soon(61 * DAY) },
      jamal,
    );
    expect(far.status).toBe(422);
    for (const words of ['id="postAt-e"', 'id="title-e"', 'Kept.</textarea>']) expect(far.text).toContain(words);
    for (const [path, form] of [
      [`/t/${thread.id}/posts`, { body: 'Not now.', postAt: soon() }],
      ['/ask', { space: 'wheels', form: 'question', title: 'Not now, please', body: 'Not now.', postAt: soon() }],
    ] as const) {
      const answer = await forum.post(path, form, jamal);
      expect([answer.status, answer.text.includes('id="postAt-e"')]).toEqual([422, true]);
    }
    expect(await said('Not now.')).toBe(0);
  });

  it('is its author’s alone', async () => {
    const id = await wait(jamal!, { body: 'A secret until then.' });
    for (const who of [null, rina!, mod!]) {
      expect((await forum.get(`/waiting/${id}`, who)).status).toBe(who === null ? 303 : 404);
      for (const url of [thread.url, '/drafts', '/search?q=secret', '/'])
        expect((await forum.get(url, who)).text).not.toContain('A secret until then.');
    }
    for (const who of [rina!, mod!]) {
      expect((await forum.api('PATCH', `/waiting/${id}`, { body: 'Mine now.' }, who)).status).toBe(404);
      expect((await forum.api('POST', `/waiting/${id}/post`, {}, who)).status).toBe(404);
      await drop(who, id);
    }
    expect((await waitingOf(jamal!)).map((one) => one.id)).toEqual([id]);
    await drop(jamal!, id);
  });

  it('is changed, given another time or none, posted now and thrown away', async () => {
    const id = await wait(jamal!, { body: 'Once.' });
    const [before] = await waitingOf(jamal!);
    const postAt = wallTime(before!.dueAt!, 'UTC');
    expect((await forum.post(`/waiting/${id}`, { body: 'Twice.', postAt }, jamal)).status).toBe(303);
    expect(await waitingOf(jamal!)).toMatchObject([{ dueAt: before!.dueAt, values: { body: 'Twice.' } }]);
    expect((await forum.post(`/waiting/${id}`, { body: 'Twice.', postAt: soon(2 * HOUR) }, jamal)).status).toBe(303);
    expect((await waitingOf(jamal!))[0]!.dueAt).toBeGreaterThan(before!.dueAt!);
    expect((await forum.post(`/waiting/${id}`, { body: 'Thrice.', postAt: '' }, jamal)).headers.location).toContain(
      'waiting-kept',
    );
    expect(await waitingOf(jamal!)).toMatchObject([{ dueAt: null, values: { body: 'Thrice.' } }]);
    const page = await forum.get('/drafts', jamal);
    expect(page.text).toContain(`action="/waiting/${id}/post"`);
    const posted = await forum.post(`/waiting/${id}/post`, { body: 'Four times.', postAt: '' }, jamal);
    expect(posted.status).toBe(303);
    expect([await said('Four times.'), await said('Thrice.')]).toEqual([1, 0]);
    expect((await forum.post(`/waiting/${id}/post`, {}, jamal)).status).toBe(404);
    const gone = await wait(jamal!, { body: 'Never.' });
    expect((await forum.post(`/waiting/${gone}/remove`, {}, jamal)).headers.location).toContain('waiting-dropped');
    expect(await waitingOf(jamal!)).toEqual([]);
  });

  it('is thrown away by its author alone, and once: to others it is what does not exist', async () => {
    const id = await wait(jamal!, { body: 'Mine to throw away.' });
    const other = await forum.member('Somebody Else');
    const unknown = await drop(other, 999_999);
    const refused = await drop(other, id);
    expect([unknown.status, refused.status]).toEqual([404, 404]);
    const withoutRequest = (answer: Answer) => ({ ...answer.json(), request: undefined });
    expect(withoutRequest(refused)).toEqual(withoutRequest(unknown));
    expect((await forum.post(`/waiting/${id}/remove`, {}, other)).status).toBe(404);
    expect(await waitingOf(jamal!)).toMatchObject([{ id }]);
    expect((await drop(jamal!, id)).status).toBe(200);
    expect((await drop(jamal!, id)).status).toBe(404);
  });

  it('is posted once, however many try at once, and stays what its author made of it last', async () => {
    const id = await wait(jamal!, { body: 'Only once.' });
    await letBeDue(id);
    const now = () => forum.api('POST', `/waiting/${id}/post`, {}, jamal);
    await Promise.all([postDue(forum.adda), postDue(forum.adda), now(), postDue(forum.adda), now()]);
    expect(await said('Only once.')).toBe(1);
    expect(await told(jamal!)).toEqual([]);
    const other = await wait(jamal!, { body: 'As it was.' });
    await letBeDue(other);
    const change = forum.api('PATCH', `/waiting/${other}`, { body: 'As it is.', postAt: soon() }, jamal);
    await Promise.all([change, postDue(forum.adda)]);
    const [was, waits] = [await said('As it was.'), (await waitingOf(jamal!)).length];
    expect([was, waits]).toEqual((await change).status === 200 ? [0, 1] : [1, 0]);
    for (const one of await waitingOf(jamal!)) await drop(jamal!, one.id);
  });

  it('is asked every rule of that moment; what is refused comes back, and its author is told why', async () => {
    const closed = await ask(forum, rina!, { title: 'A thread that closes meanwhile' });
    const id = await wait(jamal!, { body: 'Too late.' }, closed.id);
    await forum.adda.store.write((tx) =>
      tx.raw(`update threads set closed_at = ${Date.now()} where id = ${closed.id}`),
    );
    expect(await refusedFor(jamal!, id)).toBe('closed');
    expect(await told(jamal!)).toMatchObject([{ url: `/waiting/${id}` }]);
    const words = /It was not posted\.[^<]*closed/i;
    expect((await forum.get('/drafts', jamal)).text).toMatch(words);
    expect((await forum.get(`/waiting/${id}`, jamal)).text).toContain('Too late.');
    const notices = (await forum.get('/notifications', jamal)).text;
    expect(notices).toMatch(/not posted at its time\.[^<]*closed/i);
    await forum.adda.store.write((tx) => tx.raw('update notifications set created_at = 1'));
    await mailUnread(forum.adda);
    const queued = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.mailQueue);
    expect(queued.filter(({ template }) => template === 'not_posted')).toMatchObject([{ accountId: jamal!.id }]);
    // Whoever threw it away needs no notice of it.
    await drop(jamal!, id);
    expect(await told(jamal!)).toEqual([]);
  });

  it('is refused to who may not speak any more, who became staff, and who lost their trust', async () => {
    const { store } = forum.adda;
    const silent = await known('Silent');
    const one = await wait(silent);
    await store.write((tx) => setSilence(tx, silent.id, 0, tx.now + DAY));
    expect(await refusedFor(silent, one)).toBe('silenced');
    const away = await known('Away');
    const two = await wait(away);
    await store.write((tx) => updateAccount(tx, away.id, { suspendedUntil: tx.now + DAY }));
    await letBeDue(two);
    await postDue(forum.adda);
    await store.write((tx) => updateAccount(tx, away.id, { suspendedUntil: null }));
    expect((await waitingOf(away))[0]!.refusal!.code).toBe('suspended');
    const lost = await known('Lost');
    const three = await wait(lost);
    await store.write((tx) => updateAccount(tx, lost.id, { heardAt: null }));
    expect(await refusedFor(lost, three)).toBe('known_first');
    const became = await known('Became');
    const four = await wait(became, { body: 'Buy now.' });
    await store.write((tx) => updateAccount(tx, became.id, { role: 'staff' }));
    await letBeDue(four);
    await postDue(forum.adda);
    expect(await said('Buy now.')).toBe(0);
    const rows = await store.read.q.select().from(store.read.t.waitingPosts);
    expect(rows.find((row) => row.id === four)?.refusal).toMatchObject({ code: 'staff_not_later' });
  });

  it('is refused where it has no place any more, and one that fails holds up no other', async () => {
    const hidden = await ask(forum, rina!, { title: 'A thread that goes away' });
    const answer = await write(forum, rina!, thread.id, 'An answer that is withdrawn.');
    const [one, two] = [await wait(jamal!, {}, hidden.id), await wait(jamal!, { parentId: answer.id })];
    const good = await wait(jamal!, { body: 'This one is good.' });
    expect((await forum.api('POST', `/posts/${hidden.postId}/withdraw`, {}, rina)).status).toBe(200);
    expect((await forum.api('POST', `/posts/${answer.id}/withdraw`, {}, rina)).status).toBe(200);
    for (const id of [one, two, good]) await letBeDue(id);
    await postDue(forum.adda);
    const rows = await waitingOf(jamal!);
    expect(rows.map(({ id, refusal }) => [id, refusal?.code])).toEqual([
      [one, 'not_found'],
      [two, 'withdrawn'],
    ]);
    expect(await said('This one is good.')).toBe(1);
    expect((await forum.get('/drafts', jamal)).text).toContain('is not there for you any more');
    for (const { id } of rows) await drop(jamal!, id);
  });

  it('is refused where its thread was locked or merged, or its space was archived or closed to its author', async () => {
    const { store } = forum.adda;
    const at = (slug: string) =>
      ask(forum, rina!, { space: slug, title: `A thread in ${slug} that changes meanwhile` });
    const room = { kind: 'craft' as const, charter: 'For those who sit in it.' };
    await store.write(async (tx) => {
      for (const slug of ['shed', 'vault']) await insertSpace(tx, { ...room, slug, name: slug, createdAt: tx.now });
    });
    const done = async (path: string, body: object) => {
      const answer = await forum.api('POST', path, body, mod);
      expect(answer.status, answer.text).toBeLessThan(300);
    };
    const patient = await known('Patient');
    const other = await at('wheels');
    const [locked, merged] = [await at('wheels'), await at('wheels')];
    const [archived, closed] = [await at('shed'), await at('vault')];
    const ids: number[] = [];
    for (const { id } of [locked, merged, archived, closed]) ids.push(await wait(patient, { body: `Into ${id}.` }, id));
    await done(`/threads/${locked.id}/lock`, { reason: 'unkind' });
    await done(`/threads/${merged.id}/merge`, { threadId: String(other.id), reason: 'duplicate' });
    await done('/spaces/shed/archive', { set: true });
    await store.write((tx) => tx.raw("update spaces set access = 'private' where slug = 'vault'"));
    for (const id of ids) await letBeDue(id);
    await postDue(forum.adda);
    for (const { id } of [locked, archived, closed]) expect(await said(`Into ${id}.`)).toBe(0);
    const kept = await waitingOf(patient);
    expect(kept.map(({ refusal }) => refusal?.code)).toEqual(['locked', 'moved', 'archived', 'not_found']);
    // Nothing is said of a space that they may not see any more.
    expect((await forum.get('/drafts', patient)).text).not.toContain('A thread in vault');
  });

  it('is not too late when the forum was down, and is tried again where the machine was at fault', async () => {
    const id = await wait(jamal!, { body: 'Late, but there.' });
    await forum.adda.store.write((tx) =>
      tx.raw(`update waiting_posts set due_at = ${Date.now() - 9 * DAY} where id = ${id}`),
    );
    const broken = {
      ...forum.adda,
      store: { ...forum.adda.store, read: forum.adda.store.read, write: () => Promise.reject(new Error('away')) },
    };
    await expect(postDue(broken as never)).rejects.toThrow('away');
    expect((await waitingOf(jamal!)).map((one) => [one.id, one.refusal])).toEqual([[id, null]]);
    await postDue(forum.adda);
    expect(await said('Late, but there.')).toBe(1);
  });

  it('keeps its pictures, which nobody sweeps away meanwhile', async () => {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#4b6216' } })
      .jpeg()
      .toBuffer();
    const form = { body: 'With a picture.', postAt: soon(), alt: 'A spoke' };
    const kept = await sendForm(forum, `/t/${thread.id}/later`, form, [bytes], jamal!);
    expect(kept.status, kept.text.slice(0, 300)).toBe(303);
    const [one] = await waitingOf(jamal!);
    await forum.adda.store.write((tx) => tx.raw('update pictures set created_at = 1'));
    await sweepPictures(forum.adda);
    expect((await forum.get(`/waiting/${one!.id}`, jamal)).text).toContain('name="pictureIds"');
    await letBeDue(one!.id);
    await postDue(forum.adda);
    expect((await forum.get(thread.url, null)).text).toContain('alt="A spoke"');
  });

  it('goes with the account', async () => {
    const { store } = forum.adda;
    const gone = await known('Gone');
    await wait(gone);
    await store.write((tx) => erase(tx, FEATURES, gone.id));
    const rows = await store.read.q.select().from(store.read.t.waitingPosts);
    expect(rows.filter(({ accountId }) => accountId === gone.id)).toEqual([]);
  });
});
