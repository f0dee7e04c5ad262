/** A forum by keys alone, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const FIELD = '#reply textarea[name=body]';
const SHEET = 'dialog.key-sheet';

describe.skipIf(!chromium)('keys', () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  let url: string;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    ({ page } = await person(browser, { script: true }));
    await join(page, site, 'Rina Akter', 'rina@example.org');
    await discuss(page, site, 'What do you bake?', 'Bread, on Sundays.');
    await page.click(FIELD);
    await page.waitForSelector('#reply .tool');
    await page.fill(FIELD, 'And cakes.');
    await page.click('#reply .button--primary');
    await page.waitForSelector('.post .prose >> text=And cakes.');
    url = page.url().split(/[?#]/)[0]!;
  });
  afterAll(() => browser?.close());

  const at = () =>
    page.evaluate(() => {
      const { activeElement: here } = document;
      return `${here?.tagName} ${here?.getAttribute('name') ?? ''}`;
    });

  it('lead into the field that a kept text is in, out of it, and quote what has the focus', async () => {
    await page.goto(url);
    await page.keyboard.press('r');
    expect(await at()).toBe('TEXTAREA body');
    await page.waitForSelector('#reply .tool');
    await page.keyboard.type('Half of it');
    await page.waitForSelector('#reply .draft-line >> text=Kept as a draft');
    await page.goto(url);
    await page.waitForSelector('#reply .notice');
    await page.keyboard.press('r');
    expect(await at()).toBe('TEXTAREA body');
    await page.keyboard.press('Escape');
    expect(await at()).toMatch(/^BODY/);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('q');
    await page.waitForFunction(
      (field) => document.querySelector<HTMLTextAreaElement>(field)!.value.includes('> And cakes.'),
      FIELD,
    );
    expect(await page.inputValue(FIELD)).toMatch(/^Half of it/);
  });

  it('open the reply of the post that has the focus', async () => {
    await page.goto(url);
    await page.locator('.post [data-reply]').first().waitFor();
    await page.evaluate(() => {
      const post = document.querySelector('.post:has(> .post__foot [data-reply])') as HTMLElement;
      post.tabIndex = -1;
      post.focus();
    });
    await page.keyboard.press('r');
    await page.waitForSelector('.post__foot form textarea:focus');
    expect(await at()).toBe('TEXTAREA body');
  });

  it('quote a reply into the reply to it, and leave the big box as it is', async () => {
    await page.goto(url);
    await page.locator('.post [data-reply]').first().click();
    await page.fill('.post__foot > form textarea', 'Cakes take longer.');
    await page.click('.post__foot > form .button--primary');
    const said = page.locator('.post .post', { hasText: 'Cakes take longer.' });
    await said.waitFor();
    await page.goto(url);
    const before = await page.inputValue(FIELD);
    await said.evaluate((post: HTMLElement) => ((post.tabIndex = -1), post.focus()));
    await page.keyboard.press('q');
    const field = said.locator('.post__foot > form textarea[name=body]');
    await expect.poll(() => field.inputValue()).toContain('> Cakes take longer.');
    expect(await page.inputValue(FIELD)).toBe(before);
  });

  it('are told over the page, which stays where it is', async () => {
    await page.goto(url);
    await page.keyboard.press('?');
    await page.waitForSelector(`${SHEET}[open]`);
    expect(await page.locator(SHEET).innerText()).toMatch(/g h\s+home/);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    // None of them acts on what is behind.
    await page.keyboard.press('n');
    await page.keyboard.press('Escape');
    await page.waitForSelector(SHEET, { state: 'detached' });
    expect(page.url()).toBe(url);
  });

  it.each([
    ['g h', /\/$/],
    ['g n', /\/notifications$/],
    ['g m', /\/messages$/],
    ['g b', /\/bookmarks$/],
    ['g d', /\/drafts$/],
    ['n', /\/ask/],
  ])('lead to a place: %s', async (keys, place) => {
    await page.goto(url);
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    await page.waitForURL(place);
    expect(new URL(page.url()).pathname).toMatch(place);
  });
});
