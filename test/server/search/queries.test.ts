import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import type { WrittenLanguage } from '../../../shared/written.ts';
import { type Forum, makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';
import { TABLE } from './query-table.ts';

it('the table of queries is as long and as wide as it says', () => {
  expect(TABLE.reduce((sum, { found, missed }) => sum + found.length + missed.length, 0)).toBeGreaterThanOrEqual(200);
  expect(new Set(TABLE.map(({ language }) => language)).size).toBeGreaterThanOrEqual(10);
});

eachEngine('a query', (engine) => {
  let forum: Forum;
  const ids = new Map<string, number>();
  beforeAll(async () => {
    forum = await makeForum(engine);
    const rina = await forum.member('Rina');
    const { store } = forum.adda;
    for (const [i, { language, text }] of TABLE.entries()) {
      const slug = `table-${i}`;
      const words = { kind: 'craft', charter: 'For texts in a language of theirs.' } as const;
      await store.write((tx) =>
        insertSpace(tx, {
          ...words,
          slug,
          name: `Table ${i}`,
          language: language as WrittenLanguage | null,
          createdAt: tx.now,
        }),
      );
      ids.set(text, (await ask(forum, rina, { title: `Thread number ${i}`, body: text, space: slug })).id);
    }
  });

  const find = async (query: string, at: number): Promise<boolean> => {
    const asked = new URLSearchParams({ q: query, space: `table-${at}` });
    return (await forum.api('GET', `/search?${asked}`)).json().hits.length > 0;
  };

  for (const [at, { language, text, found, missed }] of TABLE.entries())
    it(`finds what it should, and nothing else, in ${language ?? 'the forum’s language'}: ${text.slice(0, 30)}`, async () => {
      const results = async (queries: string[]) =>
        Promise.all(queries.map(async (query) => [query, await find(query, at)]));
      expect(await results(found)).toEqual(found.map((query) => [query, true]));
      expect(await results(missed)).toEqual(missed.map((query) => [query, false]));
    });
});
