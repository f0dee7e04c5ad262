import { beforeEach, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { inviteWaiting, measureWaits } from '../../../server/insight/routing/waiting.ts';
import { setUsualWait } from '../../../server/insight/routing/waiting-queries.ts';
import { letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, withdraw, write } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

eachEngine('a question that waits', (engine) => {
  let forum: Forum;
  let rina: Member;
  let helpers: Member[];

  const invitations = async () => {
    const { read } = forum.adda.store;
    return read.q.select().from(read.t.invitations);
  };
  const letters = async () => {
    return lettersOf(forum.adda);
  };
  const setWait = (ms: number | null) => forum.adda.store.write((tx) => setUsualWait(tx, forum.space.id, ms));
  /** Members who each answered one question of Rina's, five days ago. */
  async function makeHelpers(count: number): Promise<Member[]> {
    const { id } = await ask(forum, rina, { title: 'Who else fears the rain?', tags: ['rain'] });
    const made: Member[] = [];
    for (let i = 0; i < count; i++) {
      const member = await forum.member(`Helper ${String(i).padStart(2, '0')}`);
      await write(forum, member, id, 'I do.');
      made.push(member);
    }
    await setMark(forum, rina, (await rowOf(forum, 'threads', id)).id as number, 'accept');
    await letTimePass(forum, 5 * DAY);
    // Answered questions are not brought to anybody.
    return made;
  }

  beforeEach(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    helpers = await makeHelpers(5);
  });

  it('is brought to three members, once, and only past the usual time', async () => {
    const { id } = await ask(forum, rina, { title: 'Is rain bad for hubs?' });
    await letTimePass(forum, 23 * HOUR);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toEqual([]);
    await letTimePass(forum, 2 * HOUR);
    // Several nodes at once.
    await Promise.all([1, 2, 3, 4].map(() => inviteWaiting(forum.adda)));
    const sent = await invitations();
    expect(sent.map(({ threadId, inviterId, label }) => [threadId, inviterId, label])).toEqual(
      [1, 2, 3].map(() => [id, null, null]),
    );
    expect(sent.map(({ because }) => because!.answers)).toEqual([1, 1, 1]);
    expect(new Set(sent.map(({ inviteeId }) => inviteeId)).size).toBe(3);
    for (const days of [1, 3, 8]) {
      await letTimePass(forum, days * DAY);
      await inviteWaiting(forum.adda);
    }
    expect(await invitations()).toHaveLength(3);
  });

  it('waits as long as its space usually does, within bounds', async () => {
    await ask(forum, rina, { title: 'Is rain bad for hubs?' });
    await setWait(7 * HOUR);
    await letTimePass(forum, 6 * HOUR);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toEqual([]);
    await setWait(1);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toHaveLength(3);
    await ask(forum, rina, { title: 'Is snow bad for hubs?' });
    await setWait(300 * DAY);
    await letTimePass(forum, 6 * DAY);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toHaveLength(3);
    await letTimePass(forum, 2 * DAY);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toHaveLength(6);
  });

  it('is left alone when it is answered, old, or no question', async () => {
    const answered = await ask(forum, rina, { title: 'Is rain bad for hubs?' });
    await write(forum, helpers[0]!, answered.id, 'Somewhat.');
    await ask(forum, rina, { title: 'Let us speak of rain', form: 'discussion' });
    await letTimePass(forum, 2 * DAY);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toEqual([]);
    await ask(forum, rina, { title: 'Is fog bad for hubs?' });
    await letTimePass(forum, 15 * DAY);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toEqual([]);
  });

  it('is never brought to staff, to who wants none, or to who had three this week', async () => {
    const [dana, lee, kim] = helpers;
    await makeStaff(forum, 'Zoe', await makeBrand(forum));
    await forum.adda.store.write(async (tx) => {
      await updateAccount(tx, dana!.id, { role: 'staff' });
      await updateAccount(tx, lee!.id, { invitable: false });
    });
    for (const title of ['Where is the sun?', 'Where is the moon?', 'Where is the wind?']) {
      const { id } = await ask(forum, rina, { title });
      expect((await forum.api('POST', `/threads/${id}/invitations`, { members: [kim!.id] }, rina)).status).toBe(200);
      await write(forum, helpers[4]!, id, 'Outside.');
    }
    await ask(forum, rina, { title: 'Is rain bad for hubs?' });
    await letTimePass(forum, 25 * HOUR);
    await inviteWaiting(forum.adda);
    const byItself = (await invitations()).filter(({ inviterId }) => inviterId === null);
    expect(byItself.map(({ inviteeId }) => inviteeId)).toEqual([helpers[3]!.id, helpers[4]!.id]);
  });

  it('is tried again another day when nobody was left to ask', async () => {
    for (const { id } of helpers) await forum.adda.store.write((tx) => updateAccount(tx, id, { invitable: false }));
    await ask(forum, rina, { title: 'Is rain bad for hubs?' });
    await letTimePass(forum, 25 * HOUR);
    await inviteWaiting(forum.adda);
    for (const { id } of helpers) await forum.adda.store.write((tx) => updateAccount(tx, id, { invitable: true }));
    await inviteWaiting(forum.adda);
    expect(await invitations()).toEqual([]);
    await letTimePass(forum, DAY);
    await inviteWaiting(forum.adda);
    expect(await invitations()).toHaveLength(3);
  });

  it('goes to others than the question before it, and nobody gets more than a tenth', async () => {
    const more = await makeHelpersNamed(10);
    for (let i = 0; i < 5; i++) await ask(forum, rina, { title: `Is weather number ${i} bad for hubs?` });
    await letTimePass(forum, 25 * HOUR);
    await inviteWaiting(forum.adda);
    const counts = new Map<number, number>();
    for (const { inviteeId } of await invitations()) counts.set(inviteeId, (counts.get(inviteeId) ?? 0) + 1);
    expect(await invitations()).toHaveLength(15);
    expect(Math.max(...counts.values())).toBe(1);
    expect(counts.size).toBe(15);
    expect(more).toHaveLength(10);
  });

  it('goes on being brought where twelve answer all and a second invitation is more than a tenth', async () => {
    await makeHelpersNamed(7);
    const asked: number[] = [];
    for (let i = 0; i < 8; i++) asked.push((await ask(forum, rina, { title: `Is weather number ${i} bad?` })).id);
    await letTimePass(forum, 25 * HOUR);
    await inviteWaiting(forum.adda);
    const sent = await invitations();
    for (const id of asked) expect(sent.filter(({ threadId }) => threadId === id)).toHaveLength(3);
    const counts = new Map<number, number>();
    for (const { inviteeId } of sent) counts.set(inviteeId, (counts.get(inviteeId) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array(12).fill(2));
  });

  async function makeHelpersNamed(count: number): Promise<Member[]> {
    const { id } = await ask(forum, rina, { title: 'Who else fears the wind?' });
    const made: Member[] = [];
    for (let i = 0; i < count; i++) made.push(await forum.member(`Other ${i}`));
    for (const member of made) await write(forum, member, id, 'I do.');
    return made;
  }

  it('writes in the forum’s name, in each one’s language', async () => {
    for (const { id } of helpers.slice(2))
      await forum.adda.store.write((tx) => updateAccount(tx, id, { invitable: false }));
    await forum.adda.store.write((tx) => updateAccount(tx, helpers[1]!.id, { language: 'bn' }));
    const { url } = await ask(forum, rina, { title: 'What does rain do to hubs?', tags: ['rain'] });
    await letTimePass(forum, 25 * HOUR);
    await inviteWaiting(forum.adda);
    const sent = (await letters())
      .filter(({ subject }) => subject.includes('What does rain'))
      .sort((one, other) => one.recipient.localeCompare(other.recipient));
    expect(sent.map(({ recipient, sender }) => [recipient, sender])).toEqual([
      ['helper-00@example.org', null],
      ['helper-01@example.org', null],
    ]);
    const [en, bn] = sent;
    expect(en!.subject).toBe('Can you help with “What does rain do to hubs?”?');
    const said = (body: string) => body.replace(/\/mail\/off\/\S+/, '/mail/off/…');
    expect(said(en!.body)).toBe(
      `Test forum thinks that you may know this.\n\nHello Helper 00,\n\n“What does rain do to hubs?” still needs an answer:\n\nhttp://localhost:3000${url}\n\nYou answered 1 question in Wheels that wobble within a year under #rain; among other things about “rain”.\n\n-- \nYou need not do anything.\nTo decline, or to get no more invitations: http://localhost:3000/invitations\nNo more letters of this kind, or none at all: http://localhost:3000/mail/off/…\n`,
    );
    expect(bn!.subject).toBe('“What does rain do to hubs?”: আপনি কি সাহায্য করতে পারেন?');
    expect(said(bn!.body)).toBe(
      `Test forum-এর ধারণা, আপনি এটি জানতে পারেন।\n\nপ্রিয় Helper 01,\n\n“What does rain do to hubs?” প্রশ্নটির উত্তর এখনো বাকি:\n\nhttp://localhost:3000${url}\n\nআপনি গত এক বছরে “Wheels that wobble” আসরে #rain ট্যাগে ১টি প্রশ্নের উত্তর দিয়েছেন; তার মধ্যে ছিল “rain”।\n\n-- \nকিছু করতেই হবে এমন নয়।\nনা বলতে, বা আর আমন্ত্রণ না পেতে: http://localhost:3000/invitations\nএ ধরনের চিঠি, বা কোনো চিঠিই আর চাই না: http://localhost:3000/mail/off/…\n`,
    );
    const page = (await forum.get('/invitations', helpers[0])).text;
    expect(page).toContain('Test forum thinks that you may know');
    expect(page).toContain('You answered 1 question in Wheels that wobble');
    const [invitation] = (await forum.api('GET', '/invitations', undefined, helpers[0])).json().invitations;
    expect(invitation).toMatchObject({ from: null, because: { answers: 1, tag: 'rain', tagAnswers: 1 } });
  });
});

eachEngine('the usual wait', (engine) => {
  it('is the middle of what questions of the last half year waited for a peer', async () => {
    const forum = await makeForum(engine);
    const [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    const usual = async () => (await rowOf(forum, 'spaces', forum.space.id)).usualWait as number | null;
    const answerAfter = async (ms: number) => {
      const { id } = await ask(forum, rina, { title: `How long do I wait, ${ms} long?` });
      await write(forum, rina, id, 'Nobody?', { ownAnswer: true });
      await letTimePass(forum, ms);
      return write(forum, jamal, id, 'So long.');
    };
    const first = await answerAfter(HOUR);
    for (let i = 2; i <= 9; i++) await answerAfter(i * HOUR);
    await measureWaits(forum.adda);
    expect(await usual()).toBeNull();
    await answerAfter(200 * HOUR);
    await measureWaits(forum.adda);
    expect(Math.round((await usual())! / HOUR)).toBe(5);
    await withdraw(forum, jamal, first.id);
    await measureWaits(forum.adda);
    expect(await usual()).toBeNull();
    await letTimePass(forum, 181 * DAY);
    await measureWaits(forum.adda);
    expect(await usual()).toBeNull();
  });
});
