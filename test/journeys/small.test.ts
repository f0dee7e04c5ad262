/** Small things that make people doubt: what is seen without scrolling, and what a press becomes. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { loadDemo } from '../../server/reach/demo/load.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { launchChromium } from '../support/chromium.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
/** Thirty wide letters. */
const WIDE_NAME = 'Wmwmwmwmwmwmwmwmwmwmwmwmwmwmwm';
const WIDE_WORD = 'WM'.repeat(30);
const PASSWORD = 'five green mangoes';

async function signIn(page: Page, who: string): Promise<void> {
  await page.fill('#who', who);
  await page.fill('#password', PASSWORD);
  await page.click('form[action="/sign-in"] button');
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const topOf = (page: Page, what: string) =>
  page.evaluate((one) => document.querySelector(one)!.getBoundingClientRect().top, what);

describe.skipIf(!chromium)('a reader', () => {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await loadDemo(site.adda, null);
    await site.adda.store.write((tx) => updateSite(tx, { isSetUp: true }));
    for (const [name, email] of [
      [WIDE_NAME, 'wide@example.org'],
      ['Farida', 'farida@example.org'],
    ] as const)
      await createAccount(site.adda, { name, email, password: PASSWORD, role: 'member', language: 'en' });
  });
  afterAll(() => browser?.close());

  const THREAD = 'main a[href^="/t/"]:not([href$="/why"])';
  const SPACES = 'a[href="/spaces"]';
  /** The addresses that the browser fetched before anybody went there, from now on. */
  const fetchedAhead = (page: Page) => {
    const paths: string[] = [];
    page.context().on('request', (request) => {
      if (request.headers()['sec-purpose']?.includes('prefetch')) paths.push(new URL(request.url()).pathname);
    });
    return paths;
  };

  it('who rests on a thread has it fetched before it is opened', async () => {
    const { page, complaints } = await person(browser, { script: false });
    const ahead = fetchedAhead(page);
    await page.goto(site.url);
    await page.hover(THREAD);
    await expect.poll(() => ahead.length, { timeout: 10_000 }).toBe(1);
    expect(ahead[0]).toMatch(/^\/t\/\d+/);
    expect(complaints).toEqual([]);
  });

  it('who prints a page has on paper what is read, and nothing to press', async () => {
    const { page, complaints } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in`);
    await signIn(page, 'Farida');
    await page.waitForSelector(THREAD);
    const thread = await page.getAttribute(THREAD, 'href');
    await page.emulateMedia({ media: 'print' });
    for (const path of ['/', thread!, '/u/tasnim-rahman', '/s/damp-old-houses', '/search?q=damp']) {
      await page.goto(site.url + path, { waitUntil: 'load' });
      const pressed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, .bell, .letters, .pager')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 1)
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      expect([path, pressed]).toEqual([path, []]);
      expect(await page.locator('main h1, main h2, main h3').first().isVisible()).toBe(true);
    }
    expect(complaints).toEqual([]);
  });

  it('who is signed in has read no thread by resting on it', async () => {
    const { page, complaints } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in`);
    await signIn(page, 'Farida');
    await page.waitForSelector(THREAD);
    const ahead = fetchedAhead(page);
    await page.hover(THREAD);
    await page.hover(SPACES);
    await expect.poll(() => ahead.some((path) => path === '/spaces'), { timeout: 10_000 }).toBe(true);
    expect(ahead.filter((path) => path.startsWith('/t/'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('sees many threads of a list at once, more of a dense one, and a space’s first on the first screen', async () => {
    const { page, context, complaints } = await person(browser, { script: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(site.url);
    const heights = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.thread-row')].map((row) => row.getBoundingClientRect().height),
      );
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
    expect(median(await heights())).toBeLessThanOrEqual(116);
    // The reasons lie over what follows: nothing moves.
    const before = await heights();
    await page.locator('.why summary').first().click();
    expect(await page.locator('.why p').first().isVisible()).toBe(true);
    expect(await heights()).toEqual(before);
    await page.keyboard.press('Escape');
    expect(await page.locator('.why p').first().isVisible()).toBe(false);
    await page.click('button[name=list]');
    expect(median(await heights())).toBeLessThanOrEqual(70);
    await page.click('button[name=list]');
    await page.goto(`${site.url}/s/damp-old-houses`);
    expect(await topOf(page, '.thread-row')).toBeLessThan(400);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is told who somebody is while a mouse rests on their name, and is rid of it by Escape', async () => {
    const { page, context, complaints } = await person(browser, { script: true });
    await page.goto(`${site.url}/t/2`);
    const name = page.locator('main a.post__author').first();
    await name.hover();
    const card = page.locator('.hover-card');
    await card.waitFor();
    expect(await card.innerText()).toContain(await name.innerText());
    expect(await card.innerText()).toContain('here since');
    // It stays while one goes over to it.
    await card.hover();
    expect(await card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await card.count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sees who says what beside a long thread where there is room, and finds a tab that lies outside', async () => {
    const { page, context } = await person(browser, { script: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${site.url}/t/2`);
    expect(await page.locator('.outline').isVisible()).toBe(true);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.locator('.outline').isVisible()).toBe(false);
    await page.goto(`${site.url}/new`);
    const tab = page.locator('.tabs [aria-current]');
    const box = (await tab.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    await context.close();
  });

  it.each([true, false])(
    'marks an answer before signing in, and finds it marked after (script: %s)',
    async (script) => {
      const { page, context } = await person(browser, { script });
      await page.goto(`${site.url}/t/${script ? 3 : 28}`);
      const form = page.locator('form[action$="/marks/worked"]').first();
      const action = (await form.getAttribute('action'))!;
      await form.locator('button').click();
      await page.waitForURL(/\/sign-in\?next=/);
      await signIn(page, 'Farida');
      await page.waitForURL(/flash=marked/);
      expect(await page.locator('.notice--success').innerText()).toContain('Your mark is set');
      expect(await page.locator(`form[action="${action}"] button`).getAttribute('aria-pressed')).toBe('true');
      await context.close();
    },
  );

  it('sees what was wrong only as long as it is there', async () => {
    const { page, context } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in?next=/ask`);
    await signIn(page, 'Farida');
    await page.waitForURL(/\/ask/);
    await page.selectOption('#space', 'repair-first');
    await page.fill('#title', 'Why does my kettle sing?');
    await page.locator('main form .button--primary').last().click();
    await page.waitForSelector('#body-e');
    expect(await page.locator('#errors li').count()).toBe(1);
    await page.fill('#body', 'It sings every morning, and only then.');
    await page.click('.buttons > [name=preview]');
    await page.waitForSelector('.preview >> text=every morning');
    expect(await page.locator('#errors, #body-e, [aria-invalid]').count()).toBe(0);
    await context.close();
  });

  it('is asked before words of a form that keeps no draft are left behind, by leaving or by sending another form', async () => {
    const { page, complaints } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in`);
    await signIn(page, 'Farida');
    await page.goto(`${site.url}/settings`);
    const asked: string[] = [];
    let answer: 'accept' | 'dismiss' = 'dismiss';
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog[answer]();
    });
    const bio = page.locator('textarea[name="bio"]');
    await bio.pressSequentially('I mend clocks.');
    await page.click(SPACES, { noWaitAfter: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await bio.inputValue()).toBe('I mend clocks.');

    // What is sent is not left behind.
    await bio.press('Tab');
    await page.locator('form', { has: bio }).locator('.button--primary').click();
    await page.waitForURL(/flash=/);
    expect(asked).toHaveLength(1);
    await page.goto(`${site.url}/settings`);
    await page.locator('textarea[name="bio"]').pressSequentially(' And bells.');
    answer = 'accept';
    await page.click(SPACES);
    await page.waitForURL(`${site.url}/spaces`);
    expect(asked).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  it('whose name has thirty wide letters breaks no page', async () => {
    const { page, context } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in?next=/ask`);
    await signIn(page, WIDE_NAME);
    await page.waitForURL(/\/ask/);
    await page.selectOption('#space', 'damp-old-houses');
    await page.fill('#title', `${WIDE_WORD} is what?`);
    await page.fill('#body', `${WIDE_WORD} and nothing else.`);
    await page.fill('#tags', 'wm'.repeat(14));
    await page.locator('main form .button--primary').last().click();
    await page.waitForURL(/\/t\//);
    const thread = new URL(page.url()).pathname;
    const id = thread.split('/')[2];
    for (const width of [320, 820])
      for (const path of [
        ...[
          thread,
          `/t/${id}/why`,
          `/t/${id}/invite`,
          '/',
          '/new',
          '/s/damp-old-houses/new',
          '/settings',
          '/following',
        ],
        ...[`/u/${WIDE_NAME.toLowerCase()}`, `/search?q=${WIDE_WORD}`],
      ]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(site.url + path);
        expect(await overflow(page), `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    await context.close();
  });
});
