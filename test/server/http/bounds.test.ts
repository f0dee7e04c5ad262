import { expect, it } from 'vitest';
import { LIMITS } from '../../../shared/limits.ts';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

/** Little to send, much to draw. */
const LINKS = '<http://a.b/c> '.repeat(2_100);
const WIDE = `|${' a |'.repeat(400)}\n|${'-|'.repeat(400)}\n${'|x\n'.repeat(4_000)}`;

eachEngine('what is sent without end', (engine) => {
  it('gets a short answer: a list of a hundred thousand items, and a hundred thousand fields', async () => {
    const forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const tags = Array.from({ length: 100_000 }, () => 7);
    const list = await forum.api('POST', '/threads', { form: 'question', title: 'Why?', body: 'So.', tags }, rina);
    expect(list.status).toBe(422);
    expect(list.text.length).toBeLessThan(2_000);
    const fields = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`f${i}`, i]));
    const many = await forum.api('POST', '/threads', fields, rina);
    expect(many.status).toBe(413);
    expect(many.text.length).toBeLessThan(10_000);
    const form = await forum.post(
      '/ask',
      { form: 'question', title: 'Why?', body: 'So.', tags: tags.map(String) },
      rina,
    );
    expect([413, 422]).toContain(form.status);
    const invited = await forum.api('POST', '/threads/1/invitations', { members: tags }, rina);
    expect(invited.status).toBe(422);
  });

  it('is drawn within a bound: a page of posts that are mostly markup, each whole at its own address', async () => {
    const forum = await makeForum(engine);
    // A new member may not put so many links into a post.
    const rina = await forum.member('Rina', 'moderator');
    const { id, url, postId } = await ask(forum, rina, { body: `${LINKS}The end of it.` });
    for (let i = 0; i < LIMITS.postsPerPage; i++) await write(forum, rina, id, i % 2 ? LINKS : WIDE);
    const last = await write(forum, rina, id, `${LINKS.slice(0, 7_500)}A last word.`, { parentId: postId });
    const page = await forum.get(url);
    expect(page.text.length).toBeLessThan(1_500_000);
    expect(page.text).not.toContain('The end of it.');
    const whole = /href="(\/p\/\d+)">Read all of post 1</.exec(page.text)![1]!;
    expect((await forum.get(whole)).text).toContain('The end of it.');
    expect((await forum.api('GET', `/threads/${id}`)).text.length).toBeLessThan(1_500_000);
    expect((await forum.api('GET', `/threads/${id}`)).json().opening).toMatchObject({ shortened: true });
    const own = await forum.api('GET', whole.replace('/p/', '/posts/'));
    expect(own.json().post).toMatchObject({ shortened: false });
    expect((await forum.get(`/p/${last.id}`)).text).toContain('A last word.');
  });

  it('is shown in runs: the replies under one post, each with an address that leads to it', async () => {
    const forum = await makeForum(engine);
    const people = await Promise.all(['Rina', 'Jamal', 'Mitu'].map((name) => forum.member(name)));
    const { id, postId, url } = await ask(forum, people[0]!);
    const count = LIMITS.repliesPerPage * 2 + 3;
    for (let i = 1; i <= count; i++)
      await write(forum, people[i % 3]!, id, `Reply no ${i} of all.`, { parentId: postId });
    const first = await forum.get(`/p/${postId}`);
    expect(first.text).toContain('Reply no 50 of all.');
    expect(first.text).not.toContain('Reply no 51 of all.');
    expect(first.text).toContain(`/p/${postId}?page=3`);
    expect((await forum.get(`/p/${postId}?page=3`)).text).toContain(`Reply no ${count} of all.`);
    expect((await forum.get(`/p/${postId}?page=4`)).status).toBe(404);
    const { headers } = await forum.get(`${url}/52`);
    expect(headers.location).toBe(`/p/${postId}?page=2#post-52`);
    expect((await forum.api('GET', `/posts/${postId}?page=2`)).json()).toMatchObject({ page: 2, pages: 3 });
  });

  it('is edited sixty times in ten minutes, not more', async () => {
    const forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const { postId } = await ask(forum, rina);
    const edit = (revision: number) =>
      forum.api('PATCH', `/posts/${postId}`, { body: `Version ${revision} of my words.`, revision }, rina);
    for (let revision = 1; revision <= 60; revision++) expect((await edit(revision)).status).toBe(200);
    expect((await edit(61)).status).toBe(429);
  });

  it('is drawn in a thread of its own when it is long, with its quotes, and found', async () => {
    const forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const { id, postId } = await ask(forum, rina, { body: 'Something to be quoted.' });
    const body = `> [Whoever](/p/${postId}):\n> Something to be quoted.\n\n${'Plain words, '.repeat(400)}and a zymurgist.`;
    const post = await write(forum, rina, id, body);
    expect((await forum.get(`/p/${post.id}`)).text).toContain('zymurgist');
    expect((await forum.api('GET', '/search?q=zymurgist')).json().hits).toHaveLength(1);
    expect((await forum.api('POST', `/posts/${post.id}/withdraw`, {}, rina)).status).toBe(200);
    expect((await forum.api('GET', '/search?q=zymurgist')).json().hits).toHaveLength(0);
    expect((await forum.api('POST', `/posts/${post.id}/restore`, {}, rina)).status).toBe(200);
    expect((await forum.api('GET', '/search?q=zymurgist')).json().hits).toHaveLength(1);
  });
});
