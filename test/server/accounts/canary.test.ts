/** Somebody who is erased is nowhere any more, but for their posts and what their brand's labels say. */
import { beforeAll, expect, it } from 'vitest';
import { redrawQuotes } from '../../../server/forum/posting/requote.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { insertDevice, insertSession } from '../../../server/platform/sessions/queries.ts';
import { insertSignUp } from '../../../server/people/accounts/sign-up-queries.ts';
import { moderateSpace } from '../../support/offices.ts';
import { FEATURES } from '../../../server/features.ts';
import type { Tables } from '../../../server/platform/store/define.ts';
import type { Tx } from '../../../server/platform/store/store.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const NAME = "Zuzanna O'Kanarek";
const CANARIES = [
  NAME,
  'zuzanna',
  'zz-bio-canary',
  'zz-agent-canary',
  'zz-affiliation-canary',
  'zz-evidence-canary',
  'zz-desk@',
];

/** Tables that hold of a person at most a number, or what stays on purpose. */
const STAYS: Partial<Record<keyof Tables, string>> = {
  postWords: 'the terms of a post, written anew with it',
  knownWords: 'terms that posts use, counted anew again and again, without whose they are',
  knownWordGrams: 'parts of those terms',
  settings: 'of the forum',
  settingChanges: 'of the forum; who changed them is an id',
  sitePages: 'of the forum; who wrote them is an id',
  accounts: 'the account itself: emptied by erase()',
  events: 'ids only',
  tasks: 'ids only',
  conversations: 'moments only',
  jobRuns: 'times of upkeep',
  watchRules: 'of the forum',
  postHosts: 'hosts that posts link to, of no account',
  spamWords: 'hashes of words, and numbers',
  spamLessons: 'hashes of words, of no account',
  spaces: 'of the forum',
  tags: 'of the forum',
  spaceTemplates: 'of the forum',
  helpers: 'numbers: lists leave out who is gone',
  threads: 'posts stay, without a name',
  threadTags: 'of a thread',
  threadLinks: 'of threads',
  posts: 'posts stay, without a name; quotes are drawn again',
  revisions: 'what posts said',
  openPosts: 'of posts, without whose',
  marks: 'counted, without a name',
  participants: 'counted, without a name',
  polls: 'part of posts',
  pollChoices: 'part of posts',
  postPlaces: 'where posts stood',
  actReasons: 'of the forum',
  linkPreviews: 'what other sites say of their pages, whoever links to them',
  postLinks: 'ids only',
  pictures: 'part of posts; what is in none is swept',
  postFiles: 'part of posts; what is in none is swept',
  healthPeriods: 'numbers',
  brands: 'of a company',
  postLabels: 'for whom a post spoke stays',
  exceptions: 'why a post stands there stays',
  thanks: 'said for a brand',
  proposals: 'of a space, without a name',
  auditLog: 'ids; what was done in office stays',
};

/** A letter whose text lies in the queue, as releases before this one wrote them. */
const letterFromBefore = (tx: Tx, letter: { recipient: string; subject: string; body: string }) =>
  tx.q
    .insert(tx.t.mailQueue)
    .values({ ...letter, createdAt: tx.now, dueAt: tx.now })
    .returning();

eachEngine('who is erased', (engine) => {
  let forum: Forum;
  let rina: Member;
  let zuzanna: Member;
  let threadId: number;

  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    zuzanna = await forum.member(NAME);
    await live();
  });

  /** Leaves something in as many tables as a member can. */
  async function live(): Promise<void> {
    const { store } = forum.adda;
    await store.write(async (tx) => {
      await updateAccount(tx, zuzanna.id, { bio: 'zz-bio-canary', affiliation: 'zz-affiliation-canary' });
    });
    await store.write((tx) => updateAccount(tx, zuzanna.id, { email: 'zuzanna-o-kanarek@example.org' }));
    threadId = (await ask(forum, rina)).id;
    const answer = await write(forum, zuzanna, threadId, 'Tighten the spokes.');
    await write(forum, rina, threadId, `> [somebody](/p/${answer.id})\n>\n> Tighten the spokes.\n\nThat helped.`);
    await forum.api('PUT', '/follows', { kind: 'member', targetId: zuzanna.id }, rina);
    await forum.api('PUT', '/follows', { kind: 'space', targetId: forum.space.id }, zuzanna);
    await forum.api(
      'POST',
      `/posts/${(await ask(forum, rina, { title: 'Another wobble here' })).postId}/reports`,
      { reason: 'other', evidence: 'Only open ones keep their evidence.' },
      zuzanna,
    );
    // Somebody reports her, and she says by letter that something is unlawful.
    const said = { reason: 'other', evidence: 'What is said there about wheels.' };
    expect((await forum.api('POST', `/members/${zuzanna.slug}/reports`, said, rina)).status).toBe(201);
    const notice = { address: `/t/${threadId}`, why: 'It breaks a law about wheels.', goodFaith: true };
    const who = { name: NAME, email: 'zuzanna-o-kanarek@example.org' };
    expect((await forum.api('POST', '/notices', { ...notice, ...who })).status).toBe(201);
    await forum.post('/sign-in', { email: 'zuzanna-o-kanarek@example.org', password: 'not it' });
    await forum.post('/forgot', { email: 'zuzanna-o-kanarek@example.org' });
    expect((await forum.api('POST', '/messages', { to: ['Rina'], body: `${NAME} says so.` }, zuzanna)).status).toBe(
      201,
    );
    const keeper = await forum.member('Keeper', 'moderator');
    const note = { words: `${NAME} was spoken with.` };
    expect((await forum.api('POST', `/moderation/people/${zuzanna.slug}/notes`, note, keeper)).status).toBe(201);
    await store.write(async (tx) => {
      const nominated = {
        spaceId: forum.space.id,
        nomineeId: zuzanna.id,
        nominatorId: rina.id,
        why: `${NAME} is kind.`,
      };
      const row = { ...nominated, secondsNeeded: 1, endsAt: tx.now + 3_600_000, createdAt: tx.now };
      await tx.q.insert(tx.t.nominations).values(row);
    });
    await lettersOf(forum.adda);
    await moderateSpace(forum.adda, NAME, 'wheels', true);
    await moderateSpace(forum.adda, NAME, 'wheels', false);
    await store.write(async (tx) => {
      const [brand] = await tx.q
        .insert(tx.t.brands)
        .values({
          slug: 'acme',
          name: 'Acme',
          domains: ['acme.example'],
          products: [],
          contact: 'a@acme.example',
          createdAt: tx.now,
        })
        .returning();
      const grant = { brandId: brand!.id, accountId: zuzanna.id, address: 'zz-desk@acme.example', createdAt: tx.now };
      await tx.q.insert(tx.t.grants).values(grant);
      await letterFromBefore(tx, { recipient: 'zuzanna-o-kanarek@example.org', subject: 'To Zuzanna', body: NAME });
      await letterFromBefore(tx, {
        recipient: 'zz-desk@acme.example',
        subject: 'Confirm',
        body: 'zz-desk@acme.example',
      });
    });
    await moderateSpace(forum.adda, NAME, 'wheels', true);
    await store.write(async (tx) => {
      const own = { accountId: zuzanna.id, createdAt: tx.now, seenAt: tx.now, expiresAt: tx.now + 3_600_000 };
      await insertSession(tx, { ...own, hash: 'other', userAgent: 'zz-agent-canary' });
      await insertDevice(tx, { hash: 'device', accountId: zuzanna.id, expiresAt: tx.now + 3_600_000 });
      const email = 'zuzanna-o-kanarek@example.org';
      await tx.q.insert(tx.t.joinLinks).values({
        ...{ secretHash: 'y', madeBy: rina.id, note: 'To the desk', email, uses: 1, usesLeft: 1 },
        ...{ createdAt: tx.now, expiresAt: tx.now + 3_600_000 },
      });
      await insertSignUp(tx, { name: 'Somebody', email, passwordHash: 'x', language: 'en' });
    });
  }

  async function foundIn(): Promise<string[]> {
    const { q, t } = forum.adda.store.read;
    const found: string[] = [];
    for (const [name, table] of Object.entries(t)) {
      const text = JSON.stringify(await q.select().from(table as Tables['posts'])).toLowerCase();
      for (const canary of CANARIES) if (text.includes(canary.toLowerCase())) found.push(`${name}: ${canary}`);
    }
    return found;
  }

  /** As the worker does, woken after the commit. */
  const redrawAll = async () => {
    while ((await redrawQuotes(forum.adda)) > 0);
  };

  it('was everywhere before, and is in no table and on no page afterwards', async () => {
    const before = (await foundIn()).map((one) => one.split(':')[0]);
    expect([...new Set(before)].sort()).toEqual(
      [
        'accounts',
        'cases',
        'grants',
        'joinLinks',
        'mailQueue',
        'messages',
        'nominations',
        'notices',
        'personNotes',
        'posts',
        'sessions',
        'signUps',
        'tokens',
      ].sort(),
    );
    await forum.adda.store.write((tx) => erase(tx, FEATURES, zuzanna.id));
    await redrawAll();
    // A stake that was declared stays with the posts that it was declared for, as a label does.
    expect(await foundIn()).toEqual(['posts: zz-affiliation-canary']);
    const { q, t } = forum.adda.store.read;
    expect((await q.select().from(t.follows)).filter(({ accountId }) => accountId !== rina.id)).toEqual([]);
    expect((await q.select().from(t.follows)).filter(({ kind }) => kind !== 'thread')).toEqual([]);
    expect(await q.select().from(t.knownDevices)).toEqual([]);
    expect(await q.select().from(t.spaceRoles)).toEqual([]);
    expect(await q.select().from(t.personNotes)).toEqual([]);
    expect(await q.select().from(t.nominations)).toMatchObject([{ nomineeId: null, why: '', state: 'lapsed' }]);
    expect((await forum.get('/search?q=zuzanna')).text).toContain('Nothing found');
    for (const page of ['/', '/spaces', '/s/wheels', `/t/${threadId}`, '/search?q=spokes', '/log'])
      for (const who of [null, rina]) {
        const html = (await forum.get(page, who)).text;
        for (const canary of CANARIES.filter((one) => one !== 'zz-affiliation-canary'))
          expect(html.toLowerCase(), `${page}: ${canary}`).not.toContain(canary.toLowerCase());
      }
  });

  it('leaves no name to a post that quoted somebody who has another name now', async () => {
    const jamal = await forum.member('Jamal Formerly');
    const { id } = await ask(forum, rina, { title: 'Who said so about wheels?' });
    const said = await write(forum, jamal, id, 'True them.');
    const quoting = await write(forum, rina, id, `> [x](/p/${said.id})\n>\n> True them.\n\nYes.`);
    const html = async () => {
      const { q, t } = forum.adda.store.read;
      return (await q.select().from(t.posts)).find((post) => post.id === quoting.id)!.html;
    };
    expect(await html()).toContain('Jamal Formerly');
    await forum.post('/settings/profile', { name: 'Jamal Later', bio: '', affiliation: '' }, jamal);
    await redrawAll();
    expect(await html()).toContain('Jamal Later');
    expect(await html()).not.toContain('Formerly');
  });

  it('has a way to go out of every table, or a reason to stay in it', () => {
    const personal = new Set(FEATURES.flatMap((feature) => feature.personal ?? []).map(({ table }) => table as string));
    const names = Object.keys(forum.adda.store.read.t);
    expect(names.length).toBe(new Set(names).size);
    expect(names.filter((name) => !personal.has(name) && !(name in STAYS))).toEqual([]);
    expect(Object.keys(STAYS).filter((name) => personal.has(name) || !names.includes(name))).toEqual([]);
  });
});
