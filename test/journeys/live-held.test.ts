/** What waits for a moderator, on the open page of whoever wrote it: the reason goes when it is approved. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { doAct } from '../../server/care/acts/run.ts';
import { addPost } from '../../server/forum/posting/actions.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { USUAL_PREVENTION } from '../../server/rules/prevention.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { launchChromium } from '../support/chromium.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';

describe.skipIf(!chromium)('a held post on the page of its author', () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  const made = async (name: string, role: 'member' | 'moderator') => {
    const email = `${name.toLowerCase()}@example.org`;
    return actorAs(await createAccount(site.adda, { name, email, password: PASSWORD, role, language: 'en' }), role, []);
  };
  let [rina, tara]: Awaited<ReturnType<typeof made>>[] = [];
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await site.adda.store.write(async (tx) => {
      await updateSite(tx, { name: 'A forum', isSetUp: true, prevention: { ...USUAL_PREVENTION, firstPosts: '3' } });
      const space = { kind: 'craft' as const, charter: 'For people whose wheels wobble.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'wheels', name: 'Wheels' });
    });
    [rina, tara] = [await made('Rina', 'member'), await made('Tara', 'moderator')];
    ({ page } = await person(browser, { script: true }));
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'Rina');
    await page.fill('#password', PASSWORD);
    await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-in"] button')]);
  });
  afterAll(() => browser?.close());

  const asked = {
    form: 'question',
    title: 'Why does it wobble?',
    body: 'It does.',
    space: 'wheels',
    tags: [],
  } as const;
  async function approved(threadId: number, postId: number, number: number) {
    const open = page.waitForEvent('websocket', (socket) => socket.url().includes('after='));
    await page.goto(`${site.url}/t/${threadId}`);
    await open;
    const held = await page.locator(`#post-${number} .moderated`).count();
    await doAct(site.adda, tara!, { target: 'post', verb: 'approve', id: postId }, {});
    await expect.poll(() => page.locator('.moderated').count()).toBe(0);
    return { held, there: await page.locator(`#post-${number}`).count() };
  }

  it('says no more why it was held once it is approved, be it a reply or the beginning of a thread', async () => {
    const { threadId } = await startThread(site.adda, tara!, { ...asked, tags: [] });
    const { postId, number } = await addPost(site.adda, rina!, threadId, { body: 'Look at the hub.' });
    expect(await approved(threadId, postId, number)).toEqual({ held: 1, there: 1 });
    const begun = await startThread(site.adda, rina!, { ...asked, title: 'And what of this one?', tags: [] });
    expect(await approved(begun.threadId, begun.postId, 1)).toEqual({ held: 1, there: 1 });
  });
});
