/** First posts with links, their letters, groups of what is held, and what cannot wait: each told where it stands. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { readSites } from '../../../server/care/prevention/hosts.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_PREVENTION } from '../../../server/rules/prevention.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf } from '../../support/talk.ts';

const DAY = 86_400_000;
const SPAM = { reason: 'spam', note: 'It sells pills.' };
let sites = 0;
/** A site that nobody has linked to. */
const link = () => `See https://pills-${++sites}.example/buy for it.`;

eachEngine('what is held', (engine) => {
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
  const say = async (who: Member, body: string) =>
    (await forum.api('POST', `/threads/${asked.id}/posts`, { body }, who)).json();
  const act = (verb: string, id: number, who: Member | null = mod, body: object = {}) =>
    forum.api('POST', `/posts/${id}/${verb}`, body, who);
  const page = async (url: string, who: Member | null = null) => (await forum.get(url, who)).text;
  async function rule(body: object): Promise<number> {
    const made = await forum.api('POST', '/admin/watch-rules', { kind: 'words', action: 'hold', ...body }, admin);
    expect(made.status, made.text).toBe(201);
    return made.json().id;
  }
  const switchOn = (id: number, isActive = true) => forum.api('POST', `/admin/watch-rules/${id}`, { isActive }, admin);

  it('lets a first link stand to where others link, where it takes up what was asked, and where people look things up', async () => {
    await settings({ similar: false });
    const held = async (body: string) => (await say(await newcomer(), body)).held;
    const there = 'https://www.rims.example/a';
    expect(await held(`Look at ${there}`)).toBe('first_links');
    await say(mod, 'See https://rims.example/b about it.');
    expect(await held(`Look at ${there}`)).toBe(null);
    expect(await held('It is told at https://en.wikipedia.org/wiki/Spoke')).toBe(null);
    expect(await held('This https://bit.ly/abc says it.')).toBe('first_links');
    await say(mod, 'See https://bit.ly/def about it.');
    expect(await held('This https://bit.ly/abc says so.')).toBe('first_links');
    expect(await held(`My wheel wobbled, too. ${link()}`)).toBe(null);
    const gone = await say(mod, 'See https://gone.example/c about it.');
    expect((await act('hide', gone.id, other, SPAM)).status).toBe(200);
    expect(await held('Look at https://gone.example/d')).toBe('first_links');
    const started = async (title: string) => {
      const made = await ask(forum, await newcomer(), { title, body: link() });
      return (await rowOf(forum, 'posts', made.postId)).heldAt !== null;
    };
    expect(await started('Instant loan without any collateral')).toBe(true);
    await ask(forum, rina, { title: 'Which rims for heavy luggage?' });
    expect(await started('My rims broke under luggage')).toBe(false);
  });

  it('takes no word of an address, and no single common one, for a word about the matter', async () => {
    await settings({ similar: false });
    const held = async (body: string) => (await say(await newcomer(), body)).held;
    expect(await held('Look https://cheap-wheel-wobble.example/why-wheels-wobble')).toBe('first_links');
    expect(await held('Look at wheel-wobble.cheap-wheels.com now')).toBe('first_links');
    expect(await held(`A wheel. ${link()}`)).toBe('first_links');
    const title = 'https://rims.example/wheel-wobble and https://luggage.example/wheel';
    const made = await ask(forum, await newcomer(), { title, body: 'Here.' });
    expect((await rowOf(forum, 'posts', made.postId)).heldAt).not.toBe(null);
  });

  it('knows a site by two members who are known or one regular, never by new accounts', async () => {
    await settings({ similar: false });
    const at = `https://crowd-${engine}.example`;
    const held = async (who: Member) => (await say(who, `Look at ${at}/x`)).held;
    const about = `My wheel wobbled until I read ${at}/y`;
    expect((await say(await newcomer(), about)).held).toBe(null);
    expect((await say(await newcomer(), about)).held).toBe(null);
    expect(await held(await newcomer())).toBe('first_links');
    const known = async () => {
      const who = await newcomer();
      const before = Date.now() - 5 * DAY;
      await forum.adda.store.write((tx) => updateAccount(tx, who.id, { createdAt: before }));
      await forum.adda.store.write((tx) =>
        tx.q
          .update(tx.t.accounts)
          .set({ heardAt: before })
          .where(eq(tx.t.accounts.id, who.id))
          .then(() => undefined),
      );
      return who;
    };
    expect(await held(await known())).toBe(null);
    expect(await held(await newcomer())).toBe('first_links');
    const approved = await say(await newcomer(), `See ${at}/z`);
    expect((await act('approve', approved.id)).status).toBe(200);
    expect(await held(await newcomer())).toBe(null);
  });

  it('holds a first post that leads elsewhere by an archive, a mail address, a bare site, a number, a messenger, its title', async () => {
    await settings({ similar: false });
    for (const body of [
      'See https://web.archive.org/web/2020/http://spam11.example',
      'See https://web.archive.org/web/2020*/spam11.example',
      'See https://archive.org/details/spam-casino',
      'Write to <me@spam5.example>',
      'Write to me@spam5.example',
      'All at spamsite.com today',
      'All at spamsite [.] com today',
      'Call +880 1711-123456 today',
      'Call ০১৭১১১২৩৪৫৬ today',
      'Telegram: cheapdrawer',
      'WhatsApp me at @cheap_drawer',
      'টেলিগ্রামে @cheapdrawer আছি',
      'In code: `https://spam6.example/x`',
    ])
      expect([body, (await say(await newcomer(), body)).held]).toEqual([body, 'first_links']);
    for (const body of [
      'It says so at https://web.archive.org/web/2020/https://en.wikipedia.org/wiki/Spoke',
      'It rained.It was 2024-05-01 10:30 and README.md says 700x25 and 1,000,000.',
      'My telegram came on 5 May.',
    ])
      expect([body, (await say(await newcomer(), body)).held]).toEqual([body, null]);
    const fresh = await newcomer();
    const heldAt = async (id: number) => (await rowOf(forum, 'posts', id)).heldAt;
    const titled = await ask(forum, fresh, { title: 'Deals at cheapdeals.com today', body: 'Nothing.' });
    expect(await heldAt(titled.postId)).not.toBe(null);
    const later = await ask(forum, fresh, { title: 'Deals of today', body: 'Nothing.' });
    expect(await heldAt(later.postId)).toBe(null);
    const edit = { body: 'Nothing.', revision: 1, title: 'Deals at cheapdeals.com today' };
    expect((await forum.api('PATCH', `/posts/${later.postId}`, edit, fresh)).json().held).toBe('first_links');
  });

  it('finds the site of a rule within archives and redirectors, in titles and in code too', async () => {
    const ids = [
      await rule({ patterns: 'inner-hold.example', kind: 'links', action: 'hold' }),
      await rule({ patterns: 'inner-no.example', kind: 'links', action: 'refuse' }),
    ];
    for (const id of ids) await switchOn(id);
    const held = async (body: string) => (await say(rina, body)).held;
    for (const body of [
      'https://web.archive.org/web/2020/http://inner-hold.example',
      'https://web.archive.org/web/2020/inner-hold.example/a',
      'https://go.example/?a=https://ok.example&to=https%3A%2F%2Finner-hold.example%2Fx',
      'https://go.example/?to=https%3A%2F%2Fgo.example%2F%3Fto%3Dhttps%253A%252F%252Finner-hold.example',
      '`https://inner-hold.example`',
      'me@inner-hold.example',
    ])
      expect([body, await held(body)]).toEqual([body, 'links']);
    const refused = { body: 'https://web.archive.org/web/2020/http://inner-no.example' };
    expect((await forum.api('POST', `/threads/${asked.id}/posts`, refused, rina)).status).toBe(422);
    const threads = (title: string) =>
      forum.api('POST', '/threads', { space: 'wheels', form: 'question', title, body: 'It is so.', tags: [] }, rina);
    expect((await threads('See https://go.example/?u=https://inner-no.example')).status).toBe(422);
    for (const id of ids) await switchOn(id, false);
  });

  it('knows the sites of posts that came otherwise, read in the background', async () => {
    await settings({ similar: false });
    const post = await say(mod, 'See https://older.example/c about it.');
    await forum.adda.store.write((tx) => tx.q.delete(tx.t.postHosts).then(() => undefined));
    const held = async () => (await say(await newcomer(), 'Look at https://older.example/d')).held;
    expect(await held()).toBe('first_links');
    await readSites(forum.adda);
    expect(await held()).toBe(null);
    expect((await act('remove', post.id, other, { reason: 'illegal' })).status).toBe(200);
    const { q, t } = forum.adda.store.read;
    expect(await q.select().from(t.postHosts).where(eq(t.postHosts.postId, post.id))).toEqual([]);
  });

  it('tells the author by a letter, once a day, and again of each when it is approved or refused', async () => {
    const fresh = await newcomer();
    const letters = async (...words: string[]) =>
      (await lettersOf(forum.adda)).filter(
        (one) =>
          one.recipient === `${fresh.slug}@example.org` &&
          words.every((word) => `${one.subject}${one.body}`.includes(word)),
      );
    const one = await say(fresh, `One. ${link()}`);
    expect(await letters('waits for a moderator', `/p/${one.id}`, 'members here have not linked to')).toHaveLength(1);
    const two = await say(fresh, `Two. ${link()}`);
    expect(await letters('waits for a moderator')).toHaveLength(1);
    await act('approve', one.id);
    await act('refuse', two.id, mod, SPAM);
    expect(await letters('is there for everybody', `/p/${one.id}`)).toHaveLength(1);
    expect(await letters('refused it', 'It sells pills.', '/statements/')).toHaveLength(1);
    const quick = await newcomer();
    await act('approve', (await say(quick, `Three. ${link()}`)).id);
    expect(
      (await lettersOf(forum.adda)).filter(
        ({ recipient, subject }) => recipient === `${quick.slug}@example.org` && subject.includes('waits'),
      ),
    ).toHaveLength(0);
  });

  it('of what is held and alike makes groups, each judged by one box', async () => {
    const [a, b, alone] = [await newcomer(), await newcomer(), await newcomer()];
    const site = `https://raid-${engine}.example`;
    const said = [await say(a, `Buy ${site}/1`), await say(b, `Order ${site}/2`), await say(alone, `Else. ${link()}`)];
    const ids = said
      .slice(0, 2)
      .map(({ id }) => id)
      .join(',');
    const shown = await page('/moderation/held', mod);
    expect(shown).toContain(`name="groups" value="${ids}"`);
    expect(shown).toContain('2 posts by 2 accounts: nearly the same, or to the same sites');
    expect(shown).toMatch(new RegExp(`name="posts" value="${said[2].id}"[^>]*data-key="x"`));
    const form = (body: Record<string, string | string[]>, who = mod) => forum.post('/moderation/held', body, who);
    expect((await form({ groups: '1,x', verb: 'spam' })).status).toBe(422);
    expect((await form({ groups: ids, verb: 'spam' }, rina)).status).toBe(403);
    expect((await form({ groups: ids, verb: 'spam' })).headers.location).toBe('/moderation/held?flash=acted');
    const rows = await Promise.all(said.map(({ id }) => rowOf(forum, 'posts', id)));
    expect(rows.map(({ heldAt, hiddenReason }) => [heldAt !== null, hiddenReason])).toEqual([
      [false, 'spam'],
      [false, 'spam'],
      [true, 'held:first_links'],
    ]);
    expect((await form({ groups: [], posts: String(said[2].id), verb: 'approve' })).status).toBe(303);
  });

  it('refuses beside its field what cannot wait: about oneself, a space, a title', async () => {
    const ids = [
      await rule({ patterns: 'baccarat', action: 'hold' }),
      await rule({ patterns: 'shop.example', kind: 'links', action: 'refuse' }),
    ];
    for (const id of ids) await switchOn(id);
    const who = await newcomer();
    const profile = (changes: object) =>
      forum.post('/settings/profile', { name: who.name, bio: '', affiliation: '', ...changes }, who);
    const field = 'This has words, or a link, that this forum watches for';
    for (const changes of [
      { bio: 'I play baccarat.' },
      { affiliation: 'Baccarat club' },
      { name: `Baccarat ${engine}` },
    ]) {
      const refused = await profile(changes);
      expect(refused.status, JSON.stringify(changes)).toBe(422);
      expect(refused.text).toContain(field);
      expect(refused.text.toLowerCase()).toContain('baccarat');
    }
    expect((await profile({ bio: 'See https://shop.example/x' })).text).toContain('with “shop.example”');
    expect((await profile({ bio: 'I mend wheels.' })).status).toBe(303);
    const space = {
      name: 'Baccarat at night',
      kind: 'craft',
      charter: 'For those who play cards at night, and talk of it.',
    };
    expect((await forum.api('POST', '/spaces/proposals', space, rina)).json().errors).toMatchObject([
      { field: 'name' },
    ]);
    const joins = await forum.api('POST', '/accounts', {
      ...{ name: 'Baccarat Bob', email: `bob-${engine}@example.org`, password: 'a wheel that wobbles' },
    });
    expect(joins.json().errors).toMatchObject([{ field: 'name' }]);
    const opened = await ask(forum, rina);
    const retitled = { title: 'Baccarat and wheels', tags: ['wheels'], evidence: 'It says what it is about.' };
    const proposer = await forum.member(`Proposer ${engine}`);
    await forum.adda.store.write((tx) => updateAccount(tx, proposer.id, { createdAt: tx.now - 40 * DAY }));
    expect((await forum.api('POST', `/threads/${opened.id}/proposals`, retitled, proposer)).status).toBe(422);
    const edit = { body: 'It wobbles at every turn.', revision: 1, title: 'Baccarat wheels' };
    expect((await forum.api('PATCH', `/posts/${opened.postId}`, edit, rina)).json().held).toBe('words');
    expect(
      (await forum.api('POST', `/threads/${asked.id}/posts`, { body: 'Hm.', affiliation: 'Baccarat' }, rina)).json()
        .held,
    ).toBe('words');
    const tara = await forum.member('Tara', 'moderator');
    const own = { name: tara.name, bio: 'No baccarat here.', affiliation: '' };
    const kept = await forum.post('/settings/profile', own, tara);
    expect(kept.status, /field__error[^]{0,300}/.exec(kept.text)?.[0]).toBe(303);
    for (const id of ids) await switchOn(id, false);
  });
});
