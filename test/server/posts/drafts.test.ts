import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';
import { saveDraft } from '../../../server/forum/drafts/drafts.ts';
import { erase } from '../../../server/people/accounts/erase.ts';
import { actorOf } from '../../../server/people/accounts/office-queries.ts';
import { LIMITS } from '../../../shared/limits.ts';

eachEngine('drafts', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let thread: { id: number; postId: number; url: string };
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    thread = await ask(forum, rina);
  });
  const keep = (who: Member, values: Record<string, unknown>) => forum.api('PUT', '/drafts', values, who);
  const listed = async (who: Member) => (await forum.api('GET', '/drafts', undefined, who)).json().drafts;
  const place = () => `thread:${thread.id}`;

  it('are kept, come back in their form and are ended by the post', async () => {
    const { status, json } = await keep(jamal, { place: place(), body: 'Half of an ans' }).then((answer) => ({
      status: answer.status,
      json: answer.json(),
    }));
    expect([status, typeof json.at]).toEqual([200, 'number']);
    const page = (await forum.get(thread.url, jamal)).text;
    expect(page).toMatch(/<textarea id="body"[^>]*>\s*Half of an ans<\/textarea>/);
    expect(page).toContain(`data-place="${place()}" data-at="${json.at}"`);
    expect((await forum.get(thread.url, rina)).text).not.toContain('Half of an ans');
    expect((await forum.get('/drafts', jamal)).text).toContain('Half of an ans');
    expect((await listed(jamal))[0]).toMatchObject({ place: place(), values: { body: 'Half of an ans' } });
    await write(forum, jamal, thread.id, 'Half of an answer, and the rest.');
    expect(await listed(jamal)).toEqual([]);
    expect((await forum.get(thread.url, jamal)).text).not.toMatch(/<textarea id="body"[^>]*>\s*Half/);
  });

  it('stay where another text is sent that nobody says goes on from them', async () => {
    await keep(jamal, { place: place(), body: 'An hour about hubs, grease and bearings.' });
    await keep(jamal, { place: 'start', title: 'Grease', body: 'Which one is for hubs?' });
    await keep(jamal, { place: 'message:new', to: 'Rina', body: 'An hour of words for you alone.' });
    await write(forum, jamal, thread.id, 'True it first.');
    await ask(forum, jamal, { title: 'A wobble at night', body: 'Only there it comes.' });
    expect((await forum.api('POST', '/messages', { to: ['Rina'], body: 'Hello!' }, jamal)).status).toBeLessThan(300);
    const places = (await listed(jamal)).map((draft: { place: string }) => draft.place).sort();
    expect(places).toEqual(['message:new', 'start', place()].sort());
    for (const one of places) await forum.api('POST', '/drafts/remove', { place: one }, jamal);
  });

  it('and posts that were written by one are neither kept nor posted for another who is signed in by then', async () => {
    const written = { place: place(), body: 'Words of Jamal’s own.', writer: jamal.id };
    expect((await keep(rina, written)).status).toBe(401);
    expect(await listed(rina)).toEqual([]);
    expect((await keep(jamal, written)).status).toBe(200);
    const form = { body: written.body, writer: String(jamal.id) };
    const refused = await forum.post(`/t/${thread.id}/posts`, form, rina);
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('You are signed out by now.');
    expect(refused.text).toContain('Words of Jamal’s own.</textarea>');
    // Whose it is goes on from page to page, and nothing there is kept for her.
    expect(refused.text).toContain(`name="writer" value="${jamal.id}"`);
    expect(refused.text).not.toMatch(/<adda-composer[^>]*data-account/);
    expect((await forum.post('/preview', form, rina)).status).not.toBe(200);
    expect((await forum.post(`/t/${thread.id}/posts`, form, jamal)).status).toBe(303);
    const { q, t } = forum.adda.store.read;
    const posted = (await q.select().from(t.posts)).filter(({ markdown }) => markdown === written.body);
    expect(posted.map(({ authorId }) => authorId)).toEqual([jamal.id]);
    expect(await listed(jamal)).toEqual([]);
  });

  it('of a reply to what is not there any more lead to their words, and to no page without a form', async () => {
    const post = await write(forum, jamal, thread.id, 'Turn it upside down.');
    await keep(rina, { place: `reply:${post.id}`, body: 'I turned it', parentId: post.id });
    expect((await forum.get('/drafts', rina)).text).toContain('Go on writing');
    await forum.api('POST', `/posts/${post.id}/withdraw`, {}, jamal);
    const list = (await forum.get('/drafts', rina)).text;
    expect(list).toContain('to what is not there any more');
    expect(list).not.toContain('Go on writing');
    const whole = `/drafts?place=${encodeURIComponent(`reply:${post.id}`)}`;
    expect(list).toContain(`href="${whole}"`);
    expect((await forum.get(whole, rina)).text).toContain('I turned it');
    const [draft] = (await forum.api('GET', '/drafts', undefined, rina)).json().drafts;
    expect(draft.url).toBe(whole);
    await forum.api('POST', '/drafts/remove', { place: `reply:${post.id}`, draftAt: draft.at }, rina);
    expect(await listed(rina)).toEqual([]);
  });

  it('of a new thread, a reply and a change are ended alike', async () => {
    const post = await write(forum, jamal, thread.id, 'Tighten the spokes.');
    await keep(jamal, { place: 'start', title: 'A title that', body: 'Begun.', space: 'wheels', form: 'question' });
    const changed = await keep(jamal, { place: `edit:${post.id}`, body: 'Tighten the', revision: 1 });
    await keep(rina, { place: `reply:${post.id}`, body: 'I tried', parentId: post.id });
    expect((await forum.get('/drafts', rina)).text).toContain('A reply to Jamal in “');
    const asking = (await forum.get('/ask', jamal)).text;
    expect(asking).toContain('value="A title that"');
    expect(asking).toMatch(/>\s*Begun\.<\/textarea>/);
    expect((await forum.get('/ask?title=Another%20thing', jamal)).text).not.toContain('Begun.');
    expect((await forum.get(`/p/${post.id}/edit`, jamal)).text).toMatch(/>\s*Tighten the<\/textarea>/);
    expect((await forum.get(`/p/${post.id}`, rina)).text).toMatch(/>\s*I tried<\/textarea>/);
    const { at: draftAt } = changed.json();
    await forum.api('PATCH', `/posts/${post.id}`, { body: 'Tighten all spokes.', revision: 1, draftAt }, jamal);
    await write(forum, rina, thread.id, 'I tried that.', { parentId: post.id });
    await ask(forum, jamal, { title: 'A title that is whole', body: 'Begun. And done.' });
    expect([await listed(jamal), await listed(rina)]).toEqual([[], []]);
    expect((await forum.get(`/p/${post.id}/edit`, jamal)).text).toMatch(/>\s*Tighten all spokes\.<\/textarea>/);
  });

  it('are over by the form that goes on from them, and by no other: what another device keeps stays', async () => {
    const post = await write(forum, jamal, thread.id, 'It wobbles still.');
    const polled = await write(forum, jamal, thread.id, 'Who rides what?');
    const tara = await forum.member('Tara');
    const begun = await forum.api('POST', '/messages', { to: ['Tara'], body: 'Hello!' }, jamal);
    expect(begun.status, begun.text).toBe(201);
    const { conversationId } = begun.json();
    await forum.api('POST', `/messages/${conversationId}/accept`, {}, tara);
    const poll = { pollQuestion: 'Which hub?', pollChoices: ['Cup', 'Cartridge'] };
    const typed = (body: string) => ({ body });
    const ways = [
      [place(), `/threads/${thread.id}/posts`, 'POST', typed],
      [`reply:${post.id}`, `/threads/${thread.id}/posts`, 'POST', (body: string) => ({ body, parentId: post.id })],
      [`edit:${post.id}`, `/posts/${post.id}`, 'PATCH', (body: string) => ({ body, revision: 1 })],
      [`message:${conversationId}`, `/messages/${conversationId}`, 'POST', typed],
      [`poll:${polled.id}`, `/posts/${polled.id}/poll`, 'PUT', () => poll],
      ['start', '/threads', 'POST', (body: string) => ({ title: 'A wobble', space: 'wheels', form: 'question', body })],
    ] as const;
    for (const [where, path, method, values] of ways) {
      const kept = where.startsWith('poll') ? 'pollQuestion' : 'body';
      const first = (await keep(jamal, { place: where, [kept]: 'At the desk.' })).json().at;
      const phone = (await keep(jamal, { place: where, [kept]: 'On the phone, an hour.', base: first })).json().at;
      const send = async (n: number, draftAt?: number | '') => {
        const sent = await forum.api(method, path, { ...values(`True it ${n} times.`), draftAt }, jamal);
        expect(sent.status, `${where} ${sent.text}`).toBeLessThan(300);
        return (await listed(jamal)).map((draft: { place: string }) => draft.place);
      };
      expect(await send(1, first), where).toEqual([where]);
      if (!where.startsWith('edit')) expect(await send(2, ''), where).toEqual([where]);
      if (!where.startsWith('edit')) expect(await send(3, phone), where).toEqual([]);
      else await forum.api('POST', '/drafts/remove', { place: where }, jamal);
    }
  });

  it('are known to a form that comes back as it knew them', async () => {
    const first = (await keep(jamal, { place: place(), body: 'At the desk.' })).json().at;
    expect((await forum.get(thread.url, jamal)).text).toContain(`name="draftAt" value="${first}"`);
    const second = (await keep(jamal, { place: place(), body: 'On the phone.', base: first })).json().at;
    const tooLong = 'x'.repeat(LIMITS.body.max + 1);
    const send = (body: string, draftAt: number) =>
      forum.post(`/t/${thread.id}/posts`, { body, draftAt: String(draftAt) }, jamal);
    const refused = await send(tooLong, first);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`name="draftAt" value="${first}"`);
    expect((await send('At the desk, long.', first)).status).toBe(303);
    expect((await listed(jamal))[0]).toMatchObject({ values: { body: 'On the phone.' } });
    expect((await send('As it is.', second)).status).toBe(303);
    expect(await listed(jamal)).toEqual([]);
  });

  it('of a thread do not stand in the way of a link, and neither is lost', async () => {
    const mina = await forum.member('Mina');
    await keep(mina, {
      place: 'start',
      title: 'Which spokes',
      body: 'I began here.',
      space: 'wheels',
      form: 'question',
    });
    const bare = (await forum.get('/ask', mina)).text;
    expect(bare).toMatch(/>\s*I began here\.<\/textarea>/);
    expect(bare).toContain('value="new" formaction="/ask/beside"');
    // A reload of the address at which it was begun has it, too.
    expect((await forum.get('/ask?space=wheels', mina)).text).toMatch(/>\s*I began here\.<\/textarea>/);
    for (const link of ['/ask?form=journey', '/ask?title=Another%20thing', '/ask?draft=new', '/ask?space=nowhere']) {
      const page = (await forum.get(link, mina)).text;
      expect(page, link).not.toMatch(/I began here\.<\/textarea>/);
      expect(page, link).toContain('<cite dir="auto">Which spokes</cite>');
      expect(page, link).toContain('name="goOn" value="start"');
      expect(page, link).toContain('data-place="start:2"');
      expect(page, link).toContain('<input type="hidden" name="draft" value="start:2">');
    }
    const typed = { form: 'question', space: 'wheels', title: 'Another thing', body: 'Typed over it.' };
    const went = await forum.post('/ask/beside', { ...typed, draft: 'start:2', draftAt: '', goOn: 'start' }, mina);
    expect([went.status, went.headers.location]).toEqual([303, '/ask?draft=start']);
    expect((await listed(mina)).map(({ place: at }: { place: string }) => at).sort()).toEqual(['start', 'start:2']);
    expect((await forum.get('/ask?draft=start', mina)).text).toMatch(/>\s*I began here\.<\/textarea>/);
    expect((await forum.get('/ask?draft=start:2', mina)).text).toMatch(/>\s*Typed over it\.<\/textarea>/);
    expect((await forum.get('/drafts', mina)).text).toContain('href="/ask?draft=start:2"');
    // Posted, it takes only its own draft with it.
    const { at } = (await forum.api('GET', '/drafts?place=start:2', undefined, mina)).json().drafts[0];
    const posted = await forum.post('/ask', { ...typed, draft: 'start:2', draftAt: at }, mina);
    expect([posted.status, posted.headers.location]).toEqual([303, expect.stringMatching(/^\/t\//)]);
    expect((await listed(mina)).map(({ place: one }: { place: string }) => one)).toEqual(['start']);
  });

  it('of a thread that were kept elsewhere meanwhile are kept beside what is typed', async () => {
    const nila = await forum.member('Dolly');
    const typed = { form: 'question', space: 'wheels', title: 'From the desk', body: 'At the desk I wrote this.' };
    await keep(nila, { place: 'start', title: 'From the phone', body: 'On the phone.', space: 'wheels' });
    expect((await forum.post('/ask/beside', { ...typed, draft: 'start', draftAt: '', goOn: 'new' }, nila)).status).toBe(
      303,
    );
    const places = async () =>
      (await listed(nila)).map(({ place: at, values }: { place: string; values: { body: string } }) => [
        at,
        values.body,
      ]);
    expect(await places()).toEqual([
      ['start:2', 'At the desk I wrote this.'],
      ['start', 'On the phone.'],
    ]);
    // And a post whose form knew nothing of it leaves it.
    expect((await forum.post('/ask', { ...typed, draft: 'start', draftAt: '' }, nila)).status).toBe(303);
    expect((await places()).map(([at]: string[]) => at)).toContain('start');
    // Nothing typed keeps nothing, and another draft is no place for a thread.
    await forum.post('/ask/beside', { ...typed, title: '', body: ' ', draft: 'start:3', goOn: 'start' }, nila);
    expect(await places()).toHaveLength(2);
    for (const [draft, goOn] of [
      ['start:1', 'new'],
      ['thread:1', 'new'],
      ['start:2', 'elsewhere'],
    ] as const)
      expect((await forum.post('/ask/beside', { ...typed, draft, goOn }, nila)).status).toBe(422);
  });

  it('that many windows keep at once are all kept', async () => {
    const asha = await forum.member('Asha');
    const texts = Array.from({ length: 5 }, (_, i) => `Words of window ${i}.`);
    const went = await Promise.all(
      texts.map((body) =>
        forum.post(
          '/ask/beside',
          { form: 'question', title: 'A window', body, draft: 'start', draftAt: '', goOn: 'new' },
          asha,
        ),
      ),
    );
    expect(went.map(({ status }) => status)).toEqual(texts.map(() => 303));
    expect((await listed(asha)).map(({ values }: { values: { body: string } }) => values.body).sort()).toEqual(texts);
  });

  it('of a poll are kept, come back in its form and are ended by it', async () => {
    const post = await write(forum, jamal, thread.id, 'A question to all of you.');
    const at = `poll:${post.id}`;
    expect((await keep(jamal, { place: at, pollQuestion: 'Which hub do', pollChoices: 'Cup' })).status).toBe(200);
    const form = (await forum.get(`/p/${post.id}/poll`, jamal)).text;
    for (const words of ['value="Which hub do"', `data-place="${at}"`]) expect(form).toContain(words);
    expect((await forum.get('/drafts', jamal)).text).toContain(`href="/p/${post.id}/poll"`);
    const poll = { pollQuestion: 'Which hub do you ride?', pollChoices: ['Cup', 'Cartridge'] };
    expect((await forum.api('PUT', `/posts/${post.id}/poll`, poll, jamal)).status).toBe(200);
    expect(await listed(jamal)).toEqual([]);
  });

  it('that were kept elsewhere meanwhile are not written over', async () => {
    const first = (await keep(jamal, { place: 'start', body: 'On the phone.' })).json().at;
    const second = (await keep(jamal, { place: 'start', body: 'On the phone, more.', base: first })).json().at;
    expect(second).toBeGreaterThan(first);
    const stale = await keep(jamal, { place: 'start', body: 'At the desk.', base: first });
    expect(stale.status).toBe(409);
    expect(stale.json()).toMatchObject({
      code: 'stale_draft',
      current: { at: second, values: { body: 'On the phone, more.' } },
    });
    expect((await keep(jamal, { place: 'start', body: 'On the phone, more.', base: first })).status).toBe(200);
    const answers = await Promise.all(['One.', 'Two.', 'Three.'].map((body) => keep(rina, { place: 'start', body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('without words are none, and can be removed', async () => {
    const { at } = (await listed(jamal))[0];
    expect((await keep(jamal, { place: 'start', body: ' ', space: 'wheels', base: at })).json()).toEqual({ at: null });
    expect(await listed(jamal)).toEqual([]);
    expect((await keep(jamal, { place: 'start', body: '\u0000' })).json()).toEqual({ at: null });
    expect(await listed(jamal)).toEqual([]);
    expect((await forum.post('/drafts/remove', { place: 'start', fromList: 'true' }, rina)).headers.location).toContain(
      'flash=draft-dropped',
    );
    expect(await listed(rina)).toEqual([]);
  });

  it('are listed by their beginnings, and read as a whole by their place', async () => {
    const nila = await forum.member('Nila');
    const body = 'ক্ষ and x. '.repeat(3000);
    await keep(nila, { place: 'start', title: 'Long', body, space: 'wheels' });
    await keep(nila, { place: place(), body: 'Short.' });
    const [short, long] = await listed(nila);
    expect(short).toMatchObject({ place: place(), values: { body: 'Short.' } });
    expect(long).toMatchObject({ title: 'Long', values: { title: 'Long', body: [...body].slice(0, 500).join('') } });
    const whole = (await forum.api('GET', '/drafts?place=start', undefined, nila)).json().drafts;
    expect(whole.map(({ values }: any) => values)).toEqual([{ title: 'Long', body, space: 'wheels' }]);
    expect((await forum.get('/drafts', nila)).text).toContain('Short.');
  });

  it('are bounded in size and number, and belong somewhere', async () => {
    expect((await keep(jamal, { place: 'start', body: 'x'.repeat(LIMITS.body.max + 1) })).status).toBe(200);
    expect((await keep(jamal, { place: 'start', body: 'x'.repeat(2 * LIMITS.body.max + 1) })).status).toBe(422);
    for (const odd of [
      'thread:999999',
      'nowhere',
      'thread:0',
      `thread:${thread.id}x`,
      `thread:000${thread.id}`,
      'edit:-1',
    ])
      expect((await keep(jamal, { place: odd, body: 'Lost.' })).status, odd).toBe(404);
    await forum.adda.store.write(async (tx) => {
      const rows = Array.from({ length: LIMITS.drafts }, (_, i) => ({
        accountId: rina.id,
        place: `reply:${90_000 + i}`,
      }));
      await tx.q.insert(tx.t.drafts).values(rows.map((row) => ({ ...row, values: { body: 'x' }, at: tx.now })));
    });
    const full = await keep(rina, { place: 'start', body: 'One more.' });
    expect([full.status, full.json().code]).toEqual([409, 'too_many_drafts']);
  });

  it('are gone with the account, also those that were on their way', async () => {
    const { store, features } = forum.adda;
    const mitu = await forum.member('Mitu');
    const actor = await actorOf(store.read, { id: mitu.id });
    const save = (body: string) =>
      saveDraft(forum.adda, actor, { place: 'start', threadId: null, values: { body }, base: null });
    const many = () => Array.from({ length: 8 }, (_, i) => save(`Words ${i}.`).catch(() => null));
    await Promise.all([...many(), store.write((tx) => erase(tx, features, mitu.id)), ...many()]);
    await expect(save('Later.')).rejects.toMatchObject({ code: 'not_signed_in' });
    const places = (await store.read.q.select().from(store.read.t.drafts)).filter((row) => row.accountId === mitu.id);
    expect(places).toEqual([]);
  });
});
