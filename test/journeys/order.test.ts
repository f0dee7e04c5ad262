/** An admin puts spaces into an order: by keys with the focus kept, by dragging, and without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { launchChromium } from '../support/chromium.ts';
import { setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');

describe.skipIf(!chromium)('an admin', () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    ({ page } = await person(browser, { script: true }));
    await setUp(page, site);
    for (const name of ['Axles', 'Bolts', 'Chains'])
      await site.adda.store.write((tx) =>
        insertSpace(tx, {
          ...{ slug: name.toLowerCase(), name, kind: 'belief', charter: `All about ${name} and those who make them.` },
          createdAt: tx.now,
        }),
      );
  });
  afterAll(() => browser?.close());
  const order = async (of: Page) => (await of.locator('[data-kind="belief"] .order__name').allTextContents()).join(' ');

  it('moves a space by a key, keeps the focus at it and hears where it stands', async () => {
    await page.goto(`${site.url}/admin/spaces`);
    await page.waitForSelector('[draggable="true"]');
    const saved = () => page.waitForResponse((response) => response.url().endsWith('/admin/spaces/order'));
    await page.focus('#space-axles button[value="down"]');
    await Promise.all([saved(), page.keyboard.press('Enter')]);
    expect(await order(page)).toBe('Bolts Axles Chains');
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.id)).toBe('space-axles');
    await page.getByText('“Axles” stands at place 2 now.').waitFor({ state: 'attached' });
    await Promise.all([saved(), page.keyboard.press('Enter')]);
    expect(await order(page)).toBe('Bolts Chains Axles');
    // Its button does nothing any more at the end: the focus goes on to the other one.
    expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value)).toBe('up');
    await page.reload();
    expect(await order(page)).toBe('Bolts Chains Axles');
  });

  it('drags one, and finds it there again', async () => {
    await page.waitForSelector('[draggable="true"]');
    const saved = page.waitForResponse((response) => response.url().endsWith('/admin/spaces/order'));
    const [from, to] = [page.locator('#space-axles'), page.locator('#space-bolts')];
    const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
    const x = start.x + start.width * 0.5;
    await page.mouse.move(x, start.y + 6);
    await page.mouse.down();
    await page.mouse.move(x, end.y + 12, { steps: 8 });
    await page.mouse.move(x, end.y + 3, { steps: 3 });
    await page.mouse.up();
    await saved;
    await page.reload();
    expect(await order(page)).toBe('Axles Bolts Chains');
  });

  it('does the same without a script', async () => {
    const { page: plain } = await person(browser, { script: false });
    await plain.context().addCookies(await page.context().cookies());
    await plain.goto(`${site.url}/admin/spaces`);
    await plain.click('#space-bolts button[value="up"]');
    await plain.waitForURL(/flash=saved#space-bolts/);
    expect(await order(plain)).toBe('Bolts Axles Chains');
  });
});
