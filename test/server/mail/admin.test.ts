/** What those who run a forum see of its mail, and what they can do about it. */
import { createECDH, randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { noteFault, noteTaken } from '../../../server/reach/mail-replies/state.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { failedLetter } from '../../support/given-up.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('the page of mail', (engine) => {
  let forum: Forum;
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
  });
  const state = async () => (await forum.api('GET', '/admin/mail', undefined, admin)).json();

  it('says what waits, what failed and why, and how many addresses are left alone, without an address', async () => {
    const rina = await forum.member('Rina');
    await forum.adda.store.write((tx) => updateAccount(tx, rina.id, { mailPausedAt: tx.now }));
    const [waiting, given] = [await failedLetter(forum.adda, 2), await failedLetter(forum.adda)];
    expect(await state()).toMatchObject({
      queue: { waiting: 1, retried: 1, paused: 1, oldestAt: expect.any(Number) },
      retried: [{ id: waiting, tries: 2, error: '550 5.7.1 <…@example.org> refused' }],
      givenUp: [{ id: given }],
    });
    const { text } = await forum.get('/admin/mail', admin);
    for (const words of [`/admin/letters/${waiting}/give-up`, `/admin/letters/${given}/retry`, '…@example.org'])
      expect(text).toContain(words);
    for (const page of [text, (await forum.get('/admin/tasks', admin)).text]) expect(page).not.toContain('nobody@');
    expect((await forum.get('/admin', admin)).text).toContain('href="/admin/mail"');
  });

  it('says how many devices are told, and what waits for them', async () => {
    const jamal = await forum.member('Jamal');
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
    const device = { endpoint: `https://push.example/${engine}`, ...keys };
    expect((await forum.post('/notifications/devices', device, jamal)).status).toBe(303);
    expect((await state()).push).toEqual({ devices: 1, waiting: 0, retried: 0 });
    const { id } = await ask(forum, jamal);
    await write(forum, admin, id, 'Look at the hub.');
    while ((await runDueTasks(forum.adda)) > 0);
    expect((await state()).push).toEqual({ devices: 1, waiting: 1, retried: 0 });
    await forum.post('/sign-out', {}, jamal);
    expect((await state()).push.devices).toBe(0);
  });

  it('gives a letter up, and tries it again', async () => {
    const id = await failedLetter(forum.adda, 3);
    expect((await forum.post(`/admin/letters/${id}/give-up`, {}, admin)).headers.location).toContain('/admin/mail');
    const ids = async () => (await state()).givenUp.map((one: { id: number }) => one.id);
    expect(await ids()).toContain(id);
    expect((await forum.api('POST', `/admin/letters/${id}/give-up`, {}, admin)).status).toBe(404);
    await forum.post(`/admin/letters/${id}/retry`, {}, admin);
    expect(await ids()).not.toContain(id);
  });

  it('sends a letter to who asks for it, so often and no more', async () => {
    expect((await forum.post('/admin/mail/test', {}, admin)).status).toBe(303);
    const letter = (await lettersOf(forum.adda)).at(-1)!;
    expect([letter.recipient, letter.subject]).toEqual(['ada@example.org', 'Test forum: a test letter']);
    for (let i = 0; i < 9; i++) await forum.api('POST', '/admin/mail/test', {}, admin);
    expect((await forum.api('POST', '/admin/mail/test', {}, admin)).status).toBe(429);
  });

  it('says how answers come in, and the last fault', async () => {
    expect((await forum.get('/admin/mail', admin)).text).toContain('cannot be answered by mail here');
    Object.assign(forum.adda.config, { mailReply: 'replies+%@forum.example', imapUrl: 'imaps://a:b@mail.example' });
    await noteTaken(forum.adda);
    await noteFault(forum.adda, new Error('no mailbox for replies@forum.example'));
    expect((await state()).receiving).toMatchObject({
      ...{ isOn: true, byImap: true, takenAt: expect.any(Number), faults: 1 },
      fault: 'no mailbox for …@forum.example',
    });
    await forum.post('/preferences', { language: 'bn' }, admin);
    expect((await forum.get('/admin/mail', admin)).text).toContain('শেষ ত্রুটি');
  });
});
