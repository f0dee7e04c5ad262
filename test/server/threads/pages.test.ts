import { beforeAll, expect, it } from 'vitest';
import { writePost } from '../../../server/forum/posting/write.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

eachEngine('a thread page', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thuy: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
  });

  /** Answers without a member’s limits. */
  async function fill(threadId: number, count: number): Promise<void> {
    await forum.adda.store.write(async (tx) => {
      for (let i = 0; i < count; i++)
        await writePost(tx, (await lockThread(tx, threadId))!, {
          authorId: jamal.id,
          parent: null,
          kind: 'answer',
          markdown: `Answer ${i}`,
          createdAt: tx.now,
        });
    });
  }
  const numbers = (text: string) =>
    [...text.matchAll(/<article class="post[^"]*" id="post-(\d+)"/g)].map((found) => Number(found[1]));

  it('has twenty top-level posts, each on one page only, and no page more', async () => {
    const { id, url } = await ask(forum, rina);
    await fill(id, 45);
    const pages = await Promise.all([1, 2, 3].map((page) => forum.get(`${url}?page=${page}`)));
    expect(pages.map(({ text }) => numbers(text).length)).toEqual([21, 20, 5]);
    expect(pages.flatMap(({ text }) => numbers(text))).toEqual(Array.from({ length: 46 }, (_, i) => i + 1));
    expect((await forum.get(`${url}?page=4`)).status).toBe(404);
    expect(pages[1]!.text).toContain('aria-current="page"><span class="visually-hidden">Page 2');
  });

  it('exactly full has no second page', async () => {
    const { id, url } = await ask(forum, rina);
    await fill(id, 20);
    const page = await forum.get(url);
    expect(numbers(page.text)).toHaveLength(21);
    expect(page.text).not.toContain('rel="next"');
    expect((await forum.get(`${url}?page=2`)).status).toBe(404);
  });

  it('is found from the stable link of a post that marks have moved', async () => {
    const { id, url } = await ask(forum, rina);
    await fill(id, 30);
    const last = await write(forum, jamal, id, 'The last one, which solves it.');
    const link = `${url}/${last.number}`;
    expect((await forum.get(link)).headers.location).toBe(`${url}?page=2#post-32`);
    await setMark(forum, rina, last.id, 'accept');
    expect((await forum.get(link)).headers.location).toBe(`${url}#post-32`);
    expect(numbers((await forum.get(url)).text).slice(0, 2)).toEqual([1, 32]);
    expect((await forum.get(`${url}/21`)).headers.location).toBe(`${url}?page=2#post-21`);
    expect((await forum.get(`${url}/20`)).headers.location).toBe(`${url}#post-20`);
    expect((await forum.get(`${url}/99`)).status).toBe(404);
  });

  it('tells after posting that it was done, on the page where the post stands', async () => {
    const { id, url } = await ask(forum, rina);
    await fill(id, 25);
    const posted = await forum.post(`/t/${id}/posts`, { body: 'Mine.' }, thuy);
    const cookie = `${thuy.cookie}; ${String(posted.headers['set-cookie']).split(';')[0]}`;
    const to = (await forum.get(posted.headers.location!, thuy, { cookie })).headers.location!;
    expect(to).toBe(`${url}?page=2&flash=posted#post-27`);
    const page = await forum.get(to.split('#')[0]!, thuy, { cookie });
    expect(page.text).toContain('Your post is in the thread.');
    expect(page.headers['set-cookie']).toContain('adda_flash=;');
  });

  it('leads from a reply that it shows to the reply in the thread', async () => {
    const { id, url, postId } = await ask(forum, rina);
    await write(forum, thuy, id, 'Said to it.', { parentId: postId });
    expect((await forum.get(`${url}/2`)).headers.location).toBe(`${url}#post-2`);
  });

  it('shows ten replies under a post, and all of them on its own page', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'Tighten the spokes.');
    const replies = [];
    for (let i = 0; i < 12; i++)
      replies.push(await write(forum, [rina, thuy][i % 2]!, id, `Reply ${i}`, { parentId: answer.id }));
    const page = (await forum.get(url)).text;
    expect(numbers(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(page).toContain(`href="/p/${answer.id}">Show all 12 replies`);
    expect(numbers((await forum.get(`/p/${answer.id}`)).text)).toHaveLength(13);
    expect((await forum.get(`${url}/14`)).headers.location).toBe(`/p/${answer.id}#post-14`);
    expect((await forum.get(`/p/${replies[11]!.id}`)).text).toContain('id="post-14"');
  });

  it('has one address, whatever the words in it, in any script', async () => {
    const title = 'চাকা কেন কাঁপে আর কীভাবে সারাব বলুন তো সবাই মিলে একটু ভেবে দেখি এই শীতের সকালে';
    const { id, url } = await ask(forum, rina, { title });
    expect(decodeURIComponent(url)).toContain('চাকা-কেন-কাঁপে');
    expect((await forum.get(url)).status).toBe(200);
    for (const other of [`/t/${id}`, `/t/${id}/`, `/t/${id}/wrong-words`, `${url}/`]) {
      const answer = await forum.get(other);
      expect([other, answer.status, answer.headers.location]).toEqual([other, 302, url]);
    }
  });

  it('shows every script of tags and names as a link that works', async () => {
    const member = await forum.member('মালা রানী চক্রবর্তী');
    const { url } = await ask(forum, member, { tags: ['চাকার-স্পোকের-টান-ঠিক-করা-শেখা', 'c++', 'node.js'] });
    const page = (await forum.get(url)).text;
    const links = [...page.matchAll(/href="(\/(?:s\/wheels\/tag|u)\/[^"]+)"/g)].map((found) => found[1]!);
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) expect([link, (await forum.get(link)).status]).toEqual([link, 200]);
  });
});
