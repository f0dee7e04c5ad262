/** Pictures on the whole screen, in a real browser: by pointer and keys, and without a script. */
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const BOX = 'dialog.light-box[open]';

describe.skipIf(!chromium)('the light box', () => {
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
    await discuss(page, site, 'What did you draw this week?', 'I begin on Monday.');
    const still = (background: string) =>
      sharp({ create: { width: 900, height: 600, channels: 3, background } })
        .png()
        .toBuffer();
    const list = [await still('#a2401f'), await still('#1f40a2')];
    const moving = await sharp(list, { join: { animated: true } })
      .gif()
      .toBuffer();
    const files = [
      { name: 'one.png', mimeType: 'image/png', buffer: list[0]! },
      { name: 'two.png', mimeType: 'image/png', buffer: list[1]! },
      { name: 'three.gif', mimeType: 'image/gif', buffer: moving },
    ];
    await page.click('#reply textarea[name=body]');
    await page.waitForSelector('#reply .tool');
    await page.fill('#reply textarea[name=body]', 'Three of them.');
    await page.setInputFiles('#reply [type="file"]', files);
    await page.waitForFunction(() => document.querySelectorAll('#reply .picture-item img').length === 3);
    const words = page.locator('#reply .picture-item input[dir]');
    for (const [i, text] of ['Red', 'Blue', 'Both'].entries()) await words.nth(i).fill(text);
    await page.click('#reply .button--primary');
    await page.waitForSelector('.gallery img[alt="Both"]');
    url = page.url().split(/[?#]/)[0]!;
  });
  afterAll(() => browser?.close());

  const shown = () => page.locator(`${BOX} figure img`).getAttribute('alt');

  it('closes by Back, which leaves the thread only after that', async () => {
    await page.goto(`${site.url}/spaces`);
    await page.goto(url);
    for (const close of [() => page.goBack(), () => page.keyboard.press('Escape')]) {
      await page.locator('.picture__open').first().click();
      await page.waitForSelector(BOX);
      await close();
      await page.waitForSelector(BOX, { state: 'detached' });
      expect(page.url().split('#')[0]).toBe(url);
    }
    await page.goBack();
    await page.waitForURL(/\/spaces$/);
  });

  it('shows the pictures of a post by keys, says which, and gives the focus back', async () => {
    await page.goto(url);
    await page.locator('.picture__open').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector(BOX);
    expect(await shown()).toBe('Red');
    for (const [key, words] of [
      ['ArrowRight', 'Blue'],
      ['End', 'Both'],
      ['ArrowRight', 'Red'],
      ['ArrowLeft', 'Both'],
      ['Home', 'Red'],
      ['ArrowRight', 'Blue'],
    ]) {
      await page.keyboard.press(key!);
      await page.waitForSelector(`${BOX} img[alt="${words}"]`);
    }
    expect(await page.locator(`${BOX} figcaption`).innerText()).toMatch(/Blue\s+2 of 3/);
    await page.keyboard.press('Escape');
    await page.waitForSelector(BOX, { state: 'detached' });
    // The browser gives it back to where it was first, and tells afterwards that the box is closed.
    await expect.poll(() => page.evaluate(() => document.activeElement?.querySelector('img')?.alt)).toBe('Blue');
  });

  it('is moved and closed by its buttons', async () => {
    await page.goto(url);
    await page.click('.picture__open >> nth=1');
    await page.waitForSelector(BOX);
    await page.click('.light-box__next');
    await page.waitForSelector(`${BOX} img[alt="Both"]`);
    await page.click('.light-box__prev');
    await page.waitForSelector(`${BOX} img[alt="Blue"]`);
    await page.click('.light-box__close');
    await expect.poll(() => page.locator(BOX).count()).toBe(0);
  });

  it('leaves what moves still until it is let move', async () => {
    await page.goto(url);
    const source = () =>
      page
        .locator('.picture:has(.picture__play) img')
        .evaluate((image: HTMLImageElement) => new URL(image.src).pathname);
    const still = await source();
    await page.click('.picture__play');
    expect(await source()).toBe(still.replace('.webp', '-a.webp'));
    expect(await page.locator('.picture__play').innerText()).toBe('Stop it');
    await page.click('.picture__play');
    expect(await source()).toBe(still);
  });

  it('leads to the picture itself without a script', async () => {
    const { page: plain } = await person(browser, { script: false });
    await plain.goto(url);
    await plain.click('.picture__open >> nth=0');
    expect(plain.url()).toMatch(/\/media\/[0-9a-f]{24}\.webp$/);
  });
});
