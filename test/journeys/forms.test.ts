/** Showing work with a picture, keeping a journey, joining a challenge, following: with and without JavaScript. */
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Engine } from '../../server/platform/store/store.ts';
import { launchChromium } from '../support/chromium.ts';
import { join, setUp } from './people.ts';
import { eachWay, person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const SPACE = '/s/ছাদের-বাগান';

function walk(engine: Engine, script: boolean): void {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
  });
  afterAll(() => browser?.close());

  /** Presses what is chosen and waits for the next page: its load, for a draft that was kept changes the address of this one. */
  const press = async (page: Page, selector: string) => {
    await Promise.all([page.waitForEvent('load'), page.click(selector)]);
  };

  it('from a picture of one’s work to a journey that others follow', async () => {
    const people = await Promise.all(['admin', 'rina', 'jamal'].map(() => person(browser, { script })));
    const [admin, rina, jamal] = people.map(({ page }) => page) as [Page, Page, Page];
    await setUp(admin, site);
    await join(rina, site, 'Rina Akter', 'rina@example.org');
    await join(jamal, site, 'Jamal Uddin', 'jamal@example.org');
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#4b6216' } })
      .jpeg()
      .toBuffer();

    // A showcase: what was typed stays when another form is chosen.
    await rina.goto(`${site.url}/ask`);
    await rina.fill('#title', 'My roof in May');
    await press(rina, 'button[value="form:showcase"]');
    expect(await rina.inputValue('#title')).toBe('My roof in May');
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#wanted', 'Only the pots, please.');
    await rina.setInputFiles('#pictures', { name: 'roof.jpg', mimeType: 'image/jpeg', buffer: picture });
    // By the script each picture has its own words, and is sent at once.
    if (script) await rina.waitForSelector('.picture-item img');
    await rina.fill(script ? '.picture-item input[dir]' : '#alt', 'Green pots');
    // Without a text it is refused; the picture is kept.
    await press(rina, 'main .button--primary');
    const kept = rina.locator('.kept-pictures img, .picture-item img');
    await kept.waitFor();
    await expect.poll(() => kept.count()).toBe(1);
    await rina.fill('#body', 'Twenty pots and one lemon.');
    await press(rina, 'main .button--primary');
    await rina.waitForSelector('.gallery img[alt="Green pots"]');
    const width = await rina
      .locator('.gallery img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth && image.width && Number(image.getAttribute('width')));
    expect(width).toBe(900);

    // A journey, with a milestone and its picture.
    await rina.goto(`${site.url}/ask?form=journey`);
    await rina.fill('#title', 'From one pot to a garden');
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#goal', 'Salad for a week.');
    await rina.fill('#body', 'I have one pot.');
    await press(rina, 'main .button--primary');
    const journey = rina.url();
    await rina.fill('#reply #title', 'Two pots');
    await rina.fill('#reply textarea[name=body]', 'A friend gave me another.');
    await rina.setInputFiles('#pictures', { name: 'two.jpg', mimeType: 'image/jpeg', buffer: picture });
    await press(rina, '#reply .button--primary');
    await rina.goto(journey);
    expect(await rina.locator('.answers--timeline .post__title').innerText()).toBe('Two pots');
    expect(await rina.locator('.answers--timeline .gallery img').count()).toBe(1);

    // Jamal cheers; the list says why the journey is where it is, without a script too.
    await jamal.goto(journey);
    await jamal.fill('#reply textarea[name=body]', 'Three next week!');
    await press(jamal, '#reply .button--primary');
    await jamal.goto(`${site.url}/`);
    const row = jamal.locator('.thread-row', { hasText: 'From one pot to a garden' });
    await row.locator('.why summary').click();
    expect(await row.locator('.why p').innerText()).toMatch(/Rina Akter began it on .*; 1 member spoke to another/);
    await row.locator('.why a').click();
    await jamal.waitForSelector('text=A member said something else to another');

    // A challenge, joined and done.
    await rina.goto(`${site.url}/ask?form=challenge`);
    await rina.fill('#title', 'A seed a day');
    await rina.selectOption('#space', { index: 1 });
    await rina.fill('#goal', 'Seven seeds.');
    await rina.fill('#endsOn', new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
    await rina.fill('#body', 'Sow one each day.');
    await press(rina, 'main .button--primary');
    await jamal.goto(rina.url());
    await press(jamal, 'form[action$="/join"] button');
    await press(jamal, 'form[action$="/done"] button');
    expect(await jamal.locator('.course__counts').innerText()).toBe('1 takes part · 1 did it');

    // Following the space brings its threads together.
    await jamal.goto(`${site.url}/following`);
    await jamal.waitForSelector('text=Nothing to see here yet.');
    await jamal.goto(site.url + SPACE);
    await jamal.click('.follow summary');
    await press(jamal, '.follow button[value=mine]');
    await jamal.goto(`${site.url}/following`);
    expect(await jamal.locator('.thread-row').count()).toBe(3);
    await jamal.click('.followed .follow summary');
    await press(jamal, '.followed .follow button[value=none]');
    expect(await jamal.locator('.thread-row').count()).toBe(0);

    await rina.goto(journey);
    await press(rina, 'form[action$="/finish"] button');
    expect(await rina.locator('.course').innerText()).toContain('Finished on');
    for (const { complaints } of people) expect(complaints).toEqual([]);
    for (const { context } of people) await context.close();
  });
}

describe.skipIf(!chromium)('forms of thread', () => {
  eachWay(walk);
});
