/** No word is lost: a reload, a crash, no network, an ended session, a refusal, two devices, Back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const AREA = '#reply textarea[name=body]';
const LINE = '#reply .draft-line';

describe.skipIf(!chromium)('what is typed', () => {
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
  });
  afterAll(() => browser?.close());

  let count = 0;
  /** A thread of its own, with the composer open at its end. */
  async function begin(words: string): Promise<Page> {
    const { page } = rina;
    thread = await discuss(page, site, `What helped you in week ${++count}?`, 'I begin on Monday.');
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    await page.keyboard.type(words);
    return page;
  }
  const kept = (page: Page) => page.waitForSelector(`${LINE} >> text=Kept as a draft`);
  /** Throws away a draft in the list, which is asked twice. */
  async function drop(page: Page, words: string): Promise<void> {
    await page.click(`.told:has-text("${words}") summary`);
    await page.click(`.told:has-text("${words}") form button`);
    await page.waitForURL(/flash=draft-dropped/);
  }
  const has = (page: Page, words: string) =>
    page.waitForFunction(
      ([area, text]) => document.querySelector<HTMLTextAreaElement>(area!)?.value === text,
      [AREA, words],
    );
  const onServer = () =>
    site.adda.store.read.q
      .select()
      .from(site.adda.store.read.t.drafts)
      .then((rows) => rows.map(({ values }) => values.body));
  /** Another device of hers. */
  async function otherDevice(): Promise<Page> {
    const { page } = await person(browser, { script: true });
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'rina@example.org');
    await page.fill('#password', 'a quiet river bend');
    await page.click('main form button');
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return page;
  }

  async function lookFor(page: Page, words: string): Promise<void> {
    await page.click('#site-q');
    await page.waitForSelector('adda-search-box', { state: 'attached' });
    await page.fill('#site-q', words);
    await page.press('#site-q', 'Enter');
    await page.waitForURL(/\/search\?q=/);
  }

  it('is there after a reload, at once', async () => {
    const page = await begin('Words before a reload.');
    await page.reload();
    await has(page, 'Words before a reload.');
    await kept(page);
    await expect.poll(onServer).toContain('Words before a reload.');
  });

  it('is there after the tab was gone, also what the server did not have', async () => {
    const page = await begin('Words that only');
    await kept(page);
    await rina.context.setOffline(true);
    await page.keyboard.type(' this browser has.');
    await page.waitForSelector(`${LINE} >> text=Kept in this browser`);
    // It goes without a word, as in a crash.
    await page.close({ runBeforeUnload: false });
    await rina.context.setOffline(false);
    rina.page = await rina.context.newPage();
    await rina.page.goto(thread);
    await has(rina.page, 'Words that only this browser has.');
    await kept(rina.page);
    await expect.poll(onServer).toContain('Words that only this browser has.');
  });

  it('is kept without a network, and joins the server’s when it is back', async () => {
    const page = await begin('On the train');
    await kept(page);
    await rina.context.setOffline(true);
    await page.keyboard.type(', without a network.');
    await page.waitForSelector(`${LINE} >> text=you are offline`);
    await page.click('#reply .button--primary');
    await page.waitForSelector(`${LINE} >> text=Send it once you are online again`);
    await rina.context.setOffline(false);
    await kept(page);
    await expect.poll(onServer).toContain('On the train, without a network.');
  });

  it('is sent where the browser says that it is offline, and the forum answers', async () => {
    const page = await begin('Sent in a house without the internet.');
    await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
    await page.click('#reply .button--primary');
    await page.waitForSelector('.post .prose >> text=Sent in a house');
    expect(await onServer()).not.toContain('Sent in a house without the internet.');
  });

  it('of a reply comes back in its form', async () => {
    const { page } = rina;
    thread = await discuss(page, site, 'Who has tried clay pots?', 'I have not.');
    await page.click('.post--opening [data-reply]');
    const area = '.post--opening .post__foot form textarea';
    await page.waitForSelector('.post--opening .tool');
    await page.fill(area, 'A reply that was begun.');
    await page.waitForSelector('.post--opening .draft-line >> text=Kept as a draft');
    await page.goto(thread);
    await page.waitForFunction((at) => document.querySelector<HTMLTextAreaElement>(at)?.value !== '', area);
    expect(await page.inputValue(area)).toBe('A reply that was begun.');
    await page.click('.post--opening .post__foot form .button--primary');
    await page.waitForSelector('.post--reply >> text=A reply that was begun');
    expect(await onServer()).not.toContain('A reply that was begun.');
  });

  it('stays where the session ended, and after signing in again', async () => {
    const page = await begin('Written as the session ended.');
    await kept(page);
    await rina.context.clearCookies();
    await page.click('#reply .button--primary');
    await page.waitForSelector('#errors');
    expect(await page.inputValue(AREA)).toBe('Written as the session ended.');
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'rina@example.org');
    await page.fill('#password', 'a quiet river bend');
    await page.click('main form button');
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto(thread);
    await has(page, 'Written as the session ended.');
  });

  it('is over once it is sent again from the page that said so, where she signed in beside it', async () => {
    const page = await begin('Sent twice, as the session ended.');
    await kept(page);
    await rina.context.clearCookies();
    await page.click('#reply .button--primary');
    await page.waitForSelector('#errors');
    const beside = await rina.context.newPage();
    await beside.goto(`${site.url}/sign-in`);
    await beside.fill('#who', 'rina@example.org');
    await beside.fill('#password', 'a quiet river bend');
    await beside.click('main form button');
    await beside.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await beside.close();
    await page.click('#reply .button--primary');
    await page.waitForSelector('.post .prose >> text=Sent twice');
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    expect([await page.inputValue(AREA), await page.textContent(LINE)]).toEqual(['', '']);
    expect(await onServer()).not.toContain('Sent twice, as the session ended.');
  });

  it('stays where the post is refused, and is kept', async () => {
    const page = await begin('x');
    await page.click('#reply .button--primary');
    await page.waitForSelector('#errors');
    expect(await page.inputValue(AREA)).toBe('x');
    await page.click(AREA);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('yz, and now enough.');
    await kept(page);
    await expect.poll(onServer).toContain('xyz, and now enough.');
    await page.click('#reply .button--primary');
    await page.waitForSelector('.prose >> text=and now enough');
    expect(await onServer()).not.toContain('xyz, and now enough.');
  });

  it('on two devices is shown on both, and neither is lost', async () => {
    const page = await begin('On the phone.');
    await kept(page);
    const desk = await otherDevice();
    await desk.goto(thread);
    await has(desk, 'On the phone.');
    await desk.click(AREA);
    await desk.waitForSelector('#reply .tool');
    await desk.fill(AREA, 'At the desk.');
    await kept(desk);
    await page.click(AREA);
    await page.keyboard.type(' And more.');
    await page.waitForSelector('.other-draft >> text=At the desk.');
    expect(await page.inputValue(AREA)).toBe('On the phone. And more.');
    await page.click('.other-draft button >> text=Keep mine');
    await kept(page);
    await page.waitForFunction(() => !document.querySelector('.other-draft'));
    await desk.click(AREA);
    await desk.keyboard.type(' Later.');
    await desk.waitForSelector('.other-draft >> text=On the phone. And more.');
    await desk.click('.other-draft button >> text=Use that text');
    await has(desk, 'On the phone. And more.');
    // Sent from one, it is no draft on the other.
    await desk.click('#reply .button--primary');
    await desk.waitForSelector('.prose >> text=And more.');
    await page.goto(thread);
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    expect(await page.inputValue(AREA)).toBe('');
  });

  it('of a thread stands in the way of no link, and neither text is lost', async () => {
    const { page } = rina;
    const body = 'main textarea[name=body]';
    const began = (words: string) => page.waitForSelector(`main .draft-line >> text=${words}`);
    await page.goto(`${site.url}/ask?form=question`);
    await page.fill('#title', 'Which pot for a lemon tree?');
    await page.fill(body, 'A lemon tree that I began with.');
    await began('Kept as a draft');
    await page.goto(`${site.url}/ask?title=${encodeURIComponent('How much sun')}`);
    expect(await page.inputValue('#title')).toBe('How much sun');
    expect(await page.inputValue(body)).toBe('');
    await page.fill(body, 'Typed for the link.');
    await began('Kept as a draft');
    // On to the other one, and both are kept.
    await page.click('.begun button');
    await page.waitForURL(/draft=start/);
    expect(await page.inputValue(body)).toBe('A lemon tree that I began with.');
    await expect
      .poll(onServer)
      .toEqual(expect.arrayContaining(['A lemon tree that I began with.', 'Typed for the link.']));
    await page.click('main .notice button:has-text("Begin anew")');
    await page.waitForURL(/draft=new/);
    expect(await page.inputValue(body)).toBe('');
    for (const words of ['A lemon tree', 'Typed for']) {
      await page.goto(`${site.url}/drafts`);
      await drop(page, words);
    }
  });

  it('of a thread that only this browser has is not put over a link', async () => {
    const body = 'main textarea[name=body]';
    await rina.page.goto(`${site.url}/ask?form=question`);
    await rina.page.click(body);
    await rina.page.waitForSelector('main .tool');
    await rina.context.setOffline(true);
    await rina.page.fill('#title', 'Which soil?');
    await rina.page.fill(body, 'Soil, without a network.');
    await rina.page.waitForSelector('main .draft-line >> text=Kept in this browser');
    await rina.page.close({ runBeforeUnload: false });
    await rina.context.setOffline(false);
    const page = (rina.page = await rina.context.newPage());
    await page.goto(`${site.url}/ask?title=Seeds`);
    await page.click(body);
    await page.waitForSelector('.other-draft >> text=Soil, without a network.');
    expect(await page.inputValue('#title')).toBe('Seeds');
    expect(await page.inputValue(body)).toBe('');
    await page.fill(body, 'Seeds for spring.');
    await page.click('.other-draft button >> text=Go on with that');
    // The other text has its own address by now: only its words tell whose page this is.
    await expect.poll(() => page.inputValue(body)).toBe('Soil, without a network.');
    await expect.poll(onServer).toEqual(expect.arrayContaining(['Soil, without a network.', 'Seeds for spring.']));
    for (const words of ['Soil', 'Seeds']) {
      await page.goto(`${site.url}/drafts`);
      await drop(page, words);
    }
  });

  it.each([
    ['a thread', '/ask?draft=new', '/ask?draft=new'],
    ['a message', '/messages/new?to=Jamal', '/messages/new?to=Nadia'],
  ])('in two windows of one browser is two texts: %s', async (_what, first, second) => {
    const area = 'main textarea[name=body]';
    const windows = [rina.page, await rina.context.newPage()];
    for (const [i, page] of windows.entries()) await page!.goto(site.url + [first, second][i]!);
    for (const [i, page] of windows.entries()) {
      await page!.click(area);
      await page!.waitForSelector('main .tool');
      await page!.fill(area, `Words of window ${i}, ${first}.`);
      if (i === 0) await page!.waitForSelector('main .draft-line >> text=Kept as a draft');
    }
    const later = windows[1]!;
    await later.waitForSelector(`.other-draft >> text=Words of window 0, ${first}.`);
    expect(await later.inputValue(area)).toBe(`Words of window 1, ${first}.`);
    await later.waitForSelector('main .draft-line >> text=Two texts are kept here');
    await expect.poll(onServer).toContain(`Words of window 0, ${first}.`);
    await later.close();
    await rina.page.goto(`${site.url}/drafts`);
    await drop(rina.page, 'Words of window 0');
    await rina.page.evaluate(() => localStorage.clear());
  });

  it('is gone from the drafts once it stands, also after Back', async () => {
    const page = await begin('The words that stand.');
    await page.click('#reply .button--primary');
    await page.waitForSelector('.prose >> text=The words that stand');
    await page.goBack();
    await has(page, '');
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    await page.goto(`${site.url}/drafts`);
    expect(await page.locator('main').innerText()).not.toContain('The words that stand');
    await page.goto(thread);
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    expect(await page.inputValue(AREA)).toBe('');
    expect(await onServer()).not.toContain('The words that stand.');
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => localStorage[key].includes('that stand'))),
    ).toEqual([]);
  });

  it('is listed, goes on, and leaves this browser with whoever signs out', async () => {
    const page = await begin('A draft to be listed.');
    await kept(page);
    await page.goto(`${site.url}/drafts`);
    await page.click('.told:has-text("A draft to be listed.") a >> nth=0');
    await has(page, 'A draft to be listed.');
    await page.goto(`${site.url}/drafts`);
    await drop(page, 'A draft to be listed.');
    expect(await onServer()).not.toContain('A draft to be listed.');
    await begin('Words at the end.');
    await kept(page);
    await lookFor(page, 'mangoes');
    // Others were here before: what the server has of theirs goes along, what it has not is theirs.
    await page.evaluate(() => {
      for (const isSaved of [true, false])
        localStorage.setItem(
          `adda:draft:99:thread:${isSaved ? 1 : 2}`,
          JSON.stringify({ values: {}, isSaved, at: Date.now() }),
        );
    });
    await page.click('.account > summary');
    await page.click('form[action="/sign-out"] button');
    await page.waitForSelector('text=Sign in');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['adda:draft:99:thread:2']);
    await page.evaluate(() => localStorage.clear());
    expect(rina.complaints.filter((words) => !/ERR_|Failed to load/.test(words))).toEqual([]);
  });

  it('leaves this browser with an account that is erased, and not before', async () => {
    const page = await otherDevice();
    await page.goto(thread);
    await page.click(AREA);
    await page.waitForSelector('#reply .tool');
    await page.keyboard.type('The last words.');
    await kept(page);
    await lookFor(page, 'mangoes');
    const keys = () => page.evaluate(() => Object.keys(localStorage).map((key) => key.replace(/\d.*/, '')));
    const erase = async (password: string) => {
      await page.goto(`${site.url}/settings`);
      await page.fill('#erase-current', password);
      await page.click('form[action="/settings/erase"] button.button--danger');
    };
    await erase('another river bend');
    await page.waitForSelector('#errors');
    expect((await keys()).sort()).toEqual(['adda:draft:', 'adda:searches:']);
    await erase('a quiet river bend');
    await page.waitForURL(/flash=erased/);
    await page.waitForFunction(() => localStorage.length === 0);
  });
});
