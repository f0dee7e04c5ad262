/** From a report to a decision, its appeal and its log, and a notice by nobody in particular: with and without JavaScript. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Engine } from '../../server/platform/store/store.ts';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { launchChromium } from '../support/chromium.ts';
import { eachWay, linkInMail, person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';
const HARSH = 'Only a fool rides such a wheel. Tighten the spokes.';
const NOTE = 'Say it without the fool.';

function walk(engine: Engine, script: boolean): void {
  let browser: Browser;
  let site: Site;
  const complaints: string[][] = [];
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
    await site.adda.store.write(async (tx) => {
      await updateSite(tx, { name: 'A forum', isSetUp: true });
      const space = { kind: 'craft' as const, charter: 'For people whose wheels wobble.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'wheels', name: 'Wheels' });
    });
    for (const [name, role] of [
      ['Farida', 'admin'],
      ['Tara', 'moderator'],
      ['Rina', 'member'],
      ['Jamal', 'member'],
    ] as const) {
      const email = `${name.toLowerCase()}@example.org`;
      await createAccount(site.adda, { name, email, password: PASSWORD, role, language: 'en' });
    }
  });
  afterAll(() => browser?.close());

  async function signedIn(who: string | null): Promise<Page> {
    const { page, complaints: own } = await person(browser, { script });
    complaints.push(own);
    if (who === null) return page;
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', who);
    await page.fill('#password', PASSWORD);
    await press(page, 'form[action="/sign-in"] button');
    return page;
  }
  const press = async (page: Page, selector: string) => {
    await Promise.all([page.waitForEvent('load'), page.click(selector)]);
  };
  const says = async (page: Page, words: string) => expect(await page.textContent('main')).toContain(words);

  /** A question by Rina with a harsh answer by Jamal. @returns where it is */
  async function asked(rina: Page, jamal: Page, title = 'Why does my wheel wobble?', words = HARSH): Promise<string> {
    await rina.goto(`${site.url}/ask`);
    await rina.fill('#title', title);
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#body', `${title} It does so at every turn.`);
    await press(rina, 'main .button--primary');
    const url = rina.url().replace(/[?#].*/, '');
    await jamal.goto(url);
    await jamal.fill('#reply textarea[name=body]', words);
    await press(jamal, '#reply .button--primary');
    return url;
  }

  it('from a report to a hidden post, an appeal and the log', async () => {
    const [admin, mod, rina, jamal] = [
      await signedIn('Farida'),
      await signedIn('Tara'),
      await signedIn('Rina'),
      await signedIn('Jamal'),
    ];
    const url = await asked(rina, jamal);
    await rina.goto(url);
    const report = await rina.locator('.post a[href$="/report"]').last().getAttribute('href');
    await rina.goto(site.url + report!);
    await rina.check('[name=reason][value=unkind]');
    await press(rina, 'main .button--primary');
    // What was chosen stays where something is missing.
    expect(await rina.isChecked('[name=reason][value=unkind]')).toBe(true);
    await rina.fill('#evidence', 'It calls me a fool.');
    await press(rina, 'main .button--primary');
    await says(rina, 'Thank you');

    await mod.goto(`${site.url}/moderation`);
    await says(mod, 'One case waits.');
    if (script) {
      // All of it with keys.
      await mod.keyboard.press('j');
      await Promise.all([mod.waitForEvent('load'), mod.keyboard.press('Enter')]);
      await says(mod, 'It calls me a fool.');
      await mod.keyboard.press('?');
      await mod.waitForSelector('dialog.key-sheet[open] >> text=these keys');
      await mod.keyboard.press('Escape');
      await mod.waitForSelector('dialog.key-sheet', { state: 'detached' });
      await Promise.all([mod.waitForEvent('load'), mod.keyboard.press('h')]);
    } else {
      await press(mod, '.case-row__open');
      await says(mod, 'It calls me a fool.');
      expect(await mod.locator('[data-key-list]').isVisible()).toBe(false);
      await press(mod, 'button[value^="post/"][value$="/hide"]');
    }
    expect(await mod.inputValue('#reason')).toBe('unkind');
    await mod.fill('#note', NOTE);
    await press(mod, 'main .button--primary');
    await says(mod, 'Nothing is waiting');

    await rina.goto(`${site.url}/reports`);
    await says(rina, 'You were right');
    await rina.goto(url);
    expect(await rina.textContent('main')).not.toContain(HARSH);

    await jamal.goto(url);
    await says(jamal, HARSH);
    await press(jamal, 'a[href$="/decision"]');
    await says(jamal, NOTE);
    await jamal.fill('#words', 'The fool was the one who made the wheel.');
    await press(jamal, 'form[action$="/appeal"] .button--primary');

    await mod.goto(`${site.url}/moderation`);
    await says(mod, 'You did this yourself');
    await admin.goto(`${site.url}/moderation`);
    await admin.fill('[id^=appeal-]', 'It was not about the asker.');
    await press(admin, 'form[action^="/moderation/appeals/"] [value=uphold]');
    await rina.goto(url);
    await says(rina, HARSH);
    await rina.goto(`${site.url}/log`);
    for (const words of ['Post hidden', 'Appeal decided']) await says(rina, words);
    expect(await rina.textContent('main')).not.toContain('Jamal');
    expect(complaints.flat()).toEqual([]);
  });

  it('from a room that is closed and one who is let in, to one who is sent out', async () => {
    const [mod, rina, jamal] = [await signedIn('Tara'), await signedIn('Rina'), await signedIn('Jamal')];
    await site.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'attic', name: 'The attic', kind: 'craft' as const },
        ...{ charter: 'For those who sit up there.', createdAt: tx.now },
      }),
    );
    await mod.goto(`${site.url}/s/attic/keep`);
    await mod.check('[name=access][value=private]');
    await press(mod, 'form[action$="/access"] button');
    await mod.goto(`${site.url}/s/attic/members`);
    await mod.fill('#name', 'Rina');
    await press(mod, 'form[action$="/members"] button');
    await says(mod, 'Rina');
    await rina.goto(`${site.url}/ask?space=attic&form=question`);
    await rina.fill('#title', 'Where did we put the ladder?');
    await rina.fill('#body', 'It was here on Friday.');
    await press(rina, 'main .button--primary');
    const url = rina.url().replace(/[?#].*/, '');
    await says(rina, 'Where did we put the ladder?');
    for (const [page, status] of [
      [url, 404],
      [`${site.url}/s/attic`, 404],
      [`${site.url}/s/attic/members`, 404],
    ] as const)
      expect([page, (await jamal.goto(page))!.status()]).toEqual([page, status]);
    for (const page of ['/', '/new', '/spaces', '/search?q=Friday', '/u/rina', '/log']) {
      await jamal.goto(site.url + page);
      expect([page, (await jamal.textContent('body'))!.includes('put the ladder')]).toEqual([page, false]);
    }
    await mod.goto(`${site.url}/s/attic/members`);
    await press(mod, 'form[action$="/members/rina/out"] button');
    expect((await rina.goto(url))!.status()).toBe(404);
    expect((await rina.goto(`${site.url}/s/attic`))!.status()).toBe(404);
    // The browser itself says of each page that was not there that it was not.
    expect(complaints.flat().filter((one) => !/404/.test(one))).toEqual([]);
    complaints.length = 0;
  });

  it('from a thread that was asked before to its asker, who says that it is not the same', async () => {
    const [mod, rina, jamal] = [await signedIn('Tara'), await signedIn('Rina'), await signedIn('Jamal')];
    const first = await asked(rina, jamal, 'How do I grease a hub?', 'With little, and evenly.');
    const second = await asked(rina, jamal, 'What grease goes into hubs?', 'Any that is not too thin.');
    const id = /\/t\/(\d+)/.exec(second)![1]!;
    await jamal.goto(`${site.url}/t/${id}/report`);
    await jamal.check('[name=reason][value=duplicate]');
    await jamal.fill('#threadId', first);
    await jamal.fill('#evidence', 'It is the same question, a minute before.');
    await press(jamal, 'main .button--primary');
    await mod.goto(`${site.url}/moderation`);
    await press(mod, '.case-row__open');
    await says(mod, 'It is the same question');
    await press(mod, 'button[value^="thread/"][value*="/close/"]');
    // What was proposed stands in the form already.
    expect(await mod.inputValue('#threadId')).toContain(/\/t\/(\d+)/.exec(first)![1]!);
    await press(mod, 'main .button--primary');
    await rina.goto(second);
    await says(rina, 'Closed as a duplicate');
    await press(rina, `form[action="/t/${id}/not-the-same"] button`);
    await rina.goto(second);
    expect(await rina.textContent('main')).not.toContain('Closed as a duplicate');
    expect(await rina.locator('#reply textarea[name=body]').count()).toBe(1);
    await jamal.goto(`${site.url}/reports`);
    await says(jamal, 'You were right');
    expect(complaints.flat()).toEqual([]);
  });

  it('from a notice without an account to its receipt and decision', async () => {
    const [visitor, mod] = [await signedIn(null), await signedIn('Tara')];
    const url = await asked(await signedIn('Rina'), await signedIn('Jamal'));
    await visitor.goto(site.url);
    await press(visitor, 'footer a[href="/notice"]');
    await visitor.fill('#address', url);
    await visitor.fill('#why', 'It insults, which the penal code forbids.');
    await visitor.fill('#name', 'Nora Visitor');
    await visitor.fill('#email', 'nora@example.org');
    await press(visitor, 'main .button--primary');
    await says(visitor, 'Tick this');
    expect(await visitor.inputValue('#name')).toBe('Nora Visitor');
    await visitor.check('[name=goodFaith]');
    await press(visitor, 'main .button--primary');
    await says(visitor, 'A letter is on its way');
    const link = await linkInMail(site, 'nora@example.org', /http:\/\/\S+\/notice\/\S+/);
    await visitor.goto(link);
    await press(visitor, 'main form button');
    await says(visitor, 'Receipt: notice 1');
    await says(visitor, 'waits for a decision');

    await mod.goto(`${site.url}/moderation`);
    await press(mod, '.case-row__open');
    await says(mod, 'notice of unlawful content');
    await says(mod, 'Nora Visitor');
    await mod.fill('#reason', 'It insults nobody in particular.');
    await press(mod, 'form[action$="/dismiss"] button');
    await visitor.goto(link);
    await says(visitor, 'not upheld');
    await says(visitor, 'It insults nobody in particular.');
    expect(complaints.flat()).toEqual([]);
  });
}

describe.skipIf(!chromium)('moderation in the open', () => {
  eachWay(walk);
});
