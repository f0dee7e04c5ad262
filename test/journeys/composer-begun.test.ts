/** Texts that were begun: threads, messages and changes, in several windows, with and without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { putTemplates } from '../../server/forum/spaces/template-queries.ts';
import { launchChromium } from '../support/chromium.ts';
import { discuss, join, setUp } from './people.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const BODY = 'main textarea[name=body]';

describe.skipIf(!chromium)('what was begun', () => {
  let browser: Browser;
  let site: Site;
  let rina: Awaited<ReturnType<typeof person>>;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await setUp((await person(browser, { script: true })).page, site);
    rina = await person(browser, { script: true });
    await join(rina.page, site, 'Rina Akter', 'rina@example.org');
  });
  afterAll(() => browser?.close());

  const line = (page: Page, words: string) => page.waitForSelector(`main .draft-line >> text=${words}`);
  const onServer = async () => {
    const { q, t } = site.adda.store.read;
    return (await q.select().from(t.drafts)).map(({ place, values }) => [place, values.body]).sort();
  };
  async function open(path: string, page = rina.page): Promise<Page> {
    await page.goto(site.url + path);
    await page.click(BODY);
    await page.waitForSelector('main .tool');
    return page;
  }
  async function empty(): Promise<void> {
    await site.adda.store.write((tx) => tx.q.delete(tx.t.drafts).returning({ id: tx.t.drafts.id }));
    await rina.page.goto(`${site.url}/about`);
    await rina.page.evaluate(() => localStorage.clear());
  }

  it('is there after Back and after a reload, and is not shown as another', async () => {
    const page = await open('/ask?draft=new');
    await page.fill(BODY, 'Begun as a new one.');
    await line(page, 'Kept as a draft');
    expect(new URL(page.url()).search).toBe('?draft=start');
    await page.goto(`${site.url}/spaces`);
    await page.goBack();
    await page.waitForSelector(BODY);
    expect(await page.inputValue(BODY)).toBe('Begun as a new one.');
    expect(await page.locator('.begun cite').count()).toBe(0);
    expect(await page.locator('main .notice').count()).toBe(1);
    await page.reload();
    expect(await page.inputValue(BODY)).toBe('Begun as a new one.');
    await expect.poll(onServer).toEqual([['start', 'Begun as a new one.']]);
    await empty();
  });

  it.each([
    ['a thread', '/ask?draft=new', 'start'],
    ['a message', '/messages/new?draft=new', 'message:new'],
  ])('is kept where another is begun at once: %s', async (_what, path, place) => {
    const page = await open(path);
    await page.fill(BODY, 'Typed a moment ago.');
    // Nothing is waited for: it has not been sent yet.
    await open(path);
    await page.waitForFunction((body) => document.querySelector<HTMLTextAreaElement>(body)?.value === '', BODY);
    await page.fill(BODY, 'The next one.');
    await line(page, 'Kept as a draft');
    await expect.poll(onServer).toEqual([
      [place, 'Typed a moment ago.'],
      [`${place}:2`, 'The next one.'],
    ]);
    await empty();
  });

  it('of two devices is shown as two, each with when and where, and one press takes either', async () => {
    const page = await open('/ask?draft=new');
    await page.fill(BODY, 'From this window.');
    await line(page, 'Kept as a draft');
    const other = await rina.context.newPage();
    await open('/ask?draft=start', other);
    await other.fill(BODY, 'From the other window.');
    await line(other, 'Kept as a draft');
    await page.focus(BODY);
    await page.keyboard.type(' And on.');
    await line(page, 'Two texts are kept here');
    const box = page.locator('.other-draft');
    expect(await box.locator('h3').innerText()).toBe('Two texts are kept here');
    expect(await box.locator('article').count()).toBe(2);
    const [mine, theirs] = await box.locator('article').allInnerTexts();
    expect(mine).toContain('What stands in the form');
    expect(theirs).toContain('From another window or device');
    expect(theirs).toContain('From the other window.');
    expect([mine, theirs].map((text) => text!.includes('newer'))).toEqual([true, false]);
    // By keys: the way to it stands beside the box, and what is typed on is seen there.
    await page.keyboard.type(' Still.');
    expect(await box.locator('article >> nth=0').innerText()).toContain('And on. Still.');
    await page.locator('main .draft-line button').press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H3');
    await box.locator('button >> text=Use that text').press('Enter');
    await page.waitForFunction(
      (body) => document.querySelector<HTMLTextAreaElement>(body)?.value === 'From the other window.',
      BODY,
    );
    await line(page, 'Kept as a draft');
    // The one that was not taken is a draft of its own.
    expect((await onServer()).map(([, body]) => body)).toEqual([
      'From the other window.',
      'From this window. And on. Still.',
    ]);
    await other.close();
    await empty();
  });

  it('goes on in another browser as the same text, also when it becomes another kind of thread', async () => {
    const page = await open('/ask?form=question');
    await page.fill(BODY, 'Begun on the desk.');
    await line(page, 'Kept as a draft');
    const phone = await person(browser, { script: true });
    await phone.context.addCookies(await rina.context.cookies());
    const there = await open('/ask', phone.page);
    expect(await there.inputValue(BODY)).toBe('Begun on the desk.');
    await there.click('.form-choice button[value="form:discussion"]');
    await there.waitForSelector('.form-choice [value="form:discussion"][aria-pressed="true"]');
    await there.click(BODY);
    await there.waitForSelector('main .tool');
    await there.press(BODY, 'Control+End');
    await there.keyboard.type(' And on the phone.');
    await line(there, 'Kept as a draft');
    await expect.poll(onServer).toEqual([['start', 'Begun on the desk. And on the phone.']]);
    expect(await there.locator('.other-draft').count()).toBe(0);
    await phone.context.close();
    await empty();
  });

  it('is no draft where it is only what a space asks for', async () => {
    const { adda } = site;
    const [space] = await adda.store.read.q.select().from(adda.store.read.t.spaces);
    await adda.store.write((tx) => putTemplates(tx, space!.id, [{ form: 'question', words: 'What did you try?' }]));
    const page = await open('/ask?form=question');
    await page.selectOption('#space', { index: 1 });
    await page.waitForFunction((body) => document.querySelector<HTMLTextAreaElement>(body)?.value !== '', BODY);
    await page.reload();
    expect(await page.locator('main .notice').count()).toBe(0);
    await open('/ask?form=question');
    await page.selectOption('#space', { index: 1 });
    await page.waitForFunction((body) => document.querySelector<HTMLTextAreaElement>(body)?.value !== '', BODY);
    await page.fill('#title', 'A title alone');
    await line(page, 'Kept as a draft');
    await expect.poll(onServer).toEqual([['start', undefined]]);
    // It stands in the box again, and is still nobody's words.
    await open('/ask');
    expect(await page.inputValue(BODY)).toBe('What did you try?');
    await empty();
  });

  it('goes on without a script, and what was just typed is kept', async () => {
    const page = await open('/messages/new?to=Farida');
    await page.fill(BODY, 'To Farida I began.');
    await line(page, 'Kept as a draft');
    const plain = await person(browser, { script: false });
    await plain.context.addCookies(await rina.context.cookies());
    await plain.page.goto(`${site.url}/messages/new?to=Nadia`);
    await plain.page.fill(BODY, 'To Nadia I typed.');
    await plain.page.click('.begun button');
    await plain.page.waitForURL(/draft=message:new$/);
    expect(await plain.page.inputValue(BODY)).toBe('To Farida I began.');
    await expect.poll(onServer).toEqual([
      ['message:new', 'To Farida I began.'],
      ['message:new:2', 'To Nadia I typed.'],
    ]);
    await plain.context.close();
    await empty();
  });

  it('of a change is there after a reload, a lost network and an ended session, and gone once it is saved', async () => {
    const { page } = rina;
    await discuss(page, site, 'What grows in shade?', 'I begin on Monday.');
    const edit = new URL((await page.locator('a[href$="/edit"]').first().getAttribute('href')) ?? '', site.url)
      .pathname;
    await open(edit);
    await page.fill(BODY, 'I begin on Tuesday.');
    await line(page, 'Kept as a draft');
    await page.reload();
    expect(await page.inputValue(BODY)).toBe('I begin on Tuesday.');
    await page.click(BODY);
    await page.waitForSelector('main .tool');
    await rina.context.setOffline(true);
    await page.fill(BODY, 'I begin on Tuesday, offline.');
    await line(page, 'Kept in this browser');
    await rina.context.setOffline(false);
    await line(page, 'Kept as a draft');
    const cookies = await rina.context.cookies();
    await rina.context.clearCookies();
    await page.click('main form .button--primary');
    await page.waitForSelector('#errors');
    expect(await page.inputValue(BODY)).toBe('I begin on Tuesday, offline.');
    await rina.context.addCookies(cookies);
    await open(edit);
    expect(await page.inputValue(BODY)).toBe('I begin on Tuesday, offline.');
    await page.click('main form .button--primary');
    await page.waitForSelector('.prose >> text=Tuesday, offline');
    await expect.poll(onServer).toEqual([]);
    await open(edit);
    expect(await page.inputValue(BODY)).toBe('I begin on Tuesday, offline.');
    expect(await page.locator('.other-draft').count()).toBe(0);
  });

  it('of a message is there after a reload, a lost network, a refusal and an ended session, and gone once it is sent', async () => {
    const page = await open('/messages/new?to=Nobody');
    await page.fill(BODY, 'Words to somebody.');
    await line(page, 'Kept as a draft');
    await page.reload();
    expect(await page.inputValue(BODY)).toBe('Words to somebody.');
    await page.click(BODY);
    await page.waitForSelector('main .tool');
    await rina.context.setOffline(true);
    await page.fill(BODY, 'Words to somebody, offline.');
    await line(page, 'Kept in this browser');
    await rina.context.setOffline(false);
    await line(page, 'Kept as a draft');
    await page.click('main form .buttons .button--primary');
    await page.waitForSelector('#errors');
    expect(await page.inputValue(BODY)).toBe('Words to somebody, offline.');
    const cookies = await rina.context.cookies();
    await rina.context.clearCookies();
    await page.click('main form .buttons .button--primary');
    await page.waitForSelector('#errors');
    expect(await page.inputValue(BODY)).toBe('Words to somebody, offline.');
    await rina.context.addCookies(cookies);
    await open('/messages/new');
    expect(await page.inputValue(BODY)).toBe('Words to somebody, offline.');
    await page.fill('[name=to]', 'Farida Admin');
    await page.click('main form .buttons .button--primary');
    await page.waitForURL(/\/messages\/\d+/);
    await expect.poll(onServer).toEqual([]);
    await page.goBack();
    await open('/messages/new');
    expect(await page.inputValue(BODY)).toBe('');
    expect(await page.locator('.other-draft').count()).toBe(0);
    expect(rina.complaints.filter((words) => !/ERR_|Failed to load/.test(words))).toEqual([]);
  });
});
