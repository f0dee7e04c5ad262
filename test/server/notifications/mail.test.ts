/** What members have not read is said by letter: to whom, when, how often, and how it ends. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { dueMail } from '../../../server/platform/mail/queries.ts';
import { writeLetter } from '../../../server/platform/mail/send.ts';
import { mailUnread } from '../../../server/insight/notifications/mail.ts';
import { letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

eachEngine('a letter of what was told', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));

  /** Lets minutes go by for what was told. */
  async function later(minutes: number): Promise<void> {
    while ((await runDueTasks(forum.adda)) > 0);
    const { store } = forum.adda;
    await store.write((tx) => tx.raw(`update notifications set created_at = created_at - ${minutes * MINUTE}`));
    await mailUnread(forum.adda);
  }
  const to = async ({ slug }: Member) =>
    (await lettersOf(forum.adda)).filter(({ recipient }) => recipient === `${slug}@example.org`);
  const clear = async () => {
    while ((await runDueTasks(forum.adda)) > 0);
    for (const who of [rina!, jamal!, thuy!]) await forum.api('POST', '/notifications/read', {}, who);
  };

  it('comes after a while, once a thread until it is read, in one’s language', async () => {
    const thread = await ask(forum, rina!, { title: 'Why does it wobble so?' });
    await write(forum, jamal!, thread.id, 'Look at the hub.');
    await later(4);
    expect(await to(rina!)).toEqual([]);
    await later(2);
    const [letter] = await to(rina!);
    expect(letter!.subject).toBe('Jamal answered “Why does it wobble so?”');
    expect(letter!.sender).toBe('Jamal via Test forum');
    for (const words of ['> Look at the hub.', `${thread.url}/2`, 'You asked.', '/mail/off/'])
      expect(letter!.body).toContain(words);
    await write(forum, thuy!, thread.id, 'And at the rim.');
    await later(6);
    expect((await to(rina!)).length).toBe(1);
    await clear();
    await forum.post('/preferences', { language: 'bn' }, rina!);
    await write(forum, thuy!, thread.id, 'And at the tyre.');
    await later(6);
    expect((await to(rina!)).at(-1)!.subject).toBe('“Why does it wobble so?”: Thuy উত্তর দিয়েছেন');
    await forum.post('/preferences', { language: 'en' }, rina!);
    await clear();
  });

  it('says nothing of what was read, withdrawn or is worth no letter, also when it waits already', async () => {
    const thread = await ask(forum, rina!, { title: 'Does it squeak?' });
    const before = (await to(rina!)).length;
    const post = await write(forum, jamal!, thread.id, 'It does.');
    await later(6);
    await withdraw(forum, jamal!, post.id);
    expect((await to(rina!)).length).toBe(before);
    const other = await write(forum, jamal!, thread.id, 'It still does.');
    await later(6);
    await clear();
    expect((await to(rina!)).length).toBe(before);
    const his = (await to(jamal!)).length;
    await setMark(forum, thuy!, other.id, 'helpful');
    await later(6);
    expect((await to(jamal!)).length).toBe(his);
  });

  it('carries the label of staff in its sender and its words', async () => {
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    const thread = await ask(forum, rina!, { title: 'Is this hub any good?' });
    await write(forum, jamal!, thread.id, 'It is.');
    await write(forum, rina!, thread.id, 'Thank you.');
    await letTimePass(forum, 8 * DAY);
    await clear();
    expect((await tryPost(forum, dana, thread.id, 'We made it.')).status).toBe(201);
    await later(6);
    const letter = (await to(rina!)).at(-1)!;
    expect([letter.sender, letter.subject]).toEqual([
      expect.stringContaining('Dana (Acme staff)'),
      expect.stringContaining('Dana (Acme staff)'),
    ]);
    await clear();
  });

  it('ends by one press, also by the mailbox’s own, and by no link that was made up', async () => {
    const thread = await ask(forum, rina!, { title: 'How do I get no letters?' });
    await write(forum, jamal!, thread.id, 'By this one.');
    while ((await runDueTasks(forum.adda)) > 0);
    await later(6);
    const [waiting] = (await dueMail(forum.adda.store.read, Date.now() + DAY, 1_000)).filter(
      ({ template, accountId }) => template === 'told' && accountId === rina!.id,
    );
    const letter = (await writeLetter(forum.adda, waiting!))!;
    expect(letter.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    const off = new URL(letter.headers!['List-Unsubscribe']!.slice(1, -1)).pathname;
    const wish = async () =>
      /name="wish" value="(\w+)" aria-pressed="true"/.exec((await forum.get('/notifications', rina!)).text)![1];
    const forged = off.replace(/\/\d+\./, `/${jamal!.id}.`);
    for (const link of [forged, '/mail/off/1.x', '/mail/off/', `${off}x`])
      expect([link, (await forum.get(link)).status >= 400]).toEqual([link, true]);
    expect((await forum.get(off)).text).toContain('No more letters of this kind?');
    expect(await wish()).toBe('at_once');
    const pressed = await forum.post(off, { 'List-Unsubscribe': 'One-Click' }, null, {
      origin: 'https://mail.example',
    });
    expect([pressed.status, pressed.text.includes('no letters of this kind any more')]).toEqual([200, true]);
    expect(await wish()).toBe('never');
    const before = (await to(rina!)).length;
    await clear();
    await write(forum, jamal!, thread.id, 'Did it work?');
    await later(6);
    expect((await to(rina!)).length).toBe(before);
    expect((await forum.post('/notifications/mail', { wish: 'at_once' }, rina!)).status).toBe(303);
    expect(await wish()).toBe('at_once');
  });
});
