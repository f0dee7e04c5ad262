/** What many members get alike is sent from what was drawn once; `kept-crawl` compares every page with one drawn afresh. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found!);

eachEngine('a page that many members read', (engine) => {
  let forum: Forum;
  let asker: Member;
  let zarina: Member;
  let yusuf: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [asker, zarina, yusuf] = [await forum.member('Rina'), await forum.member('Zarina'), await forum.member('Yusuf')];
  });

  const page = async (url: string, who: Member) => {
    const headers = { cookie: who.cookie, 'accept-encoding': 'gzip, br' };
    const { rawPayload, headers: sent } = await forum.app.inject({ method: 'GET', url, headers });
    return { text: gunzipSync(rawPayload).toString(), encoding: sent['content-encoding'] };
  };
  /** The same page as it is once its parts are kept. */
  async function kept(url: string, who: Member): Promise<string> {
    for (let i = 0; i < 2; i++) await forum.get(url, who);
    const { text, encoding } = await page(url, who);
    expect(encoding).toBe('gzip');
    return text;
  }

  it('has the forms of its reader, with a key of its own each time', async () => {
    const { id, url } = await ask(forum, asker, { title: 'Which of the spokes is loose?' });
    for (const words of ['The third.', 'All of them.', 'None.']) await write(forum, asker, id, words);
    const pages = [await kept(url, zarina), await kept(url, yusuf), await kept(url, zarina)];

    const writers = pages.map((text) => new Set(all(text, /name="writer" value="([^"]*)"/g)));
    expect(writers).toEqual([zarina, yusuf, zarina].map((who) => new Set([String(who.id)])));
    const accounts = pages.map((text) => new Set(all(text, /data-account="([^"]*)"/g)));
    expect(accounts).toEqual(writers);
    const keys = pages.flatMap((text) => all(text, /name="idempotencyKey" value="([^"]*)"/g));
    expect(keys.length).toBe(6);
    expect(new Set(keys).size).toBe(6);
    expect(keys.every((key) => /^[\da-f-]{36}$/.test(key))).toBe(true);
    expect(pages[0]).not.toContain('Yusuf');
    expect(pages[1]).not.toContain('Zarina');
    const form = { body: 'The fourth.', idempotencyKey: keys[0]!, writer: String(zarina.id) };
    expect((await forum.post(`/t/${id}/posts`, form, zarina)).status).toBe(303);
  });

  it('shows a mark to who set it, and to nobody else as theirs', async () => {
    const { id, url } = await ask(forum, asker, { title: 'Does oil help against the squeak?' });
    const answer = await write(forum, asker, id, 'It does for me.');
    const pressed = (text: string) => text.includes(`class="mark__btn" aria-pressed="true"`);
    expect([pressed(await kept(url, zarina)), pressed(await kept(url, yusuf))]).toEqual([false, false]);
    await setMark(forum, zarina, answer.id, 'helpful');
    expect([pressed(await kept(url, zarina)), pressed(await kept(url, yusuf))]).toEqual([true, false]);
  });
});
