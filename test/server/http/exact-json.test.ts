/** JSON says numbers, truth values and lists itself: nothing else is read as one. Forms have only texts. */
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('what the API gets as JSON', (engine) => {
  let forum: Forum;
  let rina: Member;
  let thread: { id: number };
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    thread = await ask(forum, rina);
  });
  const typed = { space: 'wheels', form: 'question', title: 'Why does it wobble?', body: 'At every turn it wobbles.' };

  it.each([
    ['a text for a number', { parentId: '0x1' }, 'parentId'],
    ['digits for a number', { parentId: '1' }, 'parentId'],
    ['a text for a truth value', { ownAnswer: 'true' }, 'ownAnswer'],
    ['a number for a truth value', { ownAnswer: 1 }, 'ownAnswer'],
    ['a list for a text', { body: ['It wobbles.'] }, 'body'],
    ['a number for a text', { body: 12 }, 'body'],
    ['nothing for a text', { body: null }, 'body'],
    ['a truth value for a number', { pollMost: true }, 'pollMost'],
    ['a text for a list', { pollChoices: 'One' }, 'pollChoices'],
    ['half a number', { parentId: 1.5 }, 'parentId'],
  ])('%s is refused, with the field', async (_what, given, field) => {
    const answer = await forum.api('POST', `/threads/${thread.id}/posts`, { body: 'It wobbles.', ...given }, rina);
    expect([answer.status, answer.json().code]).toEqual([422, 'invalid']);
    expect(answer.json().errors.map((one: { field: string }) => one.field)).toContain(field);
  });

  it('is taken where it is what it says', async () => {
    const answer = await forum.api('POST', '/threads', { ...typed, tags: ['hubs'], safety: false }, rina);
    expect(answer.status, answer.text).toBe(201);
    const form = await forum.post(
      '/ask',
      { ...typed, tags: 'hubs', minutes: '30', title: 'And why does it hum?' },
      rina,
    );
    expect(form.status).toBe(303);
  });

  it('posts nothing where a preview is asked for', async () => {
    const answer = await forum.api('POST', '/threads', { ...typed, preview: '1' }, rina);
    expect([answer.status, answer.json().errors]).toMatchObject([422, [{ field: 'preview' }]]);
    const { threads } = forum.adda.store.read.t;
    const rows = await forum.adda.store.read.q.select().from(threads);
    expect(rows.filter(({ title }) => title === typed.title)).toHaveLength(1);
  });
});
