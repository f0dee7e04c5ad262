/** A wave of spam, cleared by its moderator: with keys, and by pressing without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { addPost } from '../../server/forum/posting/actions.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { launchChromium } from '../support/chromium.ts';
import { eachWay, person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';
const HONEST = 'I keep notes at https://my-notes.example/tea about it.';

function walk(engine: Engine, script: boolean): void {
  let browser: Browser;
  let site: Site;
  const made = async (name: string, role: 'member' | 'moderator') => {
    const account = {
      name,
      email: `${name.toLowerCase()}@example.org`,
      password: PASSWORD,
      role,
      language: 'en',
    } as const;
    return actorAs(await createAccount(site.adda, account), role, []);
  };
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
    await site.adda.store.write(async (tx) => {
      await updateSite(tx, { name: 'A forum', isSetUp: true });
      const space = { kind: 'craft' as const, charter: 'For people whose wheels wobble.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'wheels', name: 'Wheels' });
    });
    const tara = await made('Tara', 'moderator');
    const asked = {
      form: 'question',
      title: 'Why does my wheel wobble?',
      body: 'It does.',
      space: 'wheels',
      tags: [],
    } as const;
    const { threadId } = await startThread(site.adda, tara, { ...asked, tags: [] });
    for (const name of ['Anna', 'Boris', 'Cleo'])
      for (const n of [1, 2])
        await addPost(site.adda, await one(name, n), threadId, { body: `Buy ${n}: https://pills.example/${name}` });
    await addPost(site.adda, await made('Dina', 'member'), threadId, { body: HONEST });
  });
  const known = new Map<string, ReturnType<typeof actorAs>>();
  async function one(name: string, n: number) {
    if (n === 1) known.set(name, await made(name, 'member'));
    return known.get(name)!;
  }
  afterAll(() => browser?.close());

  const press = (page: Page, act: () => Promise<unknown>) => Promise.all([page.waitForEvent('load'), act()]);

  it('is one group, refused at once, and what is honest is approved by itself', async () => {
    const { page, complaints } = await person(browser, { script });
    await page.goto(`${site.url}/sign-in`);
    await page.fill('#who', 'Tara');
    await page.fill('#password', PASSWORD);
    await press(page, () => page.click('form[action="/sign-in"] button'));
    await page.goto(`${site.url}/moderation/held`);
    expect(await page.locator('.held__row').count()).toBe(2);
    expect(await page.textContent('.held__row >> nth=0')).toContain('6 posts by 3 accounts');
    if (script) {
      for (const key of ['j', 'x']) await page.keyboard.press(key);
      await press(page, () => page.keyboard.press('d'));
      for (const key of ['j', 'x']) await page.keyboard.press(key);
      await press(page, () => page.keyboard.press('a'));
    } else {
      await page.check('[name=groups]');
      await press(page, () => page.click('button[value=spam]'));
      await page.check('[name=posts]');
      await press(page, () => page.click('button[value=approve]'));
    }
    expect(await page.textContent('main')).toContain('No posts are held');
    await page.goto(`${site.url}/t/1`);
    expect(await page.textContent('main')).toContain(HONEST.slice(0, 20));
    // A moderator sees what was refused, and that it was.
    expect(await page.textContent('main')).toContain('A moderator hid this post');
    expect(complaints).toEqual([]);
  });
}

describe.skipIf(!chromium)('a wave of spam', () => {
  eachWay(walk);
});
