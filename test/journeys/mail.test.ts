/** Told by letter, and answering by letter: from another's answer to one's own reply in the open page. */
import { spawnSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addPost } from '../../server/forum/posting/actions.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { mailDigests } from '../../server/insight/notifications/digest.ts';
import { mailUnread } from '../../server/insight/notifications/mail.ts';
import { wishMail } from '../../server/insight/notifications/wishes.ts';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { updateAccount } from '../../server/people/accounts/queries.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { USUAL_PREVENTION } from '../../server/rules/prevention.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { launchChromium } from '../support/chromium.ts';
import { letter, REPLY_TO } from '../support/incoming.ts';
import { type Smtp, startSmtp } from '../support/smtp.ts';
import { eachEngine } from '../support/store.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';
const MINUTE = 60_000;
const WITHIN = { timeout: 20_000 };

function walk(engine: Engine): void {
  let browser: Browser;
  let site: Site;
  let smtp: Smtp;
  const made = async (name: string) => {
    const email = `${name.toLowerCase()}@example.org`;
    const account = await createAccount(site.adda, { name, email, password: PASSWORD, role: 'member', language: 'en' });
    return actorAs(account, 'member', []);
  };
  beforeAll(async () => {
    [browser, smtp] = [await launchChromium(chromium!), await startSmtp()];
    site = await startSite(engine, { ADDA_SMTP_URL: smtp.url, ADDA_MAIL_REPLY: REPLY_TO });
    await site.adda.store.write(async (tx) => {
      const prevention = { ...USUAL_PREVENTION, firstPosts: 'none' as const };
      await updateSite(tx, { name: 'A forum', isSetUp: true, prevention });
      const space = { kind: 'craft' as const, charter: 'For people whose wheels wobble.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'wheels', name: 'Wheels' });
    });
  });
  afterAll(async () => {
    await browser?.close();
    await smtp?.stop();
  });

  const lettersTo = (name: string) => smtp.taken.filter(({ to }) => to === `${name}@example.org`).map(({ raw }) => raw);
  /** The letter that comes to somebody. */
  async function newestTo(name: string): Promise<string> {
    await expect.poll(() => lettersTo(name).length, WITHIN).toBeGreaterThan(0);
    return lettersTo(name).at(-1)!;
  }

  /** Until the server has told all of them of something by itself. */
  const told = async (ids: number[]) =>
    await expect
      .poll(async () => {
        const { q, t } = site.adda.store.read;
        const rows = await q.select({ accountId: t.notifications.accountId }).from(t.notifications);
        return ids.every((id) => rows.some(({ accountId }) => accountId === id));
      }, WITHIN)
      .toBe(true);

  it('a digest is read and ended by one press, a letter at once is answered, and the answer is in the thread, live', async () => {
    const [rina, jamal, thuy] = [await made('Rina'), await made('Jamal'), await made('Thuy')];
    await wishMail(site.adda, rina, { wish: 'daily', kinds: {} });
    await wishMail(site.adda, jamal, { wish: 'at_once', kinds: {} });
    const question = { form: 'question' as const, body: 'It does so since May.', space: 'wheels', tags: [] };
    const { threadId } = await startThread(site.adda, rina, { ...question, title: 'Why does my wheel wobble?' });
    const { postId } = await addPost(site.adda, jamal, threadId, { body: 'Look at the hub.' });
    await addPost(site.adda, thuy, threadId, { body: 'Which hub is it?', parentId: postId });
    await told([rina!.id, jamal!.id]);

    // The hour of her digest, and some minutes later for him.
    await site.adda.store.write(async (tx) => {
      await updateAccount(tx, rina!.id, { digestAt: 1 });
      await tx.raw(`update notifications set created_at = created_at - ${6 * MINUTE}`);
    });
    await mailDigests(site.adda);
    await mailUnread(site.adda);
    const digest = await newestTo('rina');
    expect(digest).toMatch(/Jamal answered|answered =E2=80=9CWhy|Why does my wheel wobble/);
    expect(digest).not.toMatch(/^Reply-To:/m);
    const off = /^List-Unsubscribe:\s*<([^>]+)>/m.exec(digest.replace(/\r\n[ \t]/g, ''))![1]!;
    const pressed = await fetch(off, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(pressed.status).toBe(200);
    await site.adda.store.write((tx) => updateAccount(tx, rina!.id, { digestAt: 1 }));
    await addPost(site.adda, thuy, threadId, { body: 'Another answer.' });
    await mailDigests(site.adda);
    expect(lettersTo('rina')).toHaveLength(1);

    // Rina has the thread open while Jamal answers the letter that told him of the reply.
    const { page, complaints } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in?next=${encodeURIComponent(`/t/${threadId}`)}`);
    await page.fill('#who', 'Rina');
    await page.fill('#password', PASSWORD);
    const open = page.waitForEvent('websocket', (socket) => socket.url().includes('after='));
    await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-in"] button')]);
    await open;
    const atOnce = await newestTo('jamal');
    const to = /^Reply-To:\s*<?([^\s<>]+)>?/m.exec(atOnce.replace(/\r\n[ \t]/g, ' '))![1]!;
    const raw = letter({
      from: 'jamal@example.org',
      to,
      body: 'It is the rear hub.\n\nOn Tue, Thuy via A forum <adda@localhost> wrote:\n\n> Which hub is it?\n',
    });
    const taken = spawnSync(process.execPath, ['server/cli/bin.mjs', 'mail', 'receive'], {
      input: raw,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...{ ADDA_DATA: site.dataFolder, ADDA_DATABASE_URL: site.adda.config.databaseUrl, ADDA_MAIL_REPLY: REPLY_TO },
      },
    });
    expect([taken.status, taken.stderr]).toEqual([0, expect.stringContaining('posted')]);
    await page.locator('.replies .prose', { hasText: 'It is the rear hub.' }).waitFor(WITHIN);
    expect(await page.locator('.replies .prose', { hasText: 'Which hub is it?' }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
}

describe.skipIf(!chromium)('mail', () => {
  eachEngine('that one can answer', (engine) => walk(engine));
});
