/** What is held before others read it, what its author reads, what a moderator does with it. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { endWhatIsOver } from '../../../server/care/prevention/actions.ts';
import { isDisposable } from '../../../server/people/accounts/disposable.ts';
import { moderateSpace } from '../../support/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { recountThread } from '../../../server/forum/threads/recount.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_PREVENTION } from '../../../server/rules/prevention.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { drawnBefore } from '../../support/joining.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, write } from '../../support/talk.ts';

const DAY = 86_400_000;
const SPAM = { reason: 'spam', note: 'It sells pills.' };
let sites = 0;
/** A site that nobody has linked to. */
const link = () => `See https://pills-${++sites}.example/buy for it.`;
const LONG = (word: string) =>
  `Last winter I bought a ${word} from a shop near the river and it has rattled ever since the first long ride in the rain.`;

eachEngine('prevention', (engine) => {
  let forum: Forum;
  let admin: Member;
  let mod: Member;
  let other: Member;
  let rina: Member;
  let asked: { id: number; url: string };
  let count = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, mod] = [await forum.member('Ada', 'admin'), await forum.member('Mod', 'moderator')];
    [other, rina] = [await forum.member('Other Mod', 'moderator'), await forum.member('Rina')];
    asked = await ask(forum, rina);
  });
  beforeEach(async () => {
    await settings({});
    await forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined));
  });

  const settings = (changes: object) =>
    forum.adda.store.write((tx) =>
      updateSite(tx, { prevention: { ...USUAL_PREVENTION, scoreAbove: 0, ...changes }, raid: null }),
    );
  const newcomer = () => forum.member(`New ${engine} ${++count}`);
  const say = async (who: Member, body: string, threadId = asked.id) =>
    (await forum.api('POST', `/threads/${threadId}/posts`, { body }, who)).json();
  const act = (verb: string, id: number, who: Member | null = mod, body: object = {}) =>
    forum.api('POST', `/posts/${id}/${verb}`, body, who);
  async function rule(body: object): Promise<number> {
    const made = await forum.api('POST', '/admin/watch-rules', { kind: 'words', action: 'hold', ...body }, admin);
    expect(made.status, made.text).toBe(201);
    return made.json().id;
  }
  const switchOn = (id: number, isActive = true) => forum.api('POST', `/admin/watch-rules/${id}`, { isActive }, admin);
  const code = async (...args: Parameters<typeof act>) => (await act(...args)).json().code;
  const page = async (url: string, who: Member | null = null) => (await forum.get(url, who)).text;
  const queue = async (who = mod) => (await forum.api('GET', '/moderation/held', undefined, who)).json();
  async function expectCounted(id: number): Promise<void> {
    const before = await rowOf(forum, 'threads', id);
    await forum.adda.store.write(async (tx) => recountThread(tx, (await lockThread(tx, id))!));
    expect({ ...(await rowOf(forum, 'threads', id)), version: 0 }).toEqual({ ...before, version: 0 });
  }
  const events = async (kind: string, postId: number) => {
    const { q, t } = forum.adda.store.read;
    const rows = (await q.select().from(t.events)) as { kind: string; facts: { postId?: number } }[];
    return rows.filter((one) => one.kind === kind && JSON.stringify(one).includes(`"postId":${postId}`)).length;
  };

  it('holds a first post with links: only its author and moderators read it, with why beside it', async () => {
    const fresh = await newcomer();
    const before = await rowOf(forum, 'threads', asked.id);
    const post = await say(fresh, `First words. ${link()}`);
    expect(post.held).toBe('first_links');
    expect(await page(asked.url)).not.toContain('First words');
    expect((await forum.api('GET', `/posts/${post.id}`)).status).toBe(404);
    expect(await page('/search?q=First+words')).not.toContain(`/p/${post.id}`);
    expect(await page('/new.atom')).not.toContain('First words');
    const his = await page(`/p/${post.id}`, fresh);
    expect(his).toContain('First words');
    expect(his).toContain(
      'Held until a moderator has looked: first post that leads to a site members here have not linked to, or says how to be reached elsewhere, and takes up nothing of what is talked about.',
    );
    expect(await page(asked.url, fresh)).toContain('First words');
    expect(await rowOf(forum, 'threads', asked.id)).toMatchObject({
      answerCount: before.answerCount,
      rankKey: before.rankKey,
      lastPostAt: before.lastPostAt,
    });
    await expectCounted(asked.id);
    expect(await events('post.written', post.id)).toBe(0);
    expect((await queue()).held.map(({ id }: { id: number }) => id)).toContain(post.id);
    expect(await page('/moderation', mod)).toContain('First words');
    expect((await act('approve', post.id)).status).toBe(200);
    expect(await page(asked.url)).toContain('First words');
    expect(await events('post.written', post.id)).toBe(1);
    await expectCounted(asked.id);
    expect(await code('approve', post.id)).toBe('no_change');
    expect((await say(fresh, `Second words. ${link()}`)).held).toBe(null);
  });

  it('holds the thread of a held opening, and shows it with its opening', async () => {
    const fresh = await newcomer();
    const made = await ask(forum, fresh, { title: 'A held thread about rims', body: link() });
    expect((await forum.get(made.url)).status).toBe(404);
    expect(await page('/new')).not.toContain('A held thread about rims');
    expect((await forum.get('/s/wheels', mod)).text).not.toContain('A held thread about rims');
    expect(await page(made.url, fresh)).toContain('Held until a moderator has looked');
    expect((await forum.api('POST', `/threads/${made.id}/posts`, { body: 'And me.' }, rina)).status).toBe(404);
    expect((await act('approve', made.postId)).status).toBe(200);
    expect((await forum.get(made.url)).status).toBe(200);
    expect(await page('/new')).toContain('A held thread about rims');
    await expectCounted(made.id);
  });

  it('refused, stays hidden with a reason, which can be appealed', async () => {
    const fresh = await newcomer();
    const post = await say(fresh, `Buy them. ${link()}`);
    expect(await code('refuse', post.id)).toBe('invalid');
    expect(await code('show', post.id, mod, {})).toBe('held');
    const refused = await act('refuse', post.id, mod, SPAM);
    expect(refused.status, refused.text).toBe(200);
    expect(await code('refuse', post.id, mod, SPAM)).toBe('no_change');
    expect(await page(`/p/${post.id}`, fresh)).toContain(`href="/p/${post.id}/decision"`);
    const statement = `/statements/${refused.json().id}`;
    expect((await forum.get(`/p/${post.id}/decision`, fresh)).headers.location).toBe(statement);
    expect(await page(statement, fresh)).toContain('It sells pills.');
    const words = { words: 'They were for my wheel, and nobody sells them.' };
    expect((await forum.api('POST', `/acts/${refused.json().id}/appeals`, words, fresh)).status).toBe(201);
    const { q, t } = forum.adda.store.read;
    const [appeal] = await q.select().from(t.appeals).where(eq(t.appeals.actId, refused.json().id));
    const decision = { decision: 'uphold', reason: 'It was about the wheel indeed.' };
    expect((await forum.api('POST', `/appeals/${appeal!.id}`, decision, other)).status).toBe(200);
    expect(await page(asked.url)).toContain('Buy them.');
    expect(await events('post.written', post.id)).toBe(1);
    await expectCounted(asked.id);
  });

  it('is approved once, by fifty at once too', async () => {
    const post = await say(await newcomer(), `Fifty look. ${link()}`);
    const each = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        i % 2
          ? act('approve', post.id, i % 4 < 2 ? mod : other)
          : act('refuse', post.id, i % 4 < 2 ? mod : other, SPAM),
      ),
    );
    expect(each.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(each.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { heldAt, heldWhy } = await rowOf(forum, 'posts', post.id);
    expect([heldAt, heldWhy]).toEqual([null, null]);
    expect(await events('post.written', post.id)).toBeLessThan(2);
    await expectCounted(asked.id);
  });

  it('is judged by nobody without the office, nor of what is gone or withdrawn', async () => {
    const fresh = await newcomer();
    const post = await say(fresh, `Withdrawn soon. ${link()}`);
    expect(await code('approve', post.id, rina)).toBe('forbidden');
    expect(await code('approve', post.id, fresh)).toBe('forbidden');
    expect(await code('approve', post.id, null)).toBe('not_signed_in');
    expect(await code('approve', 999_999)).toBe('not_found');
    expect((await forum.api('POST', `/posts/${post.id}/withdraw`, {}, fresh)).status).toBe(200);
    expect(await code('approve', post.id)).toBe('withdrawn');
    expect(JSON.stringify(await queue())).not.toContain('Withdrawn soon');
    expect((await forum.api('POST', `/posts/${post.id}/restore`, {}, fresh)).status).toBe(200);
    expect(await page(asked.url)).not.toContain('Withdrawn soon');
    expect(JSON.stringify(await queue())).toContain('Withdrawn soon');
    const former = await forum.member(`Former ${engine}`, 'moderator');
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.accounts)
        .set({ role: 'member' })
        .where(eq(tx.t.accounts.id, former.id))
        .then(() => undefined),
    );
    expect(await code('approve', post.id, former)).toBe('forbidden');
    const gone = await say(await newcomer(), `Removed soon. ${link()}`);
    expect((await act('remove', gone.id, mod, { reason: 'illegal' })).status).toBe(200);
    expect(await code('approve', gone.id)).toBe('removed');
  });

  it('shows a moderator of a space what waits there, and nobody what waits elsewhere', async () => {
    const elsewhere = await forum.member(`Elsewhere ${engine}`);
    const here = await forum.member(`Here ${engine}`);
    await forum.adda.store.write(async (tx) => {
      const space = { kind: 'craft' as const, charter: 'For those who mend brakes.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: `brakes-${engine}`, name: 'Brakes' });
    });
    await moderateSpace(forum.adda, here.name, 'wheels', true);
    await moderateSpace(forum.adda, elsewhere.name, `brakes-${engine}`, true);
    const post = await say(await newcomer(), `Seen here alone. ${link()}`);
    expect(JSON.stringify(await queue(here))).toContain('Seen here alone');
    expect(await queue(elsewhere)).toMatchObject({ count: 0, held: [] });
    expect(await code('approve', post.id, elsewhere)).toBe('not_found');
    expect((await forum.api('POST', '/moderation/raid', { hours: 1, days: 1 }, here)).json().code).toBe('forbidden');
    expect((await act('approve', post.id, here)).status).toBe(200);
  });

  it('judges many at once, and says of each what was refused', async () => {
    const posts = [];
    for (let i = 0; i < 3; i++) posts.push((await say(await newcomer(), `Many ${i}. ${link()}`)).id);
    await act('approve', posts[0]);
    const bulk = await forum.api('POST', '/moderation/bulk', { verb: 'approve', posts: [...posts, 999_999] }, mod);
    expect(bulk.json().outcomes.map((one: { code: string | null }) => one.code)).toEqual([
      'no_change',
      null,
      null,
      'not_found',
    ]);
    const held = (await say(await newcomer(), `One more. ${link()}`)).id;
    const form = (posts: string[], more: Record<string, string> = {}) =>
      forum.post('/moderation/held', { posts, verb: 'refuse', note: 'Typed and kept.', ...more }, mod);
    expect((await form([], { reason: 'spam' })).status).toBe(422);
    const none = await form([]);
    expect(none.status).toBe(422);
    // Above, with the way to the posts, and beside the buttons.
    expect(none.text.match(/No post is chosen: tick those that you mean/g)).toHaveLength(2);
    expect(none.text).toContain('<a href="#posts">No post is chosen');
    const refused = await form([String(held)]);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Typed and kept.');
    expect((await form([String(held)], { reason: 'spam' })).headers.location).toBe('/moderation/held?flash=acted');
    expect((await form([String(held)], { reason: 'spam' })).text).toContain('0 of 1 done.');
  });

  it('looks again at what its author changes: what is held stays so, what stood is held by what came into it', async () => {
    const fresh = await newcomer();
    const held = await say(fresh, `Edited later. ${link()}`);
    const edit = (id: number, body: string, revision: number) =>
      forum.api('PATCH', `/posts/${id}`, { body, revision }, fresh);
    expect((await edit(held.id, 'Edited now, without a link.', 1)).json().held).toBe('first_links');
    expect(await page(asked.url)).not.toContain('Edited now');
    expect(JSON.stringify(await queue())).toContain('Edited now');
    const plain = await say(fresh, 'Nothing to see in this one.');
    expect(plain.held).toBe(null);
    expect((await edit(plain.id, `Now there is. ${link()}`, 1)).json().held).toBe('first_links');
    expect(await page(asked.url)).not.toContain('Now there is');
    await expectCounted(asked.id);
    expect(await events('post.written', plain.id)).toBe(1);
    const quote = await forum.get(`/p/${plain.id}/quote`, rina);
    expect(quote.status).toBe(404);
    const linked = await write(forum, rina, asked.id, `Look at ${ORIGIN}/p/${plain.id}`);
    expect(await page(`/p/${linked.id}`)).not.toContain('Now there is');
    expect((await act('approve', plain.id)).status).toBe(200);
    expect(await events('post.written', plain.id)).toBe(1);
  });

  it('takes two links of a new account, and says so of a third beside the text', async () => {
    const fresh = await newcomer();
    const links = (n: number) => Array.from({ length: n }, (_, i) => `https://site${i}.example/`).join(' and ');
    const answer = await forum.api('POST', `/threads/${asked.id}/posts`, { body: links(3) }, fresh);
    expect(answer.status).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: 'body' }]);
    const form = await forum.post(`/t/${asked.id}/posts`, { body: links(3) }, fresh);
    expect(form.text).toContain('at most 2 links');
    expect(form.text).toContain('site2.example');
    expect((await say(fresh, links(2))).held).toBe('first_links');
    expect((await say(fresh, `${ORIGIN}/a ${ORIGIN}/b ${ORIGIN}/c`)).held).toBe(null);
    const post = await say(mod, links(5));
    expect(post.held).toBe(null);
    expect(await page(`/p/${post.id}`)).toMatch(
      /rel="ugc nofollow[^"]*"[^>]*href="https:\/\/site0|href="https:\/\/site0[^>]*rel="ugc nofollow/,
    );
  });

  it('holds first posts as often as the forum wants', async () => {
    await settings({ firstPosts: '2' });
    const fresh = await newcomer();
    const [one, two, three] = [await say(fresh, 'One.'), await say(fresh, 'Two.'), await say(fresh, 'Three.')];
    expect([one.held, two.held, three.held]).toEqual(['first_post', 'first_post', 'first_post']);
    await act('approve', one.id);
    expect((await say(fresh, 'Four.')).held).toBe('first_post');
    await act('approve', two.id);
    expect((await say(fresh, 'Five.')).held).toBe(null);
  });

  it('holds nearly the same text by new accounts, of several at once too', async () => {
    await settings({ firstPosts: 'none' });
    expect((await say(await newcomer(), LONG('red wheel'))).held).toBe(null);
    expect((await say(await newcomer(), LONG('red wheel'))).held).toBe('similar');
    expect((await say(await newcomer(), LONG('red wheel').toUpperCase())).held).toBe('similar');
    expect((await say(await newcomer(), 'My chain jumps whenever I shift under load, and I have oiled it.')).held).toBe(
      null,
    );
    const crowd = [];
    for (let i = 0; i < 8; i++) crowd.push(await newcomer());
    const each = await Promise.all(crowd.map((who) => say(who, LONG('blue saddle with a leather cover'))));
    expect(each.filter(({ held }) => held === null)).toHaveLength(1);
  });

  it('tries a rule on old posts before it is switched on, and does then what it says', async () => {
    await write(forum, rina, asked.id, 'The old casinо had a Cyrillic letter.');
    const id = await rule({ patterns: 'casin*' });
    expect((await say(rina, 'A casino, and no rule is on.')).held).toBe(null);
    const tried = (await forum.api('GET', `/admin/watch-rules/${id}`, undefined, admin)).json();
    expect(tried.found).toBe(2);
    expect(await page(`/admin/prevention/rules/${id}`, admin)).toContain('found by “casin*”');
    await switchOn(id);
    const held = await say(rina, 'The c\u200bas\u00adino is open.');
    expect(held.held).toBe('words');
    expect(await page('/moderation', mod)).toContain('by: casin*');
    expect(await page(`/p/${held.id}`, rina)).not.toContain('casin*');
    expect((await say(mod, 'A moderator speaks of the casino.')).held).toBe(null);
    await switchOn(id, false);
    expect((await say(rina, 'The casino once more.')).held).toBe(null);
  });

  it('flags and refuses by rules, each said where it stands', async () => {
    const ids = [
      await rule({ patterns: 'lottery', action: 'flag' }),
      await rule({ patterns: 'bad.example', kind: 'links', action: 'refuse' }),
    ];
    for (const id of ids) await switchOn(id);
    const flagged = await say(rina, 'I won the lottery.');
    expect(flagged.held).toBe(null);
    expect(await page(`/p/${flagged.id}`)).toContain('I won the lottery.');
    expect(await page(`/p/${flagged.id}`, rina)).toContain('brought this post to the moderators');
    expect(await page(`/p/${flagged.id}`)).not.toContain('brought this post to the moderators');
    expect((await queue()).flagged.map(({ id }: { id: number }) => id)).toContain(flagged.id);
    expect((await act('approve', flagged.id)).status).toBe(200);
    expect((await queue()).flagged.map(({ id }: { id: number }) => id)).not.toContain(flagged.id);
    const refused = await forum.post(`/t/${asked.id}/posts`, { body: 'See https://shop.bad.example/x' }, rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('does not take posts with “bad.example”');
    expect(refused.text).toContain('shop.bad.example/x');
    for (const id of ids)
      expect((await forum.api('DELETE', `/admin/watch-rules/${id}`, undefined, admin)).status).toBe(200);
    expect((await switchOn(ids[0]!)).status).toBe(404);
  });

  it('refuses a rule that is none beside its field, and takes rules of admins only', async () => {
    const fault = async (body: object, who = admin) =>
      (await forum.api('POST', '/admin/watch-rules', { kind: 'words', action: 'hold', ...body }, who)).json();
    const words = Array.from({ length: 1_000 }, (_, i) => `word${i}`).join('\n');
    for (const patterns of ['', '*', 'a*', '\u200b', words, 'x'.repeat(9_000)])
      expect((await fault({ patterns })).errors, patterns.slice(0, 10)).toMatchObject([{ field: 'patterns' }]);
    expect((await fault({ patterns: 'bad.example/x', kind: 'links' })).errors).toMatchObject([{ field: 'patterns' }]);
    expect((await fault({ patterns: 'casino', language: 'klingon' })).errors).toMatchObject([{ field: 'language' }]);
    const form = await forum.post('/admin/prevention/rules', { kind: 'words', action: 'hold', patterns: words }, admin);
    expect(form.status).toBe(422);
    expect(form.text).toContain('word999');
    expect((await fault({ patterns: 'casino' }, mod)).code).toBe('forbidden');
    expect((await forum.post('/admin/prevention', { firstPosts: '1', scoreAbove: '90' }, mod)).status).toBe(403);
  });

  it('takes huge, unseen, look-alike and right-to-left texts without a fault of its own', async () => {
    const id = await rule({ patterns: ['*casino*', 'קזינו', 'p0ker'].join('\n') });
    await switchOn(id);
    const fresh = await newcomer();
    const texts = [
      'ɐ'.repeat(32_000),
      '\u200b \u2060 a\u00ad'.repeat(3_000),
      'קזינו '.repeat(4_000),
      '1l|I '.repeat(6_000),
      'а '.repeat(16_000),
    ];
    for (const body of texts) {
      const answer = await forum.api('POST', `/threads/${asked.id}/posts`, { body }, fresh);
      expect(answer.status, body.slice(0, 5)).toBeLessThan(500);
    }
    expect((await say(rina, 'p o k e r and more')).held).toBe('words');
    await switchOn(id, false);
  });

  it('learns from what moderators decide, unlearns what is taken back, and only then scores', async () => {
    await settings({ firstPosts: 'none', similar: false, scoreAbove: 90 });
    const lessons = async () =>
      (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.spamLessons)).length;
    const spam = await say(rina, 'Cheap pills with a huge bonus, order today.');
    const before = await lessons();
    expect((await act('hide', spam.id, mod, SPAM)).status).toBe(200);
    expect(await lessons()).toBe(before + 1);
    expect((await act('show', spam.id)).status).toBe(200);
    expect(await lessons()).toBe(before);
    const { q, t } = forum.adda.store.read;
    expect((await q.select().from(t.spamWords)).every(({ spam: s, ham }) => s >= 0 && ham >= 0)).toBe(true);
    for (let i = 0; i < 30; i++) {
      await forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined));
      const [bad, good] = [
        await say(rina, `Cheap pills, huge bonus, order ${i}.`),
        await say(rina, `My wheel wobbles at the rim, try ${i}.`),
      ];
      await act('hide', bad.id, mod, SPAM);
      await forum.adda.store.write((tx) =>
        tx.q
          .update(tx.t.posts)
          .set({ heldWhy: { why: 'words', words: [], score: null } })
          .where(eq(tx.t.posts.id, good.id))
          .then(() => undefined),
      );
      expect((await act('approve', good.id)).status).toBe(200);
    }
    const scored = await say(await newcomer(), 'Cheap pills and a huge bonus for you.');
    expect(scored.held).toBe('score');
    expect(await page('/moderation', mod)).toContain('% like spam');
    expect((await say(await newcomer(), 'My wheel wobbles, what can I try?')).held).toBe(null);
    // What reads like what stands here stands with its link; a single word of it is not enough.
    await settings({ firstPosts: 'links', similar: false, scoreAbove: 90 });
    expect(
      (await say(await newcomer(), 'Try that my wheel is true at the rim, it wobbles: https://true.example')).held,
    ).toBe(null);
    expect((await say(await newcomer(), 'A wheel: https://new-pills.example')).held).toBe('first_links');
    await settings({ firstPosts: 'links', similar: false, scoreAbove: 0 });
    expect((await say(await newcomer(), 'Try that my rim is true at the rim, try https://other.example')).held).toBe(
      'first_links',
    );
    await settings({ firstPosts: 'none', similar: false, scoreAbove: 0 });
    expect((await say(await newcomer(), 'Cheap pills and a huge bonus for you.')).held).toBe(null);
  });

  it('in raid mode holds newer accounts and lets nobody join, until it ends by itself', async () => {
    const raid = (who: Member | null, body: object = { hours: 1, days: 7 }) =>
      forum.api('POST', '/moderation/raid', body, who);
    expect((await raid(rina)).status).toBe(403);
    expect((await raid(null)).status).toBe(401);
    expect((await raid(mod, { hours: 1, days: 2 })).status).toBe(422);
    expect((await raid(mod)).status).toBe(200);
    expect((await say(await newcomer(), 'Harmless, and new.')).held).toBe('raid');
    const join = async () =>
      forum.post('/sign-up', {
        name: 'Zed',
        email: 'zed@example.org',
        password: 'a wheel that wobbles',
        ...(await drawnBefore(forum.adda)),
      });
    const refused = await join();
    expect(refused.status).toBe(503);
    expect(refused.text).toContain('zed@example.org');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
    const old = await newcomer();
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.accounts)
        .set({ createdAt: tx.now - 8 * DAY })
        .where(eq(tx.t.accounts.id, old.id))
        .then(() => undefined),
    );
    expect((await say(old, 'Harmless, and old.')).held).toBe(null);
    expect(await page('/moderation', mod)).toContain('Raid mode is on until');
    await forum.adda.store.write((tx) => updateSite(tx, { raid: { until: tx.now - 1, days: 7 } }));
    expect((await say(await newcomer(), 'Harmless again.')).held).toBe(null);
    await endWhatIsOver(forum.adda);
    const log = await page('/log');
    expect(log).toContain('Raid mode switched on');
    expect(log).toContain('Raid mode ended');
    expect((await forum.api('POST', '/moderation/raid/end', {}, mod)).json().code).toBe('no_change');
  });

  it('proposes raid mode when many more come than usual', async () => {
    for (let i = 0; i < 21; i++) await say(await newcomer(), `Number ${i} says hello.`);
    expect(await page('/moderation', mod)).toContain('Many more sign-ups');
  });

  it('refuses a sign-up as fast as a program’s with a sentence, and takes it when it is sent again', async () => {
    const join = (more: object) =>
      forum.post('/sign-up', {
        name: 'Slow Typist',
        email: 'slow@example.org',
        password: 'a wheel that wobbles',
        ...more,
      });
    for (const form of [{}, { ...(await drawnBefore(forum.adda, 100)) }, { drawn: `${Date.now() - 9_000}.forged` }]) {
      const fast = await join(form);
      expect(fast.status).toBe(422);
      expect(fast.text).toContain('press the button once more');
      for (const typed of ['Slow Typist', 'slow@example.org', 'a wheel that wobbles'])
        expect(fast.text).toContain(`value="${typed}"`);
    }
    expect((await join({ ...(await drawnBefore(forum.adda)), website: 'https://x.example' })).status).toBe(422);
    const drawnIn = (text: string) => /name="drawn" value="(\d+)\.[^"]+"/.exec(text)![1];
    const { drawn } = await drawnBefore(forum.adda, 2_000);
    expect(drawnIn((await join({ drawn })).text)).toBe(drawn.split('.')[0]);
    const shown = await page('/sign-up');
    expect(shown).toMatch(/name="website"[^>]*data-1p-ignore data-bwignore data-lpignore="true"/);
    expect(shown).toMatch(/aria-hidden="true"[^]*name="website"[^>]*tabindex="-1" autocomplete="off"/);
    expect((await join(await drawnBefore(forum.adda))).status).toBe(200);
  });

  it('takes one sign-up of a form: the same press again is no other, a refused one may be sent again', async () => {
    const { drawn } = await drawnBefore(forum.adda);
    const join = (name: string, more: object = {}) =>
      forum.post('/sign-up', {
        ...{ name, email: `${name.toLowerCase()}-${engine}@example.org`, password: 'a wheel that wobbles', drawn },
        ...more,
      });
    const letters = async (name: string) =>
      (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === `${name}-${engine}@example.org`).length;
    expect((await join('Rina')).status).toBe(422);
    expect((await join('Once', { password: 'short' })).status).toBe(422);
    const two = await Promise.all([join('Once'), join('Once')]);
    expect(two.map(({ status }) => status)).toEqual([200, 200]);
    expect(await letters('once')).toBe(1);
    const twice = await join('Twice');
    expect([twice.status, await letters('twice')]).toEqual([422, 0]);
    expect(twice.text).toContain('press the button once more');
    const again = /name="drawn" value="([^"]+)"/.exec(twice.text)![1]!;
    expect((await join('Twice', { drawn: again })).status).toBe(200);
    expect(await letters('twice')).toBe(1);
    expect((await join('Thrice', { drawn: drawn.replace(/\.[^.]+\./, '.other.') })).status).toBe(422);
    const script = { name: 'Script', email: `script-${engine}@example.org`, password: 'a wheel that wobbles' };
    expect((await forum.api('POST', '/accounts', script)).status).toBe(202);
  });

  it('takes no throw-away addresses where the forum wants none', async () => {
    expect([
      isDisposable('a@mailinator.com'),
      isDisposable('a@x.mailinator.com'),
      isDisposable('a@example.org'),
    ]).toEqual([true, true, false]);
    const join = async () =>
      forum.api('POST', '/accounts', {
        name: 'Throw Away',
        email: 'x@mailinator.com',
        password: 'a wheel that wobbles',
      });
    expect((await join()).status).toBe(202);
    await settings({ disposableMail: true });
    expect((await join()).json().errors).toMatchObject([{ field: 'email' }]);
    const change = await forum.post(
      '/settings/email',
      { email: 'y@mailinator.com', current: 'a wheel that wobbles' },
      rina,
    );
    expect(change.status).toBe(422);
  });

  it('shows one’s trust to oneself alone; it comes of being answered, and goes with what moderators decided', async () => {
    const fresh = await newcomer();
    const trust = async (who: Member) => (await forum.api('GET', '/me/trust', undefined, who)).json();
    expect(await trust(fresh)).toMatchObject({ step: 'new', next: 'known', missing: { heard: true, days: 3 } });
    expect(await page('/settings/trust', fresh)).toContain('You are: new here.');
    expect((await forum.api('GET', '/me/trust')).status).toBe(401);
    const post = await say(fresh, 'I answer from experience.');
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.accounts)
        .set({ createdAt: tx.now - 40 * DAY, heardAt: tx.now - 5 * DAY })
        .where(eq(tx.t.accounts.id, fresh.id))
        .then(() => undefined),
    );
    await setMark(forum, rina, post.id, 'helpful');
    expect(await trust(fresh)).toMatchObject({ step: 'known', next: 'regular', missing: { marks: 4 } });
    const hidden = (await act('hide', post.id, mod, { reason: 'unkind' })).json().id;
    expect(await trust(fresh)).toMatchObject({ step: 'new', missing: { clearDays: 30 } });
    await forum.api('POST', `/acts/${hidden}/undo`, {}, mod);
    expect((await trust(fresh)).step).toBe('known');
    const staff = await forum.member(`Staff ${engine}`, 'staff');
    expect(await trust(staff)).toMatchObject({ step: null, next: null });
    expect(await page('/settings/trust', staff)).toContain('gather no trust');
    expect(await page(`/u/${fresh.slug}`, rina)).not.toContain('settings/trust');
  });
});
