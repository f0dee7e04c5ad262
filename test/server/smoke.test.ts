import { expect, it } from 'vitest';
import { makeForum } from '../support/forum.ts';
import { eachEngine } from '../support/store.ts';

eachEngine('a question', async (engine) => {
  it('is asked, answered, confirmed and accepted', async () => {
    const forum = await makeForum(engine);
    const [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    const asked = await forum.api(
      'POST',
      '/threads',
      {
        space: 'wheels',
        form: 'question',
        title: 'চাকা কেন কাঁপে?',
        body: 'সামনের চাকা কাঁপে।',
        tags: ['চাকা', 'spokes'],
      },
      rina,
    );
    expect(asked.status, asked.text).toBe(201);
    const { id } = asked.json();
    const answered = await forum.api('POST', `/threads/${id}/posts`, { body: 'Tighten the **spokes**.' }, jamal);
    expect(answered.status, answered.text).toBe(201);
    const post = answered.json();
    expect(post.kind).toBe('answer');
    expect((await forum.api('PUT', `/posts/${post.id}/marks/worked`, {}, thuy)).json()).toEqual({
      kind: 'worked',
      set: true,
      count: 1,
    });
    expect((await forum.api('PUT', `/posts/${post.id}/marks/accept`, {}, rina)).status).toBe(200);
    const page = await forum.get(`/t/${id}`);
    expect(page.status).toBe(302);
    const thread = await forum.get(page.headers.location!);
    expect(thread.status, thread.text).toBe(200);
    expect(thread.text).toContain('Solved it for Rina');
    for (const url of [
      '/',
      '/new.atom',
      '/s/wheels',
      '/s/wheels/tag/spokes',
      '/needs-answer',
      '/search?q=spokes',
      '/spaces',
      '/u/jamal',
      '/api/v1/openapi.json',
    ]) {
      const answer = await forum.get(url);
      expect(answer.status, `${url} ${answer.text.slice(0, 300)}`).toBe(200);
    }
    expect((await forum.get('/search?q=কাঁপে')).text).toContain('<mark>');
  });
});
