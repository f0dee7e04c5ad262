/** What the log says: who did it, where, what came of it, what it takes back. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, newSession, PASSWORD } from '../../support/forum.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

eachEngine('a line of the log', (engine) => {
  let forum: Forum;
  let mod: Member;
  let admin: Member;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, admin] = [await forum.member('Mod', 'moderator'), await forum.member('Ada', 'admin')];
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    const room = { kind: 'craft' as const, charter: 'For those who sit in it.' };
    await forum.adda.store.write(async (tx) => {
      await insertSpace(tx, { ...room, slug: 'pots', name: 'Pots', createdAt: tx.now });
      await insertSpace(tx, { ...room, slug: 'cellar', name: 'The cellar', access: 'private', createdAt: tx.now });
    });
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  async function done(path: string, body: object = {}, who: Member = mod): Promise<number> {
    const answer = await forum.api('POST', path, body, who);
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer.json().id;
  }
  /** The lines as they are read, the newest first. */
  async function lines(url = '/log', language = 'en'): Promise<string[]> {
    const { text } = await forum.get(url, null, { 'accept-language': language });
    return text
      .split('<li class="log__entry">')
      .slice(1)
      .map((line) =>
        line
          .split('</li>')[0]!
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      );
  }
  const caseOf = async (subjectId: number) => {
    const { q, t } = forum.adda.store.read;
    return (await q.select().from(t.cases).where(eq(t.cases.subjectId, subjectId)).orderBy(t.cases.id)).at(-1)!;
  };
  /** What was written to Jamal; letters of acts that happened together come in either order. */
  const toJamal = async () =>
    (await lettersOf(forum.adda)).flatMap(({ recipient, body }) => (recipient === 'jamal@example.org' ? [body] : []));

  it('says which entry an act takes back, and that the asker disputed a closing, not a moderator', async () => {
    const original = await ask(forum, rina, { title: 'How do I true a wheel?' });
    const { id } = await ask(forum, jamal, { title: 'My wheel is not true' });
    await done(`/threads/${id}/close`, { why: 'duplicate', threadId: String(original.id) });
    const number = /^(\d+)/.exec((await lines())[0]!)![1];
    await done(`/threads/${id}/not-the-same`, {}, jamal);
    const [line] = await lines();
    expect(line).toContain('The asker said that it is not the same · Thread opened again');
    expect(line).toContain(`takes back entry ${number}`);
    expect(line).not.toContain('By a moderator');
    expect(line).not.toContain('Jamal');
    const lock = await done(`/threads/${id}/lock`, { reason: 'unkind' });
    const locked = /^(\d+)/.exec((await lines())[0]!)![1];
    await done(`/acts/${lock}/undo`);
    expect((await lines())[0]).toMatch(new RegExp(`Thread unlocked .* takes back entry ${locked} `));
    await done(`/threads/${id}/lock`, { reason: 'unkind' });
    await done(`/threads/${id}/unlock`);
    expect((await lines())[0]).toContain('takes back entry');
  });

  it('names the space as it is called now, and says what was done in the past', async () => {
    const { postId } = await ask(forum, jamal, { space: 'pots' });
    await done(`/posts/${postId}/hide`, { reason: 'spam' });
    await done('/spaces/pots/archive', { set: true });
    expect((await lines())[0]).toContain('Space archived · Pots');
    await done('/spaces/pots/archive', { set: false });
    const write_ = (name: string) =>
      forum.adda.store.write((tx) =>
        tx.q
          .update(tx.t.spaces)
          .set({ name })
          .where(eq(tx.t.spaces.slug, 'pots'))
          .then(() => undefined),
      );
    await write_('Pots and bowls');
    const all = await lines();
    expect(all[0]).toContain('Space opened again · Pots and bowls');
    expect(all[2]).toContain('Post hidden · Pots and bowls · Spam');
    expect((await lines('/log', 'bn'))[1]).toContain('আসর তুলে রাখা হয়েছে');
    expect((await forum.get('/log')).text).toContain('what moderators did');
    await write_('Pots');
  });

  it('says which admin named whom as a moderator of a space, and who left', async () => {
    const named = (isSet: boolean, who: Member) =>
      forum.post('/s/pots/moderators', { name: 'Rina', set: String(isSet), current: PASSWORD }, who);
    expect((await named(true, admin)).status).toBe(303);
    expect((await lines())[0]).toMatch(/Moderator of a space named · Ada · Rina · Pots/);
    expect((await named(false, admin)).status).toBe(303);
    expect((await lines())[0]).toMatch(/Moderator of a space dismissed · Ada · Rina · Pots/);
    expect((await lines('/s/pots/log'))[0]).toContain('Rina');
    expect((await named(true, admin)).status).toBe(303);
    // Sessions end with an office.
    rina = { ...rina, cookie: await newSession(forum.adda, rina.id) };
    expect((await named(false, rina)).status).toBe(303);
    expect((await lines())[0]).toContain('Gave up moderating a space · Rina · Pots');
    rina = { ...rina, cookie: await newSession(forum.adda, rina.id) };
  });

  it('tells of acts on a reported space; who reported it is told what was done', async () => {
    const space = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.spaces)).find(
      ({ slug }) => slug === 'pots',
    )!;
    await done('/spaces/pots/reports', { reason: 'other', evidence: 'It runs hot there.' }, jamal);
    const one = await caseOf(space.id);
    expect((await forum.get(`/moderation/cases/${one.id}`, mod)).text).toContain('name="minutes"');
    const slow = { act: 'slow', reason: 'It runs hot.', minutes: 60 };
    expect((await forum.api('POST', `/cases/${one.id}/space`, { ...slow, minutes: 7 }, mod)).status).toBe(422);
    await done(`/cases/${one.id}/space`, slow);
    expect((await rowOf(forum, 'spaces', space.id)).slowMinutes).toBe(60);
    for (const url of ['/log', '/s/pots/log'])
      expect((await lines(url))[0]).toContain('Slow mode of the space changed · Pots · 60 minutes');
    const page = (await forum.get(`/moderation/cases/${one.id}`, mod)).text;
    expect(page).toContain('Slow mode of the space changed');
    expect(page).toContain(`action="/moderation/cases/${one.id}/space/undo"`);
    expect((await forum.get('/reports', jamal)).text).toContain('Slow mode of the space changed');
    expect((await toJamal()).join('\n')).toContain('Slow mode of the space changed');
  });

  it('tells of a case that was decided without an act, of what kind and why; nothing of private spaces', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, rina, id, 'Perhaps unkind, perhaps not.');
    await done(`/posts/${answer.id}/reports`, { reason: 'unkind', evidence: 'It reads so to me.' }, jamal);
    await done(`/cases/${(await caseOf(answer.id)).id}/dismiss`, { reason: 'It is a question.' });
    const [line] = await lines();
    expect(line).toContain('Case decided · Post · Unkind · Wheels that wobble · dismissed');
    for (const word of ['Rina', 'Jamal', 'Mod', 'It is a question']) expect(line).not.toContain(word);
    await done('/spaces/cellar/members', { name: 'Rina' });
    const hidden = await ask(forum, rina, { space: 'cellar' });
    const before = (await lines()).length;
    await done(`/posts/${hidden.postId}/reports`, { reason: 'unkind', evidence: 'It reads so to me.' }, mod);
    const other = await forum.member('Other', 'moderator');
    await done(`/cases/${(await caseOf(hidden.postId)).id}/dismiss`, { reason: 'It is a question.' }, other);
    expect(await lines()).toHaveLength(before);
    expect((await forum.get('/s/cellar/log', mod)).text).not.toContain('Case decided');
  });

  it('and the letter to who reported something leads to what they can read, in the words of their language', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, rina, id, 'Buy cheap wheels, all of you.');
    await done(`/posts/${answer.id}/reports`, { reason: 'spam', evidence: 'He sells them.' }, jamal);
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.accounts)
        .set({ language: 'bn' })
        .where(eq(tx.t.accounts.id, jamal.id))
        .then(() => undefined),
    );
    const one = await caseOf(answer.id);
    await done(`/posts/${answer.id}/hide`, { reason: 'spam', caseId: one.id });
    const letter = (await toJamal()).find((body) => body.includes('আপনি ঠিক ছিলেন'))!;
    expect(letter).not.toContain(`/p/${answer.id}`);
    expect(letter).toContain('/reports');
    expect(letter).toContain('আপনি ঠিক ছিলেন।');
    expect(letter).not.toMatch(/ছিলেন\./);
  });
});
