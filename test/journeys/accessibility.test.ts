/** axe on every page, in both themes and both languages; and nothing wider than a small screen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { signIn } from '../../server/people/accounts/signing-in.ts';
import { createAccount } from '../../server/people/accounts/manage.ts';
import { updateAccount } from '../../server/people/accounts/queries.ts';
import { brandBy, insertGrant } from '../../server/brands/queries.ts';
import { insertFile } from '../../server/forum/files/queries.ts';
import { insertPoll } from '../../server/forum/threads/poll-queries.ts';
import { insertWaiting } from '../../server/forum/drafts/waiting-queries.ts';
import { keepBookmark } from '../../server/forum/bookmarks/actions.ts';
import { insertNotifications } from '../../server/platform/notifications/queries.ts';
import { notificationRow } from '../../server/platform/notifications/rows.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { record } from '../../server/platform/audit/actions.ts';
import { report } from '../../server/care/cases/report.ts';
import { writeJoinLink } from '../../server/people/accounts/join-links.ts';
import { writePage } from '../../server/desk/pages/actions.ts';
import { loadDemo } from '../../server/reach/demo/load.ts';
import { updateSite } from '../../server/platform/site/queries.ts';
import { launchChromium } from '../support/chromium.ts';
import { smallTargets } from '../support/targets.ts';
import { person, type Site, startSite } from './site.ts';

const chromium = inject('chromium');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SMALL = { width: 320, height: 800 };
const WIDE = { width: 1280, height: 900 };

/** The pages a visitor meets; the one set-up shows is looked at before it is done. */
const VISITOR = [
  '/',
  '/needs-answer',
  '/new',
  '/how-ranking-works',
  '/formatting',
  '/t/22/why',
  '/t/22',
  '/t/29',
  '/t/44',
  '/t/48',
  '/t/57',
  '/spaces',
  '/s/damp-old-houses',
  '/s/chhad-bagan',
  '/t/2',
  '/t/28',
  '/search?q=damp',
  '/search?q=গাছ',
  '/search?q=nothingatall',
  '/u/tasnim-rahman',
  '/u/bronwen-tasker',
  '/brands',
  '/brands/orrinlow',
  '/staff-rules',
  '/log',
  '/about',
  '/health',
  '/health?by=month',
  '/s/damp-old-houses/health?by=month',
  '/s/damp-old-houses/moderators',
  '/s/damp-old-houses/log',
  '/p/1/report',
  '/t/2/report',
  '/u/tasnim-rahman/report',
  '/s/damp-old-houses/report',
  '/notice',
  '/sign-in',
  '/sign-up',
  '/forgot',
  '/verify/unknown',
  '/reset/unknown',
  '/no-such-page',
];
const MEMBER = [
  '/',
  '/ask',
  '/ask?form=showcase&space=chhad-bagan',
  '/ask?form=challenge',
  '/following',
  '/t/22',
  '/t/48',
  '/settings',
  '/t/28',
  '/spaces/new',
  '/s/damp-old-houses/edit',
  '/admin',
  '/admin/mail',
  '/admin/spaces',
  '/admin/brands/numbers',
  '/admin/settings',
  '/admin/settings/changes',
  '/admin/pages',
  '/admin/pages/about/en',
  '/admin/overview',
  '/admin/join-links',
  '/admin/members',
  '/admin/members/tasnim-rahman',
  '/demo/remove',
  '/u/farida',
  '/admin/brands',
  '/admin/brands/orrinlow',
  '/moderation',
  '/moderation/decided',
  '/moderation/cases/1',
  '/moderation/cases/2',
  '/p/2/moderate/hide?case=1',
  '/s/damp-old-houses/moderators',
  '/moderation/people/tasnim-rahman',
  '/reports',
  '/t/2/propose',
  '/invitations',
  '/notifications/mail',
  '/notifications',
  '/notifications/devices',
  '/welcome',
  '/messages',
  '/messages?show=requests',
  '/messages/new',
  '/messages/blocked',
  '/messages/1',
  '/messages/1/2/report',
  '/messages/1/1/change',
  '/messages/2',
  '/searches',
  '/offline',
  '/bookmarks',
  '/drafts',
  '/waiting/1',
  '/waiting/2',
  '/bookmarks?reminders=true',
  '/p/2/bookmark',
  '/p/2/poll',
  '/p/3/poll',
  '/t/2/invite',
  '/p/1/quote',
];
const STAFF = ['/desk', '/ask', '/t/2', '/t/28', '/t/2/invite', '/settings'];

/** Nominations in each state, a note, an act. */
async function nominateSome({ adda }: Site): Promise<void> {
  await adda.store.write(async (tx) => {
    const [nominee, nominator, other] = await tx.q.select().from(tx.t.accounts).limit(3);
    const space = (await tx.q.select().from(tx.t.spaces)).find(({ slug }) => slug === 'damp-old-houses')!;
    // Whoever signs in has taken part, and may vote.
    const [answer] = await tx.raw<{ id: number }>(
      `select min(p.id) as id from posts p join threads t on t.id = p.thread_id where p.kind = 'answer' and t.space_id = ${space.id}`,
    );
    await tx.raw(
      `update posts set author_id = (select id from accounts where slug = 'farida') where id = ${answer!.id}`,
    );
    const why = 'They have answered here for years, and nobody left angry.';
    const of = { spaceId: space.id, nominatorId: nominator!.id, why, secondsNeeded: 3, createdAt: tx.now };
    const later = { endsAt: tx.now + 86_400_000 };
    await tx.q.insert(tx.t.nominations).values({ ...of, ...later, nomineeId: nominee!.id });
    const voting = { state: 'voting' as const, votingAt: tx.now, entitled: 40, acceptedAt: tx.now };
    await tx.q.insert(tx.t.nominations).values({ ...of, ...later, ...voting, nomineeId: other!.id });
    const over = { ...voting, state: 'elected' as const, yes: 12, no: 3, endsAt: tx.now, decidedAt: tx.now };
    await tx.q.insert(tx.t.nominations).values({ ...of, ...over, nomineeId: nominator!.id });
    const about = (await tx.q.select().from(tx.t.accounts)).find(({ slug }) => slug === 'tasnim-rahman')!;
    const note = { accountId: about.id, words: 'Spoke with her about links.', createdAt: tx.now };
    await tx.q.insert(tx.t.personNotes).values(note);
    await tx.q.insert(tx.t.personNotes).values({ ...note, spaceId: space.id });
    const act = { target: 'post' as const, verb: 'hide' as const, reason: 'spam', accountId: about.id };
    await tx.q.insert(tx.t.acts).values({ ...act, spaceId: space.id, createdAt: tx.now });
  });
  await adda.store.write((tx) =>
    record(tx, {
      kind: 'moderated',
      actorId: null,
      brandId: null,
      spaceId: 1,
      facts: { act: 'post.hide', space: 'x' },
    }),
  );
}

/** A poll that runs beside one post, and one that is over beside another. */
async function pollSome({ adda }: Site): Promise<void> {
  await adda.store.write(async (tx) => {
    for (const [postId, endsAt] of [
      [2, null],
      [3, tx.now - 1],
    ] as const)
      await insertPoll(tx, postId, {
        question: 'Which wall is damp?',
        choices: ['This one', 'That one'],
        most: 1,
        endsAt,
      });
    for (const [title, kind] of [
      ['The wall, measured.pdf', 'pdf'],
      ['দেয়ালের মাপ.csv', 'text'],
    ] as const) {
      const kept = { name: `f-${title}`, title, kind, bytes: 4_000_000, ownerId: 1, postId: 2 };
      await insertFile(tx, { ...kept, createdAt: tx.now });
    }
  });
}

/** Notifications of several kinds, and bookmarks with reminders. */
async function tellSome({ adda }: Site): Promise<void> {
  const [farida] = (await adda.store.read.q.select().from(adda.store.read.t.accounts)).filter(
    ({ slug }) => slug === 'farida',
  );
  const posts = await adda.store.read.q.select().from(adda.store.read.t.posts).limit(5);
  await adda.store.write((tx) =>
    insertNotifications(
      tx,
      posts.map(({ id: postId, threadId, authorId: actorId }, i) =>
        notificationRow({
          ...{ accountId: farida!.id, postId, threadId, spaceId: null, eventId: null, actorId, createdAt: tx.now },
          reason: (['answer', 'mention', 'helpful', 'reminder', 'thread'] as const)[i]!,
          wishes: { wish: 'never', kinds: null },
        }),
      ),
    ),
  );
  await adda.store.write(async (tx) => {
    const values = { body: 'At its time.', space: 'damp-old-houses', form: 'question', title: 'A title that waits' };
    await insertWaiting(tx, farida!.id, { threadId: 2, values: { body: values.body }, dueAt: tx.now + 86_400_000 });
    await insertWaiting(tx, farida!.id, { threadId: null, values, dueAt: null });
  });
  const actor = actorAs(farida!.id, 'admin');
  // One conversation that goes on, and one that was asked for.
  const { q, t } = adda.store.read;
  const all = await q.select().from(t.accounts);
  const other = all.find(({ slug }) => slug === 'tasnim-rahman');
  await adda.store.write(async (tx) => {
    for (const id of [1, 2]) await tx.q.insert(tx.t.conversations).values({ id, createdAt: tx.now, lastAt: tx.now });
    const at = { addedBy: other!.id, addedAt: tx.now };
    for (const accountId of [farida!.id, other!.id])
      for (const conversationId of [1, 2]) {
        const state = conversationId === 2 && accountId === farida!.id ? 'requested' : 'accepted';
        await tx.q.insert(tx.t.conversationParticipants).values({ ...at, conversationId, accountId, state });
      }
    for (const [conversationId, authorId] of [
      [1, farida!.id],
      [1, other!.id],
      [2, other!.id],
    ] as const)
      await tx.q.insert(tx.t.messages).values({
        ...{ conversationId, authorId, role: 'member', createdAt: tx.now },
        ...{ markdown: 'Is it dry now?', html: '<p>Is it dry now?</p>' },
      });
  });
  for (const { id } of posts.slice(0, 2)) await keepBookmark(adda, actor, id, { note: 'Read it again.', days: 7 });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}

async function look(page: Page, site: Site, paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await page.setViewportSize(WIDE);
    await page.goto(site.url + path);
    for (const fault of await violations(page)) found.push(`${path} ${fault}`);
    await page.setViewportSize(SMALL);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) found.push(`${path} is ${overflow} px too wide at 320 px`);
    for (const small of await smallTargets(page)) found.push(`${path} ${small}`);
  }
  return found;
}

describe.skipIf(!chromium)('every page', () => {
  let browser: Browser;
  let site: Site;
  let session: string;
  let staffSession: string;
  let answer: number;

  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    site = await startSite('sqlite');
    await loadDemo(site.adda, null);
    await createAccount(site.adda, {
      name: 'Farida',
      email: 'farida@example.org',
      password: 'five green mangoes',
      role: 'admin',
      language: 'en',
    });
    const enter = async (who: string) =>
      (
        await signIn(
          site.adda,
          { who, password: 'five green mangoes' },
          { address: '127.0.0.1', userAgent: '', language: 'en', origin: site.url, sessionHash: '', device: '' },
        )
      ).session;
    const postAuthor = { name: 'Dana Moss', email: 'dana@example.org', password: 'five green mangoes' };
    const accountId = await createAccount(site.adda, { ...postAuthor, role: 'member', language: 'en' });
    await site.adda.store.write(async (tx) => {
      const { id: brandId } = (await brandBy(tx, { slug: 'orrinlow' }))!;
      await updateAccount(tx, accountId, { role: 'staff' });
      const lasting = { startedAt: tx.now, createdAt: tx.now, expiresAt: tx.now + 86_400_000 };
      await insertGrant(tx, { brandId, accountId, address: 'dana@orrinlow.example', state: 'active', ...lasting });
    });
    const visitor = { contact: 'v@example.org', evidence: 'It is there in the second line.', reason: 'spam' as const };
    for (const what of [
      { target: 'post', id: 2 },
      { target: 'space', slug: 'damp-old-houses' },
    ] as const)
      await report(site.adda, null, what, visitor, { address: '127.0.0.1' });
    await nominateSome(site);
    await tellSome(site);
    await pollSome(site);
    for (const note of ['', 'For those who mend walls']) await writeJoinLink(site.adda, null, { note, uses: '5' });
    for (const text of ['We mend walls.', '## Who we are\n\nPeople who mend walls.'])
      await writePage(site.adda, null, 'about', 'en', { text, version: null });
    session = await enter('Farida');
    staffSession = await enter('Dana Moss');
  });
  afterAll(() => browser?.close());

  // Colours and words do not depend on one another: each theme and each language is seen once by everybody.
  for (const [language, scheme] of [
    ['en', 'light'],
    ['bn', 'dark'],
  ] as const) {
    it(`is accessible in ${language}, ${scheme}`, async () => {
      await site.adda.store.write((tx) => updateSite(tx, { isSetUp: false }));
      const visitor = await person(browser, { script: true, language, scheme });
      expect(await look(visitor.page, site, ['/setup', ...VISITOR])).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      await site.adda.store.write((tx) => updateSite(tx, { isSetUp: true }));
      const member = await person(browser, { script: true, language, scheme });
      await member.context.addCookies([{ name: 'adda_session', value: session, url: site.url }]);
      await member.page.goto(`${site.url}/t/28`);
      await member.context.request.post(`${site.url}/preferences`, {
        form: { language, theme: 'auto' },
        headers: { origin: site.url },
      });
      answer ??= Number(
        (await member.page.locator('form[action$="/marks/helpful"]').first().getAttribute('action'))!.split('/')[2],
      );
      expect(await look(member.page, site, [...MEMBER, `/p/${answer}/revisions`])).toEqual([]);
      await member.page.goto(`${site.url}/spaces`);
      await member.page.click('.bell');
      await member.page.locator('.bell-panel .told').first().waitFor();
      expect([...(await violations(member.page)), ...(await smallTargets(member.page))]).toEqual([]);
      expect(member.complaints).toEqual([]);
      const staff = await person(browser, { script: true, language, scheme });
      await staff.context.addCookies([{ name: 'adda_session', value: staffSession, url: site.url }]);
      await staff.context.request.post(`${site.url}/preferences`, {
        form: { language, theme: 'auto' },
        headers: { origin: site.url },
      });
      expect(await look(staff.page, site, STAFF)).toEqual([]);
      expect(staff.complaints).toEqual([]);
      await staff.context.close();
      await visitor.context.close();
      await member.context.close();
    });
  }
});
