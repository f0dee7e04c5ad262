import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetsOf } from '../../server/rules/search-facets.ts';
import { faultsBetween, gramsOf, meantWords, waysMeant } from '../../server/rules/misspelling.ts';
import { type Found, tellingOf, wordsScore, worthOf } from '../../server/rules/search-order.ts';
import {
  dayIn,
  IS_WORDS,
  OPERATORS,
  operatorsIn,
  parseQuery,
  unreadIn,
  withName,
  withoutOperator,
  withOperator,
} from '../../server/rules/search-query.ts';

describe('a query', () => {
  it('is words, and what is asked besides', () => {
    expect(parseQuery('rear wheel in:wheels by:@rina tag:hub -tubeless "true it" title:wobble')).toMatchObject({
      ...{ words: 'rear wheel', space: 'wheels', by: 'rina', tags: ['hub'] },
      ...{ without: ['tubeless'], phrases: ['true it'], title: 'wobble' },
    });
    expect(parseQuery('is:solved is:question IN:"Wheels and hubs"')).toMatchObject({
      ...{ words: '', states: ['solved'], forms: ['question'], space: 'Wheels and hubs' },
    });
    expect(parseQuery('is:unanswered')).toMatchObject({ forms: ['question', 'problem'], states: ['open', 'noted'] });
    expect(parseQuery('after:2025 before:2026-02-10')).toMatchObject({
      ...{ after: Date.UTC(2025, 0, 1), before: Date.UTC(2026, 1, 10) },
    });
    expect(parseQuery('after:২০২৫', () => '2025').after).toBe(Date.UTC(2025, 0, 1));
  });

  it.each([
    'http://example.org',
    'note: this',
    'is:nonsense',
    'before:yesterday',
    'well-known',
    'a - b',
    'c++',
    ':',
    '"',
    'in:',
  ])('of %s is words only', (query) => {
    const { words, without, ...rest } = parseQuery(query);
    expect(words).toBe(query === '"' ? '' : query.trim() === 'in:' ? 'in:' : words);
    expect([without, rest.space, rest.states, rest.before]).toEqual([[], null, null, null]);
  });

  it('may have a blank behind the colon, but not another operator', () => {
    expect(parseQuery('pots by: Rina in:  "Roof gardens"')).toMatchObject({
      ...{ words: 'pots', by: 'Rina', space: 'Roof gardens' },
    });
    expect(parseQuery('title: by:rina')).toMatchObject({ words: 'title:', title: '', by: 'rina' });
    expect(parseQuery('the end is: nigh in:').words).toBe('the end is: nigh in:');
  });

  it('says which of its words only look like operators', () => {
    const unread = (text: string) => unreadIn(text).map(({ text: one, because }) => `${one} ${because}`);
    expect(unread('a is:foo after:yesterday -tag:x before:2026 is:solved note:this -word')).toEqual([
      ...['is:foo is', 'after:yesterday time', '-tag:x without'],
    ]);
    expect(unreadIn('after:২০২৫', () => '2025')).toEqual([]);
    expect(operatorsIn('after:yesterday before:২০২৫-০১').map(({ text }) => text)).toEqual(['before:২০২৫-০১']);
    expect(unreadIn('is:x '.repeat(80)).length).toBe(1);
    expect(unreadIn(Array.from({ length: 40 }, (_, i) => `is:x${i}`).join(' ')).length).toBe(6);
  });

  it('leaves out what only looks like an operator, and takes what other forums call it', () => {
    expect(parseQuery('wheel is:foo after:yesterday -tag:x order:latest sort:new').words).toBe('wheel');
    expect(unreadIn('wheel order:latest')).toEqual([{ text: 'order:latest', because: 'order' }]);
    expect(
      parseQuery('category:"Roof gardens" status:solved author:@rina tags:hub since:2025 until:2026'),
    ).toMatchObject({
      ...{ words: '', space: 'Roof gardens', states: ['solved'], by: 'rina', tags: ['hub'] },
      ...{ after: Date.UTC(2025, 0, 1), before: Date.UTC(2026, 0, 1) },
    });
    expect(unreadIn('status:unsolved')).toEqual([{ text: 'status:unsolved', because: 'is' }]);
    expect(parseQuery('status:500 status: failed since:v2.1').words).toBe('status:500 status: failed since:v2.1');
    expect(withOperator('hub category:wheels', 'in', 'garden')).toBe('hub in:garden');
  });

  it('may ask for a name whose other words stand behind it', () => {
    const owen = { slug: 'owen-pritchard', name: 'Owen Pritchard' };
    expect(withName('wheel by:Owen pritchard hub', 'by', owen)).toBe('wheel hub by:owen-pritchard');
    expect(withName('wheel by:Owen hub Pritchard', 'by', owen)).toBe('wheel hub Pritchard by:owen-pritchard');
    expect(withName('by:owenn', 'by', owen)).toBe('by:owen-pritchard');
  });

  it('never fails, and is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const { words, tags, phrases } = parseQuery(text);
        expect(words.length).toBeLessThanOrEqual(800);
        expect(tags.length + phrases.length).toBeLessThanOrEqual(12);
      }),
    );
    expect(parseQuery('tag:a '.repeat(100)).tags).toEqual(['a']);
  });

  it('takes an operator and gives it back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OPERATORS),
        fc.constantFrom('solved', 'roof gardens', '2025'),
        (operator, value) => {
          const query = withOperator('wheel', operator, value);
          expect(withoutOperator(query, operator, value)).toBe('wheel');
          expect(withOperator(query, operator, value)).toBe(query);
        },
      ),
    );
    expect(withOperator('wheel is:open is:question', 'is', 'solved')).toBe('wheel is:question is:solved');
    expect(operatorsIn('is:nonsense in:wheels').map(({ text }) => text)).toEqual(['in:wheels']);
  });

  it('knows days that there are', () => {
    expect([dayIn('2024-02-29'), dayIn('2023-02-29'), dayIn('2024-13'), dayIn('24')]).toEqual([
      Date.UTC(2024, 1, 29),
      null,
      null,
      null,
    ]);
    expect(IS_WORDS).toContain('open-hour');
  });
});

describe('the order of what was found', () => {
  const plain: Found = {
    ...{ kind: 'answer', acceptedAt: null, outdatedAt: null, workedCount: 0, state: 'open', closedAt: null },
    ...{ createdAt: 0, title: '', often: '', length: 100 },
  };
  const words = (found: Partial<Found>, telling = [1, 1]) =>
    wordsScore({ ...plain, ...found }, [['wheel'], ['spoke']], telling, () => true);

  it('goes by title, how often, how long, and how rare a word is', () => {
    expect(words({ title: 'wheel' })).toBeGreaterThan(words({ often: 'wheel:3' }));
    expect(words({ often: 'wheel:3' })).toBeGreaterThan(words({}));
    expect(words({ often: 'awheel:3 wheels:9' })).toBe(words({}));
    expect(words({ length: 20 })).toBeGreaterThan(words({ length: 2_000 }));
    expect(tellingOf(3, 1_000)).toBeGreaterThan(tellingOf(300, 1_000));
    expect(tellingOf(5_000, 1_000)).toBeGreaterThan(0);
  });

  it('and by what members found of it; a note is lifted by nothing', () => {
    const worth = (found: Partial<Found>) => worthOf({ ...plain, ...found });
    expect(worth({ acceptedAt: 1 })).toBeGreaterThan(worth({ workedCount: 3 }));
    expect(worth({ workedCount: 3 })).toBeGreaterThan(worth({}));
    expect(worth({ workedCount: 1_000_000 })).toBeLessThanOrEqual(1.6);
    expect(worth({ kind: 'opening', state: 'solved' })).toBeGreaterThan(worth({ kind: 'opening' }));
    expect(worth({ outdatedAt: 1 })).toBeLessThan(worth({}));
    expect(worth({ kind: 'note', workedCount: 50, acceptedAt: 1 })).toBe(1);
  });
});

describe('a mistyped word', () => {
  const known = [
    { term: 'derailleur', posts: 40 },
    { term: 'wobbl', posts: 90 },
    { term: 'cobbl', posts: 4 },
    { term: 'গাছ', posts: 30 },
  ];
  it.each([
    ['derailer', 'derailleur'],
    ['wobbel', 'wobbl'],
    ['dreailleur', 'derailleur'],
    ['গাচ', 'গাছ'],
    ['cobbl', 'wobbl'],
    ['umbrella', null],
  ])('%s may mean %s', (typed, meant) => {
    expect(meantWords({ ways: [typed], posts: 0 }, known)[0] ?? null).toBe(meant);
  });

  it('is right where many write so', () => {
    expect(meantWords({ ways: ['cobbl'], posts: 4 }, known)).toEqual(['wobbl']);
    expect(meantWords({ ways: ['cobbl'], posts: 40 }, known)).toEqual([]);
  });

  it('is put right in the likeliest ways first, and in few', () => {
    expect(waysMeant([[], []], 4)).toEqual([]);
    expect(waysMeant([['a', 'b', 'c'], [], ['x', 'y']], 3)).toEqual([
      ['a', null, 'x'],
      ['a', null, 'y'],
      ['b', null, 'x'],
    ]);
  });

  it('is compared in bounds', () => {
    expect(faultsBetween('a'.repeat(5_000), 'b'.repeat(5_000), 3)).toBe(4);
    expect(faultsBetween('abcd', 'abdc', 2)).toBe(1);
    expect([gramsOf('ab'), gramsOf('1234'), gramsOf('abc')]).toEqual([[], [], [' ab', 'abc', 'bc ']]);
  });
});

describe('facets', () => {
  const now = Date.UTC(2026, 10, 27);
  const fact = { spaceId: 1, form: 'question', state: 'solved', closedAt: null, createdAt: now } as const;
  const facets = (query: string) =>
    facetsOf({
      query,
      found: [fact, { ...fact, spaceId: 2, state: 'open', createdAt: 0 }],
      slugs: new Map([
        [1, 'wheels'],
        [2, 'garden'],
      ]),
      now,
    });

  it('are what differs, each with the query that it leads to', () => {
    expect(facets('hub').map(({ name }) => name)).toEqual(['space', 'state', 'time']);
    expect(facets('hub')[0]!.choices[0]).toEqual({ value: '1', count: 1, query: 'hub in:wheels' });
    expect(facets('hub in:wheels after:2020 is:open')).toEqual([]);
  });

  it('count what the query that they lead to finds: states that a word means besides, whole days', () => {
    const noon = now + 12 * 3_600_000;
    const found = [
      { ...fact, state: 'open' as const },
      { ...fact, state: 'noted' as const },
      { ...fact, createdAt: Date.UTC(2026, 9, 28, 1) },
    ];
    const all = facetsOf({ query: 'hub', found, slugs: new Map(), now: noon });
    const count = (name: string, value: string) =>
      all.find((facet) => facet.name === name)?.choices.find((choice) => choice.value === value)?.count;
    expect([count('state', 'open'), count('state', 'noted'), count('state', 'solved')]).toEqual([2, 1, 1]);
    const year = facetsOf({ query: 'hub', found: [...found, { ...fact, createdAt: 0 }], slugs: new Map(), now: noon });
    const month = year.find(({ name }) => name === 'time')!.choices[0]!;
    expect([month.query, month.count]).toEqual(['hub after:2026-10-28', 3]);
  });
});
