import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { countKnownWords } from '../../../server/forum/search/known-words.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, restore, setMark, withdraw, write } from '../../support/talk.ts';

/** Each text by a letter; a query finds the texts that are named after it, on either engine. */
const TEXTS: Record<string, [title: string, body: string, where: 'wheels' | 'garden']> = {
  a: ['Why do my wheels wobble?', 'The **spokes** were tightened yesterday, at the café.', 'wheels'],
  b: ['গাছের পাতা হলুদ কেন?', 'আমার ছাদের গাছগুলোর পাতা হলুদ হয়ে যাচ্ছে।', 'garden'],
  c: ['Watering tomatoes at noon', 'কলকাতায় দুপুরে জল দিলে কী হয়? The wheel of fortune turns.', 'garden'],
  d: ['A chain that falls off', 'It’s 100% the derailleur; see C++ notes & node.js <b>tags</b>.', 'wheels'],
  e: ['কাঠের চাকা সারানো', 'কাঠ শুকিয়ে গেলে চাকা নড়ে। ক্ষ আর ক্ষ দুটোই লিখলাম।', 'wheels'],
  f: ['ZWJ: র‍্যাম আর র‌্যাম', 'Ｆｕｌｌｗｉｄｔｈ letters and ﬁne ligatures; naïve résumé.', 'wheels'],
};
const QUERIES: [query: string, found: string][] = [
  ['wheel', 'ac'],
  ['wheels', 'ac'],
  ['WHEEL', 'ac'],
  ['wheel spoke', 'a'],
  ['spokes wheels', 'a'],
  ['wheel garden', ''],
  ['গাছ', 'b'],
  ['গাছের', 'b'],
  ['গাছগুলো', 'b'],
  ['পাতা হলুদ', 'b'],
  ['পা', ''],
  ['কলকাতা', 'c'],
  ['দুপুরে জল', 'c'],
  ['চাকা', 'e'],
  ['চাকার', 'e'],
  ['কাঠ', 'e'],
  ['café', 'a'],
  ['cafe', 'a'],
  ['100', 'd'],
  ['derailleur', 'd'],
  ['c++', 'd'],
  ['node.js', 'd'],
  ['<b>', 'd'],
  ['tags', 'd'],
  ['fullwidth', 'f'],
  ['fine', 'f'],
  ['naïve', 'f'],
  ['naive', 'f'],
  ['র‍্যাম', 'f'],
  ['র্যাম', 'f'],
  ['"wheel" OR chain', ''],
  ['wheel -spoke', 'c'],
  ['wheel*', 'ac'],
  ["wheel' | 'chain", ''],
  ['(wheel)', 'ac'],
  ['AND', 'f'],
  ['\\', ''],
  ['!!!', ''],
  ['😀', ''],
  ['tomato', 'c'],
  ['tomatoes', 'c'],
];

eachEngine('search', (engine) => {
  let forum: Forum;
  let rina: Member;
  const titles = new Map<string, string>();
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        slug: 'garden',
        name: 'Roof gardens',
        kind: 'craft',
        charter: 'For gardens on roofs in town.',
        createdAt: tx.now,
      }),
    );
    for (const [letter, [title, body, space]] of Object.entries(TEXTS)) {
      await ask(forum, rina, { title, body, space });
      titles.set(title, letter);
    }
  });
  const find = async (q: string, more = '') =>
    (await forum.api('GET', `/search?q=${encodeURIComponent(q)}${more}`))
      .json()
      .hits.map((hit: any) => titles.get(hit.title) ?? `?${hit.title}`)
      .sort()
      .join('');

  it('finds the same on either engine, in English and Bengali', async () => {
    for (const [query, found] of QUERIES) expect([query, await find(query)]).toEqual([query, found]);
  });

  it('stays inside the space that was chosen', async () => {
    expect(await find('wheel', '&space=garden')).toBe('c');
    expect(await find('wheel', '&space=wheels')).toBe('a');
  });

  it('finds with some of the words when asked for any', async () => {
    expect(await find('wheels derailleur nonsense', '&any=true')).toBe('acd');
  });

  it('offers to who is about to ask only what has more in common with it than a word that all use', async () => {
    expect(await find('Why do my spokes wobble so much?', '&like=true')).toBe('a');
    expect(await find('Why do I have this, and what should be done about it?', '&like=true')).toBe('');
    expect(await find('Does a wheel need oil?', '&like=true')).toBe('');
    expect(await find('What about wheels?', '&like=true')).toBe('a');
    expect(await find('গাছের পাতা কেন শুকায়?', '&like=true')).toBe('b');
  });

  it('does not find what was withdrawn, until it is brought back', async () => {
    const { id, postId } = await ask(forum, rina, { title: 'About ephemeral things', body: 'Mayflies.' });
    const answer = await write(forum, rina, id, 'Nightjars.');
    titles.set('About ephemeral things', 'E');
    await withdraw(forum, rina, answer.id);
    expect([await find('nightjar'), await find('mayfly')]).toEqual(['', 'E']);
    await withdraw(forum, rina, postId);
    expect([await find('nightjar'), await find('mayfly'), await find('ephemeral')]).toEqual(['', '', '']);
    await restore(forum, rina, postId);
    await restore(forum, rina, answer.id);
    expect([await find('nightjar'), await find('mayfly'), await find('ephemeral')]).toEqual(['E', 'E', 'E']);
  });

  it('marks what it found, and keeps the words of the query in its field', async () => {
    const page = (await forum.get(`/search?q=${encodeURIComponent('গাছের "<b>')}`)).text;
    expect(page).toContain('value="গাছের &quot;&lt;b&gt;"');
    const found = (await forum.get(`/search?q=${encodeURIComponent('গাছের')}`)).text;
    expect(found).toContain('<mark>গাছের</mark>');
    expect(found).toContain('<mark>গাছগুলোর</mark>');
  });

  it('shows the tag that it was found by, where no other word says why', async () => {
    await ask(forum, rina, { title: 'Salt comes back through paint', tags: ['rising-damp', 'lime'] });
    const row = /<li>\s*<article[^]*?Salt comes[^]*?<\/article>/.exec((await forum.get('/search?q=damp')).text)![0];
    expect(row).toContain('>rising-damp<');
    expect(row).not.toContain('>lime<');
  });

  it('pages through more than twenty hits without repeating one', async () => {
    const answers = new Set<string>();
    const { id } = await ask(forum, rina, { title: 'A talk about zeppelins' });
    for (let i = 0; i < 24; i++) await write(forum, rina, id, `The zeppelin number ${i}.`);
    for (const page of [1, 2])
      for (const hit of (await forum.api('GET', `/search?q=zeppelin&page=${page}`)).json().hits) answers.add(hit.url);
    expect(answers.size).toBe(25);
    const first = (await forum.get('/search?q=zeppelin')).text;
    expect(first).toContain('rel="next" href="/search?q=zeppelin&amp;page=2"');
  });

  it('asks what else is wanted of a post', async () => {
    expect(await find('wheel in:garden')).toBe('c');
    expect(await find('wheel in:"Roof gardens"')).toBe('c');
    expect(await find('wheel in:nowhere')).toBe('');
    expect(await find('wheel by:rina')).toBe('ac');
    expect(await find('wheel by:nobody')).toBe('');
    expect(await find('wheel is:solved')).toBe('');
    expect(await find('wheel is:unanswered')).toBe('ac');
    expect(await find('title:wheels')).toBe('a');
    expect(await find('title:wheels spokes')).toBe('a');
    expect([await find('title:"!!!"'), await find('wheel title:"!!!"')]).toEqual(['', '']);
    expect(await find('wheel after:2020 before:2100')).toBe('ac');
    expect(await find('wheel before:2020')).toBe('');
    expect(await find('"tightened yesterday"')).toBe('a');
    expect(await find('"yesterday tightened"')).toBe('');
    expect(await find('in:garden is:question')).toContain('bc');
  });

  it('says who and what is asked for in vain, and who is called nearly so', async () => {
    const page = (await forum.get('/search?q=wheel by:ri in:nowhere is:solved')).text;
    expect(page).toContain('Nobody here is called “ri”.');
    expect(page).toContain('No space is called “nowhere”.');
    expect(page).toContain('href="/search?q=wheel+in%3Anowhere+is%3Asolved+by%3Arina"');
    const slips = (await forum.get('/search?q=wheel by:rnia in:gardne')).text;
    expect(slips).toMatch(
      /No space is called[^]*?Did you mean: <a[^>]*in%3Agarden[^]*?Nobody here is called[^]*?<a[^>]*by%3Arina/i,
    );
    // An author of a community that was brought in has no address, and is somebody all the same.
    const brought = await forum.member('Tasnim Rahman');
    const { accounts: a } = forum.adda.store.read.t;
    await forum.adda.store.write((tx) =>
      tx.q
        .update(a)
        .set({ email: null, emailVerifiedAt: null, passwordHash: null })
        .where(eq(a.id, brought.id))
        .returning({ id: a.id }),
    );
    expect((await forum.get('/search?q=wheel by:tasnim')).text).toContain('by%3Atasnim-rahman');
    expect((await forum.get('/search?q=tasnim')).text).toContain('href="/u/tasnim-rahman"');
    expect((await forum.get('/search?q=wheel by:rina in:garden')).text).not.toMatch(
      /Nobody here is called|No space is called/,
    );
    const begun = async (q: string) => (await forum.api('GET', `/search/threads?q=${q}`)).json().threads.length;
    expect([await begun('why do my'), await begun('why do my by:rina')]).toEqual([1, 0]);
  });

  it('suggests how an operator may go on, and who and what is called so', async () => {
    const suggested = async (q: string) =>
      (await forum.api('GET', `/search/threads?q=${encodeURIComponent(q)}`)).json();
    const queries = async (q: string) => (await suggested(q)).completions.map(({ query }: any) => query);

    expect(await queries('spokes in:whe')).toEqual(['spokes in:wheels']);
    expect(await queries('spokes is:un')).toEqual(['spokes is:unanswered']);
    expect(await queries('wheel by:tas')).toEqual(['wheel by:tasnim-rahman']);
    expect(await queries('wheel @tas')).toEqual(['wheel by:tasnim-rahman']);
    expect(await queries('in:')).toContain('in:wheels');
    expect(await queries('tag:')).toEqual([]);
    expect((await suggested('@tas')).people).toEqual([{ name: 'Tasnim Rahman', url: '/u/tasnim-rahman' }]);
    expect((await suggested('tasn')).people).toEqual([{ name: 'Tasnim Rahman', url: '/u/tasnim-rahman' }]);
    expect((await suggested('whe')).spaces.map(({ url }: any) => url)).toEqual(['/s/wheels']);
    expect((await forum.get('/search?q=@tasnim')).text).toContain('href="/u/tasnim-rahman"');
  });

  it('takes the words for those of titles where that is said as other forums have it', async () => {
    const titles = async (q: string) =>
      (await forum.api('GET', `/search?q=${encodeURIComponent(q)}`)).json().hits.map((hit: any) => hit.title);
    expect(await titles('in:title wheels wobble')).toEqual(await titles('title:wheels title:wobble'));
    expect((await forum.get('/search?q=in:title wheels')).text).not.toContain('No space is called');
  });

  it('says what only looks like an operator, and neither offers it to be taken away nor another word for it', async () => {
    const page = (await forum.get('/search?q=wheel is:tighened after:2026-13-45 by: rina')).text;
    expect(page).toContain('“is:tighened” was left out.');
    expect(page).toContain('“after:2026-13-45” was left out.');
    expect(page).toMatch(/\d+ posts? found/);
    expect(page.match(/facet__choice--on/g)).toHaveLength(1);
    expect(page).not.toContain('is:tightened');
  });

  it('offers spaces of which a word was typed, and takes the rest of a name that stands behind its beginning', async () => {
    expect((await forum.get('/search?q=wheel in:rim')).text).not.toContain('in%3Awheels');
    expect((await forum.get('/search?q=spokes in:whe')).text).toContain('in%3Awheels');
    const named = (await forum.get('/search?q=hub by:Tasnim Rahman')).text;
    expect(named).toContain('hub+by%3Atasnim-rahman');
    expect(named).not.toContain('Rahman+by');
  });

  it('orders by time where that is asked', async () => {
    const page = (await forum.api('GET', '/search?q=wheel&order=newest')).json().hits.map((hit: any) => hit.title);
    expect(page).toEqual(['Watering tomatoes at noon', 'Why do my wheels wobble?']);
  });

  it('offers what was most likely meant, in words that whoever asks may read', async () => {
    await countKnownWords(forum.adda);
    expect((await forum.api('GET', '/search?q=derailer')).json().meant).toBe('derailleur');
    expect((await forum.api('GET', '/search?q=weel spokes in:wheels')).json().meant).toMatch(
      /^wheels? spokes in:wheels$/,
    );
    expect((await forum.api('GET', '/search?q=wheel')).json().meant).toBeNull();
    expect((await forum.get('/search?q=derailer')).text).toContain('href="/search?q=derailleur"');
    const secret = await forum.adda.store.write((tx) =>
      insertSpace(tx, {
        slug: 'secret',
        name: 'Secret',
        kind: 'craft',
        charter: 'For few.',
        access: 'private',
        createdAt: tx.now,
      }),
    );
    const admin = await forum.member('Asif', 'admin');
    await ask(forum, admin, {
      title: 'The quintessential thing',
      body: 'A quintessential secret.',
      space: secret.slug,
    });
    await ask(forum, admin, { title: 'Derailer, derailer', body: 'The derailer.', space: secret.slug });
    await ask(forum, admin, { title: 'A derailers thing', body: 'derailir weell', space: secret.slug });
    await countKnownWords(forum.adda);
    expect((await forum.api('GET', '/search?q=quintesential')).json().meant).toBeNull();
    // No word of theirs is known: none is right, or nearer, for anybody.
    const { knownWords: k } = forum.adda.store.read.t;
    const terms = (await forum.adda.store.read.q.select({ term: k.term }).from(k)).map(({ term }) => term);
    expect(terms.filter((term) => /^(quint|derailer|derailir|weell|secret)/.test(term))).toEqual([]);
    expect((await forum.api('GET', '/search?q=derailer')).json().meant).toBe('derailleur');
    expect((await forum.api('GET', '/search?q=quintessential')).json().hits).toEqual([]);
  });

  it('counts the words of the forum again where they changed', async () => {
    const { knownWords: k } = forum.adda.store.read.t;
    const terms = async () => (await forum.adda.store.read.q.select({ term: k.term }).from(k)).map(({ term }) => term);
    const { id, postId } = await ask(forum, rina, { title: 'About marmalade', body: 'Marmalade it is.' });
    await countKnownWords(forum.adda);
    expect(await terms()).toContain('marmalad');
    await withdraw(forum, rina, postId);
    await countKnownWords(forum.adda);
    expect([id > 0, (await terms()).includes('marmalad')]).toEqual([true, false]);
  });

  it('puts the accepted answer before others with the same words', async () => {
    const { id } = await ask(forum, rina, { title: 'How to store dahlias?', body: 'In winter.' });
    const jamal = await forum.member('Jamal');
    const good = await write(forum, jamal, id, 'Keep the tubers in dry sand.');
    await write(forum, await forum.member('Mitu'), id, 'Keep the tubers in dry soil.');
    await setMark(forum, rina, good.id, 'accept');
    const [first] = (await forum.api('GET', '/search?q=tubers')).json().hits;
    expect(first.number).toBe(2);
  });

  it('shows people, spaces and tags that are called so, and what it may be narrowed down by', async () => {
    const page = (await forum.get('/search?q=rina')).text;
    expect(page).toContain('href="/u/rina"');
    expect((await forum.get('/search?q=gardens')).text).toContain('href="/s/garden"');
    const found = (await forum.get('/search?q=wheel')).text;
    expect(found).toContain('href="/search?q=wheel+in%3Agarden"');
    expect((await forum.get('/search?q=wheel+in%3Agarden')).text).toContain('href="/search?q=wheel"');
  });
});
