/** The whole way of a question, as people walk it: with and without JavaScript. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Engine } from '../../server/platform/store/store.ts';
import { launchChromium } from '../support/chromium.ts';
import { join, setUp } from './people.ts';
import { eachWay, person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const TITLE = 'বর্ষায় টবের মাটি শুকায় না, কী করি?';
const ANSWER = 'টবের তলায় দুটো বাড়তি ছিদ্র করে দিন, আর খোয়া দিন। **আমার** তিন দিনেই কাজ হয়েছে।';

const state = (page: Page) => page.locator('.thread-row__foot .state').first().innerText();

function walk(engine: Engine, script: boolean): void {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
  });
  afterAll(() => browser?.close());

  it('from sign-up to an accepted answer that shows everywhere', async () => {
    const people = await Promise.all(['admin', 'rina', 'jamal', 'thuy'].map(() => person(browser, { script })));
    const [admin, rina, jamal, thuy] = people.map(({ page }) => page) as [Page, Page, Page, Page];
    await setUp(admin, site);
    await join(rina, site, 'Rina Akter', 'rina@example.org');

    await rina.goto(`${site.url}/ask`);
    await rina.click('button[value="form:question"]');
    await rina.fill('#title', TITLE);
    await rina.click('main .button--primary');
    // The space and the text are missing: the sentence stands beside the field, the title is still there.
    await rina.waitForSelector('#space-e');
    expect(await rina.inputValue('#title')).toBe(TITLE);
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#body', 'চার দিন ধরে রোদ নেই। মাটি ভেজাই থাকে।');
    await rina.fill('#tags', 'টব, বর্ষা');
    await rina.click('.buttons > [name=preview]');
    await rina.waitForSelector('.preview .prose >> text=চার দিন');
    await rina.click('main .button--primary');
    await rina.waitForURL(/\/t\/\d+\//);
    expect(await rina.locator('h1').innerText()).toBe(TITLE);
    const address = rina.url();

    await rina.goto(`${site.url}/needs-answer`);
    expect(await state(rina)).toBe('Open');

    await join(jamal, site, 'জামাল উদ্দিন', 'jamal@example.org');
    await jamal.goto(address);
    await jamal.fill('#reply textarea[name=body]', ANSWER);
    await jamal.click('#reply .button--primary');
    await jamal.waitForSelector('.prose strong >> text=আমার');
    await jamal.goto(`${site.url}/`);
    expect(await state(jamal)).toBe('Answered');

    await join(thuy, site, 'Thuy Nguyen', 'thuy@example.org');
    await thuy.goto(address);
    await thuy.click('form[action$="/marks/worked"] button');
    await thuy.waitForSelector('form[action$="/marks/worked"] button[aria-pressed=true] .mark__count >> text=1');
    await thuy.reload();
    expect(await thuy.locator('form[action$="/marks/worked"] button').getAttribute('aria-pressed')).toBe('true');

    // With a script the form opens here; without one the link leads to the answer's own page.
    await thuy.click('#post-2 [data-reply]');
    await thuy.fill('#post-2 .post__foot textarea', 'কত বড় ছিদ্র?');
    await thuy.click('#post-2 .post__foot .button--primary');
    await thuy.waitForSelector('.replies .prose >> text=কত বড়');

    await rina.goto(address);
    await rina.click('form[action$="/marks/accept"] button');
    await rina.waitForSelector('.solved');
    expect(await rina.locator('.solved__head').first().innerText()).toBe(
      'Solved it for Rina Akter · worked for 1 other',
    );

    const visitor = await person(browser, { script });
    for (const url of ['/', '/s/ছাদের-বাগান', '/s/ছাদের-বাগান/tag/টব', '/search?q=টবের মাটি']) {
      await visitor.page.goto(site.url + url);
      expect(await state(visitor.page), url).toBe('Solved');
    }
    expect(await visitor.context.cookies()).toEqual([]);
    const atom = await visitor.context.request.get(`${site.url}/new.atom`);
    expect(await atom.text()).toContain('term="state:solved"');
    const json = await (await visitor.context.request.get(`${site.url}/api/v1/feeds/new`)).json();
    expect(json.threads[0]).toMatchObject({
      title: TITLE,
      state: 'solved',
      answerCount: 1,
      tags: ['টব', 'বর্ষা'],
      author: { name: 'Rina Akter', affiliation: null },
    });
    await visitor.page.goto(`${site.url}/needs-answer`);
    expect(await visitor.page.locator('.thread-row').count()).toBe(0);
    for (const { complaints } of [...people, visitor]) expect(complaints).toEqual([]);
    for (const { context } of [...people, visitor]) await context.close();
  });
}

describe.skipIf(!chromium)('a question', () => {
  eachWay(walk);
});
