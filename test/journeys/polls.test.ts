/** A poll in a real browser: asked with a thread, taken part in where it stands, with a script and without. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');

describe.skipIf(!chromium)('a poll', () => {
  let browser: Browser;
  let site: Site;
  let rina: Awaited<ReturnType<typeof person>>;
  let url: string;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    rina = await person(browser, { script: true });
    const { page } = rina;
    await join(page, site, 'Rina Akter', 'rina@example.org');
    await page.goto(`${site.url}/ask?form=discussion`);
    await page.fill('#title', 'Which pots this year?');
    await page.selectOption('#space', { index: 1 });
    await page.fill('#body', 'I wonder what you use.');
    await page.locator('details:has(#pollQuestion) > summary').click();
    await page.fill('#pollQuestion', 'Which pots?');
    await page.fill('#pollChoices', 'Clay\nPlastic\nTins');
    await page.click('main .button--primary');
    await page.waitForURL(/\/t\/\d+\//);
    url = page.url().split(/[?#]/)[0]!;
  });
  afterAll(() => browser?.close());

  it('takes a vote where it stands: the page stays, the focus too, and how it stands is said', async () => {
    const voter = await person(browser, { script: true });
    const { page } = voter;
    await join(page, site, 'Jamal Uddin', 'jamal@example.org');
    await page.goto(url);
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    await page.locator('.poll__ballot button').first().click();
    await page.locator('.poll .field__error').waitFor();
    await page.getByLabel('Clay').check();
    await page.locator('.poll__ballot button').first().click();
    await page.locator('.poll__results').waitFor();
    expect(await page.locator('.poll__results').innerText()).toMatch(/Clay\s+.*100/s);
    expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.closest('.poll') !== null)).toBe(true);
    expect(await page.locator('[role=status].visually-hidden').last().textContent()).toContain('Clay');
    await page.context().close();
  });

  it('takes it without a script, and leads back to where it stands', async () => {
    const { page } = await person(browser, { script: false });
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'rina@example.org');
    await page.fill('#password', 'a quiet river bend');
    await page.click('main form button');
    await page.goto(url);
    // Who asked sees how it stands, and opens the ballot beneath.
    await page.getByText('Vote, too').click();
    await page.getByLabel('Tins').check();
    await page.locator('.poll__ballot button').first().click();
    await page.waitForURL(/#poll-\d+$/);
    expect(await page.locator('.poll__results').innerText()).toContain('Tins');
    await page.context().close();
  });
});
