/** An archived space is read, and nothing is added to it by whoever and however. */
import { beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { postDue } from '../../../server/forum/posting/later.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const DAY = 86_400_000;

eachEngine('an archived space', (engine) => {
  let forum: Forum;
  let [admin, rina, jamal]: Member[] = [];
  let thread: Awaited<ReturnType<typeof ask>>;
  let elsewhere: Awaited<ReturnType<typeof ask>>;
  let answerId: number;
  let withdrawnId: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, rina, jamal] = [
      await forum.member('Ada', 'admin'),
      await forum.member('Rina'),
      await forum.member('Jamal'),
    ];
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        ...{ slug: 'hubs', name: 'Open hubs', kind: 'craft', createdAt: tx.now },
        charter: 'For people who open hubs. Say what you found.',
      }),
    );
    thread = await ask(forum, rina!, {});
    elsewhere = await ask(forum, rina!, { space: 'hubs' });
    ({ id: answerId } = await write(forum, jamal!, thread.id, 'Tighten it.'));
    ({ id: withdrawnId } = await write(forum, jamal!, thread.id, 'Never mind.'));
    expect((await forum.api('POST', `/posts/${withdrawnId}/withdraw`, {}, jamal)).status).toBe(200);
    expect((await forum.api('POST', '/spaces/wheels/archive', { set: true }, admin)).status).toBe(200);
  });

  const code = async (answer: Promise<{ status: number; json(): { code: string } }>) => {
    const got = await answer;
    return got.status >= 400 ? got.json().code : got.status;
  };

  it('takes no reply, thread, change, mark or poll', async () => {
    const poll = { pollQuestion: 'Which?', pollChoices: ['One', 'Other'] };
    expect({
      reply: await code(forum.api('POST', `/threads/${thread.id}/posts`, { body: 'More.' }, jamal)),
      change: await code(forum.api('PATCH', `/posts/${answerId}`, { body: 'Loosen it.', revision: 1 }, jamal)),
      mark: await code(forum.api('PUT', `/posts/${answerId}/marks/helpful`, {}, rina)),
      accept: await code(forum.api('PUT', `/posts/${answerId}/marks/accept`, {}, rina)),
      poll: await code(forum.api('PUT', `/posts/${answerId}/poll`, poll, jamal)),
      restored: await code(forum.api('POST', `/posts/${withdrawnId}/restore`, {}, jamal)),
    }).toEqual({
      ...{ reply: 'archived', change: 'archived', mark: 'archived', accept: 'archived', poll: 'archived' },
      restored: 'archived',
    });
  });

  it('offers nothing of that on its pages', async () => {
    for (const who of [null, rina!, jamal!]) {
      const { text } = await forum.get(thread.url, who);
      expect(text).not.toMatch(/\/marks\/|\/edit"|name="body"/);
    }
  });

  it('is said at once where a thread would begin, and takes none that waits', async () => {
    const page = (await forum.get('/ask?space=wheels', rina)).text;
    expect(page).toContain('is archived: nothing new begins there');
    expect(page).not.toContain('value="wheels"');
    expect(page).toContain('value="hubs"');
    const typed = { form: 'question', title: 'Why does it wobble?', body: 'It wobbles at every turn.' };
    const now = await forum.post('/ask', { ...typed, space: 'wheels' }, rina);
    expect([now.status, now.text.includes('is archived: nothing new begins there')]).toEqual([409, true]);
    const postAt = new Date(Date.now() + DAY).toISOString().slice(0, 16);
    await forum.adda.store.write((tx) =>
      updateAccount(tx, rina!.id, { createdAt: tx.now - 60 * DAY, heardAt: tx.now - 59 * DAY }),
    );
    const waits = { thread: { ...typed, tags: [], postAt }, post: { body: 'It wobbles less.', postAt } };
    expect(await code(forum.api('POST', '/threads/later', { ...waits.thread, space: 'wheels' }, rina))).toBe(
      'archived',
    );
    expect(await code(forum.api('POST', `/threads/${thread.id}/later`, waits.post, rina))).toBe('archived');
    expect(await code(forum.api('POST', '/threads/later', { ...waits.thread, space: 'hubs' }, rina))).toBe(201);
  });

  it('says why what waited is not posted, once, and keeps its text', async () => {
    const postAt = new Date(Date.now() + DAY).toISOString().slice(0, 16);
    const typed = { form: 'question', title: 'Which hub lasts?', body: 'Mine does not last.', tags: [], postAt };
    const told = 'This space is archived: it can be read, and nothing is added to it.';
    expect((await forum.api('POST', '/spaces/wheels/archive', { set: false }, admin)).status).toBe(200);
    const ids = [
      (await forum.api('POST', '/threads/later', { ...typed, space: 'wheels' }, rina)).json().id,
      (await forum.api('POST', `/threads/${thread.id}/later`, { body: 'It wobbles less.', postAt }, rina)).json().id,
    ];
    expect((await forum.api('POST', '/spaces/wheels/archive', { set: true }, admin)).status).toBe(200);
    const times = (text: string) => text.split(told).length - 1 + text.split('nothing new begins there').length - 1;
    for (const [i, id] of ids.entries()) {
      const body = [typed.body, 'It wobbles less.'][i]!;
      for (const press of [{}, { body, ...(i === 0 && { title: typed.title, space: 'wheels', form: 'question' }) }]) {
        const page = await forum.post(`/waiting/${id}/post`, press, rina);
        expect([page.status, times(page.text), page.text.includes(body)]).toEqual([409, 1, true]);
      }
      // Also where its time came meanwhile and it was refused then.
      await forum.adda.store.write((tx) =>
        tx.q
          .update(tx.t.waitingPosts)
          .set({ dueAt: tx.now - 1 })
          .where(eq(tx.t.waitingPosts.id, id))
          .returning({ id: tx.t.waitingPosts.id }),
      );
      await postDue(forum.adda);
      for (const page of [
        await forum.get(`/waiting/${id}`, rina),
        await forum.post(`/waiting/${id}/post`, {}, rina),
        await forum.post(`/waiting/${id}/post`, { body, title: typed.title, space: 'wheels', form: 'question' }, rina),
        await forum.get(`/waiting/${id}`, rina),
      ])
        expect([page.text.includes(body), times(page.text)]).toEqual([true, 1]);
    }
    expect(times((await forum.get('/drafts', rina)).text)).toBe(2);
  });

  it('is not called none of its kind', async () => {
    const page = (await forum.get('/spaces', null)).text;
    const problems = /<section class="kind-group" data-kind="problem"[^]*?<\/section>/.exec(page)![0];
    const crafts = /<section class="kind-group" data-kind="craft"[^]*?<\/section>/.exec(page)![0];
    const beliefs = /<section class="kind-group" data-kind="belief"[^]*?<\/section>/.exec(page)![0];
    expect([problems, crafts, beliefs].map((part) => part.includes('No space of this kind'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('takes no thread from elsewhere, moved or merged', async () => {
    const why = { reason: 'other', note: 'It belongs there.' };
    expect(await code(forum.api('POST', `/threads/${elsewhere.id}/move`, { ...why, space: 'wheels' }, admin))).toBe(
      'archived',
    );
    expect(
      await code(forum.api('POST', `/threads/${elsewhere.id}/merge`, { ...why, threadId: String(thread.id) }, admin)),
    ).toBe('archived');
  });

  it('takes no template, no early access, and gives no thread away', async () => {
    const why = { reason: 'other', note: 'It belongs there.' };
    const into = { ...why, threadId: String(elsewhere.id) };
    expect({
      template: await code(forum.api('PUT', '/spaces/wheels/templates', { question: 'What did you try?' }, admin)),
      early: await code(forum.api('POST', `/threads/${thread.id}/early-access`, {}, rina)),
      merge: await code(forum.api('POST', `/threads/${thread.id}/merge`, into, admin)),
    }).toEqual({ template: 'archived', early: 'archived', merge: 'archived' });
  });

  it('lets people withdraw what they wrote', async () => {
    expect(await code(forum.api('POST', `/posts/${answerId}/withdraw`, {}, jamal))).toBe(200);
  });
});
