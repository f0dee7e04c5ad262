import { beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../../shared/limits.ts';
import { fill } from '../../bench/fill.ts';
import { type Forum, makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

/** Enough that words are told to be common, and that a title leaves many threads. */
const SIZE = { threads: 2_400, posts: 5_200 };

type Row = { number: number; markdown: string; thread: number; title: string; tags: string | null };
type Post = { says: string; title: string };

/** Words in the order in which a text says them, without what stands between. */
const wordsOf = (text: string) => ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `;
const has = (text: string, ...rows: string[]) => rows.every((row) => text.includes(` ${row} `));

eachEngine('a search of words that are everywhere', (engine) => {
  let forum: Forum;
  const posts = new Map<string, Post>();

  beforeAll(async () => {
    forum = await makeForum(engine);
    await fill(forum.adda.store, SIZE);
    const rows = await forum.adda.store.read.raw<Row>(`
      select p.number, p.markdown, t.id as thread, t.title, t.tag_names as tags
      from posts p join threads t on t.id = p.thread_id`);
    for (const { number, markdown, thread, ...row } of rows) {
      const title = wordsOf(`${row.title} ${row.tags ?? ''}`);
      posts.set(`${thread}#${number}`, { title, says: wordsOf(markdown) + (number === 1 ? title : '') });
    }
  });

  const find = async (query: string): Promise<Post[]> => {
    const { hits } = (await forum.api('GET', `/search?${new URLSearchParams({ q: query })}`)).json() as {
      hits: { url: string; number: number }[];
    };
    return hits.map(({ url, number }) => posts.get(`${/\/t\/(\d+)/.exec(url)![1]}#${number}`)!);
  };

  const ASKED: [string, (post: Post) => boolean][] = [
    ['wheel brake', ({ says }) => has(says, 'wheel', 'brake')],
    ['"wheel brake"', ({ says }) => has(says, 'wheel brake')],
    ['wheel brake -pump', ({ says }) => has(says, 'wheel', 'brake') && !has(says, 'pump')],
    ['wheel brake title:chain', ({ says, title }) => has(says, 'wheel', 'brake') && has(title, 'chain')],
    ['-pump -wheel', ({ says }) => !has(says, 'pump') && !has(says, 'wheel')],
    ['wheel title:"chain hub"', ({ says, title }) => has(says, 'wheel') && has(title, 'chain', 'hub')],
  ];
  for (const [query, isMeant] of ASKED)
    it(`finds a page of posts that hold it, and no other: ${query}`, async () => {
      const meant = [...posts.values()].filter(isMeant);
      const found = await find(query);
      expect(found.filter((post) => !isMeant(post))).toEqual([]);
      expect(found).toHaveLength(Math.min(LIMITS.searchPerPage, meant.length));
      expect(found.length).toBeGreaterThan(3);
    });
});
