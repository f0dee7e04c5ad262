/** Files with a post, in a real browser, with and without JavaScript: chosen, dropped, cancelled, refused, tried again, downloaded. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { pdf, zip } from '../support/made-files.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const AREA = '#reply textarea[name=body]';
const CHOOSE = '#reply [type="file"]';
const FOLDED = '#reply details:has([type="file"]) > summary';

describe.skipIf(!chromium)('files in the browser', () => {
  let browser: Browser;
  let site: Site;
  let rina: Awaited<ReturnType<typeof person>>;
  let plain: Awaited<ReturnType<typeof person>>;
  let photo: { name: string; mimeType: string; buffer: Buffer };
  const plan = { name: 'বাগানের plan.pdf', mimeType: 'application/pdf', buffer: pdf() };
  const list = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('pot,litres\nclay,12\n') };
  const bundle = { name: 'bundle.zip', mimeType: 'application/zip', buffer: zip() };
  const program = { name: 'run.txt', mimeType: 'text/plain', buffer: Buffer.from('MZ\x90\0') };

  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    const admin = (await person(browser, { script: false })).page;
    await setUp(admin, site);
    await admin.goto(`${site.url}/admin/settings`);
    await admin.selectOption('form[action="/admin/settings/files.from"] [name="value"]', 'new');
    await admin.click('form[action="/admin/settings/files.from"] button');
    await admin.waitForURL(/flash=saved/);
    [rina, plain] = [await person(browser, { script: true }), await person(browser, { script: false })];
    await join(rina.page, site, 'Rina Akter', 'rina@example.org');
    await join(plain.page, site, 'Jamal Uddin', 'jamal@example.org');
    const pixels = { create: { width: 90, height: 60, channels: 3, background: '#4b6216' } } as const;
    photo = { name: 'roof.jpg', mimeType: 'image/jpeg', buffer: await sharp(pixels).jpeg().toBuffer() };
  });
  afterAll(() => browser?.close());

  let count = 0;
  async function begin(page: Page): Promise<void> {
    await discuss(page, site, `What helped you in week ${++count}?`, 'I begin on Monday.');
    if (page === rina.page) {
      await page.click(AREA);
      await page.waitForSelector('#reply .tool');
    }
    await page.fill(AREA, 'Some words about it.');
  }
  const items = (page: Page) => page.locator('#reply .picture-item');
  const listed = (page: Page) => page.locator('.files .file-name').allInnerTexts();
  async function downloaded(page: Page, name: string): Promise<{ called: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.files__link', { hasText: name }).click(),
    ]);
    // A browser without a locale calls every name of another script "download": what it was told is looked at.
    const told = await page.request.get(download.url());
    const [, called] = /filename\*=UTF-8''([^;]+)/.exec(told.headers()['content-disposition'] ?? '') ?? [];
    return {
      called: called ? decodeURIComponent(called) : download.suggestedFilename(),
      bytes: await readFile(await download.path()),
    };
  }

  it('are chosen with a picture, one is taken out, the others go along and are downloaded', async () => {
    const { page } = rina;
    await begin(page);
    await page.setInputFiles(CHOOSE, [plan, photo, list, bundle]);
    await page.waitForFunction(() => document.querySelectorAll('#reply [name="fileIds"]').length === 3);
    await items(page).locator('img').waitFor();
    expect(await items(page).first().innerText()).toMatch(/বাগানের plan\.pdf\s+1 KB/);
    await items(page).filter({ hasText: 'list.csv' }).getByRole('button', { name: 'Remove' }).click();
    expect(await items(page).count()).toBe(3);
    await page.click('#reply .button--primary');
    await page.waitForSelector('.files');
    expect(await listed(page)).toEqual([plan.name, bundle.name]);
    expect(await page.locator('.gallery img').count()).toBe(1);
    expect(await downloaded(page, 'plan.pdf')).toEqual({ called: plan.name, bytes: plan.buffer });
    expect(rina.complaints).toEqual([]);
  });

  it('are cancelled on their way, and tried again where the network was away', async () => {
    const { page, context } = rina;
    await begin(page);
    let release = () => {};
    const waits = new Promise<void>((resolve) => (release = resolve));
    await context.route('**/api/v1/files', async (route) => {
      await waits;
      await route.continue().catch(() => {});
    });
    await page.setInputFiles(CHOOSE, [list]);
    await items(page).locator('progress').waitFor();
    await items(page).getByRole('button', { name: 'Cancel' }).click();
    expect(await items(page).count()).toBe(0);
    release();
    await context.unroute('**/api/v1/files');
    await context.setOffline(true);
    await page.setInputFiles(CHOOSE, [list]);
    await items(page).locator('.field__error').waitFor();
    await context.setOffline(false);
    await items(page).getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('#reply [name="fileIds"]', { state: 'attached' });
    await page.click('#reply .button--primary');
    await page.waitForSelector('.files');
    expect(await listed(page)).toEqual([list.name]);
  });

  it('are dropped, and refused with the reason beside them; the words and the others stay', async () => {
    const { page } = rina;
    await begin(page);
    await page.evaluate(
      ([area, words]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([words!], 'dropped.md', { type: 'text/markdown' }));
        dataTransfer.items.add(new File([words!], 'run.exe', { type: 'application/x-msdownload' }));
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector(area!)!.dispatchEvent(event);
      },
      [AREA, '# Notes'],
    );
    await page.waitForSelector('#reply [name="fileIds"]', { state: 'attached' });
    await page.setInputFiles(CHOOSE, [
      program,
      { ...list, name: 'large.log', buffer: Buffer.alloc(11 * 1_048_576, 'a') },
    ]);
    await page.waitForFunction(() => document.querySelectorAll('#reply .picture-item .field__error').length === 3);
    const faults = (await items(page).locator('.field__error').allInnerTexts()).join(' ');
    expect(faults).toMatch(/run\.exe is no picture, and no file that goes with posts/);
    expect(faults).toMatch(/“run\.txt” is nothing that the forum takes/);
    expect(faults).toMatch(/large\.log has 11 MB; at most 10 MB fit/);
    expect(await page.inputValue(AREA)).toBe('Some words about it.');
    // Kept as a draft, they are here again.
    await page.waitForFunction(() => document.querySelector('.draft-line')?.textContent?.startsWith('Kept as'));
    await page.reload();
    await page.locator('#reply :text("dropped.md")').first().waitFor();
  });

  it('go with a form that has no script, come back with a refused one, and are taken out of a change', async () => {
    const { page } = plain;
    await begin(page);
    await page.click(FOLDED);
    await page.setInputFiles(CHOOSE, [plan, photo, program]);
    await page.click('#reply .button--primary');
    await page.waitForSelector('#reply .kept-files');
    expect(await page.locator('#reply .field__error').first().innerText()).toContain('“run.txt” is nothing');
    expect(await page.inputValue(AREA)).toBe('Some words about it.');
    await page.setInputFiles(CHOOSE, [list]);
    await page.click('#reply .button--primary');
    await page.waitForSelector('.files');
    expect(await listed(page)).toEqual([plan.name, list.name]);
    expect(await page.locator('.gallery img').count()).toBe(1);
    expect(await downloaded(page, 'list.csv')).toEqual({ called: list.name, bytes: list.buffer });
    const post = page.locator('article.post', { has: page.locator('.files') });
    await page.goto(new URL((await post.locator('a[href$="/edit"]').first().getAttribute('href'))!, site.url).href);
    await page.locator('.kept-files li', { hasText: 'plan.pdf' }).locator('[type="checkbox"]').uncheck();
    await page.click('main .button--primary');
    await page.waitForSelector('.files');
    expect(await listed(page)).toEqual([list.name]);
  });

  it('are left out of a change by the first press, and the first words about a picture stay', async () => {
    const { page } = rina;
    await begin(page);
    await page.setInputFiles(CHOOSE, [plan, photo, list]);
    await page.waitForFunction(() => document.querySelectorAll('#reply [name="fileIds"]').length === 2);
    await page.locator('#reply .picture-item img').waitFor();
    await page.click('#reply .button--primary');
    await page.waitForSelector('.files');
    const post = page.locator('article.post', { has: page.locator('.files') });
    const edit = new URL((await post.locator('a[href$="/edit"]').first().getAttribute('href'))!, site.url).href;
    // The script of the composer comes while the button of the mouse is still down.
    await page.goto(edit);
    const tick = (await page.locator('.kept-files [type="checkbox"]').first().boundingBox())!;
    await page.mouse.move(tick.x + tick.width / 2, tick.y + tick.height / 2);
    await page.mouse.down();
    await page.waitForLoadState('load');
    await page.waitForTimeout(500);
    await page.mouse.up();
    await page.waitForSelector('.tool');
    expect(await page.locator('.picture-item [name="fileIds"]').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.closest('.pictures') !== null)).toBe(true);
    await page.goto(edit);
    await page.locator('.kept-pictures [name="alts"]').pressSequentially('A roof', { delay: 60 });
    await page.waitForSelector('.tool');
    await page.keyboard.type(' in rain');
    await page.click('main .button--primary');
    await page.waitForSelector('.files');
    expect(await page.locator('.gallery img').getAttribute('alt')).toBe('A roof in rain');
  });
});
