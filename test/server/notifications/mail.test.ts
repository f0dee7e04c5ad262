/** What members have not read is said by letter: to whom, when, how often, and how it ends. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { dueMail } from '../../../server/platform/mail/queries.ts';
import { writeLetter } from '../../../server/platform/mail/send.ts';
import { mailDigests } from '../../../server/insight/notifications/digest.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

eachEngine('a letter of what was told', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));

  /** Lets minutes go by for what was told. */
  async function later(minutes: number): Promise<void> {
    while ((await runDueTasks(forum.adda)) > 0);
    const { store } = forum.adda;
    await store.write((tx) => tx.raw(`update notifications set created_at = created_at - ${minutes * MINUTE}`));
    await mailUnread(forum.adda);
  }
  const to = async ({ slug }: Member) =>
    (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === `${slug}@example.org`);
  const clear = async () => {
    while ((await runDueTasks(forum.adda)) > 0);
    for (const who of [rina!, jamal!, thuy!]) await forum.api('POST', '/notifications/read', {}, who);
  };

  it('comes after a while, once a thread until it is read, in one’s language', async () => {
    const thread = await ask(forum, rina!, { title: 'Why does it wobble so?' });
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    await later(4);
    expect(await to(rina!)).toEqual([]);
    await later(2);
    const [letter] = await to(rina!);
    expect(letter!.subject).toBe('Jamal answered “Why does it wobble so?”');
    expect(letter!.sender).toBe('Jamal via Test forum');
    for (const words of ['> Look at the hub.', `${thread.url}/2`, 'You asked.', '/mail/off/', '/mail/mute/'])
      expect(letter!.body).toContain(words);
    await write(forum, thuy!, thread.id, 'And at the rim.');
    await later(6);
    expect((await to(rina!)).length).toBe(1);
    await clear();
    await forum.post('/preferences', { language: 'bn' }, rina!);
    await write(forum, thuy!, thread.id, 'And at the tyre.');
    await later(6);
    expect((await to(rina!)).at(-1)!.subject).toBe('“Why does it wobble so?”: Thuy উত্তর দিয়েছেন');
    await forum.post('/preferences', { language: 'en' }, rina!);
    await clear();
  });

  it('says nothing of what was read, withdrawn or is worth no letter, also when it waits already', async () => {
    const thread = await ask(forum, rina!, { title: 'Does it squeak?' });
    const before = (await to(rina!)).length;
    const post = await write(forum, jamal!, thread.id, 'It does.');
    await later(6);
    await withdraw(forum, jamal!, post.id);
    expect((await to(rina!)).length).toBe(before);
    const other = await write(forum, jamal!, thread.id, 'It still does.');
    await later(6);
    await clear();
    expect((await to(rina!)).length).toBe(before);
    const his = (await to(jamal!)).length;
    await setMark(forum, thuy!, other.id, 'helpful');
    await later(6);
    expect((await to(jamal!)).length).toBe(his);
  });

  it('says nothing to whoever is suspended: they may not read it, either', async () => {
    const eve = await forum.member('Eve');
    const mod = await forum.member('Mod', 'moderator');
    const thread = await ask(forum, eve, { title: 'A thing to ask before?' });
    const act = { reason: 'spam', note: 'x', days: 30 };
    expect((await forum.api('POST', `/members/${eve.slug}/suspend`, act, mod)).status).toBe(200);
    const before = (await to(eve)).length;
    await write(forum, jamal!, thread.id, 'SECRET words.');
    await later(6);
    expect((await to(eve)).slice(before).join()).not.toContain('SECRET');
    expect((await to(eve)).map(({ body }) => body).join()).not.toContain('SECRET');
  });

  it('carries the label of staff in its sender and its words', async () => {
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    const thread = await ask(forum, rina!, { title: 'Is this hub any good?' });
    await write(forum, jamal!, thread.id, 'It is.');
    await write(forum, rina!, thread.id, 'Thank you.');
    await letTimePass(forum, 8 * DAY);
    await clear();
    expect((await tryPost(forum, dana, thread.id, 'We made it.')).status).toBe(201);
    await later(6);
    const letter = (await to(rina!)).at(-1)!;
    expect([letter.sender, letter.subject]).toEqual([
      expect.stringContaining('Dana (Acme staff)'),
      expect.stringContaining('Dana (Acme staff)'),
    ]);
    await clear();
  });

  it('ends by one press, also by the mailbox’s own, and by no link that was made up', async () => {
    const thread = await ask(forum, rina!, { title: 'How do I get no letters?' });
    await write(forum, jamal!, thread.id, 'By this one.');
    while ((await runDueTasks(forum.adda)) > 0);
    await later(6);
    const [waiting] = (await dueMail(forum.adda.store.read, Date.now() + DAY, 1_000)).filter(
      ({ template, accountId }) => template === 'told' && accountId === rina!.id,
    );
    const letter = (await writeLetter(forum.adda, waiting!))!;
    expect(letter.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    const off = new URL(letter.headers!['List-Unsubscribe']!.slice(1, -1)).pathname;
    const wish = async () => (await forum.api('GET', '/notifications/mail', undefined, rina!)).json().wish;
    const forged = off.replace(/\/\d+-/, `/${jamal!.id}-`);
    for (const link of [forged, '/mail/off/1.x', '/mail/off/', `${off}x`])
      expect([link, (await forum.get(link)).status >= 400]).toEqual([link, true]);
    expect((await forum.get(off)).text).toContain('No more letters?');
    expect(await wish()).toBe('at_once');
    const pressed = await forum.post(off, { 'List-Unsubscribe': 'One-Click' }, null, {
      origin: 'https://mail.example',
    });
    expect([pressed.status, pressed.text.includes('have ended')]).toEqual([200, true]);
    expect(await wish()).toBe('never');
    // It ends with the address that it was sent to.
    expect(forged).not.toBe(off);
    await forum.adda.store.write((tx) => updateAccount(tx, rina!.id, { email: 'other@example.org' }));
    expect((await forum.get(off)).status).toBe(422);
    await forum.adda.store.write((tx) => updateAccount(tx, rina!.id, { email: 'rina@example.org' }));
    const before = (await to(rina!)).length;
    await clear();
    await write(forum, jamal!, thread.id, 'Did it work?');
    await later(6);
    expect((await to(rina!)).length).toBe(before);
    expect((await forum.post('/notifications/mail', { wish: 'at_once' }, rina!)).status).toBe(303);
    expect(await wish()).toBe('at_once');
  });

  /** It is the hour of their digest. */
  async function digestOf(who: Member): Promise<void> {
    while ((await runDueTasks(forum.adda)) > 0);
    const { store } = forum.adda;
    await store.write((tx) =>
      tx.raw(`update accounts set digest_at = 1 where id = ${who.id} and digest_at is not null`),
    );
    await mailDigests(forum.adda);
  }
  const wish = (who: Member, values: object) => forum.api('PUT', '/notifications/mail', values, who);

  it('is one a day for who wants a digest: what came to theirs, what waits, what was solved', async () => {
    await clear();
    expect((await wish(rina!, { wish: 'daily', hour: 7, zone: 'Asia/Dhaka' })).status).toBe(200);
    await forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id, level: 'all' }, rina);
    const before = (await to(rina!)).length;
    const thread = await ask(forum, rina!, { title: 'What is in a digest?' });
    const mine = await write(forum, jamal!, thread.id, 'This answer.');
    await write(forum, thuy!, thread.id, 'And this one.');
    const waiting = await ask(forum, thuy!, { title: 'Does nobody know this?' });
    const solved = await ask(forum, thuy!, { title: 'Is this one solved?' });
    const right = await write(forum, jamal!, solved.id, 'It is.');
    await setMark(forum, thuy!, right.id, 'accept');
    await later(6);
    expect((await to(rina!)).length).toBe(before);
    await digestOf(rina!);
    const letters = await to(rina!);
    expect(letters.length).toBe(before + 1);
    const { body } = letters.at(-1)!;
    for (const words of ['For you', '/mail/off/', '/notifications/mail']) expect(body).toContain(words);
    // Two at once are told in either order.
    expect(body).toMatch(/(Thuy|Jamal) and 1 other answered “What is in a digest\?”/);
    expect(body).toMatch(new RegExp(`Waiting for somebody who knows[^]*Does nobody know this[^]*${waiting.url}`));
    expect(body).toMatch(new RegExp(`Solved\\n[^]*Is this one solved[^]*${solved.url}/2`));
    // What one digest said, the next does not; and none is sent with nothing in it.
    await forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id, level: 'none' }, rina);
    await digestOf(rina!);
    expect((await to(rina!)).length).toBe(before + 1);
    expect(mine.number).toBe(2);
  });

  it('of a digest is queued once, says only what is still there, and ends like the others', async () => {
    await clear();
    const before = (await to(rina!)).length;
    const thread = await ask(forum, rina!, { title: 'And what was taken back?' });
    const post = await write(forum, jamal!, thread.id, 'This was.');
    await digestOf(rina!);
    await mailDigests(forum.adda);
    await withdraw(forum, jamal!, post.id);
    expect((await to(rina!)).length).toBe(before);
    await write(forum, jamal!, thread.id, 'This was not.');
    await digestOf(rina!);
    await wish(rina!, { wish: 'never' });
    expect((await to(rina!)).length).toBe(before);
    await digestOf(rina!);
    expect((await to(rina!)).length).toBe(before);
    await wish(rina!, { wish: 'at_once' });
    await clear();
  });

  it('waits until quiet hours end', async () => {
    const hour = new Date().getUTCHours();
    const quiet = { quietFrom: hour, quietTo: (hour + 3) % 24 };
    expect((await wish(rina!, { wish: 'at_once', zone: 'UTC', ...quiet })).status).toBe(200);
    const before = (await to(rina!)).length;
    const thread = await ask(forum, rina!, { title: 'Who writes at night?' });
    await write(forum, jamal!, thread.id, 'I do.');
    await later(6);
    expect((await to(rina!)).length).toBe(before);
    const waiting = (await dueMail(forum.adda.store.read, Date.now() + DAY, 1_000)).filter(
      ({ template, accountId }) => template === 'told' && accountId === rina!.id,
    );
    expect(waiting.map(({ dueAt }) => new Date(dueAt).getUTCHours())).toEqual([quiet.quietTo]);
    await wish(rina!, { wish: 'at_once' });
    await clear();
  });

  it('comes by no clock that is none, and the form keeps what was chosen', async () => {
    const refused = await forum.post(
      '/notifications/mail',
      { wish: 'weekly', hour: '9', zone: 'Mars/Phobos', quietFrom: '22', quietTo: '' },
      rina!,
    );
    expect(refused.status).toBe(422);
    for (const kept of [
      'value="weekly" checked',
      '<option value="9" selected>',
      '<option value="22" selected>',
      'Mars/Phobos',
    ])
      expect(refused.text).toContain(kept);
    expect((await wish(rina!, { wish: 'daily', hour: 24 })).status).toBe(422);
    expect((await wish(rina!, { wish: 'daily', quietFrom: 3 })).json().errors).toMatchObject([{ field: 'quietTo' }]);
    const chosen = { wish: 'weekly', hour: '9', zone: 'Asia/Dhaka', quietFrom: '22', quietTo: '7' };
    expect((await forum.post('/notifications/mail', chosen, rina!)).status).toBe(303);
    expect((await forum.api('GET', '/notifications/mail', undefined, rina)).json()).toEqual({
      ...{ wish: 'weekly', hour: 9, zone: 'Asia/Dhaka', quietFrom: 22, quietTo: 7 },
    });
    await wish(rina!, { wish: 'at_once' });
  });

  const titles = async (who: Member) =>
    (await forum.api('GET', '/notifications?new=true', undefined, who))
      .json()
      .notifications.map(({ title }: { title: string }) => title);

  it('comes or not by the kind of what was told: at once, in the digest, on the page only, not at all', async () => {
    await clear();
    const first = await ask(forum, jamal!, { title: 'Who is named here?' });
    const second = await ask(forum, rina!, { title: 'Who answers here?' });
    const before = (await to(rina!)).length;
    const said = async () => {
      await write(forum, thuy!, first.id, 'Ask @rina of it.');
      await write(forum, jamal!, second.id, 'I do.');
      await later(6);
      const letters = (await to(rina!)).slice(before).map(({ subject }) => subject);
      const told = await titles(rina!);
      await clear();
      return { letters: letters.length, told: told.length };
    };
    await wish(rina!, { wish: 'at_once', mentions: 'page' });
    expect(await said()).toEqual({ letters: 1, told: 2 });
    // She follows her own thread, too.
    await wish(rina!, { wish: 'at_once', answers: 'none', mentions: 'page' });
    expect(await said()).toEqual({ letters: 2, told: 2 });
    await wish(rina!, { wish: 'at_once', answers: 'none', threads: 'none', mentions: 'page' });
    expect(await said()).toEqual({ letters: 2, told: 1 });
    await wish(rina!, { wish: 'daily', mentions: 'at_once' });
    expect(await said()).toEqual({ letters: 3, told: 2 });
    await wish(rina!, { wish: 'never', mentions: 'at_once', answers: 'digest' });
    expect(await said()).toEqual({ letters: 3, told: 2 });
    await wish(rina!, { wish: 'at_once' });
  });

  it('for the next reason, where one does not wish to be told for the most telling one', async () => {
    await clear();
    await wish(rina!, { wish: 'at_once', mentions: 'none' });
    const thread = await ask(forum, rina!, { title: 'Named and answered?' });
    await write(forum, jamal!, thread.id, 'This is for @rina.');
    while ((await runDueTasks(forum.adda)) > 0);
    const [told] = (await forum.api('GET', '/notifications?new=true', undefined, rina!)).json().notifications;
    expect(told.reason).toBe('answer');
    await wish(rina!, { wish: 'at_once' });
    await clear();
  });

  it('says by the new wish what waited by the old one, once', async () => {
    await clear();
    const hour = new Date().getUTCHours();
    await wish(rina!, { wish: 'at_once', quietFrom: hour, quietTo: (hour + 3) % 24 });
    const thread = await ask(forum, rina!, { title: 'At night or in the morning?' });
    await write(forum, jamal!, thread.id, 'In the morning.');
    const before = (await to(rina!)).length;
    await later(6);
    // It waits until quiet hours end; they wish for a digest instead.
    await wish(rina!, { wish: 'weekly' });
    await later(6);
    expect((await to(rina!)).length).toBe(before);
    await digestOf(rina!);
    expect((await to(rina!)).at(-1)!.body).toContain('At night or in the morning?');
    await wish(rina!, { wish: 'at_once' });
    await later(6);
    expect((await to(rina!)).length).toBe(before + 1);
    await clear();
  });

  it('of an invitation comes at once, in the digest or not, as its reader wishes', async () => {
    await clear();
    await forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id, level: 'none' }, rina);
    const invite = async (title: string) => {
      const thread = await ask(forum, thuy!, { title });
      const done = await forum.api('POST', `/threads/${thread.id}/invitations`, { members: [rina!.id] }, thuy);
      expect([done.status, done.text]).toEqual([200, expect.anything()]);
      return (await to(rina!)).length;
    };
    const before = (await to(rina!)).length;
    expect(await invite('Can you help at once?')).toBe(before + 1);
    await wish(rina!, { wish: 'daily' });
    expect(await invite('Can you help tomorrow?')).toBe(before + 1);
    await digestOf(rina!);
    expect((await to(rina!)).at(-1)!.body).toContain('Can you help tomorrow?');
    await wish(rina!, { wish: 'at_once' });
    await clear();
  });

  it('shows in the form what was chosen for each kind, and takes nothing else', async () => {
    const values = { wish: 'daily', answers: 'at_once', marks: 'none', follows: '', hour: '8', zone: 'UTC' };
    expect((await forum.post('/notifications/mail', values, rina!)).status).toBe(303);
    expect((await forum.api('GET', '/notifications/mail', undefined, rina)).json()).toEqual({
      ...{ wish: 'daily', hour: 8, zone: 'UTC', answers: 'at_once', marks: 'none' },
    });
    const { text } = await forum.get('/notifications/mail', rina!);
    expect(text).toMatch(/name="answers"[^]*?<option value="at_once" selected>/);
    expect(text).toMatch(/name="marks"[^]*?<option value="none" selected>/);
    for (const bad of [{ answers: 'loudly' }, { invitations: 'none' }])
      expect((await wish(rina!, { wish: 'daily', ...bad })).status).toBe(422);
    await wish(rina!, { wish: 'at_once' });
  });

  it('of a digest brings what waits for somebody like its reader: not what they muted, and nothing to staff', async () => {
    await clear();
    const forgotten = await forum.member('Mira');
    const answered = await ask(forum, thuy!, { title: 'Who knows hubs?', tags: ['hubs'] });
    await write(forum, forgotten, answered.id, 'I do.');
    await clear();
    const [plain, like, muted] = [
      await ask(forum, thuy!, { title: 'Something else entirely?', tags: ['paint'] }),
      await ask(forum, thuy!, { title: 'Another hub?', tags: ['hubs'] }),
      await ask(forum, thuy!, { title: 'A hub that one is tired of?', tags: ['hubs'] }),
    ];
    await forum.api('PUT', '/follows', { kind: 'thread', targetId: muted.id, level: 'muted' }, forgotten);
    const digests = async (who: Member) => {
      await wish(who, { wish: 'daily' });
      await digestOf(who);
      return (await to(who)).filter(({ body }) => body.includes('Waiting for somebody who knows'));
    };
    const { body } = (await digests(forgotten))[0]!;
    expect(body).toMatch(new RegExp(`${like.url}\n[^]*${plain.url}\n`));
    expect(body).not.toContain(muted.url);
    const update = (values: Parameters<typeof updateAccount>[2]) =>
      forum.adda.store.write((tx) => updateAccount(tx, forgotten.id, values));
    // Who wants no invitations, and follows no space, is brought nothing; nor are staff, whatever they follow.
    await update({ invitable: false });
    expect(await digests(forgotten)).toHaveLength(1);
    await update({ invitable: true, role: 'staff' });
    await forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id, level: 'all' }, forgotten);
    expect(await digests(forgotten)).toHaveLength(1);
  });

  it('says names and titles to the letter, whatever signs are in them', async () => {
    await clear();
    const thread = await ask(forum, rina!, { title: "What is $& and {who} and $' for?" });
    await write(forum, jamal!, thread.id, 'For nothing.');
    await later(6);
    expect((await to(rina!)).at(-1)!.subject).toBe("Jamal answered “What is $& and {who} and $' for?”");
    await clear();
  });
});
