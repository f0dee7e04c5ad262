/** Back brings the form of before again, with the key of before: what is written into it then must not be lost. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');

describe.skipIf(!chromium).each([
  { browser: 'that keeps pages', keepsPages: true, script: true },
  { browser: 'that keeps pages, without JavaScript', keepsPages: true, script: false },
  { browser: 'that asks for them again', keepsPages: false, script: true },
])('in a browser $browser', ({ keepsPages, script }) => {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    browser = await launchChromium(chromium!, { keepsPages });
    site = await startSite('sqlite');
  });
  afterAll(() => browser?.close());

  it('two answers from one form, the second after Back, are both there', async () => {
    const [admin, rina] = await Promise.all([person(browser, { script }), person(browser, { script })]);
    await setUp(admin.page, site);
    const { page } = rina;
    await join(page, site, 'Rina Akter', 'rina@example.org');
    await page.goto(`${site.url}/ask`);
    await page.click('button[value="form:discussion"]');
    await page.fill('#title', 'What helped you in the first week?');
    await page.selectOption('#space', { index: 1 });
    await page.fill('#body', 'I begin on Monday and would like to hear it.');
    await page.click('main .button--primary');
    await page.waitForURL(/\/t\/\d+\//);
    const posts = page.locator('article.post .prose');
    expect(await posts.count()).toBe(1);

    const thread = page.url();
    await page.fill('#reply textarea[name=body]', 'The first words, about sleep.');
    await page.click('#reply .button--primary');
    await page.waitForSelector('.prose >> text=about sleep');
    // A page that was kept is not loaded again.
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForURL(thread, { waitUntil: keepsPages ? 'commit' : 'load' });
    await page.fill('#reply textarea[name=body]', 'Other words, about bread.');
    await page.click('#reply .button--primary');
    await page.waitForSelector('.prose >> text=about bread');
    expect((await posts.allInnerTexts()).slice(1)).toEqual([
      'The first words, about sleep.',
      'Other words, about bread.',
    ]);
    if (!script) return;
    await page.fill('#reply textarea[name=body]', 'Typed before quoting.');
    await page.click('.post--opening .post__more summary');
    await page.click('.post--opening [data-quote]');
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#reply textarea[name=body]')!.value.includes('>'),
    );
    const written = await page.inputValue('#reply textarea[name=body]');
    expect(written).toMatch(/^Typed before quoting\.\n\n> /);
    expect(written).toContain('I begin on Monday');
  });
});
