import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { giveUpMail } from '../../../server/platform/mail/figure-queries.ts';
import { claimMail, givenUpMail, markFailed } from '../../../server/platform/mail/queries.ts';
import { sendDueMail } from '../../../server/platform/mail/send.ts';
import { closeTransport } from '../../../server/platform/mail/transport.ts';
import type { Tables } from '../../../server/platform/store/define.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('a letter', (engine) => {
  let forum: Forum;
  let rina: Member;

  beforeEach(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  const emls = () => {
    const folder = path.join(forum.adda.config.dataFolder, 'outbox');
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('=\n', '').replaceAll('=3D', '='));
  };
  const forgot = () => forum.post('/forgot', { email: 'rina@example.org' });
  const queued = async () => {
    const { q, t } = forum.adda.store.read;
    return q.select().from(t.mailQueue);
  };
  async function everythingStored(): Promise<string> {
    const { q, t } = forum.adda.store.read;
    const all = [];
    for (const table of Object.values(t)) all.push(await q.select().from(table as Tables['posts']));
    return JSON.stringify(all);
  }
  const setLetter = (changes: Partial<Tables['mailQueue']['$inferInsert']>) =>
    forum.adda.store.write(async (tx) => void (await tx.q.update(tx.t.mailQueue).set(changes).returning()));

  it('says that a machine wrote it, under a name that stays, and no secret of it is ever stored', async () => {
    await forgot();
    await runDueTasks(forum.adda);
    expect(await everythingStored()).not.toContain('/reset/');
    await sendDueMail(forum.adda);
    const [eml] = emls();
    expect(eml).toMatch(/^Auto-Submitted: auto-generated$/m);
    const { id, createdAt } = (await queued())[0]!;
    expect(eml).toContain(`Message-ID: <adda.${id}.${createdAt}@localhost>`);
    const secret = /http:\/\/localhost:3000\/reset\/([\w-]{40,})/.exec(eml!)![1]!;
    expect(await everythingStored()).not.toContain(secret);
    expect((await forum.post(`/reset/${secret}`, { password: 'another wheel that wobbles' })).status).toBe(303);
  });

  it('is written in the language that its reader has when it is sent', async () => {
    await forgot();
    await runDueTasks(forum.adda);
    await forum.adda.store.write((tx) => updateAccount(tx, rina.id, { language: 'bn' }));
    await sendDueMail(forum.adda);
    expect(emls()[0]).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it('is queued once for one event, however often the event is looked at', async () => {
    await forgot();
    const { store } = forum.adda;
    const [task] = await store.read.q.select().from(store.read.t.tasks);
    await runDueTasks(forum.adda);
    await store.write((tx) => tx.q.insert(tx.t.tasks).values(task!));
    await runDueTasks(forum.adda);
    expect(await queued()).toHaveLength(1);
  });

  it('of a release that wrote letters at once goes out as it is', async () => {
    await forum.adda.store.write(async (tx) => {
      const words = { recipient: 'old@example.org', subject: 'An old letter', body: 'Its old words.' };
      await tx.q.insert(tx.t.mailQueue).values({ ...words, createdAt: tx.now, dueAt: tx.now });
    });
    await sendDueMail(forum.adda);
    expect(emls()[0]).toContain('Subject: An old letter');
    expect(emls()[0]).toContain('Its old words.');
  });

  it('that cannot be sent is kept with its error, given up in the end, and begun anew by an admin', async () => {
    await forgot();
    await runDueTasks(forum.adda);
    Object.assign(forum.adda.config, { smtpUrl: 'smtp://127.0.0.1:1' });
    await setLetter({ attempts: 9 });
    await sendDueMail(forum.adda);
    await closeTransport(forum.adda);
    const [letter] = await queued();
    expect(letter).toMatchObject({ attempts: 10, sentAt: null });
    expect(letter!.lastError).toContain('ECONNREFUSED');
    await setLetter({ dueAt: 1 });
    expect(await sendDueMail(forum.adda)).toBe(0);
    const admin = await forum.member('Ada', 'admin');
    expect((await forum.get('/admin', admin)).text).toContain('/admin/tasks');
    expect((await forum.get('/admin/tasks', admin)).text).toContain('ECONNREFUSED');
    expect((await forum.post(`/admin/letters/${letter!.id}/retry`, {}, admin)).status).toBe(303);
    Object.assign(forum.adda.config, { smtpUrl: '' });
    await sendDueMail(forum.adda);
    expect(emls()).toHaveLength(1);
    expect((await forum.get('/admin/tasks', admin)).text).toContain('Nothing was given up.');
  });

  it('that an admin gave up while it was on its way stays given up', async () => {
    await forgot();
    await runDueTasks(forum.adda);
    const { store } = forum.adda;
    const [letter] = await queued();
    const { id } = letter!;
    await setLetter({ attempts: 1, lastError: 'no' });
    await store.write((tx) => claimMail(tx, id, 1, tx.now + 300_000));
    expect(await store.write((tx) => giveUpMail(tx, id))).toBe(true);
    await store.write((tx) => markFailed(tx, id, { error: 'no', dueAt: tx.now, attempts: 2, claimed: 2 }));
    expect((await givenUpMail(store.read, 100)).map((one) => one.id)).toEqual([id]);
  });
});
