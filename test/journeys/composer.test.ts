/** Writing in a real browser: the toolbar, what is completed, pasted and quoted. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { accountBy } from '../../server/people/accounts/queries.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const AREA = '#reply textarea[name=body]';

describe.skipIf(!chromium)('the composer', () => {
  let browser: Browser;
  let site: Site;
  let rina: Awaited<ReturnType<typeof person>>;
  let thread: string;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    rina = await person(browser, { script: true });
    await join(rina.page, site, 'Rina Akter', 'rina@example.org');
    await discuss(rina.page, site, 'Which pots for tomatoes?', 'Clay **or** plastic, and how large?');
    await another();
  });
  afterAll(() => browser?.close());

  let count = 0;
  /** A thread of its own: what was written in one test is kept there. */
  async function another(): Promise<void> {
    const words = 'I begin on *Monday* and would like it.';
    thread = await discuss(rina.page, site, `What helped you in week ${++count}?`, words);
  }

  /** The reply's field, empty and with the composer around it. */
  async function begin(): Promise<Page> {
    const { page } = rina;
    await another();
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    return page;
  }

  it('completes names in the line that says to whom a message goes, one after another', async () => {
    for (const [name, mail] of [
      ['Jamal Uddin', 'jamal@example.org'],
      ['Jamila Begum', 'jamila@example.org'],
    ] as const) {
      const other = await person(browser, { script: true });
      await join(other.page, site, name, mail);
      await other.page.context().close();
    }
    const { page } = rina;
    await page.goto(`${site.url}/messages/new`);
    await page.locator('[name="to"]').pressSequentially('jam');
    await page.locator('.completion-list >> text=Jamal Uddin').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.inputValue('[name="to"]')).toBe('Jamal Uddin, ');
    await page.locator('[name="to"]').pressSequentially('jam');
    const second = page.locator('.completion-list >> text=Jamila Begum');
    await second.waitFor();
    expect(await page.locator('.completion-list >> text=Jamal Uddin').count()).toBe(0);
    await second.click();
    expect(await page.inputValue('[name="to"]')).toBe('Jamal Uddin, Jamila Begum, ');
  });

  it('completes tags of the space that was chosen, one after another', async () => {
    const { page } = rina;
    const { adda } = site;
    const [space] = await adda.store.read.q.select().from(adda.store.read.t.spaces);
    const actor = actorAs((await accountBy(adda.store.read, { email: 'rina@example.org' }))!.id, 'member', []);
    await startThread(adda, actor, {
      ...{ form: 'question', title: 'What grows on a balcony?', body: 'It has sun.', space: space!.slug },
      tags: ['balcony', 'balcony-boxes'],
    });
    await page.goto(`${site.url}/ask?form=question&space=${space!.slug}`);
    await page.locator('#tags').pressSequentially('balc');
    const option = (name: string) => page.locator('.completion-list').getByText(`#${name}`, { exact: true });
    await option('balcony').waitFor();
    await option('balcony-boxes').click();
    expect(await page.inputValue('#tags')).toBe('balcony-boxes, ');
    await page.locator('#tags').pressSequentially('balc');
    await option('balcony').waitFor();
    expect(await option('balcony-boxes').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#tags')).toBe('balcony-boxes, balcony, ');
    await page.goto(`${site.url}/about`);
    await adda.store.write((tx) => tx.q.delete(tx.t.drafts).returning({ id: tx.t.drafts.id }));
  });

  it('is not loaded by who reads', async () => {
    const asked: string[] = [];
    const { page } = rina;
    const note = (request: { url(): string }) => void asked.push(request.url());
    page.on('request', note);
    await page.goto(thread, { waitUntil: 'networkidle' });
    page.off('request', note);
    expect(asked.filter((url) => /composer/.test(url))).toEqual([]);
  });

  it('marks words by buttons and keys, and the browser takes it back', async () => {
    const page = await begin();
    await page.keyboard.type('some words');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('Control+b');
    expect(await page.inputValue(AREA)).toBe('some **words**');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue(AREA)).toBe('some words');
    await page.click('[data-tool="list"]');
    expect(await page.inputValue(AREA)).toBe('- some words');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('more');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('end');
    expect(await page.inputValue(AREA)).toBe('- some words\n- more\n\nend');
  });

  it('has a toolbar that is one stop of Tab, and traps nobody', async () => {
    const page = await begin();
    const tool = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.tool);
    await page.keyboard.press('Shift+Tab');
    expect(await tool()).toBe('bold');
    await page.keyboard.press('ArrowRight');
    expect(await tool()).toBe('italic');
    await page.keyboard.press('End');
    expect(await tool()).toBe('full');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA');
  });

  it('completes members, threads and emoji', async () => {
    const page = await begin();
    const options = page.locator('.completion-list li');
    await page.keyboard.type('@fari');
    await options.first().waitFor();
    await page.keyboard.press('Enter');
    expect(await page.inputValue(AREA)).toBe('@Farida-Admin ');
    await page.fill(AREA, '');
    await page.keyboard.type('see #tomatoes');
    await options.first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.inputValue(AREA)).toMatch(/^see \[Which pots for tomatoes\?\]\(\/t\/\d+\) $/);
    await page.fill(AREA, '');
    await page.keyboard.type('well :tada');
    await options.first().waitFor();
    await options.first().click();
    expect(await page.inputValue(AREA)).toBe('well 🎉 ');
    await page.fill(AREA, '');
    await page.keyboard.type('well :tada:');
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value === 'well 🎉', AREA);
    await page.fill(AREA, '');
    // What was asked for within code would have been there before what is asked for behind it.
    await page.keyboard.type('`:tada:` :tada:');
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value.endsWith('🎉'), AREA);
    expect(await page.inputValue(AREA)).toBe('`:tada:` 🎉');
  });

  it('completes what was typed while its code was on its way', async () => {
    const page = await begin();
    const late = Promise.withResolvers<void>();
    await page.route('**/assets/adda-composer-*.js', async (route) => {
      await late.promise;
      await route.continue();
    });
    await page.reload();
    await page.locator(AREA).pressSequentially('@fari');
    late.resolve();
    await expect.poll(() => page.locator('.completion-list li').count()).toBeGreaterThan(0);
  });

  it('shows what it completes under the sign that began it', async () => {
    const page = await begin();
    await page.fill(AREA, `${'A line above.\n'.repeat(3)}Somewhere within the line `);
    await page.keyboard.press('End');
    await page.keyboard.type(':tad');
    const list = (await page.locator('.completion-list').boundingBox())!;
    const area = (await page.locator(AREA).boundingBox())!;
    expect(list.x - area.x).toBeGreaterThan(100);
    expect(list.y - area.y).toBeLessThan(area.height);
    expect(list.y - area.y).toBeGreaterThan(60);
  });

  it('makes a link of an address over words, and Markdown of rich text, but not within code', async () => {
    const page = await begin();
    const paste = (text: string, html = '') =>
      page.evaluate(
        ([plain, rich]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', plain!);
          if (rich) clipboardData.setData('text/html', rich);
          const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
          document.activeElement!.dispatchEvent(event);
        },
        [text, html],
      );
    await page.keyboard.type('read this');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await paste('https://example.org/a');
    expect(await page.inputValue(AREA)).toBe('read [this](https://example.org/a)');
    const rich =
      '<b style="font-weight:normal"><p>A <b>bold</b> <script>alert(1)</script>word</p><ul><li>x</li></ul></b>';
    await page.fill(AREA, '');
    await paste('A bold word', rich);
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value !== '', AREA);
    expect(await page.inputValue(AREA)).toBe('A **bold** word\n\n- x');
    await page.fill(AREA, '```\n');
    await page.keyboard.press('Control+End');
    expect(await paste('plain', rich)).toBeUndefined();
    expect(await page.inputValue(AREA)).toBe('```\n');
  });

  it('quotes what is selected, with who wrote it', async () => {
    const { page } = rina;
    await another();
    await page.evaluate(() =>
      getSelection()!.selectAllChildren(document.querySelector('.post__body em')!.parentElement!),
    );
    await page.click('.quote-selected');
    await page.waitForFunction((area) => document.querySelector<HTMLTextAreaElement>(area)!.value !== '', AREA);
    expect(await page.inputValue(AREA)).toMatch(
      /^> \[Rina Akter\]\(\/p\/\d+\)\n>\n> I begin on \*Monday\* and would like it\.\n\n$/,
    );
  });

  it('covers the screen and leaves it by Escape; nobody gets behind it', async () => {
    const page = await begin();
    await page.keyboard.type('**wide**');
    await page.click('[data-tool="full"]');
    await page.waitForSelector('#reply .preview strong');
    expect(await page.locator('header.site-header').evaluate((one) => one.closest('[inert]') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('[inert]').count()).toBe(0);
    expect(await page.inputValue(AREA)).toBe('**wide**');
  });

  it('brings a preview that was asked for into view on a phone, and leads to it', async () => {
    const page = await begin();
    await page.setViewportSize({ width: 360, height: 640 });
    await page.fill(AREA, `**First** of all.${'\n\nAnd one more.'.repeat(30)}`);
    await page.click('#reply .buttons > [name=preview]');
    await page.waitForSelector('#reply .preview strong');
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('.preview > h2'))).toBe(true);
    const top = () => page.locator('#reply .preview').evaluate((one) => one.getBoundingClientRect().top);
    await expect.poll(async () => (await top()) >= 0 && (await top()) < 100).toBe(true);
    // The button of the text shows it as well, and whoever writes goes on there.
    await page.click('[data-tool="preview"]');
    await page.evaluate(() => scrollTo(0, 0));
    await page.click('[data-tool="preview"]');
    await page.waitForSelector('#reply .preview strong');
    await expect.poll(async () => (await top()) >= 0 && (await top()) < 100).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.matches('.preview > h2'))).toBe(false);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('posts by Ctrl+Enter', async () => {
    const page = await begin();
    await page.keyboard.type('Sleep helped me most.');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.prose >> text=Sleep helped me most');
    expect(rina.complaints).toEqual([]);
  });
});
