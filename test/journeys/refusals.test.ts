/** What is refused before anybody reads it: too much, too many, or from elsewhere. Without a script only the answer can keep what was typed. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const TYPED = 'Words that nobody read.\n\nআর কিছু কথা।';
const MIB = 1_048_576;
const file = (name: string, size: number) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.alloc(size, 'x') });

/** How each is refused, and whether by files that go with it. */
const REFUSED = {
  'a picture that is too large': [file('large.jpg', 11 * MIB)],
  'thirteen files': Array.from({ length: 13 }, (_, i) => file(`${i}.jpg`, 100)),
  'another site’s origin': null,
} as const;

describe.skipIf(!chromium)('a form without a script', () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  const at: Record<string, string> = {};
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    const rina = await person(browser, { script: true });
    await join(rina.page, site, 'Rina Akter', 'rina@example.org');
    at.reply = new URL(await discuss(rina.page, site, 'What grows in shade?', 'I begin on Monday.')).pathname;
    at.change = (await rina.page.locator('a[href$="/edit"]').first().getAttribute('href'))!;
    await rina.page.goto(`${site.url}/messages/new?to=Farida Admin`);
    await rina.page.fill('main textarea[name=body]', 'Good morning.');
    await rina.page.click('main form .buttons .button--primary');
    await rina.page.waitForURL(/\/messages\/\d+/);
    at.answer = new URL(rina.page.url()).pathname;
    Object.assign(at, { thread: '/ask?form=discussion', message: '/messages/new?to=Nobody' });
    await site.adda.store.write((tx) =>
      tx.raw("update conversation_participants set state = 'accepted' where state = 'requested'"),
    );
    const plain = await person(browser, { script: false });
    page = plain.page;
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'rina@example.org');
    await page.fill('#password', 'a quiet river bend');
    await page.click('main form button');
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  });
  afterAll(() => browser?.close());

  /** No browser lets its page say this: it is sent as a page of another site would be. */
  const fromElsewhere = () =>
    page.route('**', async (route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      const headers = { ...(await request.allHeaders()), origin: 'https://elsewhere.example' };
      await route.fulfill({ response: await route.fetch({ headers }) });
    });

  // Nothing is brought with a message.
  for (const name of ['reply', 'change', 'thread', 'message', 'answer'])
    for (const [refusal, files] of Object.entries(REFUSED).filter(
      ([, one]) => !one || !/^(?:message|answer)$/.test(name),
    ))
      it(`of a ${name} that brings ${refusal} comes back with a reason and every word`, async () => {
        await page.goto(site.url + at[name]);
        const form = page.locator('main form:has(textarea[name="body"])').last();
        const title = form.locator('input[name="title"]');
        if (name === 'thread') await form.locator('[name="space"]').selectOption({ index: 1 });
        if (name === 'thread') await title.fill('A title that nobody read');
        await form.locator('textarea[name="body"]').fill(TYPED);
        if (files) await form.locator('input[type="file"]').setInputFiles([...files]);
        else await fromElsewhere();
        await form.locator('.button--primary').last().click();
        await page.locator('#errors').waitFor();
        const words = (await page.locator('#errors').innerText()).trim();
        expect(words).not.toBe('');
        const back = page.locator('main form:has(textarea[name="body"])').last();
        expect(await back.locator('textarea[name="body"]').inputValue()).toBe(TYPED);
        if (name === 'thread')
          expect(await back.locator('input[name="title"]').inputValue()).toBe('A title that nobody read');
        await page.unroute('**');
      });
});
