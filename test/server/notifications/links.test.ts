/** The signed links in letters: what they offer, what a press does without signing in, and how it is taken back. */
import { beforeAll, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const MINUTE = 60_000;

eachEngine('a link in a letter', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });

  /** The letter that says that Rina was answered. */
  async function letter(title: string): Promise<{ body: string; url: string }> {
    const thread = await ask(forum, rina!, { title });
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    while ((await runDueTasks(forum.adda)) > 0);
    await forum.adda.store.write((tx) => tx.raw(`update notifications set created_at = created_at - ${6 * MINUTE}`));
    await mailUnread(forum.adda);
    const { body } = (await lettersOf(forum.adda)).findLast(({ body: text }) => text.includes(thread.url))!;
    return { body, url: thread.url };
  }
  const linkIn = (text: string, way: string) =>
    new RegExp(`${ORIGIN.replaceAll('.', '\\.')}(/mail/${way}/\\S+)`).exec(text)![1]!;
  const actionIn = (text: string, way: string) => new RegExp(`action="(/mail/${way}/[^"]+)"`).exec(text)?.[1];
  const wishes = async () => (await forum.api('GET', '/notifications/mail', undefined, rina)).json();
  const levelOf = async (url: string) => /aria-pressed="true"><b>([^<]+)/.exec((await forum.get(url, rina)).text)?.[1];

  it('offers first to end the letters of its kind, then all, and a press takes it back', async () => {
    const off = linkIn((await letter('How do I end these?')).body, 'off');
    const page = (await forum.get(off)).text;
    expect(page).toContain('Answers and replies to you, and quotes of you');
    expect(page).toMatch(/value="answers">No more letters of this kind<[^]*value="all">No more letters at all</);
    expect(page).toMatch(/href="\/"[^]*href="\/notifications\/mail"/);
    expect(await wishes()).toMatchObject({ wish: 'at_once' });
    const done = await forum.post(off, { what: 'answers' });
    expect([done.status, done.text.includes('These letters have ended')]).toEqual([200, true]);
    expect(await wishes()).toMatchObject({ wish: 'at_once', answers: 'page' });
    const again = actionIn(done.text, 'on')!;
    expect((await forum.get(again)).status).toBe(404);
    expect((await forum.post(again, {})).text).toContain('You get these letters again');
    expect(await wishes()).not.toHaveProperty('answers');
    expect((await forum.post(off, { what: 'all' })).text).toContain('All letters of what you have not read');
    expect((await wishes()).wish).toBe('never');
    // Opened or pressed again it says so; who ended them at another time chooses again signed in.
    for (const text of [(await forum.get(off)).text, (await forum.post(off, { what: 'all' })).text]) {
      expect(text).toContain('have ended');
      expect(actionIn(text, 'on')).toBeUndefined();
    }
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once' }, rina);
  });

  it('without a word ends its kind, and takes no word that is none', async () => {
    const off = linkIn((await letter('And without a word?')).body, 'off');
    expect((await forum.post(off, { what: 'everything' })).status).toBe(422);
    expect((await wishes()).wish).toBe('at_once');
    expect(
      (await forum.post(off, { 'List-Unsubscribe': 'One-Click' }, null, { origin: 'https://mail.example' })).status,
    ).toBe(200);
    expect(await wishes()).toMatchObject({ wish: 'at_once', answers: 'page' });
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once' }, rina);
  });

  it('mutes its thread by a press, as a look at it does not, and a press takes it back', async () => {
    const { body, url } = await letter('How do I mute this?');
    const mute = linkIn(body, 'mute');
    const before = await levelOf(url);
    expect((await forum.get(mute)).text).toContain('How do I mute this?');
    expect(await levelOf(url)).toBe(before);
    const done = await forum.post(mute, {});
    expect([done.status, done.text.includes('The thread is muted')]).toEqual([200, true]);
    expect(await levelOf(url)).toBe('Mute');
    const opened = (await forum.get(mute)).text;
    expect([opened.includes('muted already'), actionIn(opened, 'unmute')]).toEqual([true, undefined]);
    expect((await forum.post(actionIn(done.text, 'unmute')!, {})).text).toContain('The thread is muted no longer');
    expect(await levelOf(url)).toBe(before);
    // What was chosen since is not taken back.
    await forum.post(
      '/follow',
      { kind: 'thread', targetId: /\/t\/(\d+)/.exec(url)![1]!, level: 'all', next: '/' },
      rina,
    );
    expect((await forum.post(actionIn((await forum.post(mute, {})).text, 'unmute')!, {})).status).toBe(200);
    const late = actionIn((await forum.post(mute, {})).text, 'unmute')!;
    await forum.post(
      '/follow',
      { kind: 'thread', targetId: /\/t\/(\d+)/.exec(url)![1]!, level: 'mine', next: '/' },
      rina,
    );
    expect((await forum.post(late, {})).status).toBe(422);
    expect(await levelOf(url)).toBe('What concerns me');
    // A mailbox's own press is for letters only.
    expect((await forum.post(mute, {}, null, { origin: 'https://mail.example' })).status).toBe(403);
  });

  it('speaks the language of its account, whoever opens it', async () => {
    const { body } = await letter('Which language is it?');
    await forum.post('/preferences', { language: 'bn' }, rina);
    for (const way of ['off', 'mute']) {
      const { text } = await forum.get(linkIn(body, way), null, { 'accept-language': 'en' });
      expect(text).toContain('<html lang="bn"');
    }
    expect((await forum.post(linkIn(body, 'mute'), {}, null, { 'accept-language': 'en' })).text).toContain(
      'চুপ করানো হয়েছে',
    );
    await forum.post('/preferences', { language: 'en' }, rina);
  });

  it('is good for nothing else, for nobody else, and ends with the address', async () => {
    const { body } = await letter('Who else may use it?');
    const [off, mute] = [linkIn(body, 'off'), linkIn(body, 'mute')];
    const forged = [
      off.replace('/off/', '/mute/'),
      mute.replace('/mute/', '/off/'),
      off.replace('/off/', '/on/'),
      mute.replace('/mute/', '/unmute/'),
      mute.replace(/\/\d+-/, `/${jamal!.id}-`),
      `${mute}x`,
      '/mail/on/1-x.x',
      '/mail/unmute/x',
    ];
    for (const link of forged) expect([link, (await forum.post(link, {})).status]).toEqual([link, 404]);
    await forum.adda.store.write((tx) => updateAccount(tx, rina!.id, { email: 'other@example.org' }));
    for (const link of [off, mute]) expect((await forum.get(link)).status).toBe(422);
    await forum.adda.store.write((tx) => updateAccount(tx, rina!.id, { email: 'rina@example.org' }));
  });
});
