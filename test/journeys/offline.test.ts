/** Reading where the forum is out of reach: only for who asked for it, only what visitors see, and nothing after signing out. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { KEPT_PAGES } from '../../shared/offline.ts';
import { launchChromium } from '../support/chromium.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';

describe.skipIf(!chromium)('a reader without a connection', () => {
  let browser: Browser;
  let site: Site;
  let [open, closed]: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    const farida = await createAccount(site.adda, {
      name: 'Farida',
      email: 'f@example.org',
      password: PASSWORD,
      role: 'admin',
      language: 'en',
    });
    await site.adda.store.write(async (tx) => {
      await updateSite(tx, { isSetUp: true });
      const space = { kind: 'craft' as const, charter: 'For all who mend. Say what you tried.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'mending', name: 'Mending' });
      await insertSpace(tx, { ...space, slug: 'room', name: 'Room', access: 'members' });
    });
    const begin = async (space: string, title: string) => {
      const about = { form: 'discussion' as const, body: 'Words to read.', tags: [] };
      const { threadId, slug } = await startThread(site.adda, actorAs(farida, 'admin', []), { ...about, space, title });
      return `${site.url}/t/${threadId}/${slug}`;
    };
    [open, closed] = [await begin('mending', 'A hole in a sleeve'), await begin('room', 'Behind a door')];
  });
  afterAll(() => browser?.close());

  const keptIn = (page: Page) =>
    page.evaluate(
      async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      KEPT_PAGES,
    );

  /** Somebody who asked that what they read is kept. */
  async function keeping(): Promise<Page> {
    const { page } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in?next=/offline`);
    await page.fill('#who', 'Farida');
    await page.fill('#password', PASSWORD);
    await page.click('form[action="/sign-in"] button');
    await page.waitForURL('**/offline*');
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await page.click('[data-piece=keep]');
    await page.locator('[data-piece=on]').waitFor();
    return page;
  }

  it('has nothing left of it after signing out, or after they no longer wish it', async () => {
    const page = await keeping();
    await page.goto(open!);
    await expect.poll(() => keptIn(page)).toContain(new URL(open!).pathname);
    await page.locator('.account summary').click();
    await page.click('form[action="/sign-out"] button');
    await expect.poll(() => keptIn(page)).toEqual(['/offline']);
    await page.goto(open!);
    await expect.poll(() => keptIn(page)).toContain(new URL(open!).pathname);
    await page.goto(`${site.url}/offline`);
    await page.click('[data-piece=forget]');
    await page.locator('[data-piece=off]').waitFor();
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await page.goto(open!);
    await page.goto(`${site.url}/offline`);
    await page.locator('[data-piece=off]').waitFor();
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });

  it('gets the threads they read, as visitors see them, and a page that says so for the rest', async () => {
    const page = await keeping();
    await page.goto(closed!);
    await page.goto(open!);
    await expect.poll(() => keptIn(page)).toContain(new URL(open!).pathname);
    expect(await keptIn(page)).toEqual(['/offline', new URL(open!).pathname]);
    await page.goto(`${site.url}/offline`);
    await expect.poll(() => page.locator('[data-piece=list] a').allInnerTexts()).toEqual(['A hole in a sleeve']);
    await site.stop();

    await page.goto(open!);
    expect(await page.locator('h1').innerText()).toBe('A hole in a sleeve');
    expect(await page.locator('.offline-note').innerText()).toMatch(/cannot be reached[^]*visitors saw/);
    expect(await page.locator('body').innerText()).toContain('Words to read.');
    expect(await page.locator('.account').innerText()).not.toContain('Farida');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.post')!).display)).not.toBe('inline');
    await page.goto(open!.replace(/\/[^/]+$/, ''));
    expect(await page.locator('h1').innerText()).toBe('A hole in a sleeve');
    await page.goto(closed!);
    expect(await page.locator('.offline-missing').innerText()).toContain('is not kept on this device');
    expect(await page.locator('h1').innerText()).toBe('Read without a connection');
  });
});
