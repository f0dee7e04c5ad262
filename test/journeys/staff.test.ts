/** How a company's person takes part, as everybody sees it: with and without JavaScript, on both databases. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Engine } from '../../server/platform/store/store.ts';
import { launchChromium } from '../support/chromium.ts';
import { join, setUp } from './people.ts';
import { eachWay, linkInMail, person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const NOTE = 'The March batch of our pots had no hole. We send new ones.';

async function makeStaff(admin: Page, dana: Page, site: Site): Promise<void> {
  await admin.goto(`${site.url}/admin/brands`);
  await admin.fill('#name', 'Acme');
  await admin.fill('#domains', 'acme.example');
  await admin.fill('#products', 'AquaPump: watering gardens');
  await admin.fill('#contact', 'hello@acme.example');
  await admin.click('form[action="/admin/brands"] button');
  await admin.waitForURL(/\/admin\/brands\/acme/);
  await admin.fill('#member', 'Dana Moss');
  await admin.fill('#address', 'dana@acme.example');
  await admin.click('form[action="/admin/brands/acme/grants"] button');
  await admin.waitForURL(/flash=grant-proposed/);
  await dana.goto(await linkInMail(site, 'dana@acme.example'));
  await dana.click('main form button');
  await dana.waitForURL(/\/desk/);
}

function walk(engine: Engine, script: boolean): void {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
  });
  afterAll(() => browser?.close());

  it('asks, waits for peers, and then speaks with a label', async () => {
    const people = await Promise.all(['admin', 'rina', 'jamal', 'dana'].map(() => person(browser, { script })));
    const [admin, rina, jamal, dana] = people.map(({ page }) => page) as [Page, Page, Page, Page];
    await setUp(admin, site);
    await join(rina, site, 'Rina Akter', 'rina@example.org');
    await join(jamal, site, 'Jamal Uddin', 'jamal@example.org');
    await join(dana, site, 'Dana Moss', 'dana@example.org');
    await makeStaff(admin, dana, site);

    // A space about the product is refused, with the topic behind it.
    await admin.goto(`${site.url}/spaces/new`);
    await admin.fill('#name', 'AquaPump owners');
    await admin.fill('#charter', 'For everybody who has one of these wonderful pumps at home.');
    await admin.click('form[action="/spaces/new"] button');
    await admin.waitForSelector('#errors >> text=watering gardens');
    expect(await admin.inputValue('#name')).toBe('AquaPump owners');

    await rina.goto(`${site.url}/ask`);
    await rina.fill('#title', 'Why does the water stand in my new pots?');
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#body', 'Every pot of the last order is full of water.');
    await rina.click('main .button--primary');
    await rina.waitForURL(/\/t\/\d+\//);
    const address = rina.url();

    // At once: refused with the sum, and what was typed is still there, here and on the desk.
    await dana.goto(address);
    await dana.fill('#reply textarea[name=body]', NOTE);
    await dana.click('#reply form button:has-text("Post the official note")');
    await dana.waitForSelector('#errors >> text=Peers have the first word for 24 hours');
    expect(await dana.inputValue('#reply textarea[name=body]')).toBe(NOTE);
    await dana.goto(`${site.url}/desk`);
    await dana.waitForSelector(`text=${NOTE}`);

    await jamal.goto(address);
    await jamal.fill('#reply textarea[name=body]', 'Drill a hole of a centimetre. It took me five minutes.');
    await jamal.click('#reply .button--primary');
    await jamal.waitForSelector('#post-2');

    // The draft waits in the form and now goes through.
    await dana.goto(address);
    expect(await dana.inputValue('#reply textarea[name=body]')).toBe(NOTE);
    await dana.click('#reply form button:has-text("Post the official note")');
    await dana.waitForSelector('.post--note .staff-label >> text=Staff · Acme');
    await dana.goto(address);
    await dana.fill('#reply textarea[name=body]', 'And one thing more.');
    await dana.click('#reply form button:has-text("Post the official note")');
    await dana.waitForSelector('#errors >> text=The last word here is your brand’s already');

    await rina.goto(address);
    await rina.click('#post-2 form[action$="/marks/accept"] button');
    await rina.waitForSelector('.solved');

    const visitor = await person(browser, { script });
    const { page } = visitor;
    await page.goto(address);
    expect(await page.locator('.solved .post').getAttribute('id')).toBe('post-2');
    expect(await page.locator('.notes .post--note').innerText()).toMatch(/^Staff · Acme\s+Dana Moss\s+official note/);
    await page.goto(`${site.url}/brands/acme`);
    const shown = await page.locator('main').innerText();
    // Who speaks for it is new, so what the desk says holds here, too.
    expect(shown).toMatch(/Posts in 24 hours\s+1\s+20/);
    expect(shown).toMatch(/Times a limit refused a post, in 30 days\s+2/);
    for (const words of ['Dana Moss', 'peers first', 'twice in a row', 'Speaks for the brand from now on'])
      expect(shown).toContain(words);
    const json = await (await visitor.context.request.get(`${site.url}/api/v1/brands/acme`)).json();
    expect(json).toMatchObject({ posts: { day: 1 }, limitsHit: 2, shares: [{ used: 1, limit: 3 }] });
    for (const { complaints } of [...people, visitor]) expect(complaints).toEqual([]);
    for (const { context } of [...people, visitor]) await context.close();
  });
}

describe.skipIf(!chromium)('somebody who speaks for a brand', () => {
  eachWay(walk);
});
