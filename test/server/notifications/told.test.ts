/** Who is told of what, and who is not: a row for each kind, reason and level. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { askWhetherSolved } from '../../../server/insight/notifications/solved.ts';
import { insertMembership } from '../../../server/forum/keeping/queries.ts';
import { keepNoted } from '../../../server/forum/reading/reads.ts';
import { insertSpace, updateSpace } from '../../../server/forum/spaces/queries.ts';
import type { NotificationReason } from '../../../shared/words.ts';
import { letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { insertAll } from '../../../server/platform/store/bulk.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Asked, rowOf, setMark, withdraw, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;

eachEngine('members are told', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy, kim]: Member[] = [];
  let admin: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    admin = await forum.member('Ada', 'admin');
    [rina, jamal, thuy, kim] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Thuy'),
      await forum.member('Kim'),
    ];
  });

  // Who talks as much as a test does would be asked to wait.
  beforeEach(() => letTimePass(forum, 2 * DAY));

  type Shown = {
    reason: NotificationReason;
    title: string;
    by: string | null;
    others: number;
    ids: number[];
    url: string;
  };
  /** What somebody was told and has not read. */
  async function told(who: Member): Promise<Shown[]> {
    while ((await runDueTasks(forum.adda)) > 0);
    return (await forum.api('GET', '/notifications?new=true', undefined, who)).json().notifications;
  }
  const reasons = async (who: Member) => (await told(who)).map(({ reason }) => reason);
  /** Nobody has anything new. */
  async function clear(): Promise<void> {
    while ((await runDueTasks(forum.adda)) > 0);
    for (const who of [rina!, jamal!, thuy!, kim!, admin]) await forum.api('POST', '/notifications/read', {}, who);
  }
  const follow = (who: Member, kind: string, targetId: number, level: string) =>
    forum.api('PUT', '/follows', { kind, targetId, level }, who);
  const talk = async (title = 'Why does it wobble so?'): Promise<Asked> => {
    const thread = await ask(forum, rina!, { title });
    await clear();
    return thread;
  };

  it('of an answer, a post, a reply, a quote and their name, for the most telling reason, once', async () => {
    const thread = await talk();
    const answer = await write(forum, jamal!, thread.id, 'Look at the hub.');
    expect(await reasons(rina!)).toEqual(['answer']);
    expect(await reasons(jamal!)).toEqual([]);
    await clear();
    await write(forum, thuy!, thread.id, 'Which hub?', { parentId: answer.id });
    expect([await reasons(jamal!), await reasons(rina!)]).toEqual([['reply'], ['post']]);
    await clear();
    await write(
      forum,
      kim!,
      thread.id,
      `> [Jamal](/p/${answer.id})\n>\n> Look at the hub.\n\n@thuy, and @jamal: which?`,
    );
    expect([await reasons(thuy!), await reasons(jamal!), await reasons(rina!)]).toEqual([
      ['mention'],
      ['mention'],
      ['answer'],
    ]);
  });

  it('of what is written where they posted, from then on; not of what they did themselves', async () => {
    const thread = await talk();
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    await write(forum, thuy!, thread.id, 'And at the rim.');
    expect(await reasons(jamal!)).toEqual(['thread']);
    expect(await reasons(kim!)).toEqual([]);
    const [one] = await told(rina!);
    expect([one!.reason, one!.others, one!.by]).toEqual(['answer', 1, 'Thuy']);
  });

  it('by the level at which they follow a thread, a space, a tag, a person', async () => {
    const table: [string, (thread: { id: number }) => Promise<number>, string, NotificationReason[]][] = [
      ['thread', async ({ id }) => id, 'all', ['thread']],
      ['thread', async ({ id }) => id, 'mine', []],
      ['thread', async ({ id }) => id, 'muted', []],
      ['member', async () => jamal!.id, 'all', ['member']],
      ['member', async () => jamal!.id, 'mine', []],
      ['member', async () => jamal!.id, 'muted', []],
    ];
    for (const [kind, target, level, wanted] of table) {
      const thread = await talk();
      const targetId = await target(thread);
      expect((await follow(kim!, kind, targetId, level)).status).toBe(200);
      await write(forum, jamal!, thread.id, 'Look at the hub.');
      expect([kind, level, await reasons(kim!)]).toEqual([kind, level, wanted]);
      await follow(kim!, kind, targetId, 'none');
    }
    const begun = await ask(forum, rina!, { title: 'How do I true a wheel?', tags: ['truing'] });
    const { q, t } = forum.adda.store.read;
    const tagId = (await q.select().from(t.tags)).find(({ name }) => name === 'truing')!.id;
    for (const [kind, targetId] of [
      ['space', forum.space.id],
      ['tag', tagId],
      ['member', rina!.id],
    ] as const)
      for (const level of ['all', 'mine', 'muted'] as const) {
        await clear();
        await follow(kim!, kind, targetId, level);
        await ask(forum, rina!, { title: `And another, of ${kind} ${level}?`, tags: ['truing'] });
        expect([kind, level, await reasons(kim!)]).toEqual([kind, level, level === 'all' ? [kind] : []]);
        await follow(kim!, kind, targetId, 'none');
      }
    expect(begun.id).toBeGreaterThan(0);
  });

  it('each once, however many they are, and others are not held up meanwhile', async () => {
    const { store } = forum.adda;
    const { id } = await ask(forum, rina!, { title: 'Who all wants to know?' });
    const names = Array.from({ length: 1_050 }, (_, i) => `many-${i}`);
    await store.write(async (tx) => {
      const { accounts: a, follows: f } = tx.t;
      const of = { passwordHash: 'x', emailVerifiedAt: tx.now, createdAt: tx.now };
      await insertAll(
        tx,
        a,
        names.map((name) => ({ name, slug: name, email: `${name}@example.org`, ...of })),
      );
      const all = await tx.q.select({ id: a.id, slug: a.slug }).from(a);
      const ids = all.filter(({ slug }) => slug.startsWith('many-')).map((one) => one.id);
      const follow = { kind: 'thread' as const, targetId: id, level: 'all' as const, createdAt: tx.now };
      await insertAll(
        tx,
        f,
        ids.map((accountId) => ({ accountId, ...follow })),
      );
    });
    while ((await runDueTasks(forum.adda)) > 0);
    const toldOf = async (postId: number) => {
      const { notifications: n } = store.read.t;
      return (await store.read.q.select().from(n)).filter((row) => row.postId === postId);
    };
    const post = await write(forum, jamal!, id, 'I do.');
    const counts = [];
    while ((await runDueTasks(forum.adda)) > 0) counts.push((await toldOf(post.id)).length);
    const told = await toldOf(post.id);
    // Those who follow, and whoever asked, for the most telling reason.
    expect(told.length).toBe(1_051);
    expect(new Set(told.map(({ accountId }) => accountId)).size).toBe(1_051);
    expect(told.filter(({ reason }) => reason === 'answer').map(({ accountId }) => accountId)).toEqual([rina!.id]);
    expect(counts.length).toBeGreaterThan(2);
  });

  it('of nothing that they muted, also when it names them; of new threads in a space as of one thing', async () => {
    const thread = await talk();
    await follow(thuy!, 'thread', thread.id, 'muted');
    await follow(kim!, 'member', jamal!.id, 'muted');
    await write(forum, jamal!, thread.id, 'What do @thuy and @kim say?');
    expect([await reasons(thuy!), await reasons(kim!)]).toEqual([[], []]);
    await follow(kim!, 'member', jamal!.id, 'none');
    await follow(kim!, 'space', forum.space.id, 'all');
    for (const title of ['The first of them?', 'The second one?', 'And the third?']) await ask(forum, rina!, { title });
    const shown = await told(kim!);
    expect(shown.map(({ reason, ids }) => [reason, ids.length])).toEqual([['space', 3]]);
    await follow(kim!, 'space', forum.space.id, 'none');
  });

  it('of marks of worth, joined, and not of those that were taken back', async () => {
    const thread = await talk();
    const answer = await write(forum, jamal!, thread.id, 'Look at the hub.');
    await clear();
    for (const who of [rina!, thuy!, kim!]) await setMark(forum, who, answer.id, 'helpful');
    const [helpful] = await told(jamal!);
    expect([helpful!.reason, helpful!.others]).toEqual(['helpful', 2]);
    await setMark(forum, kim!, answer.id, 'helpful', false);
    expect((await told(jamal!))[0]!.others).toBe(1);
    await setMark(forum, thuy!, answer.id, 'worked');
    await setMark(forum, rina!, answer.id, 'accept');
    expect((await reasons(jamal!)).sort()).toEqual(['accepted', 'helpful', 'worked']);
    await setMark(forum, thuy!, answer.id, 'outdated');
    expect((await reasons(jamal!)).length).toBe(3);
  });

  it('of nothing that was withdrawn, hidden or closed to them, also when it was told before', async () => {
    const thread = await talk();
    const [first, second, third] = [
      await write(forum, jamal!, thread.id, 'Look at the hub.'),
      await write(forum, thuy!, thread.id, 'Look at the rim.'),
      await write(forum, kim!, thread.id, 'Look at the tyre.'),
    ];
    expect((await told(rina!))[0]!.others).toBe(2);
    await withdraw(forum, jamal!, first.id);
    expect((await told(rina!))[0]!.others).toBe(1);
    await forum.api('POST', `/posts/${third.id}/hide`, { reason: 'spam', note: '' }, admin);
    const left = await told(rina!);
    expect(left.map(({ reason, others }) => [reason, others])).toEqual([['answer', 0]]);
    expect((await forum.get('/notifications', rina!)).text).toContain('Look at the rim.');
    expect((await forum.get('/notifications', rina!)).text).not.toContain('Look at the tyre.');
    expect(second.id).toBeGreaterThan(0);
    await forum.adda.store.write(async (tx) => {
      await updateSpace(tx, forum.space.id, { access: 'private' });
      await insertMembership(tx, forum.space.id, jamal!.id, null);
    });
    expect(await told(rina!)).toEqual([]);
    await write(forum, jamal!, thread.id, 'Only we read this, @rina.');
    expect(await told(rina!)).toEqual([]);
    const { q, t } = forum.adda.store.read;
    const kept = (await q.select().from(t.notifications)).filter(({ accountId }) => accountId === rina!.id);
    expect(kept.filter(({ reason }) => reason === 'mention')).toEqual([]);
    await forum.adda.store.write((tx) => updateSpace(tx, forum.space.id, { access: 'public' }));
    expect((await told(rina!)).map(({ reason }) => reason)).toEqual(['answer']);
  });

  const act = async (path: string, body: object, who: Member) => {
    const answer = await forum.api('POST', path, body, who);
    expect(answer.status, answer.text).toBe(200);
  };
  const WHY = { reason: 'spam', note: 'x' };
  const threadOf = async (postId: number) => Number((await rowOf(forum, 'posts', postId)).threadId);
  const edit = (who: Member, postId: number, body: string) =>
    forum.api('PATCH', `/posts/${postId}`, { body, revision: 1 }, who);
  /** What they read on their page, and what a device or a letter would say: all is asked by one query. */
  const pageOf = async (who: Member) => (await told(who), (await forum.get('/notifications', who)).text);

  it('of what came after the page was drawn, though all that it showed was marked as read, or another filter', async () => {
    const thread = await talk('What came after the page?');
    await write(forum, jamal!, thread.id, 'One.');
    await told(rina!);
    const drawn = (await forum.get('/notifications', rina!)).text;
    const form = /<form method="post" action="\/notifications\/read">([^]*?)<\/form>/.exec(drawn)![1]!;
    const inputs = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
    await write(forum, thuy!, thread.id, 'Came after it was drawn.');
    await told(rina!);
    await forum.post('/notifications/read', Object.fromEntries(inputs), rina!);
    expect((await told(rina!)).map(({ by, others }) => ({ by, others }))).toEqual([{ by: 'Thuy', others: 0 }]);
    await forum.post('/notifications/read', { show: 'marks' }, rina!);
    expect((await told(rina!)).length).toBe(1);
    await forum.post('/notifications/read', { show: 'talk' }, rina!);
    expect(await told(rina!)).toEqual([]);
  });

  it('once of a post that names them, also where it was edited at once', async () => {
    const thread = await talk('Who is named by an edit?');
    for (let i = 0; i < 6; i++) {
      const post = await write(forum, jamal!, thread.id, `One ${i}.`);
      expect((await edit(jamal!, post.id, 'Hello @Kim.')).status).toBe(200);
    }
    await told(kim!);
    const { notifications: n } = forum.adda.store.read.t;
    const rows = (await forum.adda.store.read.q.select().from(n)).filter(
      (row) => row.accountId === kim!.id && row.threadId === thread.id,
    );
    expect(rows.length).toBe(6);
  });

  it('by name by no brand where nobody reads what they wrote there', async () => {
    const thread = await talk('Whom may staff name here?');
    const post = await write(forum, thuy!, thread.id, 'Taken back.');
    await withdraw(forum, thuy!, post.id);
    const zed = await makeStaff(forum, 'Zed', await makeBrand(forum, 'Zeta'));
    await letTimePass(forum, 8 * DAY);
    await clear();
    expect((await tryPost(forum, zed, thread.id, 'Hello @Thuy, come and buy.')).status).toBe(201);
    expect((await forum.get(thread.url, null)).text).not.toContain('>@Thuy</a>');
    expect(await reasons(thuy!)).not.toContain('mention');
  });

  it('of posts that went elsewhere as of that place: nothing where it is hidden or closed to them', async () => {
    const inner = await forum.adda.store.write(async (tx) => {
      const about = { slug: 'inner', name: 'Inner', kind: 'craft' as const, charter: 'For those who are asked in.' };
      const space = await insertSpace(tx, { ...about, access: 'private', createdAt: tx.now });
      await insertMembership(tx, space.id, jamal!.id, null);
      return space;
    });
    const split = async (postId: number, from: number) => {
      await act(`/threads/${from}/split`, { posts: [postId], title: 'What was split off here?' }, admin);
      return threadOf(postId);
    };
    const hidden = await talk('What is split and hidden?');
    const first = await write(forum, jamal!, hidden.id, 'UNLAWFUL words.');
    await told(rina!);
    await act(`/threads/${await split(first.id, hidden.id)}/hide`, WHY, admin);
    expect(await pageOf(rina!)).not.toContain('UNLAWFUL');
    const moved = await talk('What is split and moved?');
    const second = await write(forum, jamal!, moved.id, 'Open words.');
    await told(rina!);
    await act(`/threads/${await split(second.id, moved.id)}/move`, { space: inner.slug, ...WHY }, admin);
    expect((await edit(jamal!, second.id, 'INNER words.')).status).toBe(200);
    expect(await pageOf(rina!)).not.toContain('INNER');
    const open = await talk('What goes private soon?');
    const third = await write(forum, jamal!, open.id, 'Open words.');
    await told(rina!);
    const within = await ask(forum, jamal!, { title: 'Private that takes it all in?', space: inner.slug });
    await act(`/threads/${open.id}/merge`, { threadId: String(within.id), ...WHY }, admin);
    expect((await edit(jamal!, third.id, 'WITHIN words.')).status).toBe(200);
    expect(await pageOf(rina!)).not.toContain('WITHIN');
  });

  it('of posts that went to another thread with the way there, joined with what is told of it', async () => {
    const [gone, stays] = [await talk('This one is merged away?'), await talk('That one takes it all?')];
    const answer = await write(forum, thuy!, gone.id, 'An answer.');
    const reply = await write(forum, jamal!, gone.id, 'A reply.', { parentId: answer.id });
    await write(forum, kim!, stays.id, 'Another answer.');
    await told(thuy!);
    await act(`/threads/${gone.id}/merge`, { threadId: String(stays.id), ...WHY }, admin);
    const { number } = await rowOf(forum, 'posts', reply.id);
    const own = (await told(thuy!)).find(({ reason }) => reason === 'reply')!;
    expect(own.url).toMatch(new RegExp(`^/t/${stays.id}/[^/]+/${number}$`));
    const answers = (await told(rina!)).filter(({ reason }) => reason === 'answer');
    expect(answers.map(({ others, title }) => ({ others, title }))).toEqual([
      { others: 1, title: 'That one takes it all?' },
    ]);
  });

  it('of what others changed in their text, and not of what they changed themselves', async () => {
    const thread = await ask(forum, rina!, { title: 'A list of hubs that last', form: 'resource' });
    await clear();
    const edit = (body: string, revision: number, who: Member) =>
      forum.api('PATCH', `/posts/${thread.postId}`, { body, title: 'A list of hubs that last', revision }, who);
    expect((await edit('The list, and what Rina thinks of it now.', 1, rina!)).status).toBe(200);
    expect(await reasons(rina!)).toEqual([]);
    expect((await edit('The list, with two hubs more.', 2, jamal!)).status).toBe(200);
    expect((await edit('The list, with three hubs more.', 3, kim!)).status).toBe(200);
    expect(await told(rina!)).toMatchObject([{ reason: 'edited', by: 'Kim', others: 1 }]);
    expect(await reasons(jamal!)).toEqual([]);
    await clear();
    expect((await edit('The list, with three hubs more.', 4, jamal!)).status).toBe(200);
    expect(await reasons(rina!)).toEqual([]);
    expect((await forum.api('GET', `/posts/${thread.postId}/revisions`)).json().revisions).toHaveLength(3);
  });

  it('is named alone by a name that begins with another’s', async () => {
    const both = await forum.member('Kim Das');
    const thread = await talk('Who trues wheels here?');
    await write(forum, jamal!, thread.id, 'Ask @kim-das, or @Kim Das.');
    expect([await reasons(kim!), await reasons(both)]).toEqual([[], ['mention']]);
  });

  it('of what brand staff write, with their label; and staff call nobody who is not there', async () => {
    const acme = await makeBrand(forum);
    const dana = await makeStaff(forum, 'Dana', acme);
    const thread = await talk('Is this hub any good?');
    const answer = await write(forum, jamal!, thread.id, 'It is.');
    await write(forum, rina!, thread.id, 'Thank you.');
    await letTimePass(forum, 8 * DAY);
    await clear();
    const note = await tryPost(forum, dana, thread.id, 'We made it, @jamal and @kim.');
    expect(note.status).toBe(201);
    expect([await reasons(kim!), await reasons(jamal!), await reasons(rina!)]).toEqual([[], ['mention'], ['post']]);
    const [own] = await told(rina!);
    expect(own!.by).toContain('Staff · Acme');
    const page = (await forum.get('/notifications', rina!)).text;
    expect(page).toContain('Staff · Acme');
    const drawn = (await forum.get(thread.url)).text;
    expect([drawn.includes('href="/u/jamal">@Jamal'), drawn.includes('@Kim')]).toEqual([true, false]);
    expect(answer.id).toBeGreaterThan(0);
  });

  it('of a reply to what they said for a brand within a conversation, which names nobody', async () => {
    const staff = await makeStaff(forum, 'Petra', await makeBrand(forum, 'Rimco'));
    const thread = await talk('Who makes this rim?');
    const answer = await write(forum, jamal!, thread.id, 'Ask those who make it.');
    await letTimePass(forum, 8 * DAY);
    const ours = await write(forum, staff, thread.id, 'We do, since 1990.', { parentId: answer.id });
    await clear();
    await forum.api('POST', '/notifications/read', {}, staff);
    await write(forum, thuy!, thread.id, 'And the narrow one?', { parentId: ours.id });
    expect([await reasons(staff), await reasons(jamal!)]).toEqual([['reply'], ['reply']]);
  });

  it('of what was decided about what they wrote, reported, proposed, and of invitations; moderators of what waits', async () => {
    const thread = await talk();
    const post = await write(forum, jamal!, thread.id, 'Buy my hubs.');
    await clear();
    const report = { reason: 'spam', evidence: 'It says only that, everywhere.' };
    expect((await forum.api('POST', `/posts/${post.id}/reports`, report, kim!)).status).toBe(201);
    expect(await reasons(admin)).toEqual(['duty']);
    const [{ id: caseId }] = (await forum.api('GET', '/cases', undefined, admin)).json().cases;
    const hidden = await forum.api('POST', `/posts/${post.id}/hide`, { reason: 'spam', note: '', caseId }, admin);
    expect(hidden.status, hidden.text).toBe(200);
    expect([await reasons(jamal!), await reasons(kim!)]).toEqual([['act'], ['report']]);
    expect((await told(jamal!))[0]!.url).toMatch(/^\/statements\/\d+$/);
    const another = await talk('Who knows about spokes?');
    const invited = await forum.api('POST', `/threads/${another.id}/invitations`, { members: [kim!.id] }, rina!);
    expect([invited.status, await reasons(kim!)]).toEqual([200, ['invitation']]);
    const proposal = { name: 'Spokes and rims', kind: 'craft', charter: 'For those who lace wheels by hand.' };
    expect((await forum.api('POST', '/spaces/proposals', proposal, thuy!)).status).toBe(201);
    const { q, t } = forum.adda.store.read;
    const { id } = (await q.select().from(t.proposals)).at(-1)!;
    await forum.api('POST', `/spaces/proposals/${id}`, { decision: 'grant' }, admin);
    expect(await reasons(thuy!)).toEqual(['proposal']);
  });

  it('once, whether an answer helped, where they asked and said nothing of it', async () => {
    const [silent, thanked] = [await talk('Why does it squeak?'), await talk('Why does it creak?')];
    for (const { id } of [silent, thanked]) await write(forum, jamal!, id, 'It is dry.');
    await write(forum, rina!, thanked.id, 'Thank you.');
    await clear();
    await askWhetherSolved(forum.adda);
    expect((await told(rina!)).map(({ title }) => title)).not.toContain('Why does it squeak?');
    await letTimePass(forum, 3 * DAY);
    for (let i = 0; i < 2; i++) await askWhetherSolved(forum.adda);
    const asked = (await told(rina!)).filter(({ reason }) => reason === 'solved');
    expect(asked.map(({ title }) => title)).toContain('Why does it squeak?');
    expect(asked.filter(({ title }) => title === 'Why does it squeak?').length).toBe(1);
    expect(asked.map(({ title }) => title)).not.toContain('Why does it creak?');
  });

  it('until they have read it: here, on the page, or everywhere at once', async () => {
    const thread = await talk();
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    const [one] = await told(rina!);
    const bell = async () => /Notifications: ([^<]+)</.exec((await forum.get('/spaces', rina!)).text)?.[1];
    expect(await bell()).toBe('1 new');
    // Nobody reads for others.
    expect((await forum.api('POST', '/notifications/read', { ids: one!.ids }, kim!)).status).toBe(200);
    expect((await told(rina!)).length).toBe(1);
    expect(
      (await forum.post('/notifications/read', { ids: one!.ids.map(String), next: '/spaces' }, rina!)).status,
    ).toBe(303);
    expect(await bell()).toBe('nothing new');
    await write(forum, thuy!, thread.id, 'Look at the rim.');
    expect((await told(rina!)).length).toBe(1);
    expect((await forum.get(thread.url, rina!)).text).not.toContain('since you were last here');
    await keepNoted(forum.adda);
    expect([await bell(), await told(rina!)]).toEqual(['nothing new', []]);
    await write(forum, kim!, thread.id, 'Look at the tyre.');
    const page = (await forum.get(thread.url, rina!)).text;
    expect(page).toContain('1 new post since you were last here');
    expect(page).toContain(`href="${thread.url}/4">Go on where you left`);
    // What they were shown is no news a moment later, nor what came while they are here, nor what they write.
    expect((await forum.get(thread.url, rina!)).text).not.toContain('since you were last here');
    const came = await write(forum, jamal!, thread.id, 'Look at the spokes.');
    const part = await forum.get(`/live/threads/${thread.id}/${came.number}`, rina!);
    expect(part.text).toContain('Look at the spokes.');
    for (const words of ['since you were last here', 'class="fresh-post"']) expect(part.text).not.toContain(words);
    await write(forum, rina!, thread.id, 'I did.');
    expect((await forum.get(thread.url, rina!)).text).not.toContain('since you were last here');
    expect((await forum.get('/new', rina!)).text).not.toContain('class="fresh-count"');
    // Nor is what they may not see: its number is all that there is of it.
    const hidden = await write(forum, jamal!, thread.id, 'Buy cheap hubs.');
    await forum.adda.store.write((tx) => tx.raw(`update posts set hidden_at = 1 where id = ${hidden.id}`));
    const fresh = async () => /class="fresh-count">([^<]*)/.exec((await forum.get('/new', rina!)).text)?.[1];
    expect(await fresh()).toBeUndefined();
    await write(forum, kim!, thread.id, 'And at the nipples.');
    expect(await fresh()).toBe('1 new');
  });

  it('of nothing by whom they muted, whose words are folded for them and for nobody else', async () => {
    const thread = await talk('Whose words are these?');
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    await follow(rina!, 'member', jamal!.id, 'muted');
    const page = async (who: Member) => (await forum.get(thread.url, who)).text;
    expect((await page(rina!)).match(/<details class="post__folded">/g)).toHaveLength(1);
    expect(await page(rina!)).toContain('Look at the hub.');
    expect(await page(thuy!)).not.toContain('post__folded');
    expect(await page(jamal!)).not.toContain('post__folded');
    await follow(rina!, 'member', jamal!.id, 'none');
  });

  it('by a name that is completed while it is typed: of who takes part first, and for staff of nobody else', async () => {
    const olga = await forum.member('Olga', 'staff');
    const [jamila, jasper] = [await forum.member('Jamila'), await forum.member('Jasper')];
    const thread = await talk('Who of you knows this rim?');
    await write(forum, jasper!, thread.id, 'I do.');
    const found = async (who: Member | null, name: string, id = thread.id) =>
      (await forum.api('GET', `/mentions?name=${encodeURIComponent(name)}&thread=${id}`, undefined, who)).json();
    const names = async (who: Member, name: string) =>
      (await found(who, name)).members.map((member: { name: string }) => member.name);
    expect(await names(rina!, 'ja')).toEqual(['Jasper', 'Jamal', 'Jamila']);
    expect(await names(rina!, 'JAMI')).toEqual(['Jamila']);
    expect(await names(rina!, 'a')).not.toContain('Jamal');
    expect(await names(rina!, '%')).toEqual([]);
    expect(await names(olga, 'ja')).toEqual(['Jasper']);
    expect((await found(null, 'ja')).status).toBe(401);
    expect((await found(rina!, 'ja', 999_999)).status).toBe(404);
    expect(jamila.name).toBe('Jamila');
  });
});
