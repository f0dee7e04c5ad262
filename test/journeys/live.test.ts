/** Reading while others write: what they do is there without loading the page again, and disturbs nobody. */
import type { Browser, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mark } from '../../server/forum/marks/actions.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import { vote, writePoll } from '../../server/forum/polls/actions.ts';
import { pollOfPost } from '../../server/forum/threads/poll-queries.ts';
import { acceptConversation, beginConversation } from '../../server/forum/messages/actions.ts';
import { addPost } from '../../server/forum/posting/actions.ts';
import { showWriting } from '../../server/people/accounts/actions.ts';
import { accountBy, updateAccount } from '../../server/people/accounts/queries.ts';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { USUAL_PREVENTION } from '../../server/rules/prevention.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { launchChromium } from '../support/chromium.ts';
import { speakForAcme } from '../support/forum.ts';
import { eachEngine } from '../support/store.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const PASSWORD = 'five green mangoes';

function walk(engine: Engine): void {
  let browser: Browser;
  let site: Site;
  const made = async (name: string) => {
    const email = `${name.toLowerCase()}@example.org`;
    const account = await createAccount(site.adda, { name, email, password: PASSWORD, role: 'member', language: 'en' });
    return actorAs(account, 'member', []);
  };
  let [rina, jamal, thuy]: Awaited<ReturnType<typeof made>>[] = [];
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite(engine);
    await site.adda.store.write(async (tx) => {
      const prevention = { ...USUAL_PREVENTION, firstPosts: 'none' as const };
      await updateSite(tx, { name: 'A forum', isSetUp: true, prevention });
      const space = { kind: 'craft' as const, charter: 'For people whose wheels wobble.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'wheels', name: 'Wheels' });
    });
    [rina, jamal, thuy] = [await made('Rina'), await made('Jamal'), await made('Thuy')];
  });
  afterAll(() => browser?.close());

  const start = (title: string) =>
    startThread(site.adda, rina!, {
      form: 'question',
      title,
      body: 'It does so since May.',
      space: 'wheels',
      tags: [],
    });
  async function reader(path: string, zone?: string): Promise<{ page: Page; complaints: string[] }> {
    const { page, complaints } = await person(browser, { script: true, ...(zone && { zone }) });
    await page.goto(`${site.url}/sign-in?next=${encodeURIComponent(path)}`);
    await page.fill('#who', 'Rina');
    await page.fill('#password', PASSWORD);
    const open = page.waitForEvent('websocket', (socket) => socket.url().includes('after='));
    await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-in"] button')]);
    await open;
    return { page, complaints };
  }

  it('lets whoever asked for a conversation go on as soon as it is accepted', async () => {
    const asked = await beginConversation(site.adda, rina!, {
      to: ['Thuy'],
      body: 'Do you true wheels?',
      kept: { place: 'message:new', at: null },
    });
    const { page, complaints } = await reader(`/messages/${asked.conversationId}`);
    await page.locator('[data-waits]').waitFor();
    await acceptConversation(site.adda, thuy!, asked.conversationId);
    await page.locator('textarea[name=body]').waitFor();
    expect(await page.locator('[data-waits]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('brings answers, marks and the count of the bell, and keeps what is being typed', async () => {
    const { threadId } = await start('Why does my wheel wobble?');
    const { threadId: elsewhere } = await start('What was this wheel before?');
    const { page, complaints } = await reader(`/t/${threadId}`);
    const bell = page.locator('.bell .bell__count');
    expect(await bell.isVisible()).toBe(false);
    await page.fill('#reply textarea[name=body]', 'I have tried');
    const first = await addPost(site.adda, jamal!, threadId, { body: 'Look at the hub.' });
    await page.getByText('Look at the hub.').waitFor();
    expect(await page.inputValue('#reply textarea[name=body]')).toBe('I have tried');
    // What is on the screen is read; what is elsewhere counts.
    await addPost(site.adda, jamal!, elsewhere, { body: 'A chair.' });
    await expect.poll(() => bell.textContent()).toBe('1');
    await expect.poll(() => page.title()).toMatch(/^\(1\) Why does my wheel wobble\?/);
    await addPost(site.adda, thuy!, threadId, { body: 'Or at the third spoke.' });
    await page.getByText('Or at the third spoke.').waitFor();
    expect(await page.locator('.answers > li').count()).toBe(2);
    expect(await page.textContent('#answers')).toContain('2');
    await mark(site.adda, thuy!, first.postId, 'helpful', true);
    await page.locator('#post-2 [aria-pressed] .mark__count', { hasText: '1' }).waitFor();
    await mark(site.adda, rina!, first.postId, 'accept', true);
    await page.locator('.solved #post-2').waitFor();
    expect(await page.locator('#post-2, #post-3').count()).toBe(2);
    // What came by itself can be used like what was there.
    await page.click('#post-3 [data-reply]');
    await page.fill('#post-3 form textarea', 'Which one is the third?');
    await addPost(site.adda, jamal!, threadId, { body: 'From the valve.', parentId: first.postId });
    await page.getByText('From the valve.').waitFor();
    expect(await page.inputValue('#post-3 form textarea')).toBe('Which one is the third?');
    await addPost(site.adda, jamal!, threadId, { body: 'Count clockwise.' });
    await page.getByText('Count clockwise.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('brings votes in a poll that says until when it goes', async () => {
    const { threadId } = await start('Which hub do you have?');
    const { postId } = await addPost(site.adda, jamal!, threadId, { body: 'Let us count.' });
    const pollEndsOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await writePoll(site.adda, jamal!, postId, { pollQuestion: 'Which?', pollChoices: ['Steel', 'Tin'], pollEndsOn });
    const { page, complaints } = await reader(`/t/${threadId}`);
    await page.getByText('Nobody has voted yet').waitFor();
    const [steel] = (await pollOfPost(site.adda.store.read, postId))!.choices;
    await vote(site.adda, thuy!, postId, [steel!.id], false);
    await page.getByText('1 member has voted').waitFor();
    expect(complaints).toEqual([]);
  });

  it('brings what a staff member answers, with its label, as it is after a reload', async () => {
    const { threadId } = await start('Is this hub still made?');
    await addPost(site.adda, jamal!, threadId, { body: 'I found none in any shop.' });
    await addPost(site.adda, rina!, threadId, { body: 'Nor did I.' });
    const { page, complaints } = await reader(`/t/${threadId}`);
    let loads = 0;
    page.on('load', () => loads++);
    const dana = await made('Dana');
    await speakForAcme(site.adda, dana.id);
    const staff = await person(browser, { script: true });
    await staff.page.goto(`${site.url}/sign-in?next=/t/${threadId}`);
    await staff.page.fill('#who', 'Dana');
    await staff.page.fill('#password', PASSWORD);
    await Promise.all([staff.page.waitForEvent('load'), staff.page.click('form[action="/sign-in"] button')]);
    await staff.page.fill('#reply textarea[name=body]', 'We make it again from May.');
    await staff.page.click('#reply form .button:has-text("Post the official note")');
    const note = page.locator('article', { hasText: 'We make it again from May.' }).last();
    await note.waitFor();
    expect(await note.locator('.staff-label').first().innerText()).toContain('Acme');
    expect(loads).toBe(0);
    // But for what was new by then, and the moments that the script words.
    const markup = () =>
      note.evaluate((post) => {
        const copy = post.cloneNode(true) as HTMLElement;
        copy.classList.remove('post--arrived');
        for (const part of copy.querySelectorAll('.fresh-post')) part.remove();
        for (const time of copy.querySelectorAll('time')) time.textContent = '';
        for (const key of copy.querySelectorAll('[name="idempotencyKey"]')) key.remove();
        return copy.outerHTML.replace(/\s+/g, ' ');
      });
    const live = await markup();
    await page.reload();
    expect(await markup()).toBe(live);
    expect(complaints).toEqual([]);
  });

  it('completes a name by keys and by pressing, and links it', async () => {
    const { threadId } = await start('Who knows this wheel?');
    await addPost(site.adda, jamal!, threadId, { body: 'I might.' });
    const { page, complaints } = await reader(`/t/${threadId}`);
    const area = page.locator('#reply textarea[name=body]');
    await area.pressSequentially('What do you say, @ja');
    await page.locator('[role=option]', { hasText: 'Jamal' }).waitFor();
    expect(await area.getAttribute('aria-activedescendant')).toBe('completion-list-0');
    await page.keyboard.press('Enter');
    expect(await area.inputValue()).toBe('What do you say, @Jamal ');
    await area.pressSequentially('and @thu');
    await page.locator('[role=option]', { hasText: 'Thuy' }).click();
    expect(await area.inputValue()).toBe('What do you say, @Jamal and @Thuy ');
    await area.pressSequentially('or @ja');
    await page.locator('[role=option]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('[role=option]').count()).toBe(0);
    await Promise.all([page.waitForEvent('load'), page.click('#reply button.button--primary')]);
    expect(await page.locator('#post-3 a[href="/u/jamal"]').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('moves nothing that its reader looks at, and shows the way to what is new', async () => {
    const { threadId } = await start('Does it wobble at high speed?');
    const long = Array.from({ length: 60 }, (_, i) => `Line ${i}.`).join('\n\n');
    for (const who of [jamal!, thuy!]) await addPost(site.adda, who, threadId, { body: long });
    const { page, complaints } = await reader(`/t/${threadId}`);
    const look = () => page.locator('#post-2').evaluate((post) => Math.round(post.getBoundingClientRect().top));
    await page.locator('#post-2').evaluate((post) => post.scrollIntoView({ behavior: 'instant' }));
    const before = await look();
    await addPost(site.adda, thuy!, threadId, { body: 'At the very end.' });
    await page.locator('#live-note a', { hasText: '1 new post' }).waitFor();
    expect(await look()).toBe(before);
    // What comes later is counted with what was not seen yet, and the way leads to the first of it.
    await addPost(site.adda, jamal!, threadId, { body: 'And after the end.' });
    await page.locator('#live-note a[href="#post-4"]', { hasText: '2 new posts' }).waitFor();
    await page.click('#live-note a');
    await expect.poll(() => page.locator('#post-4').isVisible()).toBe(true);
    expect(await page.textContent('#live-note')).toBe('');
    expect(complaints).toEqual([]);
  });

  it('says in a list how many threads are new', async () => {
    const { page } = await reader('/');
    await start('Is a wobble dangerous?');
    await page.locator('#live-note a', { hasText: '1 new thread' }).waitFor();
    await start('Is a wobble loud?');
    await page.locator('#live-note a', { hasText: '2 new threads' }).waitFor();
    await Promise.all([page.waitForEvent('load'), page.click('#live-note a')]);
    expect(await page.textContent('main')).toContain('Is a wobble loud?');
  });

  it('says in a list that was away for hours how many threads began meanwhile', async () => {
    const { page, complaints } = await reader('/');
    // As a computer that slept has it: told last long ago, and a thread began before it woke.
    await page.addInitScript(`document.onreadystatechange = () => (document.body.dataset.after = '1')`);
    await page.route('**/*.js', async (route) => (await start('Did it begin while all slept?'), route.continue()), {
      times: 1,
    });
    await page.goto(`${site.url}/`);
    await page.locator('#live-note a', { hasText: '1 new thread' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('opens under the bell what came, and closes it by the keyboard and by a press beside it', async () => {
    const { threadId } = await start('What is under the bell?');
    const { page, complaints } = await reader('/');
    await addPost(site.adda, jamal!, threadId, { body: 'A clapper.' });
    const panel = page.locator('adda-bell-panel');
    // The bell may count what came before.
    const told = () =>
      site.adda.store.read.raw<{ n: number }>(
        `select count(*) as n from notifications where thread_id = ${threadId} and account_id = ${rina!.id}`,
      );
    await expect.poll(async () => Number((await told())[0]!.n)).toBe(1);
    await expect.poll(() => page.locator('.bell .bell__count').isVisible()).toBe(true);
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) /);
    await page.focus('a.bell');
    await page.keyboard.press('Enter');
    await panel.getByText('What is under the bell?').waitFor();
    expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('bell');
    await page.click('a.bell');
    await expect.poll(() => panel.isVisible()).toBe(true);
    await page.click('a.bell');
    await expect.poll(() => panel.isVisible()).toBe(false);
    await page.click('a.bell');
    await expect.poll(() => panel.isVisible()).toBe(true);
    await Promise.all([page.waitForEvent('load'), panel.locator('.told-head button').click()]);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.locator('.bell .bell__count').isVisible()).toBe(false);
    // The tab counts what came, until it is read, also elsewhere.
    const title = await page.title();
    await addPost(site.adda, thuy!, threadId, { body: 'And a rope.' });
    await expect.poll(() => page.title()).toBe(`(1) ${title}`);
    await page.evaluate(() => fetch('/notifications/read', { method: 'POST', body: new URLSearchParams() }));
    await expect.poll(() => page.title()).toBe(title);
    expect(complaints).toEqual([]);
  });

  it('offers the time zone of the browser to whoever has chosen none', async () => {
    await site.adda.store.write((tx) => updateAccount(tx, rina!.id, { mailTimes: null }));
    const { page } = await reader('/notifications/mail', 'America/Lima');
    await expect.poll(() => page.locator('#zone').inputValue()).toBe('America/Lima');
    expect(await page.locator('#zone optgroup').first().innerText()).toContain('Lima');
    expect(await page.locator('[data-zone-chosen]').first().innerText()).toBe('America/Lima');
    // It is kept without a press.
    await expect
      .poll(async () => (await accountBy(site.adda.store.read, { id: rina!.id }))?.mailTimes?.zone)
      .toBe('America/Lima');
    await page.selectOption('#zone', 'Asia/Dhaka');
    await Promise.all([page.waitForEvent('load'), page.click('main form button')]);
    await page.goto(`${site.url}/notifications/mail`, { waitUntil: 'networkidle' });
    expect(await page.locator('#zone').inputValue()).toBe('Asia/Dhaka');
  });

  it('says within its card why one was told', async () => {
    const { threadId } = await start('Why was I told of this?');
    await addPost(site.adda, jamal!, threadId, { body: 'You asked.' });
    const { page } = await reader('/notifications');
    const card = page.locator('.told', { hasText: 'Why was I told of this?' }).first();
    await card.locator('.why summary').click();
    const [outer, inner] = [(await card.boundingBox())!, (await card.locator('.why p').first().boundingBox())!];
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  });

  it('tells by a push message what came, and leads there when it is pressed', async () => {
    const { page } = await reader('/notifications/devices');
    const client = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [one] = registrations;
        if (one) resolve(one.registrationId);
      }),
    );
    await client.send('ServiceWorker.enable');
    await page.context().grantPermissions(['notifications'], { origin: new URL(page.url()).origin });
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/service-worker.js');
      await navigator.serviceWorker.ready;
    });
    const { origin } = new URL(page.url());
    const message = { title: 'Jamal answered', body: 'A clapper.', url: '/t/1', tag: 'answer t1', lang: 'en' };
    const registrationId = await registered;
    // A browser without a window shows no notifications: what the worker asks for is noted in its place.
    const noteShown = (worker: Worker) =>
      worker.evaluate(() => {
        const here = globalThis as unknown as { shown?: unknown[]; registration: ServiceWorkerRegistration };
        if (here.shown) return here.shown.at(-1);
        here.shown = [];
        here.registration.showNotification = async (title, { body, tag, data } = {}) =>
          void here.shown!.push({ title, body, tag, data });
      });
    // What comes while the worker starts may be lost; what comes again replaces what is shown.
    const deliver = () =>
      client.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) });
    const worker = page.context().serviceWorkers()[0] ?? (await page.context().waitForEvent('serviceworker'));
    await expect
      .poll(async () => (await noteShown(worker), await deliver(), noteShown(worker)), { timeout: 20_000 })
      .toEqual({ title: 'Jamal answered', body: 'A clapper.', tag: 'answer t1', data: '/t/1' });
    // It keeps nothing: whoever comes without the forum finds nothing of it.
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });

  it('shows who is writing, where they want it, in a place that is kept for it', async () => {
    const { threadId } = await start('Who writes here?');
    const { page, complaints } = await reader(`/t/${threadId}`);
    const [atEnd, note] = [page.locator('.writing-note').first(), page.locator('.writing-note').last()];
    const top = () => page.locator('#reply').evaluate((box) => Math.round(box.getBoundingClientRect().top));
    const before = await top();
    await showWriting(site.adda, jamal! as never, true);
    const other = await person(browser, { script: true });
    await other.page.goto(`${site.url}/sign-in?next=/t/${threadId}`);
    await other.page.fill('#who', 'Jamal');
    await other.page.fill('#password', PASSWORD);
    const open = other.page.waitForEvent('websocket', (socket) => socket.url().includes('after='));
    await Promise.all([other.page.waitForEvent('load'), other.page.click('form[action="/sign-in"] button')]);
    await open;
    await expect
      .poll(async () => {
        await other.page.locator('#reply textarea[name=body]').pressSequentially('I do. ');
        return note.textContent();
      })
      .toBe('Jamal is writing …');
    expect(await top()).toBe(before);
    expect(await atEnd.textContent()).toBe('Jamal is writing …');
    expect(complaints).toEqual([]);
  });

  it('gives a visitor no socket, and their page no trace of one', async () => {
    const { page, context } = await person(browser, { script: true });
    let sockets = 0;
    page.on('websocket', () => sockets++);
    await page.goto(`${site.url}/t/1`, { waitUntil: 'networkidle' });
    expect(await page.locator('[data-live], #live-note').count()).toBe(0);
    expect([sockets, (await context.cookies()).length]).toEqual([0, 0]);
  });
}

describe.skipIf(!chromium)('a page that stays open', () => {
  eachEngine('with JavaScript', (engine) => walk(engine));
});
