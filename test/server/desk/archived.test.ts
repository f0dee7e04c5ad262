/** An archived space is read, and nothing is added to it by whoever and however. */
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('an archived space', (engine) => {
  let forum: Forum;
  let [admin, rina, jamal]: Member[] = [];
  let thread: Awaited<ReturnType<typeof ask>>;
  let elsewhere: Awaited<ReturnType<typeof ask>>;
  let answerId: number;
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
    }).toEqual({ reply: 'archived', change: 'archived', mark: 'archived', accept: 'archived', poll: 'archived' });
  });

  it('offers nothing of that on its pages', async () => {
    for (const who of [null, rina!, jamal!]) {
      const { text } = await forum.get(thread.url, who);
      expect(text).not.toMatch(/\/marks\/|\/edit"|name="body"/);
    }
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

  it('lets people withdraw what they wrote', async () => {
    expect(await code(forum.api('POST', `/posts/${answerId}/withdraw`, {}, jamal))).toBe(200);
  });
});
