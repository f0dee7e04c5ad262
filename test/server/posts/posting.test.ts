import { beforeAll, expect, it } from 'vitest';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, restore, rowOf, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('posting', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thuy: Member;
  let olga: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy, olga] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Thuy'),
      await forum.member('Olga', 'staff'),
    ];
  });
  const read = async (id: number, who: Member | null = null) =>
    (await forum.api('GET', `/threads/${id}`, undefined, who)).json();
  const clearTries = () =>
    forum.adda.store.write(async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })));

  it('makes an answer of a peer’s post, a post of the asker’s, an answer of the asker’s when they say so, a note of staff’s', async () => {
    const { id } = await ask(forum, rina);
    expect((await write(forum, jamal, id, 'Tighten the spokes.')).kind).toBe('answer');
    expect((await write(forum, rina, id, 'I tried that.')).kind).toBe('post');
    expect((await write(forum, rina, id, 'It was the hub.', { ownAnswer: true })).kind).toBe('answer');
    expect((await write(forum, olga, id, 'An official word.')).kind).toBe('note');
    const { thread } = await read(id);
    expect([thread.state, thread.answerCount, thread.postCount, thread.participantCount]).toEqual([
      'answered',
      1,
      5,
      2,
    ]);
  });

  it('quotes into the form with all that was typed there, without a script too', async () => {
    const { id, postId, url } = await ask(forum, rina, { body: 'It wobbles.\n\nAt every turn.' });
    const page = (await forum.get(url, jamal)).text;
    const [, form] = /<button form="([\w-]+)" formaction="(?:\/p\/\d+)\/quote#reply"/.exec(page)!;
    expect(page).toContain(`<form class="form" id="${form}" method="post"`);
    const typed = { body: 'Typed before.', affiliation: 'Works for Acme', idempotencyKey: 'abc' };
    const quoted = await forum.post(`/p/${postId}/quote`, typed, jamal);
    expect(quoted.status).toBe(200);
    expect(quoted.text).toMatch(/>\nTyped before\.\n\n&gt; \[Rina\]\(\/p\/\d+\)\n&gt;\n&gt; It wobbles\./);
    expect(quoted.text).toContain('value="Works for Acme"');
    expect(quoted.text).toContain('name="idempotencyKey" value="abc"');
    // Whoever was signed out, or quotes what was taken back meanwhile, has their words still.
    expect((await forum.post(`/p/${postId}/quote`, typed)).text).toContain('Typed before.');
    const answer = await write(forum, rina, id, 'I took this back.');
    await withdraw(forum, rina, answer.id);
    const gone = await forum.post(`/p/${answer.id}/quote`, typed, jamal);
    expect([gone.status, gone.text.includes('Typed before.')]).toEqual([409, true]);
  });

  it('leaves a question unanswered when only its asker and staff have written', async () => {
    const { id } = await ask(forum, rina);
    await write(forum, rina, id, 'It was the hub.', { ownAnswer: true });
    expect((await read(id)).thread.state).toBe('open');
    await letTimePass(forum, 8 * DAY);
    await write(forum, olga, id, 'An official word.');
    expect((await read(id)).thread).toMatchObject({ state: 'noted', answerCount: 0, noteCount: 1 });
  });

  it('puts a reply to a reply under the same post, in order', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'Tighten the spokes.');
    const first = await write(forum, rina, id, 'Which ones?', { parentId: answer.id });
    const second = await write(forum, jamal, id, 'All of them.', { parentId: first.id });
    const third = await write(forum, thuy, id, 'Not all!', { parentId: second.id });
    const { posts } = await read(id);
    expect(posts[0].replies.map((reply: any) => [reply.id, reply.kind, reply.parentId])).toEqual(
      [first, second, third].map((reply) => [reply.id, 'reply', answer.id]),
    );
  });

  it('refuses a reply to a post of another thread, to none and to a withdrawn one', async () => {
    const [one, other] = [await ask(forum, rina), await ask(forum, rina)];
    const answer = await write(forum, jamal, one.id, 'Tighten the spokes.');
    const reply = (parentId: number) =>
      forum.api('POST', `/threads/${other.id}/posts`, { body: 'Hello', parentId }, thuy).then(({ status }) => status);
    expect(await reply(answer.id)).toBe(404);
    expect(await reply(2_000_000_000)).toBe(404);
    await withdraw(forum, jamal, answer.id);
    expect(
      (await forum.api('POST', `/threads/${one.id}/posts`, { body: 'Hello', parentId: answer.id }, thuy)).json().code,
    ).toBe('withdrawn');
  });

  it('never draws a post of another thread into a previewed reply', async () => {
    const [one, hidden] = [await ask(forum, rina), await ask(forum, jamal, { body: 'Nobody may read this any more.' })];
    await withdraw(forum, jamal, hidden.postId);
    const own = await forum.post(
      `/t/${one.id}/posts`,
      { body: 'Hello', parentId: String(hidden.postId), preview: '1' },
      thuy,
    );
    expect(own.status).toBe(404);
  });

  it('keeps staff from asking', async () => {
    expect(
      (
        await forum.api(
          'POST',
          '/threads',
          { space: 'wheels', form: 'question', title: 'Do you love us?', body: 'Tell us.' },
          olga,
        )
      ).json().code,
    ).toBe('staff_form');
  });

  it('says what is wrong beside each field and keeps all that was typed', async () => {
    const typed = { space: 'nowhere', form: 'discussion', title: 'Short', body: '<b>&', tags: 'a,b,c,d,e,f' };
    const page = await forum.post('/ask', typed, rina);
    expect(page.status).toBe(422);
    for (const field of ['title', 'space', 'tags'])
      expect(page.text, field).toMatch(
        new RegExp(`<(input|select) id="${field}"[^>]*aria-describedby="[^"]*${field}-e"[^>]*aria-invalid="true"`),
      );
    expect(page.text).toContain('value="Short"');
    expect(page.text).toContain('value="a,b,c,d,e,f"');
    expect(page.text).toMatch(/<textarea id="body"[^>]*>\n&lt;b&gt;&amp;<\/textarea>/);
    expect(page.text).toContain('<input type="hidden" name="form" value="discussion">');
  });

  it('keeps the text of those who were signed out while writing', async () => {
    const { id, postId } = await ask(forum, rina);
    for (const [url, values] of [
      [`/t/${id}/posts`, { body: 'A long and careful answer.' }],
      ['/ask', { form: 'question', title: 'x', body: 'A long and careful answer.' }],
      [`/p/${postId}/edit`, { body: 'A long and careful answer.', revision: '1' }],
    ] as const) {
      const refused = await forum.post(url, values);
      expect(refused.status, url).toBe(401);
      expect(refused.text, url).toContain('A long and careful answer.</textarea>');
    }
  });

  it('makes one post of twenty sendings with one key, and tells all of them the same', async () => {
    const { id } = await ask(forum, rina);
    const sendings = await Promise.all(
      Array.from({ length: 20 }, () =>
        forum.api('POST', `/threads/${id}/posts`, { body: 'Once only.' }, jamal, { 'idempotency-key': 'k-1' }),
      ),
    );
    expect(new Set(sendings.map(({ text }) => text)).size).toBe(1);
    expect(sendings.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect((await read(id)).thread.postCount).toBe(2);
  });

  it('makes one thread of a form that is sent twice', async () => {
    const values = {
      space: 'wheels',
      form: 'question',
      title: 'A form sent twice',
      body: 'By a nervous finger.',
      idempotencyKey: 'f-1',
    };
    const [one, two] = await Promise.all([forum.post('/ask', values, thuy), forum.post('/ask', values, thuy)]);
    expect(one.status).toBe(303);
    expect(one.headers.location).toBe(two.headers.location);
  });

  it('tells one key from the same key of somebody else, of another thread and of another act', async () => {
    const key = { 'idempotency-key': 'k-2' };
    const started = await forum.api(
      'POST',
      '/threads',
      { space: 'wheels', form: 'question', title: 'The same key', body: 'For all of it.' },
      rina,
      key,
    );
    const second = await ask(forum, rina);
    const urls = [started.json().id, second.id].map((id) => `/threads/${id}/posts`);
    const made = [
      await forum.api('POST', urls[0]!, { body: 'One' }, rina, key),
      await forum.api('POST', urls[1]!, { body: 'Two' }, rina, key),
      await forum.api('POST', urls[0]!, { body: 'Three' }, jamal, key),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.map((one) => one.json().id)).size).toBe(3);
  });

  it('gives every post of a crowd a number of its own', async () => {
    const { id } = await ask(forum, rina);
    await clearTries();
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, i) => write(forum, [jamal, thuy, rina][i % 3]!, id, `Post ${i}`)),
    );
    expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 2));
  });

  it('stops a flood at exactly sixty posts in ten minutes', async () => {
    const flood = await forum.member('Flood');
    const { id } = await ask(forum, rina);
    const sent = await Promise.all(
      Array.from({ length: 70 }, () => forum.api('POST', `/threads/${id}/posts`, { body: 'More!' }, flood)),
    );
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(60);
    const refused = sent.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(590);
  });

  it('takes back a post and brings it back with its marks', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'A singular remedy.');
    await setMark(forum, rina, answer.id, 'accept');
    await setMark(forum, thuy, answer.id, 'worked');
    await withdraw(forum, jamal, answer.id);
    expect((await forum.get(url)).text).not.toContain('singular');
    expect((await forum.get(`/p/${answer.id}/revisions`)).status).toBe(404);
    expect((await forum.get('/u/jamal')).text).not.toContain('singular');
    expect((await read(id)).posts[0]).toMatchObject({ html: '', withdrawn: true });
    expect((await read(id)).thread).toMatchObject({ state: 'open', answerCount: 0 });
    expect((await forum.get(url, jamal)).text).toContain(`/p/${answer.id}/restore`);
    await restore(forum, jamal, answer.id);
    expect((await read(id)).thread).toMatchObject({ state: 'solved', answerCount: 1 });
    expect((await read(id)).posts[0]).toMatchObject({ accepted: true, workedCount: 1, withdrawn: false });
  });

  it('counts what a post helped with only while it is there', async () => {
    const helper = await forum.member('Helper');
    const { id } = await ask(forum, rina);
    const answer = await write(forum, helper, id, 'Tighten the spokes.');
    await setMark(forum, rina, answer.id, 'accept');
    await setMark(forum, thuy, answer.id, 'worked');
    const told = async () =>
      (({ solved, worked }) => [solved, worked])((await forum.api('GET', '/members/helper')).json());
    expect(await told()).toEqual([1, 1]);
    await withdraw(forum, helper, answer.id);
    expect(await told()).toEqual([0, 0]);
    expect((await forum.get('/s/wheels')).text).not.toContain('>Helper<');
    await restore(forum, helper, answer.id);
    expect(await told()).toEqual([1, 1]);
  });

  it('shows a withdrawn reply as what it is, also when it is the only one', async () => {
    const { id, url, postId } = await ask(forum, rina);
    const reply = await write(forum, jamal, id, 'Never mind.', { parentId: postId });
    await withdraw(forum, jamal, reply.id);
    expect((await forum.get(url, jamal)).text).toContain(`/p/${reply.id}/restore`);
  });

  it('hides a thread whose opening is withdrawn while nobody else has written, except from its author', async () => {
    const { id, url, postId } = await ask(forum, rina, { title: 'A question regretted', tags: ['regret'] });
    await withdraw(forum, rina, postId);
    expect((await forum.get(url)).status).toBe(404);
    expect((await forum.get(url, jamal)).status).toBe(404);
    expect((await forum.get(url, rina)).text).toContain(`/p/${postId}/restore`);
    expect((await forum.get('/')).text).not.toContain('A question regretted');
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'Too late' }, jamal)).status).toBe(404);
    expect((await forum.get('/s/wheels')).text).not.toContain('>regret<');
    await restore(forum, rina, postId);
    expect((await forum.get('/')).text).toContain('A question regretted');
  });

  it('keeps a thread in which others have written, without the words of its opening', async () => {
    const { id, url, postId } = await ask(forum, rina, {
      title: 'A question half regretted',
      body: 'Embarrassing words.',
    });
    await write(forum, jamal, id, 'No need to be ashamed.', { parentId: postId });
    await withdraw(forum, rina, postId);
    for (const page of [
      url,
      '/',
      '/new.atom',
      '/s/wheels',
      '/api/v1/feeds/new',
      `/api/v1/threads/${id}`,
      '/search?q=embarrassing',
    ])
      expect((await forum.get(page)).text, page).not.toContain('Embarrassing');
    expect((await forum.get('/needs-answer')).text).not.toContain('half regretted');
    await restore(forum, rina, postId);
    expect((await forum.api('GET', `/threads/${id}`)).json().thread.excerpt).toBe('Embarrassing words.');
  });

  it('lets whoever took back the last answer under a withdrawn question bring it back, and nobody else', async () => {
    const { id, url, postId } = await ask(forum, rina, {
      title: 'A question regretted by two',
      body: 'Ashamed of it.',
    });
    const answer = await write(forum, jamal, id, 'No need.');
    await withdraw(forum, rina, postId);
    await withdraw(forum, jamal, answer.id);
    const helper = await forum.member('Helper of nobody');
    expect((await forum.get(url, helper)).status).toBe(404);
    expect((await forum.get(url)).status).toBe(404);
    const { text } = await forum.get(url, jamal);
    expect(text).toContain(`/p/${answer.id}/restore`);
    expect(text).not.toContain('Ashamed of it.');
    await withdraw(forum, jamal, answer.id);
    await restore(forum, jamal, answer.id);
    expect((await forum.get(url)).text).toContain('No need.');
  });

  it('keeps an unanswered question out of the needs-answer feed while its opening is withdrawn, whatever is written', async () => {
    const { id, postId } = await ask(forum, rina);
    const reply = await write(forum, jamal, id, 'Hm.', { parentId: postId });
    await withdraw(forum, rina, postId);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ needsAnswer: false, visible: true });
    await write(forum, rina, id, 'I meant something else.');
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ needsAnswer: false });
    await restore(forum, rina, postId);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ needsAnswer: true });
    expect(reply.kind).toBe('reply');
  });

  it('lets nobody but its author edit, withdraw or restore a post', async () => {
    const { postId } = await ask(forum, rina);
    for (const [method, url, body] of [
      ['PATCH', `/posts/${postId}`, { body: 'Mine now', revision: 1 }],
      ['POST', `/posts/${postId}/withdraw`, {}],
      ['POST', `/posts/${postId}/restore`, {}],
    ] as const) {
      expect((await forum.api(method, url, body, jamal)).json().code, url).toBe('not_yours');
    }
    expect((await forum.get(`/p/${postId}/edit`, jamal)).status).toBe(403);
  });
});
