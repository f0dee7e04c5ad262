/** The mailbox of answers: what lies in it is taken once, also when its server was gone, and what fails is not lost. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { takeFromMailbox } from '../../../server/reach/mail-replies/mailbox.ts';
import { receivingOf } from '../../../server/reach/mail-replies/state.ts';
import { putSetting } from '../../../server/platform/site/queries.ts';
import { LARGEST_MAIL } from '../../../server/rules/mail-replies.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { type Imap, startImap } from '../../support/imap.ts';
import { addressFor, letter, REPLY_TO, type Written } from '../../support/incoming.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { type Asked, ask } from '../../support/talk.ts';

const never = new AbortController().signal;

eachEngine('a mailbox', (engine) => {
  let forum: Forum;
  let imap: Imap;
  let [rina, jamal]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    imap = await startImap();
    forum = await makeForum(engine);
    Object.assign(forum.adda.config, { mailReply: REPLY_TO, imapUrl: imap.url });
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(async () => {
    thread = await ask(forum, jamal!, { title: 'Why does it wobble so?' });
  });
  afterAll(() => imap.stop());

  const mailed = async (more: Partial<Written> = {}) =>
    letter({ from: 'rina@example.org', to: await addressFor(forum.adda, rina!.id, thread.postId), ...more });
  const look = () => takeFromMailbox(forum.adda, never, 0);
  const bodies = async () => {
    const { q, t } = forum.adda.store.read;
    const rows = await q.select().from(t.posts);
    return rows.filter(({ threadId, number }) => threadId === thread.id && number > 1).map(({ markdown }) => markdown);
  };
  /** No fault makes anybody wait. */
  const forgetFaults = () => forum.adda.store.write((tx) => putSetting(tx, 'mail_received', {}));

  it('is taken from once, and what was taken is marked', async () => {
    imap.deliver(await mailed({ body: 'By IMAP.' }));
    imap.deliver('Subject: nothing to us\r\n\r\nHello');
    await look();
    expect(await bodies()).toEqual(['By IMAP.']);
    expect(imap.letters.every(({ seen }) => seen)).toBe(true);
    for (const one of imap.letters) one.seen = false;
    await look();
    expect(await bodies()).toEqual(['By IMAP.']);
    expect(await receivingOf(forum.adda.store.read)).toMatchObject({ faults: 0, takenAt: expect.any(Number) });
  });

  it('brings what comes while it is open, and ends when the node stops', async () => {
    await forgetFaults();
    const stop = new AbortController();
    const open = takeFromMailbox(forum.adda, stop.signal, 60_000);
    await expect.poll(async () => (await receivingOf(forum.adda.store.read)).lookedAt).not.toBe(null);
    imap.deliver(await mailed({ body: 'While it was open.' }));
    await expect.poll(bodies, { timeout: 10_000 }).toEqual(['While it was open.']);
    stop.abort();
    await open;
  });

  it('whose server is gone, or refuses, is looked into later: nothing is lost, and the fault is kept', async () => {
    imap.deliver(await mailed({ body: 'After it was gone.' }));
    const { port, letters } = imap;
    await imap.stop();
    await expect(look()).rejects.toThrow();
    expect(await receivingOf(forum.adda.store.read)).toMatchObject({ faults: 1, fault: expect.any(String) });
    imap = await startImap(port);
    imap.letters.push(...letters);
    // It waits before the next try.
    await look();
    expect(await bodies()).toEqual([]);
    await forgetFaults();
    await look();
    expect(await bodies()).toEqual(['After it was gone.']);
    imap.password = 'another';
    await expect(look()).rejects.toThrow();
    expect((await receivingOf(forum.adda.store.read)).fault).not.toContain('secret');
    imap.password = 'secret';
    await forgetFaults();
  });

  it('reads only the head of a letter of more than 20 MB, and says so', async () => {
    imap.deliver(await mailed({ body: 'x'.repeat(LARGEST_MAIL + 1) }));
    await look();
    expect(imap.letters.at(-1)!.seen).toBe(true);
    expect((await lettersOf(forum.adda)).at(-1)!.body).toContain('at most 20 MB');
    expect(await bodies()).toEqual([]);
  });

  it('keeps what could not be taken for a while, and flags what never can', async () => {
    const long = `In the end ${'it turned '.repeat(300)}true.`;
    imap.deliver(await mailed({ body: long }));
    const { workerPool } = forum.adda;
    const broken = { ...workerPool, run: () => Promise.reject(new Error('no memory')) };
    Object.assign(forum.adda, { workerPool: broken });
    await look();
    expect(imap.letters.at(-1)).toMatchObject({ seen: false });
    Object.assign(forum.adda, { workerPool });
    await look();
    expect(await bodies()).toEqual([long]);
    imap.deliver(await mailed({ body: long.replaceAll('true', 'straight') }));
    Object.assign(forum.adda, { workerPool: broken });
    for (let i = 0; i < 5; i++) {
      await look();
      if (i < 4) expect(imap.letters.at(-1)).toMatchObject({ seen: false });
    }
    Object.assign(forum.adda, { workerPool });
    expect(imap.letters.at(-1)).toMatchObject({ seen: true, flagged: true });
    await forgetFaults();
  });

  it('that keeps nothing marked as seen keeps out nothing that comes after', async () => {
    for (let i = 0; i < 105; i++) imap.deliver('From: a@b.c\r\nSubject: spam\r\n\r\nHello');
    imap.deliver(await mailed({ body: 'After the spam.' }));
    for (const one of imap.letters) Object.defineProperty(one, 'seen', { get: () => false, set() {} });
    for (let i = 0; i < 3; i++) await look();
    expect(await bodies()).toEqual(['After the spam.']);
  });
});
