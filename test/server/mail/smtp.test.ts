/** Letters and a real mail server: what it takes, what it refuses for now or for good, and what comes of it. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountBy, updateAccount } from '../../../server/people/accounts/queries.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { enqueueMail } from '../../../server/platform/mail/queries.ts';
import { sendDueMail, sendForAMoment } from '../../../server/platform/mail/send.ts';
import { closeTransport } from '../../../server/platform/mail/transport.ts';
import { mailDigests } from '../../../server/insight/notifications/digest.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { type Smtp, startSmtp } from '../../support/smtp.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';
import { MAIL_RETRY } from '../../../server/rules/retry.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NO_SUCH_USER = '550 5.1.1 No such user';

eachEngine('a mail server', (engine) => {
  let forum: Forum;
  let smtp: Smtp;
  let [rina, jamal]: Member[] = [];
  let thread: Awaited<ReturnType<typeof ask>>;

  beforeAll(async () => {
    smtp = await startSmtp();
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    thread = await ask(forum, rina, { title: 'Why does it wobble?' });
    await useServer('');
  });
  afterAll(async () => {
    await closeTransport(forum.adda);
    await smtp.stop();
  });
  beforeEach(async () => {
    await letTimePass(forum, 2 * DAY);
    await emptyQueue();
    await forum.api('POST', '/notifications/mail/resume', {}, rina);
    smtp.answer = () => null;
    smtp.taken = [];
  });

  async function useServer(options: string): Promise<void> {
    await closeTransport(forum.adda);
    Object.assign(forum.adda.config, { smtpUrl: smtp.url + options });
  }
  const emptyQueue = () =>
    forum.adda.store.write(async (tx) => void (await tx.q.delete(tx.t.mailQueue).returning({ id: tx.t.mailQueue.id })));
  const queued = async () => {
    const { q, t } = forum.adda.store.read;
    return q.select().from(t.mailQueue).orderBy(t.mailQueue.id);
  };
  const account = async () => {
    return (await accountBy(forum.adda.store.read, { id: rina!.id }))!;
  };
  /** Lets every letter that waits be due. */
  const hurry = () =>
    forum.adda.store.write(async (tx) => void (await tx.q.update(tx.t.mailQueue).set({ dueAt: 1 }).returning()));
  /** Somebody answers her; she does not read it, and a letter goes out, or not. */
  async function answered(): Promise<void> {
    await forum.api('POST', '/notifications/read', {}, rina);
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw(`update notifications set created_at = created_at - ${6 * MINUTE}`));
    await mailUnread(forum.adda);
    await sendDueMail(forum.adda);
    await letTimePass(forum, DAY);
  }
  /** A letter that she asked for herself. */
  async function forgot(): Promise<void> {
    await forum.post('/forgot', { email: 'rina@example.org' });
    while ((await runDueTasks(forum.adda)) > 0);
    await sendDueMail(forum.adda);
  }

  it('gets a letter as text and HTML of one kind, in its thread, with a one-click end', async () => {
    await answered();
    expect(smtp.taken.map(({ to }) => to)).toEqual(['rina@example.org']);
    const { raw } = smtp.taken[0]!;
    for (const header of [
      /^Content-Type: multipart\/alternative;/m,
      /^Content-Type: text\/plain; charset=utf-8/m,
      /^Content-Type: text\/html; charset=utf-8/m,
      /^Auto-Submitted: auto-generated/m,
      /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m,
      /^References: <thread\.\d+@localhost>/m,
      /^Message-ID: <adda\.\d+\.\d+@localhost>/m,
    ])
      expect(raw).toMatch(header);
    expect(raw.match(/Look at the hub\./g)).toHaveLength(2);
  });

  it('gets the label of staff in the sender, the text and the HTML', async () => {
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    await letTimePass(forum, 8 * DAY);
    await forum.api('POST', '/notifications/read', {}, rina);
    expect((await tryPost(forum, dana, thread.id, 'We made it.')).status).toBe(201);
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw(`update notifications set created_at = created_at - ${6 * MINUTE}`));
    await mailUnread(forum.adda);
    await sendDueMail(forum.adda);
    const { raw } = smtp.taken.at(-1)!;
    expect(raw).toMatch(/^From: .*Dana \(Acme staff\)/m);
    expect(raw.split('text/html')[0]!.match(/Dana \(Acme staff\) wrote/g)).toBeTruthy();
    expect(raw.split('text/html')[1]).toContain('Dana (Acme staff) wrote');
  });

  it('that refuses for now is tried again, and nothing counts against the address', async () => {
    smtp.answer = () => '450 4.2.0 Come again';
    await answered();
    const [letter] = await queued();
    expect(letter).toMatchObject({ attempts: 1, sentAt: null, lastError: expect.stringContaining('450') });
    expect(letter!.dueAt).toBeGreaterThan(Date.now());
    expect(await account()).toMatchObject({ mailRefusals: 0, mailPausedAt: null });
    await hurry();
    smtp.answer = () => null;
    await sendDueMail(forum.adda);
    expect(smtp.taken).toHaveLength(1);
    await hurry();
    await sendDueMail(forum.adda);
    expect(smtp.taken).toHaveLength(1);
  });

  it('that refuses a letter for good is not asked again, and the address is not blamed', async () => {
    smtp.answer = (step) => (step === 'data' ? '554 5.7.1 Looks like spam' : null);
    await answered();
    await hurry();
    expect(await sendDueMail(forum.adda)).toBe(0);
    expect(await account()).toMatchObject({ mailRefusals: 0, mailPausedAt: null });
    smtp.answer = (step) => (step === 'rcpt' ? '550 5.7.1 Your network is blocked' : null);
    await emptyQueue();
    await answered();
    expect((await queued())[0]).toMatchObject({ attempts: 1 });
    expect(await account()).toMatchObject({ mailRefusals: 0, mailPausedAt: null });
  });

  it('that refuses an address three times in a row gets no more notices for it; the member is told on the page', async () => {
    smtp.answer = (step) => (step === 'rcpt' ? NO_SUCH_USER : null);
    await answered();
    await answered();
    expect((await forum.get('/', rina!)).text).not.toContain('Your address refuses letters');
    expect(await account()).toMatchObject({ mailRefusals: 2, mailPausedAt: null });
    await answered();
    expect(await account()).toMatchObject({ mailRefusals: 3, mailPausedAt: expect.any(Number) });
    for (const path of ['/', '/notifications', '/notifications/mail'])
      expect([path, (await forum.get(path, rina!)).text.includes('Your address refuses letters')]).toEqual([
        path,
        true,
      ]);
    expect((await forum.get('/notifications/mail', rina!)).text).toContain('rina@example.org');
    expect((await forum.get('/', jamal!)).text).not.toContain('Your address refuses letters');
    expect((await forum.api('GET', '/notifications/mail', undefined, rina)).json().pausedAt).toEqual(
      expect.any(Number),
    );
    // Neither a letter at once nor a digest is queued meanwhile, and none of it comes later.
    const before = (await queued()).length;
    await answered();
    await forum.api('PUT', '/notifications/mail', { wish: 'daily' }, rina);
    await forum.adda.store.write((tx) => tx.raw(`update accounts set digest_at = 1 where id = ${rina!.id}`));
    await mailDigests(forum.adda);
    expect(await queued()).toHaveLength(before);
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once' }, rina);
    // One that waited already is dropped when its turn comes.
    smtp.answer = () => null;
    await forum.adda.store.write((tx) =>
      enqueueMail(tx, {
        ...{ to: 'rina@example.org', accountId: rina!.id, template: 'told', eventId: null },
        facts: { accountId: rina!.id, threadId: thread.id, id: 0 },
      }),
    );
    await sendDueMail(forum.adda);
    expect(smtp.taken).toEqual([]);
    expect((await forum.post('/notifications/mail/resume', {}, rina!)).status).toBe(303);
    expect((await forum.get('/notifications/mail', rina!)).text).not.toContain('Your address refuses letters');
    await answered();
    expect(smtp.taken).toHaveLength(1);
  });

  it('that takes a letter again is believed: the count begins anew, and a pause ends', async () => {
    smtp.answer = () => NO_SUCH_USER;
    await answered();
    await answered();
    smtp.answer = () => null;
    await answered();
    expect(await account()).toMatchObject({ mailRefusals: 0 });
    smtp.answer = () => NO_SUCH_USER;
    for (let i = 0; i < 3; i++) await answered();
    expect((await account()).mailPausedAt).not.toBeNull();
    // What she asks for herself is tried all the same.
    smtp.taken = [];
    smtp.answer = () => null;
    await forgot();
    expect(smtp.taken.map(({ raw }) => raw.includes('/reset/'))).toEqual([true]);
    expect(await account()).toMatchObject({ mailRefusals: 0, mailPausedAt: null });
  });

  it('that refused one address says nothing of another, and no notice goes to a former one', async () => {
    smtp.answer = () => NO_SUCH_USER;
    for (let i = 0; i < 3; i++) await answered();
    expect((await account()).mailPausedAt).not.toBeNull();
    const move = (email: string) => forum.adda.store.write((tx) => updateAccount(tx, rina!.id, { email }));
    await move('rina.new@example.org');
    expect(await account()).toMatchObject({ mailRefusals: 0, mailPausedAt: null });
    // It was refused at the former address while she moved: that is no matter of the new one.
    await emptyQueue();
    await forum.adda.store.write((tx) =>
      enqueueMail(tx, {
        ...{ to: 'rina@example.org', accountId: rina!.id, template: 'told', eventId: null },
        facts: { accountId: rina!.id, threadId: thread.id, id: 0 },
      }),
    );
    smtp.answer = () => null;
    await sendDueMail(forum.adda);
    expect(smtp.taken).toEqual([]);
    await answered();
    expect(smtp.taken.map(({ to }) => to)).toEqual(['rina.new@example.org']);
    await move('rina@example.org');
  });

  it('that refuses for days is given up on, by one name at every try, and keeps no other letter waiting', async () => {
    const put = (to: string) =>
      forum.adda.store.write((tx) =>
        tx.q.insert(tx.t.mailQueue).values({
          ...{ recipient: to, subject: 'Hello', body: 'Hello.' },
          ...{ createdAt: tx.now, dueAt: tx.now },
        }),
      );
    smtp.offered = [];
    smtp.answer = (step, to) => (step === 'data' && to.startsWith('rina@') ? '451 4.3.0 Not today' : null);
    await put('rina@example.org');
    let waited = 0;
    for (let tries = 1; ; tries++) {
      await put(`reader-${tries}@example.org`);
      await sendDueMail(forum.adda);
      expect(smtp.taken).toHaveLength(tries);
      const [letter] = await queued();
      expect(letter).toMatchObject({ attempts: tries, sentAt: null, lastError: expect.stringContaining('451') });
      if (tries === MAIL_RETRY.tries) break;
      waited += letter!.dueAt - Date.now();
      await hurry();
    }
    await hurry();
    expect(await sendDueMail(forum.adda)).toBe(0);
    expect(waited).toBeGreaterThan(3 * DAY);
    const names = smtp.offered
      .filter(({ to }) => to === 'rina@example.org')
      .map(({ raw }) => /^Message-ID: (.+)$/m.exec(raw)![1]);
    expect(names).toHaveLength(MAIL_RETRY.tries);
    expect(new Set(names).size).toBe(1);
    const admin = await forum.member('Ada', 'admin');
    expect((await forum.get('/admin/tasks', admin)).text).toContain('451 4.3.0 Not today');
  });

  it('that never answers is left, and the letters behind go on', async () => {
    await useServer('?socketTimeout=300');
    smtp.answer = (step, to) => (step === 'rcpt' && to.startsWith('rina@') ? 'silent' : null);
    await forum.adda.store.write(async (tx) => {
      for (const to of ['rina@example.org', 'jamal@example.org'])
        await tx.q.insert(tx.t.mailQueue).values({
          ...{ recipient: to, subject: 'Hello', body: 'Hello.' },
          ...{ createdAt: tx.now, dueAt: tx.now },
        });
    });
    await sendDueMail(forum.adda);
    expect(smtp.taken.map(({ to }) => to)).toEqual(['jamal@example.org']);
    expect((await queued())[0]).toMatchObject({
      attempts: 1,
      sentAt: null,
      lastError: expect.stringMatching(/timeout/i),
    });
    await useServer('');
  });

  it('gets few letters to one domain at a time, and letters to others go past those that it is slow with', async () => {
    await useServer('?socketTimeout=3000');
    let [slow, most] = [0, 0];
    smtp.answer = (step, to) => {
      if (step !== 'rcpt' || !to.endsWith('@slow.example')) return null;
      most = Math.max(most, ++slow);
      return 'silent';
    };
    const queue = (recipients: string[]) =>
      forum.adda.store.write(async (tx) => {
        for (const recipient of recipients)
          await tx.q.insert(tx.t.mailQueue).values({
            ...{ recipient, subject: 'Hello', body: 'Hello.', createdAt: tx.now, dueAt: tx.now },
          });
      });
    await queue(Array.from({ length: 30 }, (_, i) => `r${i}@slow.example`));
    const sending = sendForAMoment(forum.adda);
    await expect.poll(() => slow).toBe(2);
    await sending;
    await queue(['rina@example.org', 'jamal@Example.org', 'thuy@other.example']);
    await sendForAMoment(forum.adda);
    await expect.poll(() => smtp.taken.length).toBe(3);
    expect(most).toBe(2);
    smtp.answer = () => null;
    await sendDueMail(forum.adda);
    expect((await queued()).filter(({ sentAt }) => sentAt === null)).toHaveLength(2);
    await useServer('');
  });

  it('gets a letter once, also where two processes send at the same time', async () => {
    await forum.adda.store.write(async (tx) => {
      await tx.q.insert(tx.t.mailQueue).values({
        ...{ recipient: 'rina@example.org', subject: 'Once', body: 'Once.' },
        ...{ createdAt: tx.now, dueAt: tx.now },
      });
    });
    const other = { ...forum.adda };
    await Promise.all([sendDueMail(forum.adda), sendDueMail(other)]);
    expect(smtp.taken).toHaveLength(1);
    await closeTransport(other);
  });

  it('gets many letters over one connection', async () => {
    await useServer('');
    const before = smtp.connections;
    for (let i = 0; i < 3; i++) await answered();
    expect(smtp.taken).toHaveLength(3);
    expect(smtp.connections - before).toBe(1);
  });
});
