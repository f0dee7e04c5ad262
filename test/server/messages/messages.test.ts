/** Direct messages: asked first, read by those who take part and nobody else. */
import { beforeEach, expect, it } from 'vitest';
import { erase } from '../../../server/people/accounts/erase.ts';
import { forgetEarlier } from '../../../server/forum/messages/change.ts';
import { FEATURES } from '../../../server/features.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { setSilence } from '../../../server/people/accounts/silence-queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { makeKnown } from '../../support/settled.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write as post } from '../../support/talk.ts';

eachEngine('messages', (engine) => {
  let forum: Forum;
  let rina: Member, jamal: Member, mitu: Member;
  beforeEach(async () => {
    forum = await makeForum(engine);
    [rina, jamal, mitu] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Mitu')];
    await makeKnown(forum, rina, jamal, mitu);
  });

  const begin = (who: Member, to: string, body = 'Is your wheel true now?') =>
    forum.api('POST', '/messages', { to: to.split(','), body }, who);
  const begun = async (who: Member, to: string, body?: string): Promise<number> => {
    const answer = await begin(who, to, body);
    expect(answer.status, answer.text).toBe(201);
    return answer.json().conversationId;
  };
  const say = (who: Member, id: number, body: string) => forum.api('POST', `/messages/${id}`, { body }, who);
  const accept = (who: Member, id: number) => forum.api('POST', `/messages/${id}/accept`, {}, who);
  const leave = (who: Member, id: number) => forum.api('POST', `/messages/${id}/leave`, {}, who);
  const read = (who: Member, id: number) => forum.api('GET', `/messages/${id}`, undefined, who);
  const code = (answer: { json(): any }) => answer.json().code as string;
  const words = async (who: Member, id: number): Promise<string[]> =>
    (await read(who, id)).json().messages.map(({ html }: { html: string }) => html.replace(/<[^>]+>/g, '').trim());
  const talking = async (): Promise<number> => {
    const id = await begun(rina, 'Jamal');
    expect((await accept(jamal, id)).status).toBe(200);
    return id;
  };
  const told = async (who: Member) => {
    while ((await runDueTasks(forum.adda)) > 0);
    const { notifications } = (await forum.api('GET', '/notifications', undefined, who)).json();
    return (notifications as { reason: string }[]).map(({ reason }) => reason).filter((one) => one.startsWith('mess'));
  };

  it('are asked for first, and go on once they are accepted', async () => {
    const id = await begun(rina, 'Jamal');
    expect(code(await say(rina, id, 'Well?'))).toBe('awaits_acceptance');
    expect(code(await begin(rina, 'Jamal', 'Well?'))).toBe('awaits_acceptance');
    expect(code(await say(jamal, id, 'Yes.'))).toBe('accept_first');
    const page = await forum.get(`/messages/${id}`, jamal);
    expect(page.text).toContain(`action="/messages/${id}/accept"`);
    expect(page.text).not.toContain('name="body"');
    expect((await forum.get('/messages?show=requests', jamal)).text).toMatch(new RegExp(`href="/messages/${id}[#"]`));
    expect((await forum.get('/messages', jamal)).text).not.toMatch(new RegExp(`href="/messages/${id}[#"]`));
    expect((await forum.post(`/messages/${id}/accept`, {}, jamal)).headers.location).toBe(
      `/messages/${id}?flash=conversation-accepted`,
    );
    const sent = await forum.post(`/messages/${id}/write`, { body: 'It **is**.' }, jamal);
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toMatch(new RegExp(`^/messages/${id}\\?flash=message-sent#message-\\d+$`));
    expect(await words(rina, id)).toEqual(['Is your wheel true now?', 'It is.']);
    expect(await told(rina)).toEqual([]);
    // The other one who begins goes on in the same.
    expect(await begun(jamal, 'Rina', 'And yours?')).toBe(id);
  });

  it('are read by nobody else, whatever their office', async () => {
    const id = await talking();
    const [keeper, chief] = [await forum.member('Keeper', 'moderator'), await forum.member('Chief', 'admin')];
    for (const who of [mitu, keeper, chief]) {
      expect((await read(who, id)).status).toBe(404);
      expect((await forum.get(`/messages/${id}`, who)).status).toBe(404);
      expect((await forum.get(`/messages/${id}/since/0`, who)).status).toBe(404);
      for (const what of ['accept', 'leave'])
        expect((await forum.api('POST', `/messages/${id}/${what}`, {}, who)).status).toBe(404);
      expect((await say(who, id, 'Hello.')).status).toBe(404);
      expect((await forum.get('/messages', who)).text).not.toContain(`/messages/${id}"`);
    }
    expect((await forum.get(`/search?q=wheel`, chief)).text).not.toContain('Is your wheel');
    expect((await forum.get(`/messages/${id}`)).text).not.toContain('Is your wheel');
  });

  it('are told of: a request once, what is said each time, and read when the page was shown', async () => {
    const id = await begun(rina, 'Jamal');
    expect(await told(jamal)).toEqual(['message_request']);
    expect((await forum.get('/', jamal)).text).toContain('Messages: 1 new conversation');
    await accept(jamal, id);
    expect((await forum.get('/', jamal)).text).toContain('Messages: nothing new');
    await say(rina, id, 'So?');
    expect(await told(jamal)).toEqual(['message', 'message_request']);
    expect((await forum.api('GET', '/messages', undefined, jamal)).json().conversations[0].unread).toBe(2);
    await forum.get(`/messages/${id}`, jamal);
    expect((await forum.api('GET', '/messages', undefined, jamal)).json().conversations[0].unread).toBe(0);
    expect((await forum.get('/', jamal)).text).toContain('Messages: nothing new');
    expect(await told(rina)).toEqual([]);
  });

  it('that are refused look unanswered to who asked', async () => {
    const id = await begun(rina, 'Jamal');
    expect((await leave(jamal, id)).status).toBe(200);
    expect((await read(jamal, id)).status).toBe(404);
    expect(code(await say(rina, id, 'Well?'))).toBe('awaits_acceptance');
    const states = (await read(rina, id)).json().people.map(({ state }: { state: string }) => state);
    expect(states).toEqual(['accepted', 'requested']);
    // Whoever refused may still think better of it.
    expect(await begun(jamal, 'Rina', 'Sorry, yes.')).toBe(id);
    expect((await say(rina, id, 'Good.')).status).toBe(201);
  });

  it('of a side that was deleted are there for the other, and gone when both deleted theirs', async () => {
    const id = await talking();
    expect((await forum.post(`/messages/${id}/leave`, {}, rina)).headers.location).toBe(
      '/messages?flash=conversation-left',
    );
    expect((await read(rina, id)).status).toBe(404);
    expect(await words(jamal, id)).toEqual(['Is your wheel true now?']);
    expect(code(await say(jamal, id, 'Where are you?'))).toBe('nobody_here');
    // They know each other: nothing is asked the next time.
    const next = await begun(jamal, 'Rina', 'Where are you?');
    expect(next).not.toBe(id);
    expect((await say(jamal, next, 'Hello?')).status).toBe(201);
    await leave(jamal, id);
    const { q, t } = forum.adda.store.read;
    expect((await q.select().from(t.messages)).filter(({ conversationId }) => conversationId === id)).toEqual([]);
  });

  it('lead who wants to write to where they wait or go on, and say beforehand where nobody is let through', async () => {
    const to = (who: Member) => forum.get('/messages/new?to=Jamal', who);
    expect((await to(rina)).text).toContain('value="Jamal"');
    const id = await begun(rina, 'Jamal');
    expect((await to(rina)).headers.location).toBe(`/messages/${id}`);
    expect((await forum.get(`/messages/${id}`, rina)).text).toContain('data-waits');
    expect((await forum.get('/messages/new?to=rina', jamal)).headers.location).toBe(`/messages/${id}`);
    await forum.api('PUT', '/messages/from', { takesFrom: 'nobody' }, jamal);
    const page = await to(mitu);
    expect(page.status).toBe(200);
    expect(page.text).toContain('takes no messages from you');
    await forum.adda.store.write((tx) => tx.raw(`update accounts set email_verified_at = null where id = ${rina.id}`));
    expect((await forum.get('/messages/new?to=Rina', mitu)).text).not.toContain('takes no messages from you');
    expect((await begin(mitu, 'Rina')).json().errors[0].code).toBe('unknown_member');
    for (const name of ['Nobody Here', 'Mitu', '', '@', 'x'.repeat(200)])
      expect((await forum.get(`/messages/new?to=${encodeURIComponent(name)}`, mitu)).status).toBe(200);
  });

  it('are never begun by brand staff, who answer with their label', async () => {
    const staff = await forum.member('Petra', 'staff');
    expect(code(await begin(staff, 'Rina'))).toBe('staff_cannot');
    expect((await forum.get('/messages/new', staff)).text).not.toContain('name="to"');
    const id = await begun(rina, 'Petra');
    await accept(staff, id);
    expect((await say(staff, id, 'Ask your dealer.')).status).toBe(201);
    // What a brand's limits refuse is kept, as the refusal says.
    expect(code(await say(staff, id, 'See https://shop.example/x?ref=abc123'))).toBe('referral_code');
    expect((await forum.get('/drafts', staff)).text).toContain('ref=abc123');
    expect(code(await forum.api('POST', `/messages/${id}/people`, { to: ['Jamal'] }, staff))).toBe('staff_cannot');
    expect(await told(rina)).toEqual(['message']);
    const { messages } = (await read(rina, id)).json();
    expect(messages[1].author.affiliation.label).toContain('Acme');
    expect((await forum.get(`/messages/${id}`, rina)).text).toContain('staff-label');
    expect((await forum.get('/notifications', rina)).text).toContain('staff-label');
  });

  it('reach from moderators of the forum at once, with their office', async () => {
    const keeper = await forum.member('Keeper', 'moderator');
    await forum.api('PUT', '/messages/from', { takesFrom: 'nobody' }, rina);
    const id = await begun(keeper, 'Rina', 'About your post.');
    expect((await say(keeper, id, 'One more thing.')).status).toBe(201);
    expect((await read(rina, id)).json().messages[0].office).toBe('moderator');
    expect(code(await forum.api('POST', '/blocks', { name: 'Keeper' }, rina))).toBe('not_blockable');
  });

  it('come from whom one chose', async () => {
    await forum.post('/messages/from', { takesFrom: 'known' }, jamal);
    expect(code(await begin(rina, 'Jamal'))).toBe('takes_no_messages');
    await forum.post('/follow', { kind: 'member', targetId: String(rina.id), level: 'mine' }, jamal);
    expect((await begin(rina, 'Jamal')).status).toBe(201);
    await forum.post('/messages/from', { takesFrom: 'nobody' }, mitu);
    expect(code(await begin(rina, 'Mitu'))).toBe('takes_no_messages');
    expect((await forum.get('/messages/blocked', mitu)).text).toMatch(/value="nobody" checked/);
  });

  it('end with a block, of which nobody is told', async () => {
    const id = await talking();
    const blocked = await forum.post('/messages/block', { name: 'Rina' }, jamal);
    expect(blocked.headers.location).toBe('/messages/blocked?flash=blocked');
    expect(code(await say(rina, id, 'Hello?'))).toBe('takes_no_messages');
    expect(code(await say(jamal, id, 'Hello?'))).toBe('you_blocked');
    expect((await forum.get('/messages/blocked', jamal)).text).toContain('Rina');
    // Neither is a mention or an answer of theirs told.
    const { id: threadId } = await ask(forum, jamal, { title: 'Who can true a wheel?' });
    await post(forum, rina, threadId, '@Jamal can.');
    while ((await runDueTasks(forum.adda)) > 0);
    expect((await forum.api('GET', '/notifications', undefined, jamal)).json().notifications).toEqual([]);
    await forum.post('/messages/unblock', { name: 'rina' }, jamal);
    expect((await say(rina, id, 'Hello?')).status).toBe(201);
  });

  it('that were asked for by whom one blocks wait no longer, and are told of no more', async () => {
    const id = await begun(rina, 'Jamal');
    expect(await told(jamal)).toEqual(['message_request']);
    await forum.post('/messages/block', { name: 'Rina' }, jamal);
    expect((await forum.get('/', jamal)).text).toContain('Messages: nothing new');
    expect((await forum.get('/messages?show=requests', jamal)).text).not.toMatch(
      new RegExp(`href="/messages/${id}[#"]`),
    );
    const { notifications } = (await forum.api('GET', '/notifications', undefined, jamal)).json();
    expect(notifications.filter(({ read: isRead }: { read: boolean }) => !isRead)).toEqual([]);
    // It looks unanswered, as what was refused does.
    expect(code(await say(rina, id, 'Well?'))).toBe('awaits_acceptance');
  });

  it('are asked for once, whether the asker leaves or was refused', async () => {
    const id = await begun(rina, 'Jamal');
    await leave(rina, id);
    expect(code(await begin(rina, 'Jamal', 'And again?'))).toBe('awaits_acceptance');
    await leave(jamal, id);
    expect(code(await begin(rina, 'Jamal', 'And again?'))).toBe('awaits_acceptance');
    // Whoever refused may come to it.
    expect((await begin(jamal, 'Rina', 'Now I have time.')).status).toBe(201);
  });

  it('show whoever is only asked what they were asked with, and nothing said since', async () => {
    const id = await begun(rina, 'Jamal,Mitu', 'Shall we three?');
    await accept(mitu, id);
    await say(rina, id, 'More than one word.');
    expect(await words(jamal, id)).toEqual(['Shall we three?']);
    expect((await forum.get(`/messages/${id}/since/0`, jamal)).text).not.toContain('More than');
    expect((await forum.get('/messages?show=requests', jamal)).text).toContain('Shall we three?');
    await accept(jamal, id);
    expect(await words(jamal, id)).toEqual(['Shall we three?', 'More than one word.']);
  });

  it('ask whoever left before they bring them back', async () => {
    const id = await begun(rina, 'Jamal,Mitu', 'Shall we three?');
    for (const who of [jamal, mitu]) await accept(who, id);
    await leave(jamal, id);
    expect((await forum.api('POST', `/messages/${id}/people`, { to: ['Jamal'] }, rina)).status).toBe(200);
    expect((await read(jamal, id)).json()).toMatchObject({ state: 'requested', messages: [] });
  });

  it('say nothing by notices to whoever left, or blocked who spoke', async () => {
    const id = await begun(rina, 'Jamal,Mitu', 'To both.');
    for (const who of [jamal, mitu]) await accept(who, id);
    await say(rina, id, 'Before they went.');
    await told(jamal);
    const page = async (who: Member) => (await forum.get('/notifications', who)).text;
    expect([await page(jamal), await page(mitu)]).toEqual(Array(2).fill(expect.stringContaining('Before they went.')));
    await leave(jamal, id);
    await forum.post('/messages/block', { name: 'Rina' }, mitu);
    await forum.api('POST', '/messages', { to: ['Rina'], body: 'Hello from Mitu.' }, mitu);
    await say(rina, id, 'Behind their backs.');
    await told(jamal);
    for (const who of [jamal, mitu]) {
      expect(await page(who)).not.toMatch(/Before they went|Behind their backs/);
      expect(await told(who)).toEqual([]);
      expect((await forum.get('/', who)).text).toContain('Messages: nothing new');
    }
  });

  it('of an office are told also by whom one had blocked before', async () => {
    await forum.post('/messages/block', { name: 'Mitu' }, jamal);
    await forum.adda.store.write((tx) => tx.raw(`update accounts set role = 'moderator' where id = ${mitu.id}`));
    const id = await begun(mitu, 'Jamal', 'A word from the office.');
    expect(await told(jamal)).toEqual(['message']);
    expect((await forum.get('/notifications', jamal)).text).toContain('A word from the office.');
    expect(await words(jamal, id)).toEqual(['A word from the office.']);
  });

  it('of several show nothing of whom one blocked, and only what was said since one came', async () => {
    const id = await begun(rina, 'Jamal,Mitu', 'To both.');
    await told(jamal);
    await accept(jamal, id);
    await accept(mitu, id);
    await forum.api('POST', '/blocks', { name: 'Mitu' }, jamal);
    await say(mitu, id, 'From Mitu.');
    expect(await words(jamal, id)).toEqual(['To both.']);
    expect(await words(rina, id)).toEqual(['To both.', 'From Mitu.']);
    expect(await told(jamal)).toEqual(['message_request']);
    const tanvir = await forum.member('Tanvir');
    expect((await forum.post(`/messages/${id}/people`, { to: 'Tanvir' }, rina)).headers.location).toContain(
      'people-added',
    );
    expect(await words(tanvir, id)).toEqual([]);
    await accept(tanvir, id);
    await say(rina, id, 'Welcome.');
    expect(await words(tanvir, id)).toEqual(['Welcome.']);
    expect(code(await forum.api('POST', `/messages/${id}/people`, { to: ['Tanvir'] }, rina))).toBe('invalid');
    const many = ['A1', 'A2', 'A3', 'A4', 'A5'];
    for (const name of many) await forum.member(name);
    expect(code(await forum.api('POST', `/messages/${id}/people`, { to: many }, rina))).toBe('too_many_participants');
  });

  it('are fewer for who is new', async () => {
    const fresh = await forum.member('Fresh');
    for (let i = 0; i < 6; i++) await forum.member(`Other${i}`);
    for (let i = 0; i < 5; i++) await begun(fresh, `Other${i}`);
    const refused = await begin(fresh, 'Other5');
    expect([refused.status, code(refused)]).toEqual([429, 'too_many']);
    const id = await talking();
    let status = 201;
    for (let i = 0; i < 25 && status === 201; i++) status = (await say(rina, id, `Number ${i}.`)).status;
    expect(status).toBe(429);
  });

  it('are not for those who are silenced', async () => {
    const id = await talking();
    await forum.adda.store.write((tx) => setSilence(tx, rina.id, 0, tx.now + 3_600_000));
    expect(code(await say(rina, id, 'Hello.'))).toBe('silenced');
    expect(code(await begin(rina, 'Mitu'))).toBe('silenced');
    expect((await forum.get(`/messages/${id}`, rina)).text).not.toContain('<adda-composer');
  });

  it('that cannot be taken come back with what was typed', async () => {
    for (const [to, body, says] of [
      ['Jamal, Nobody Known', 'Hello.', 'Nobody here is called “Nobody Known”.'],
      ['Rina', 'Hello.', 'That is you.'],
      ['', 'Hello.', 'name="to"'],
      ['Jamal', '', 'name="body"'],
      ['Jamal', 'x'.repeat(2_001), '2,000'],
      ['Jamal', 'x'.repeat(9_000), '8,192'],
    ] as const) {
      const page = await forum.post('/messages', { to, body }, rina);
      expect([page.status, to, body.length]).toEqual([422, to, body.length]);
      expect(page.text).toContain('error-summary');
      expect(page.text).toContain(says);
      if (body) expect(page.text).toContain(body);
    }
    const preview = await forum.post('/messages', { to: 'Jamal', body: '**bold**', preview: '1' }, rina);
    expect(preview.text).toContain('<strong>bold</strong>');
  });

  it('are sent once, however often the form is', async () => {
    const id = await talking();
    const typed = { body: 'Once.', idempotencyKey: 'one-key' };
    const [one, two] = [
      await forum.post(`/messages/${id}/write`, typed, rina),
      await forum.post(`/messages/${id}/write`, typed, rina),
    ];
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(await words(jamal, id)).toEqual(['Is your wheel true now?', 'Once.']);
  });

  it('stay whole when people do everything at once', async () => {
    const both = await Promise.all([begin(rina, 'Jamal'), begin(jamal, 'Rina'), begin(rina, 'Jamal')]);
    const ids = new Set(both.filter(({ status }) => status === 201).map((one) => one.json().conversationId));
    expect(ids.size).toBe(1);
    const [id] = [...ids] as [number];
    await Promise.all([accept(jamal, id), accept(jamal, id), accept(rina, id)]);
    const answers = await Promise.all([
      leave(jamal, id),
      say(rina, id, 'One.'),
      say(rina, id, 'Two.'),
      leave(jamal, id),
    ]);
    for (const { status } of answers) expect([200, 201, 404, 409]).toContain(status);
    const { q, t } = forum.adda.store.read;
    const states = (await q.select().from(t.conversationParticipants)).map(({ state }) => state).sort();
    expect(states).toEqual(['accepted', 'left']);
  });

  it('keep a draft in its place until they are sent', async () => {
    const id = await talking();
    const place = `message:${id}`;
    expect((await forum.api('PUT', '/drafts', { place, body: 'Half a thou' }, rina)).status).toBe(200);
    expect((await forum.get(`/messages/${id}`, rina)).text).toContain('Half a thou');
    expect((await forum.get('/drafts', rina)).text).toContain(`href="/messages/${id}"`);
    expect((await forum.get('/drafts', rina)).text).toContain('<cite dir="auto">A message to Jamal</cite>');
    await say(rina, id, 'Half a thought.');
    expect((await forum.get('/drafts', rina)).text).not.toContain('Half a thou');
  });

  it('that are begun say to whom, and go only when they are sent', async () => {
    const place = 'message:new';
    await forum.api('PUT', '/drafts', { place, to: 'Jamal, ', body: 'To Jamal I began' }, rina);
    expect((await forum.get('/drafts', rina)).text).toContain('>A message to Jamal</cite>');
    const toMitu = (await forum.get('/messages/new?to=Mitu', rina)).text;
    expect(toMitu).not.toMatch(/To Jamal I began<\/textarea>/);
    expect(toMitu).toContain('<cite dir="auto">Jamal: To Jamal I began</cite>');
    expect((await begin(rina, 'Mitu', 'Hello Mitu, how are you?')).status).toBe(201);
    expect((await forum.get('/messages/new', rina)).text).toContain('To Jamal I began');
    expect((await begin(rina, 'Jamal', 'To Jamal I began, and ended.')).status).toBe(201);
    expect((await forum.get('/drafts', rina)).text).not.toContain('To Jamal');
  });

  it('that are begun to several are kept beside each other, whichever one goes on with', async () => {
    const kept = async () =>
      (await forum.api('GET', '/drafts', undefined, rina))
        .json()
        .drafts.map(({ place, values }: any) => [place, values.to, values.body])
        .sort();
    await forum.api('PUT', '/drafts', { place: 'message:new', to: 'Jamal', body: 'To Jamal I began' }, rina);
    const toMitu = (await forum.get('/messages/new?to=Mitu', rina)).text;
    expect(toMitu).toContain('<input type="hidden" name="draft" value="message:new:2">');
    // Without a script: what was just typed goes along with the press.
    const press = { to: 'Mitu', body: 'To Mitu I typed', draft: 'message:new:2', draftAt: '', goOn: 'message:new' };
    const went = await forum.post('/messages/beside', press, rina);
    expect([went.status, went.headers.location]).toEqual([303, '/messages/new?draft=message:new']);
    const both = [
      ['message:new', 'Jamal', 'To Jamal I began'],
      ['message:new:2', 'Mitu', 'To Mitu I typed'],
    ];
    expect(await kept()).toEqual(both);
    const page = (await forum.get('/messages/new?draft=message:new', rina)).text;
    expect(page).toMatch(/>\s*To Jamal I began<\/textarea>/);
    expect(page).toContain('name="goOn" value="message:new:2"');
    expect((await forum.get('/messages/new?to=Mitu', rina)).text).toMatch(/>\s*To Mitu I typed<\/textarea>/);
    expect((await forum.get('/drafts', rina)).text).toContain('href="/messages/new?draft=message:new:2"');
    // Nothing typed keeps nothing, and what is too long for a message is kept all the same.
    await forum.post('/messages/beside', { to: 'Mitu', body: '', draft: 'message:new:3', goOn: 'new' }, rina);
    expect(await kept()).toEqual(both);
    expect((await forum.post('/messages/beside', { ...press, goOn: 'start' }, rina)).status).toBe(422);
    const { at } = (await forum.api('GET', '/drafts?place=message:new:2', undefined, rina)).json().drafts[0];
    const sent = { to: 'Mitu', body: 'To Mitu I typed, and ended.', draft: 'message:new:2', draftAt: at };
    expect((await forum.post('/messages', sent, rina)).status).toBe(303);
    expect(await kept()).toEqual([both[0]]);
  });

  it('of somebody who is gone lose their words, and keep their place', async () => {
    const id = await talking();
    await say(jamal, id, 'It is.');
    await forum.adda.store.write((tx) => erase(tx, FEATURES, rina.id));
    const { messages, people } = (await read(jamal, id)).json();
    expect(messages.map(({ html }: { html: string }) => html !== '')).toEqual([false, true]);
    expect(people).toHaveLength(1);
    expect((await forum.get(`/messages/${id}`, jamal)).text).toContain('The account is gone');
    expect(code(await say(jamal, id, 'Hello?'))).toBe('nobody_here');
  });

  it('come in pages, the newest first, and to an open page what came since', async () => {
    const id = await talking();
    await forum.adda.store.write(async (tx) => {
      for (let i = 0; i < 35; i++)
        await tx.q.insert(tx.t.messages).values({
          ...{ conversationId: id, authorId: jamal.id, role: 'member', markdown: `m${i}`, html: `<p>m${i}</p>` },
          createdAt: tx.now,
        });
    });
    const first = (await read(rina, id)).json();
    expect([first.messages.length, first.messages.at(-1).html]).toEqual([30, '<p>m34</p>']);
    const older = (await forum.api('GET', `/messages/${id}?before=${first.older}`, undefined, rina)).json();
    expect([older.messages.length, older.older]).toEqual([6, null]);
    const since = await forum.get(`/messages/${id}/since/${first.messages.at(-2).id}`, rina);
    expect(since.text).toContain('m34');
    expect(since.text).not.toContain('m33');
  });

  it('that are reported are read by moderators with what stands around them, and nothing else', async () => {
    const id = await talking();
    for (const [who, body] of [
      [jamal, 'Long before.'],
      [jamal, 'Something.'],
      [rina, 'Something else.'],
      [jamal, 'You are a fool.'],
      [rina, 'Stop.\n\n▶ I will come for you.\u2028▸ Tonight.'],
    ] as const)
      await say(who, id, body);
    const { messages } = (await read(rina, id)).json() as { messages: { id: number; html: string }[] };
    const { id: unkind } = messages.find(({ html }) => html.includes('fool'))!;
    const path = `/messages/${id}/${unkind}/report`;
    const typed = { reason: 'unkind', evidence: 'He calls me names.' };
    expect((await forum.get(path, rina)).text).toContain('You are a fool.');
    for (const who of [jamal, mitu]) expect((await forum.post(path, typed, who)).status).toBeGreaterThan(399);
    expect((await forum.post(path, { ...typed, evidence: '' }, rina)).status).toBe(422);
    expect((await forum.post(path, typed, rina)).headers.location).toBe(`/messages/${id}?flash=message-reported`);
    expect((await forum.post(path, typed, rina)).status).toBe(409);
    const keeper = await forum.member('Keeper', 'moderator');
    const { q, t } = forum.adda.store.read;
    const [one] = await q.select().from(t.cases);
    expect([one!.target, one!.subjectId]).toEqual(['member', jamal.id]);
    const page = await forum.get(`/moderation/cases/${one!.id}`, keeper);
    for (const words of ['▶ You are a fool.', '▸ Something.', '· Something else.', '· Stop.', 'He calls me names.'])
      expect(page.text).toContain(words);
    // Nobody puts words into the mouth of another.
    expect(page.text).toContain('· &gt; I will come for you.');
    expect(page.text).not.toMatch(/[▶▸] (?:I will|Tonight)/);
    expect(page.text).not.toContain('Is your wheel true now?');
    expect((await forum.get(`/messages/${id}`, keeper)).status).toBe(404);
    // More of the same person goes into the same case.
    await say(jamal, id, 'And a bore.');
    const more = ((await read(rina, id)).json().messages as { id: number }[]).at(-1)!;
    expect((await forum.post(`/messages/${id}/${more.id}/report`, typed, rina)).status).toBe(303);
    expect((await forum.get(`/moderation/cases/${one!.id}`, keeper)).text).toContain('▶ And a bore.');
    await forum.adda.store.write((tx) => erase(tx, FEATURES, jamal.id));
    expect(JSON.stringify(await q.select().from(t.cases))).not.toContain('fool');
  });

  const said = async (who: Member, id: number) =>
    (await read(who, id)).json().messages.at(-1) as {
      id: number;
      html: string;
      changedAt: number | null;
      takenBackAt: number | null;
    };

  it('are changed and taken back for a short while, by their author alone, and others see that they were', async () => {
    const id = await talking();
    await say(rina, id, 'At nyne.');
    const { id: message } = await said(rina, id);
    const path = `/messages/${id}/${message}`;
    expect((await forum.get(`/messages/${id}`, rina)).text).toContain(`${path}/change`);
    expect((await forum.get(`/messages/${id}`, jamal)).text).not.toContain(`${path}/change`);
    expect((await forum.get(`${path}/change`, rina)).text).toContain('At nyne.</textarea>');
    for (const who of [jamal, mitu]) {
      expect((await forum.get(`${path}/change`, who)).status).toBe(404);
      expect((await forum.api('PATCH', path, { body: 'Never.' }, who)).status).toBe(404);
      expect((await forum.api('POST', `${path}/take-back`, {}, who)).status).toBe(404);
    }
    expect((await forum.post(`${path}/change`, { body: ' ' }, rina)).status).toBe(422);
    const done = await forum.post(`${path}/change`, { body: 'At **nine**.' }, rina);
    expect(done.headers.location).toBe(`/messages/${id}?flash=message-changed#message-${message}`);
    expect(await said(jamal, id)).toMatchObject({ changedAt: expect.any(Number), takenBackAt: null });
    expect(await words(jamal, id)).toContain('At nine.');
    // An open page, which has it already, gets it again.
    const since = (await forum.get(`/messages/${id}/since/${message}`, jamal)).text;
    expect(since).toContain('<strong>nine</strong>');
    expect(since).toContain('changed');
    expect(since).not.toContain('nyne');
    for (let i = 0; i < 2; i++) expect((await forum.api('POST', `${path}/take-back`, {}, rina)).status).toBe(200);
    expect(await said(jamal, id)).toMatchObject({ html: '', takenBackAt: expect.any(Number) });
    expect((await forum.get(`/messages/${id}`, jamal)).text).toContain('This message was taken back.');
    expect((await forum.get('/messages', jamal)).text).toContain('This message was taken back.');
    expect((await forum.get('/notifications', jamal)).text).not.toContain('nine');
    expect(code(await forum.api('PATCH', path, { body: 'Again.' }, rina))).toBe('message_stands');
    await say(rina, id, 'Old.');
    const old = await said(rina, id);
    await forum.adda.store.write((tx) => tx.raw(`update messages set created_at = created_at - 900000`));
    expect(code(await forum.api('PATCH', `/messages/${id}/${old.id}`, { body: 'New.' }, rina))).toBe('message_stands');
    expect((await forum.get(`/messages/${id}`, rina)).text).not.toContain('/change"');
  });

  it('that were changed or taken back are reported with what they said before', async () => {
    const id = await talking();
    await say(jamal, id, 'You are a fool.');
    const { id: message } = await said(rina, id);
    const path = `/messages/${id}/${message}`;
    expect((await forum.api('PATCH', path, { body: 'You are a dunce.' }, jamal)).status).toBe(200);
    expect((await forum.api('POST', `${path}/take-back`, {}, jamal)).status).toBe(200);
    const page = (await forum.get(`${path}/report`, rina)).text;
    expect(page).toContain('This message was taken back.');
    expect(page).not.toContain('fool');
    const typed = { reason: 'unkind', evidence: 'He called me names.' };
    expect((await forum.post(`${path}/report`, typed, rina)).status).toBe(303);
    const { q, t } = forum.adda.store.read;
    const [one] = await q.select().from(t.cases);
    const keeper = await forum.member('Keeper', 'moderator');
    const shown = (await forum.get(`/moderation/cases/${one!.id}`, keeper)).text;
    for (const words of ['▶ You are a fool.', '▶ You are a dunce.', 'before it was changed or taken back'])
      expect(shown).toContain(words);
    // After a while nobody has the words any more, but who read the report.
    await forum.adda.store.write((tx) => tx.raw(`update messages set created_at = created_at - 2592000001`));
    await forgetEarlier(forum.adda);
    expect(JSON.stringify(await q.select().from(t.messages))).not.toContain('fool');
    expect((await forum.get(`${path}/report`, rina)).status).toBe(404);
    expect((await forum.get(`/moderation/cases/${one!.id}`, keeper)).text).toContain('▶ You are a fool.');
  });

  it('that ask first are changed within what may be said first, also where they were refused', async () => {
    const id = await begun(rina, 'Jamal');
    const { id: message } = await said(rina, id);
    await leave(jamal, id);
    const long = { body: 'x '.repeat(1_500) };
    expect((await forum.api('PATCH', `/messages/${id}/${message}`, long, rina)).status).toBe(422);
  });

  it('are corrected at any length where somebody was asked in later, who does not read them', async () => {
    const id = await talking();
    await say(rina, id, 'x '.repeat(1_500));
    const { id: message } = await said(rina, id);
    expect((await forum.api('POST', `/messages/${id}/people`, { to: ['Mitu'] }, rina)).status).toBe(200);
    const other = { body: 'y '.repeat(1_500) };
    expect((await forum.api('PATCH', `/messages/${id}/${message}`, other, rina)).status).toBe(200);
  });

  it('that are reported are read however much their author wrote over them, in a case that has much already', async () => {
    const id = await talking();
    const report = async (number: number) => {
      const typed = { reason: 'unkind', evidence: `They threaten me, for the ${number}. time.` };
      return forum.api('POST', `/messages/${id}/${(await said(rina, id)).id}/reports`, typed, rina);
    };
    for (let n = 0; n < 4; n++) {
      await say(jamal, id, `Threat number ${n}.`);
      const path = `/messages/${id}/${(await said(rina, id)).id}`;
      const changes: number[] = [];
      for (let i = 0; i < 4; i++)
        changes.push((await forum.api('PATCH', path, { body: `${i}\n`.repeat(4_000) }, jamal)).status);
      expect(changes).toEqual([200, 200, 200, 409]);
      expect((await report(n)).status).toBe(201);
    }
    const { q, t } = forum.adda.store.read;
    const [one] = await q.select().from(t.cases);
    for (let n = 0; n < 4; n++) expect(one!.text).toContain(`▶ Threat number ${n}.`);
    expect(one!.text.length).toBeLessThan(240_000);
    // Where no more fits, whoever reports is told so, and not that somebody read it.
    await forum.adda.store.write((tx) => tx.q.update(t.cases).set({ text: 'x'.repeat(240_000) }));
    await say(jamal, id, 'One more threat.');
    expect(code(await report(5))).toBe('case_full');
  });

  it('that ask first are changed within what may be said first', async () => {
    const id = await begun(rina, 'Jamal');
    const { id: message } = await said(rina, id);
    const path = `/messages/${id}/${message}`;
    expect((await forum.api('PATCH', path, { body: 'x '.repeat(1_500) }, rina)).status).toBe(422);
    expect((await forum.api('PATCH', path, { body: 'Is it true?' }, rina)).status).toBe(200);
    await accept(jamal, id);
    await forum.post('/messages/block', { name: 'Rina' }, jamal);
    expect(code(await forum.api('PATCH', path, { body: 'Is it?' }, rina))).toBe('takes_no_messages');
    expect((await forum.api('POST', `${path}/take-back`, {}, rina)).status).toBe(200);
  });
});
