/** Pages offer what their reader may do, and nothing else. */
import { beforeAll, expect, it } from 'vitest';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { moderateSpace } from '../../support/offices.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, withdraw, write } from '../../support/talk.ts';

const DAY = 86_400_000;
const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

eachEngine('a page', (engine) => {
  let forum: Forum;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  it('of one post of a challenge offers to leave it to who has joined, as the whole thread does', async () => {
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.spaces)
        .set({ kind: 'craft' })
        .then(() => undefined),
    );
    const goal = { goal: 'True a wheel each day.', startsOn: date(-1), endsOn: date(5) };
    const words = { title: 'Seven days of wheels', body: 'Every day one wheel.' };
    const asked = await forum.api('POST', '/threads', { space: 'wheels', form: 'challenge', ...words, ...goal }, rina);
    expect(asked.status, asked.text).toBe(201);
    const { id, postId } = asked.json();
    const offers = async () => {
      const { text } = await forum.get(`/p/${postId}`, rina);
      return [
        text.includes('name="set" value="true"><button class="button button--primary button--small">Join'),
        text.includes('Leave'),
      ];
    };
    expect((await forum.api('PUT', `/threads/${id}/join`, { set: false }, rina)).status).toBe(200);
    const before = await offers();
    expect((await forum.api('PUT', `/threads/${id}/join`, { set: true }, rina)).status).toBe(200);
    expect(await offers()).toEqual([false, true]);
    expect(before).not.toEqual([false, true]);
  });

  it('to ask begins a question where the space takes questions, whatever it offers first, and what is asked for by name', async () => {
    const setKind = (kind: 'belief' | 'craft') =>
      forum.adda.store.write((tx) => tx.raw(`update spaces set kind = '${kind}', version = version + 1`));
    const begins = async (path: string) => /name="form" value="(\w+)"/.exec((await forum.get(path, rina)).text)![1];
    for (const kind of ['belief', 'craft'] as const) {
      await setKind(kind);
      expect(await begins('/ask?space=wheels')).toBe('question');
      expect(await begins('/ask?space=wheels&form=discussion')).toBe('discussion');
    }
    const forms = { forms: [{ form: 'journey', words: 'Go' }] };
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.spaces)
        .set({ ...forms } as object)
        .then(() => undefined),
    );
    expect(await begins('/ask?space=wheels')).toBe('journey');
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.spaces)
        .set({ forms: null })
        .then(() => undefined),
    );
  });

  it('offers a reply to a reply, which names whom it answers and stands under the same post', async () => {
    const thuy = await forum.member('Thuy Nguyen');
    const { id, url, postId } = await ask(forum, rina, { title: 'Who replies to whom?' });
    const say = async (parentId: number, who: Member) =>
      (await forum.api('POST', `/threads/${id}/posts`, { body: 'A word to that.', parentId }, who)).json();
    const reply = await say(postId, thuy);
    const link = new RegExp(`data-reply="${reply.id}" data-names href="/p/${reply.id}#`);
    expect((await forum.get(url, rina)).text).toMatch(link);
    expect((await forum.get(url, thuy)).text).not.toContain('data-names');
    // Without a script the way leads to the form, as it would be opened there.
    const alone = (await forum.get(`/p/${reply.id}`, rina)).text;
    expect(alone).toMatch(new RegExp(`name="parentId" value="${reply.id}"`));
    expect(alone).toContain('Whoever wrote that is named at the beginning');
    const answer = await say(reply.id, rina);
    expect(await rowOf(forum, 'posts', answer.id)).toMatchObject({
      parentId: postId,
      markdown: `@${thuy.slug} A word to that.`,
    });
  });

  it('lets a reply to a reply begin with whom it answers where nothing else says so, and never where it is gone', async () => {
    const thuy = await forum.member('Thuy Ngo');
    await forum.member('Thuy Ngo Tran');
    const { id, postId } = await ask(forum, rina, { title: 'Who is named by whom?' });
    const reply = await write(forum, thuy, id, 'A word to that.', { parentId: postId });
    const said = async (body: string, who: Member) => {
      const answer = await forum.api('POST', `/threads/${id}/posts`, { body, parentId: reply.id }, who);
      return (await rowOf(forum, 'posts', answer.json().id)).markdown;
    };
    const name = `@${thuy.slug}`;
    const longest = 'word '.repeat(LIMITS.reply.max / 5).trim();
    for (const [typed, kept] of [
      ['Thank you.', `${name} Thank you.`],
      ['- a list\n- of two', `${name}\n\n- a list\n- of two`],
      ['> what you said\n\nYes.', `${name}\n\n> what you said\n\nYes.`],
      ['one | two\n--- | ---\n1 | 2', `${name}\n\none | two\n--- | ---\n1 | 2`],
      ['You are right, @Thuy Ngo.', 'You are right, @Thuy Ngo.'],
      [`As ${name}-Tran said.`, `${name} As ${name}-Tran said.`],
      [`Write \`${name}\`.`, `${name} Write \`${name}\`.`],
      [longest, longest],
    ] as const)
      expect(await said(typed, rina)).toBe(kept);
    expect(await said('And one more thing.', thuy)).toBe('And one more thing.');
    while ((await runDueTasks(forum.adda)) > 0);
    expect((await forum.api('GET', '/notifications', undefined, thuy)).text).toContain('"mention"');
    await withdraw(forum, thuy, reply.id);
    const late = await forum.api('POST', `/threads/${id}/posts`, { body: 'Too late.', parentId: reply.id }, rina);
    expect([late.status, late.json().code]).toEqual([409, 'withdrawn']);
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: ' ', parentId: postId }, rina)).status).toBe(422);
  });

  it('of spaces says of what has nothing that there is nothing yet, and counts nothing', async () => {
    const empty = await makeForum(engine);
    for (const [language, words] of [
      ['en', 'No threads yet'],
      ['bn', 'এখনো কোনো আলাপ নেই'],
    ] as const) {
      const { text } = await empty.get('/spaces', null, { cookie: `adda_lang=${language}` });
      expect(text).toContain(`<p>${words}</p>`);
    }
  });

  it('of home and of asking offers a space to whoever may make one', async () => {
    const moderator = await forum.member('Mo', 'moderator');
    const admin = await forum.member('Ada', 'admin');
    await forum.member('Here');
    await moderateSpace(forum.adda, 'Here', 'wheels', true);
    const offered = async (who: Member | null, page: string) =>
      (await forum.get(page, who)).text.includes('href="/spaces/new"');
    const row = async (page: string) => Promise.all([null, rina, moderator, admin].map((who) => offered(who, page)));
    expect(await row('/')).toEqual([false, false, true, true]);
    expect(await row('/spaces')).toEqual([false, false, true, true]);
  });

  it('never asks staff to ask: it offers them what staff may start', async () => {
    const olga = await forum.member('Olga', 'staff');
    for (const url of ['/', '/needs-answer', '/s/wheels', '/search?q=nothingatall', '/staff-rules']) {
      const { text } = await forum.get(url, olga);
      expect(text, url).toContain('href="/ask">Start a prompt</a>');
      expect(text, url).not.toMatch(/href="\/ask[^"]*">(?:Ask|<)|or ask|Or ask|form=(?:question|showcase|journey)/);
    }
    expect((await forum.get('/s/wheels', olga)).text).toContain('/ask?space=wheels&amp;form=prompt');
    expect((await forum.get('/s/wheels', rina)).text).toContain('form=question');
    expect((await forum.get('/search?q=nothingatall', rina)).text).toContain('/ask?title=nothingatall');
  });

  it('has lists as dense as this browser wants them, also where it is kept ready for visitors', async () => {
    await ask(forum, rina);
    const isDense = async (cookie: string, who: Member | null = null) =>
      (
        await forum.get('/s/wheels/new', who, { cookie: [who?.cookie, cookie].filter(Boolean).join('; ') })
      ).text.includes('threads--compact');
    const chosen = await forum.post('/preferences', { list: 'compact', next: '/s/wheels/new' });
    expect(chosen.headers.location).toBe('/s/wheels/new');
    const cookies = [chosen.headers['set-cookie'] as unknown as string[]].flat().map((one) => one.split(';')[0]!);
    const cookie = cookies.find((one) => one.startsWith('adda_list='))!;
    expect(cookie).toBe('adda_list=compact');
    for (let i = 0; i < 2; i++) expect([await isDense(cookie), await isDense('adda_list=full')]).toEqual([true, false]);
    expect([await isDense(cookie, rina), await isDense('adda_list=other')]).toEqual([true, false]);
  });

  it('of a long thread names who says what on it; of a short one, and of one post, it does not', async () => {
    const { id, postId, url } = await ask(forum, rina, { title: 'Which wheel is the truest?' });
    const jamal = await forum.member('Jamal');
    await write(forum, jamal, id, 'The **first** one.');
    await write(forum, jamal, id, 'The second one.');
    expect((await forum.get(url)).text).not.toContain('class="outline"');
    const last = await write(forum, jamal, id, 'The third one.');
    await write(forum, jamal, id, 'Under it.', { parentId: last.id });
    const { text } = await forum.get(url);
    const outline = /<nav class="outline"[^]*?<\/nav>/.exec(text)![0];
    expect([...outline.matchAll(/href="#post-(\d+)"/g)].map(([, number]) => number)).toEqual(['2', '3', '4']);
    expect(outline).toContain('The first one.');
    expect((await forum.get(`/p/${postId}`)).text).not.toContain('class="outline"');
  });
});
