/** Pictures in a post, in a real browser: on their way, refused, too many, without a network. */
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const AREA = '#reply textarea[name=body]';
const CHOOSE = '#reply [type="file"]';

describe.skipIf(!chromium)('pictures in the composer', () => {
  let browser: Browser;
  let site: Site;
  let rina: Awaited<ReturnType<typeof person>>;
  let bytes: Buffer;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    rina = await person(browser, { script: true });
    await join(rina.page, site, 'Rina Akter', 'rina@example.org');
    const pixels = { create: { width: 90, height: 60, channels: 3, background: '#4b6216' } } as const;
    bytes = await sharp(pixels).jpeg().toBuffer();
  });
  afterAll(() => browser?.close());

  const file = (name: string, buffer = bytes) => ({ name, mimeType: 'image/jpeg', buffer });
  let count = 0;
  /** The composer in a thread of its own: what was written in one test is kept there. */
  async function begin(): Promise<Page> {
    const { page } = rina;
    await discuss(page, site, `What helped you in week ${++count}?`, 'I begin on Monday.');
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    await page.fill(AREA, 'Some words about it.');
    return page;
  }
  const items = (page: Page) => page.locator('#reply .picture-item');

  /** Pastes a picture where the writer is. */
  async function paste(page: Page): Promise<void> {
    await page.evaluate(
      ([area, base64]) => {
        const bytesOf = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([bytesOf], 'pasted.jpg', { type: 'image/jpeg' }));
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(area!)!.dispatchEvent(event);
      },
      [AREA, bytes.toString('base64')],
    );
  }

  it('are chosen, have words of their own, and go along with the post', async () => {
    const page = await begin();
    const colour = () => page.locator(CHOOSE).evaluate((one) => getComputedStyle(one).color);
    const before = await colour();
    await page.setInputFiles(CHOOSE, file('roof.jpg'));
    await items(page).locator('img').waitFor();
    // The browser's "No file chosen" is not to be read beside it.
    expect([before, await colour()]).toEqual([expect.not.stringContaining('rgba'), 'rgba(0, 0, 0, 0)']);
    await items(page).locator('input[dir]').fill('A green roof');
    // The words are not yet kept when it is sent.
    await page.click('#reply .button--primary');
    await page.waitForSelector('.gallery img[alt="A green roof"]');
    expect(await page.locator('.gallery img').count()).toBe(1);
    expect(await page.locator('.post .prose img').count()).toBe(0);
  });

  it('that are pasted stand where they were pasted, while the writer goes on elsewhere', async () => {
    const page = await begin();
    await page.fill(AREA, 'Before.\n\nAfter.');
    await page.press(AREA, 'Control+Home');
    await page.press(AREA, 'End');
    let send = () => {};
    const isSent = new Promise<void>((resolve) => (send = resolve));
    await page.route('**/api/v1/files', async (route) => {
      await isSent;
      await route.continue();
    });
    await paste(page);
    await page.press(AREA, 'Control+Home');
    await page.keyboard.type('Words ');
    send();
    await items(page).locator('img').waitFor();
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value.includes('!['), AREA);
    await page.keyboard.type('that go on. ');
    expect(await page.inputValue(AREA)).toMatch(/^Words that go on\. Before\.\n\n!\[\]\(\/media\/[^)]+\)\n\nAfter\.$/);

    await items(page).locator('input[dir]').fill('A green roof');
    await page.click('#reply .button--primary');
    const shown = page.locator('.post .prose img[alt="A green roof"]');
    await shown.waitFor();
    expect(await page.locator('.gallery img').count()).toBe(0);
    await page.unroute('**/api/v1/files');
  });

  it('that are removed leave the text, too', async () => {
    const page = await begin();
    await paste(page);
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value.includes('!['), AREA);
    await items(page).getByRole('button', { name: 'Remove' }).click();
    await page.waitForSelector('#reply .picture-item', { state: 'detached' });
    expect((await page.inputValue(AREA)).trim()).toBe('Some words about it.');
  });

  it('stand in the text where one puts them, once', async () => {
    const page = await begin();
    await page.setInputFiles(CHOOSE, [file('one.jpg')]);
    await items(page).locator('img').waitFor();
    await items(page).locator('input[dir]').fill('The second roof');
    await items(page).locator('button').first().click();
    expect(await page.inputValue(AREA)).toMatch(/!\[The second roof\]\(\/media\/[0-9a-f]+\.webp\)/);
    await page.click('#reply .button--primary');
    await page.waitForSelector('.prose img[alt="The second roof"]');
    expect(await page.locator('.gallery').count()).toBe(0);
  });

  it('that are refused say why with the number; the text and the others stay', async () => {
    const page = await begin();
    await page.setInputFiles(CHOOSE, [
      file('good.jpg'),
      file('broken.jpg', Buffer.from('no picture')),
      file('large.jpg', Buffer.alloc(11 * 1024 * 1024)),
    ]);
    await items(page).locator('img').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#reply .picture-item .field__error').length === 2);
    const faults = await items(page).locator('.field__error').allInnerTexts();
    expect(faults.join(' ')).toContain('broken.jpg');
    expect(faults.join(' ')).toContain('11 MB');
    expect(await page.inputValue(AREA)).toBe('Some words about it.');
  });

  it('are as many as a post takes, of thirteen', async () => {
    const page = await begin();
    await page.setInputFiles(
      CHOOSE,
      Array.from({ length: 13 }, (_, i) => file(`${i}.jpg`)),
    );
    await page.waitForFunction(() => document.querySelectorAll('#reply .picture-item img').length === 6);
    expect(await page.locator('#reply [role="status"]').allInnerTexts()).toContain(
      'At most 6 pictures go with a post; 7 were left out.',
    );
    expect(await page.inputValue(AREA)).toBe('Some words about it.');
  });

  it('are tried again where the network was away', async () => {
    const page = await begin();
    await rina.context.setOffline(true);
    await page.setInputFiles(CHOOSE, [file('one.jpg')]);
    await items(page).locator('.field__error').waitFor();
    await rina.context.setOffline(false);
    await items(page).locator('button').first().click();
    await items(page).locator('img').waitFor();
    expect(await items(page).locator('.field__error').count()).toBe(0);
    await items(page).locator('button').last().click();
    expect(await items(page).count()).toBe(0);
  });
});
