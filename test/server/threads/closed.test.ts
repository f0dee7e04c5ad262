/** What is said of a closed thread, wherever its state is said. */
import { beforeAll, expect, it } from 'vitest';
import { makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { type Asked, ask } from '../../support/talk.ts';

eachEngine('a closed thread', (engine) => {
  let forum: Forum;
  let [rina, mod]: Member[] = [];
  let original: Asked;
  let again: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, mod] = [await forum.member('Rina'), await forum.member('Mod', 'moderator')];
    await makeBrand(forum);
    original = await ask(forum, rina!, { title: 'Why does my hub squeak?' });
    again = await ask(forum, rina!, { title: 'Squeaking hub, why so?' });
    const act = { why: 'duplicate', threadId: String(original.id), reason: 'duplicate', note: 'Asked before.' };
    expect((await forum.api('POST', `/threads/${again.id}/close`, act, mod)).status).toBe(200);
  });
  /** What stands after the title in a list. */
  const saidIn = (page: string, title: string) =>
    [...(page.split(title).at(1) ?? '').split('</li>')[0]!.matchAll(/class="state [^>]*>.*?<\/svg>([^<]*)/g)].map(
      ([, words]) => words,
    );

  it('as a duplicate says so in lists, in the search and in feeds, and not that it is open', async () => {
    for (const url of ['/new', '/s/wheels/new', '/search?q=squeaking'])
      expect([url, saidIn((await forum.get(url)).text, `href="${again.url}"`)]).toEqual([url, ['Duplicate']]);
    expect(saidIn((await forum.get('/new')).text, `href="${original.url}"`)).toEqual(['Open']);
    expect(saidIn((await forum.get('/new', null, { 'accept-language': 'bn' })).text, `href="${again.url}"`)).toEqual([
      'আগেই জিজ্ঞেস করা',
    ]);
    const feed = (await forum.get('/new.atom')).text.split(`/t/${again.id}</id>`)[1]!.split('</entry>')[0]!;
    expect(feed).toContain('<category term="state:duplicate" label="Duplicate"/>');
    expect(feed).not.toContain('state:open');
    const { threads } = (await forum.api('GET', '/feeds/new')).json();
    expect(threads.find(({ id }: Asked) => id === again.id)).toMatchObject({
      ...{ closeReason: 'duplicate', says: ['duplicate'] },
    });
    expect((await forum.api('GET', `/threads/${again.id}`)).json()).toMatchObject({
      thread: { says: ['duplicate'] },
      duplicateOf: [{ id: original.id, url: original.url }],
    });
  });

  it('says at its head of what it is one, and waits for nothing: no answer, no staff', async () => {
    for (const who of [null, rina!, mod!]) {
      const { text } = await forum.get(again.url, who);
      expect(text).toMatch(/thread-head__meta">\s*<span class="state state--closed state--pill">.*?<\/svg>Duplicate</);
      expect(text).toMatch(new RegExp(`Duplicate of:[^]*?href="${original.url}"`));
      for (const words of ['No answer yet', `/t/${again.id}/early-access`, '</svg>Open<'])
        expect(text).not.toContain(words);
    }
    expect((await forum.get(original.url, rina)).text).toContain(`/t/${original.id}/early-access`);
    expect((await forum.api('POST', `/threads/${again.id}/early-access`, {}, rina)).json().code).toBe('closed');
  });

  it('for another reason says that it is closed', async () => {
    const vague = await ask(forum, rina!, { title: 'What is it with wheels?' });
    const act = { why: 'unclear', reason: 'other', note: 'Nobody can tell.' };
    expect((await forum.api('POST', `/threads/${vague.id}/close`, act, mod)).status).toBe(200);
    expect(saidIn((await forum.get('/new')).text, `href="${vague.url}"`)).toEqual(['Closed']);
  });
});
