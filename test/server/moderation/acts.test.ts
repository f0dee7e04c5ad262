/** What a moderator does, what follows from it, and how it is taken back. */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { recountThread } from '../../../server/forum/threads/recount.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, write } from '../../support/talk.ts';

const WHY = { reason: 'unkind', note: 'Say it without the names you called her.' };

eachEngine('a moderator', (engine) => {
  let forum: Forum;
  let mod: Member;
  let other: Member;
  let rina: Member;
  let jamal: Member;
  let mitu: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mod', 'moderator');
    other = await forum.member('Other Mod', 'moderator');
    [rina, jamal, mitu] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Mitu')];
    await forum.adda.store.write(async (tx) => {
      const space = { kind: 'craft' as const, charter: 'For those who turn pots on a wheel.', createdAt: tx.now };
      await insertSpace(tx, { ...space, slug: 'pots', name: 'Pots' });
      await insertSpace(tx, { ...space, slug: 'closed', name: 'Closed room', access: 'private' });
    });
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  const act = (path: string, body: object = {}, who: Member | null = mod) => forum.api('POST', path, body, who);
  async function done(path: string, body: object = {}, who: Member = mod): Promise<number> {
    const answer = await act(path, body, who);
    expect(answer.status, `${path} ${answer.text}`).toBe(200);
    return answer.json().id;
  }
  const code = async (path: string, body: object = {}, who: Member | null = mod) =>
    (await act(path, body, who)).json().code;
  const undo = (id: number) => done(`/acts/${id}/undo`);
  /** All that is derived is what counting everything comes to. */
  async function expectCounted(...ids: number[]): Promise<void> {
    for (const id of ids) {
      const before = await rowOf(forum, 'threads', id);
      await forum.adda.store.write(async (tx) => recountThread(tx, (await lockThread(tx, id))!));
      const after = await rowOf(forum, 'threads', id);
      expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
    }
  }

  it('hides a post with the replies under it; its author reads it with the decision; it is shown again', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'You are a fool, tighten the spokes.');
    const reply = await write(forum, mitu, id, 'That was unkind.', { parentId: answer.id });
    const space = await rowOf(forum, 'spaces', forum.space.id);
    const actId = await done(`/posts/${answer.id}/hide`, WHY);
    expect((await forum.get(url)).text).not.toContain('You are a fool');
    expect((await forum.api('GET', `/posts/${reply.id}`)).status).toBe(404);
    expect(await rowOf(forum, 'spaces', forum.space.id)).toMatchObject({ postCount: Number(space.postCount) - 2 });
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ answerCount: 0, replyCount: 0, needsAnswer: true });
    await expectCounted(id);
    const his = (await forum.get(`/p/${answer.id}`, jamal)).text;
    expect(his).toContain('You are a fool');
    expect(his).toContain(`href="/p/${answer.id}/decision"`);
    expect((await forum.get(`/p/${answer.id}/decision`, jamal)).headers.location).toBe(`/statements/${actId}`);
    const statement = (await forum.get(`/statements/${actId}`, jamal)).text;
    for (const words of ['Unkind', WHY.note, 'A moderator hid your post', 'within six months'])
      expect(statement).toContain(words);
    expect((await forum.get(`/statements/${actId}`, rina)).status).toBe(404);
    expect((await forum.get(`/statements/${actId}`)).status).toBe(404);
    expect(await code(`/posts/${answer.id}/hide`, WHY)).toBe('no_change');
    await undo(actId);
    expect((await forum.get(url)).text).toContain('You are a fool');
    expect(await rowOf(forum, 'spaces', forum.space.id)).toMatchObject({ postCount: Number(space.postCount) });
    await expectCounted(id);
    expect(await code(`/acts/${actId}/undo`)).toBe('no_change');
  });

  it('gives a reason of the list, and says what is wrong with it beside its field', async () => {
    const { postId } = await ask(forum, rina);
    const faults = async (body: object) => (await act(`/posts/${postId}/hide`, body)).json().errors;
    expect(await faults({})).toMatchObject([{ field: 'reason' }]);
    expect(await faults({ reason: 'because' })).toMatchObject([{ field: 'reason' }]);
    expect(await faults({ reason: 'spam', note: 'x'.repeat(1_001) })).toMatchObject([{ field: 'note' }]);
    const page = await forum.post(`/p/${postId}/moderate/hide`, { reason: '', note: 'Typed and kept.' }, mod);
    expect(page.status).toBe(422);
    expect(page.text).toContain('Typed and kept.');
    const preview = await forum.post(`/p/${postId}/moderate/hide`, { ...WHY, preview: '1' }, mod);
    expect(preview.text).toContain('What they will read');
    expect(preview.text).toContain(WHY.note);
    expect(await rowOf(forum, 'posts', postId)).toMatchObject({ hiddenAt: null });
  });

  it('hides a thread, which then answers like one that is not there', async () => {
    const { id, url } = await ask(forum, rina, { title: 'A thread to be hidden whole' });
    await write(forum, jamal, id, 'An answer in it.');
    const space = await rowOf(forum, 'spaces', forum.space.id);
    const actId = await done(`/threads/${id}/hide`, WHY);
    expect((await forum.get(url)).status).toBe(404);
    expect((await forum.get(url, jamal)).status).toBe(404);
    expect((await forum.get(url, rina)).text).toContain('A moderator hid this thread');
    expect((await forum.get('/new')).text).not.toContain('A thread to be hidden whole');
    expect(await rowOf(forum, 'spaces', forum.space.id)).toMatchObject({
      threadCount: Number(space.threadCount) - 1,
      postCount: Number(space.postCount) - 2,
    });
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'I go on.' }, rina)).status).toBe(404);
    await undo(actId);
    expect((await forum.get(url)).status).toBe(200);
    expect(await rowOf(forum, 'spaces', forum.space.id)).toMatchObject({ threadCount: space.threadCount });
    await expectCounted(id);
  });

  it('hides a thread with its opening, wherever it was listed, and shows it again with that', async () => {
    const { id, url, postId } = await ask(forum, rina, { title: 'An opening that goes alone' });
    await write(forum, jamal, id, 'An answer that would stay behind.');
    const actId = await done(`/posts/${postId}/hide`, WHY);
    expect((await forum.get(url)).status).toBe(404);
    for (const page of [
      '/new',
      '/new.atom',
      '/s/wheels/new',
      `/u/${jamal.slug}`,
      '/search?q=behind',
      '/api/v1/feeds/new',
    ])
      expect([page, (await forum.get(page)).text.includes('opening that goes alone')]).toEqual([page, false]);
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'And one more.' }, jamal)).status).toBe(404);
    await expectCounted(id);
    await undo(actId);
    expect((await forum.get(url)).text).toContain('would stay behind');
    await expectCounted(id);
  });

  it('removes a post for good: its words and versions are nowhere, its place stays', async () => {
    const { id } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'Her address is 12 Hidden Lane.');
    await forum.api('PATCH', `/posts/${answer.id}`, { body: 'Her address is 13 Hidden Lane.', revision: 1 }, jamal);
    await done(`/posts/${answer.id}/remove`, { reason: 'private_data' });
    const { q, t } = forum.adda.store.read;
    const kept = JSON.stringify([await q.select().from(t.posts), await q.select().from(t.revisions)]);
    expect(kept).not.toContain('Hidden Lane');
    expect((await forum.get(`/search?q=Hidden`, mod)).text).not.toContain('Lane');
    expect((await forum.get(`/p/${answer.id}`, jamal)).text).toContain('removed for good');
    expect(await code(`/posts/${answer.id}/show`)).toBe('removed');
    expect(await code(`/posts/${answer.id}/edit`, { reason: 'other', body: 'New words.', revision: 2 })).toBe(
      'withdrawn',
    );
    await expectCounted(id);
  });

  it('locks a thread, slows it down, and neither holds who moderates', async () => {
    const { id } = await ask(forum, rina);
    const lock = await done(`/threads/${id}/lock`, WHY);
    expect((await forum.api('POST', `/threads/${id}/posts`, { body: 'An answer.' }, jamal)).json().code).toBe('locked');
    await undo(lock);
    await done(`/threads/${id}/slow`, { minutes: 15 });
    await write(forum, jamal, id, 'The first of two.');
    const second = await forum.api('POST', `/threads/${id}/posts`, { body: 'The second.' }, jamal);
    expect(second.json().code).toBe('slow_mode');
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(800);
    await write(forum, mod, id, 'One of a moderator.');
    await write(forum, mod, id, 'And another.');
    await done(`/threads/${id}/slow`, { minutes: 0 });
    await write(forum, jamal, id, 'The second.');
  });

  it('closes a thread as answered in another, which both say; the asker opens it again by saying no', async () => {
    const original = await ask(forum, rina, { title: 'How do I true a wheel?' });
    const { id } = await ask(forum, jamal, { title: 'My wheel is not true' });
    expect(await code(`/threads/${id}/close`, { why: 'duplicate', threadId: String(id) })).toBe('same_thread');
    expect(await code(`/threads/${id}/close`, { why: 'duplicate', threadId: '999999' })).toBe('invalid');
    await done(`/threads/${id}/close`, { why: 'duplicate', threadId: `http://localhost:3000${original.url}` });
    expect(await rowOf(forum, 'threads', id)).toMatchObject({
      closeReason: 'duplicate',
      needsAnswer: false,
      rankKey: null,
    });
    expect((await forum.get(`/t/${original.id}`)).status).toBe(302);
    expect((await forum.get(original.url)).text).toContain('My wheel is not true');
    expect((await act(`/threads/${id}/not-the-same`, {}, mitu)).json().code).toBe('not_the_asker');
    await done(`/threads/${id}/not-the-same`, {}, jamal);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ closedAt: null, needsAnswer: true });
    expect((await forum.get(original.url)).text).not.toContain('asks the same');
    await done(`/threads/${id}/close`, { why: 'duplicate', threadId: String(original.id) });
    expect((await act(`/threads/${id}/not-the-same`, {}, jamal)).json().code).toBe('no_change');
  });

  it('moves a thread: its address stays, its tags are those there, nothing crosses a border outwards', async () => {
    const { id, url } = await ask(forum, rina, { tags: ['spokes'] });
    const moved = await done(`/threads/${id}/move`, { space: 'pots' });
    expect((await forum.get(url)).text).toContain('/s/pots');
    expect((await forum.get('/s/pots/tag/spokes')).text).toContain(url);
    expect((await forum.get('/s/wheels/tag/spokes')).text).not.toContain(url);
    await expectCounted(id);
    await undo(moved);
    expect((await forum.get('/s/wheels/tag/spokes')).text).toContain(url);
    expect(await code(`/threads/${id}/move`, { space: 'nowhere' })).toBe('invalid');
    await done(`/threads/${id}/move`, { space: 'closed' });
    expect((await forum.get(url)).status).toBe(404);
    expect(await code(`/threads/${id}/move`, { space: 'wheels' })).toBe('across_border');
  });

  it('merges one thread after the other: each address leads to where its posts are by now, as long as they may be read', async () => {
    const chain = [];
    for (const title of ['One of three threads', 'Two of three threads', 'Three of three threads'])
      chain.push(await ask(forum, rina, { title }));
    const [one, two, three] = chain;
    const answer = await write(forum, mitu, one!.id, 'An answer in the first of three.');
    await done(`/threads/${one!.id}/merge`, { threadId: String(two!.id) });
    await done(`/threads/${two!.id}/merge`, { threadId: String(three!.id) });
    for (const { url } of [one!, two!]) expect((await forum.get(url)).headers.location, url).toBe(`/t/${three!.id}`);
    expect((await forum.get(answer.url)).headers.location).toContain(`/t/${three!.id}/`);
    await done(`/threads/${three!.id}/hide`, { reason: 'spam' });
    for (const { url } of [one!, two!]) expect((await forum.get(url)).status, url).toBe(404);
  });

  it('merges two threads: every number leads on, labels and marks follow, and they are parted as they were', async () => {
    const brand = await makeBrand(forum, 'Spokes Inc');
    const staff = await makeStaff(forum, 'Sam', brand);
    const one = await ask(forum, rina, { title: 'The first of two threads' });
    const two = await ask(forum, jamal, { title: 'The second of two threads' });
    const mine = await write(forum, mitu, two.id, 'An answer in the second.');
    await setMark(forum, jamal, mine.id, 'accept');
    const reply = await write(forum, rina, two.id, 'A reply in the second.', { parentId: mine.id });
    const note = await write(forum, staff, two.id, 'A note by the brand.');
    await write(forum, mitu, one.id, 'An answer in the first.');
    const before = await rowOf(forum, 'threads', two.id);
    expect(await code(`/threads/${two.id}/merge`, { threadId: String(two.id) })).toBe('same_thread');
    const merged = await done(`/threads/${two.id}/merge`, { threadId: String(one.id) });
    for (const post of [mine, reply, note]) {
      const old = await forum.get(post.url);
      expect([old.status, old.headers.location]).toEqual([307, expect.stringContaining(`/t/${one.id}/`)]);
    }
    expect((await forum.get(two.url)).headers.location).toBe(`/t/${one.id}`);
    const page = (await forum.get(one.url)).text;
    expect(page).toContain('An answer in the second.');
    expect(page).toContain('Spokes Inc');
    expect(await rowOf(forum, 'posts', mine.id)).toMatchObject({ kind: 'answer', acceptedAt: null, threadId: one.id });
    expect(await rowOf(forum, 'posts', two.postId)).toMatchObject({ kind: 'post', threadId: one.id });
    expect(await rowOf(forum, 'threads', one.id)).toMatchObject({ state: 'answered', answerCount: 2, replyCount: 1 });
    await expectCounted(one.id);
    const label = async () =>
      (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.postLabels)).find(
        ({ postId }) => postId === note.id,
      );
    expect(await label()).toMatchObject({ threadId: one.id, brandName: 'Spokes Inc' });
    await undo(merged);
    expect((await forum.get(two.url)).status).toBe(200);
    expect(await label()).toMatchObject({ threadId: two.id, number: note.number });
    const after = await rowOf(forum, 'threads', two.id);
    for (const key of ['answerCount', 'state', 'acceptedCount', 'rankKey', 'participantCount', 'nextNumber'])
      expect([key, after[key]]).toEqual([key, before[key]]);
    expect(await rowOf(forum, 'posts', two.postId)).toMatchObject({ kind: 'opening', number: 1 });
    expect((await forum.get(mine.url)).status).not.toBe(307);
    await expectCounted(one.id, two.id);
  });

  it('splits posts off with their replies, and puts them back', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'How do I patch a tube, by the way?');
    const reply = await write(forum, mitu, id, 'With a patch and some glue.', { parentId: answer.id });
    await write(forum, mitu, id, 'Tighten the spokes.');
    const opening = await rowOf(forum, 'threads', id);
    const split = (posts: number[], title = 'How to patch a tube?') => act(`/threads/${id}/split`, { posts, title });
    expect((await split([])).json().errors).toMatchObject([{ field: 'posts' }]);
    expect((await split([answer.id], 'Short')).json().errors).toMatchObject([{ field: 'title' }]);
    expect((await split([999_999])).json().errors).toMatchObject([{ field: 'posts' }]);
    const made = await split([answer.id]);
    expect(made.status, made.text).toBe(200);
    const there = (await forum.api('GET', `/posts/${reply.id}`)).json();
    const moved = await rowOf(forum, 'posts', answer.id);
    expect(moved).toMatchObject({ kind: 'opening', number: 1 });
    expect(there.post.url).toContain(`/t/${Number(moved.threadId)}/`);
    expect((await forum.get(url)).text).not.toContain('patch a tube, by');
    await expectCounted(id, Number(moved.threadId));
    await undo(made.json().id);
    expect(await rowOf(forum, 'posts', answer.id)).toMatchObject({
      threadId: id,
      number: answer.number,
      kind: 'answer',
    });
    const back = await rowOf(forum, 'threads', id);
    for (const key of ['answerCount', 'replyCount', 'rankKey', 'participantCount'])
      expect([key, back[key]]).toEqual([key, opening[key]]);
    await expectCounted(id);
  });

  it('pins at most two threads of a space, for a time, and takes one out of the lists', async () => {
    const asked = [await ask(forum, rina), await ask(forum, rina), await ask(forum, rina, { title: 'The third one' })];
    const pins = [];
    for (const { id } of asked.slice(0, 2)) pins.push(await done(`/threads/${id}/pin`, { days: 7 }));
    expect(await code(`/threads/${asked[2]!.id}/pin`, { days: 7 })).toBe('too_many_pins');
    expect((await forum.get('/s/wheels')).text).toContain('Pinned');
    for (const id of pins) await undo(id);
    const { id, url } = asked[2]!;
    await done(`/threads/${id}/unlist`, WHY);
    expect((await forum.get('/new')).text).not.toContain('The third one');
    expect((await forum.get('/search?q=third')).text).not.toContain(url);
    expect((await forum.get(url)).text).toContain('noindex');
    await write(forum, jamal, id, 'One can still answer.');
    await done(`/threads/${id}/list`);
    expect((await forum.get('/new')).text).toContain('The third one');
  });

  it('makes a reply an answer and back, with what stands under it', async () => {
    const { id } = await ask(forum, rina);
    const first = await write(forum, jamal, id, 'Tighten the spokes.');
    const second = await write(forum, mitu, id, 'Or true the rim.');
    const under = await write(forum, rina, id, 'Which one?', { parentId: second.id });
    const made = await done(`/posts/${second.id}/as-reply`, { parentId: first.id });
    expect(await rowOf(forum, 'posts', second.id)).toMatchObject({ kind: 'reply', parentId: first.id });
    expect(await rowOf(forum, 'posts', under.id)).toMatchObject({ parentId: first.id });
    expect(await rowOf(forum, 'posts', first.id)).toMatchObject({ replyCount: 2 });
    await expectCounted(id);
    await undo(made);
    expect(await rowOf(forum, 'posts', second.id)).toMatchObject({ kind: 'answer', parentId: null, replyCount: 1 });
    expect(await rowOf(forum, 'posts', under.id)).toMatchObject({ parentId: second.id });
    await expectCounted(id);
  });

  it('changes title, tags and form, and a text for its author; what was is readable', async () => {
    const { id, postId, url } = await ask(forum, rina, { tags: ['spokes'] });
    await write(forum, jamal, id, 'I think it is the spokes.');
    const made = await done(`/threads/${id}/retitle`, {
      title: 'A wobbling wheel, discussed',
      tags: ['rims'],
      form: 'discussion',
    });
    expect((await forum.get(`/s/wheels/tag/rims`)).text).toContain('A wobbling wheel, discussed');
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ form: 'discussion', answerCount: 0, needsAnswer: false });
    await expectCounted(id);
    await undo(made);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ form: 'question', answerCount: 1, tagNames: ['spokes'] });
    await expectCounted(id);
    await done(`/posts/${postId}/edit`, { ...WHY, body: 'It wobbles at each turn.', revision: 1 });
    expect((await forum.get(url)).text).toContain('It wobbles at each turn.');
    const versions = (await forum.get(`/p/${postId}/revisions`)).text;
    expect(versions).toContain('Mod');
    expect(await code(`/posts/${postId}/edit`, { ...WHY, body: 'Once more.', revision: 1 })).toBe('stale_edit');
  });

  it('silences somebody in a space or everywhere, and suspends them', async () => {
    const loud = await forum.member(`Loud ${engine}`);
    const { id, postId } = await ask(forum, rina);
    const silence = await done(`/members/${loud.slug}/silence`, { ...WHY, days: 3, space: 'wheels' });
    const post = () => forum.api('POST', `/threads/${id}/posts`, { body: 'LOUD!' }, loud);
    expect((await post()).json().code).toBe('silenced');
    expect(await setMark(forum, loud, postId, 'me_too')).toBe(403);
    await ask(forum, loud, { space: 'pots', title: 'I may speak in the other one' });
    await undo(silence);
    expect((await post()).status).toBe(201);
    const suspend = await done(`/members/${loud.slug}/suspend`, { ...WHY, days: 7 });
    expect((await forum.get('/settings', loud)).headers.location).toContain('/sign-in');
    expect((await post()).json().code).toBe('suspended');
    const signIn = await forum.post('/sign-in', { who: loud.name, password: 'a wheel that wobbles' });
    expect(signIn.text).toContain('suspended');
    for (const words of ['you cannot sign in until', WHY.note, 'The moderator says'])
      expect(signIn.text).toContain(words);
    const wrong = await forum.post('/sign-in', { who: loud.name, password: 'not that at all' });
    expect(wrong.text).not.toMatch(/you cannot sign in until|The moderator says/);
    expect(signIn.text).toContain('This forum sends no e-mail: the letter lies with those who run it.');
    await undo(suspend);
    expect((await forum.post('/sign-in', { who: loud.name, password: 'a wheel that wobbles' })).status).toBe(303);
    for (const name of [mod.slug, other.slug])
      expect(await code(`/members/${name}/suspend`, { ...WHY, days: 7 }, other)).toBe(
        name === other.slug ? 'own_matter' : 'holds_office',
      );
  });

  it('does not act in their own matter, nor on what is gone or of another space', async () => {
    const { postId } = await ask(forum, mod);
    expect(await code(`/posts/${postId}/hide`, WHY)).toBe('own_matter');
    expect(await code('/posts/999999/hide', WHY)).toBe('not_found');
    expect(await code('/threads/999999/lock', WHY)).toBe('not_found');
    expect(await code('/members/nobody-here/silence', { ...WHY, days: 1 })).toBe('not_found');
    expect(await code(`/posts/${postId}/hide`, WHY, rina)).toBe('forbidden');
    expect(await code(`/posts/${postId}/hide`, WHY, null)).toBe('not_signed_in');
  });

  it('acts on many posts at once, and hears of each that was refused', async () => {
    const { id } = await ask(forum, rina);
    const posts = [];
    for (const body of ['One spam.', 'Two spam.', 'Three spam.']) posts.push((await write(forum, jamal, id, body)).id);
    const own = (await write(forum, mod, id, 'By the moderator.')).id;
    const bulk = await act('/moderation/bulk', {
      verb: 'hide',
      posts: [...posts, posts[0], own, 999_999],
      reason: 'spam',
    });
    expect(bulk.json().outcomes.map(({ code: one }: { code: string | null }) => one)).toEqual([
      null,
      null,
      null,
      'own_matter',
      'not_found',
    ]);
    const writes = vi.spyOn(forum.adda.store, 'write');
    const nobodys = Array.from({ length: 1_000 }, (_, i) => 900_000 + i);
    const none = await act('/moderation/bulk', { verb: 'hide', posts: nobodys, reason: 'spam' });
    expect(none.json().outcomes.every(({ code: one }: { code: string }) => one === 'not_found')).toBe(true);
    expect(writes.mock.calls.length).toBeLessThan(10);
    writes.mockRestore();
    const tooMany = Array.from({ length: 1_001 }, (_, i) => i + 1);
    expect((await act('/moderation/bulk', { verb: 'hide', posts: tooMany, reason: 'spam' })).status).toBe(422);
    const page = await forum.get(`/t/${id}/moderate/posts`, mod);
    expect(page.text).toContain('Three spam.');
    const shown = await forum.post(`/t/${id}/moderate/posts`, { posts: posts.map(String), verb: 'show' }, mod);
    expect(shown.text).toContain('3 of 3 done.');
    const to = await forum.post(`/t/${id}/moderate/posts`, { posts: posts.map(String), verb: 'split' }, mod);
    expect(to.headers.location).toContain(`/t/${id}/moderate/split?posts=`);
    expect((await forum.get(to.headers.location!, mod)).text).toContain(`name="posts" value="${posts[2]}"`);
  });

  it('is appealed against once, and somebody else decides', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'A harsh word, and a good answer.');
    const actId = await done(`/posts/${answer.id}/hide`, WHY);
    const words = { words: 'The word was about the wheel, and not about her.' };
    const say = (who: Member | null, body: object = words) => forum.api('POST', `/acts/${actId}/appeals`, body, who);
    expect((await say(rina)).status).toBe(404);
    expect((await say(null)).status).toBe(404);
    expect((await say(jamal, { words: 'No.' })).json().errors).toMatchObject([{ field: 'words' }]);
    expect((await say(jamal)).status).toBe(201);
    expect((await say(jamal)).json().code).toBe('taken');
    const [appeal] = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.appeals)).filter(
      (one) => one.actId === actId,
    );
    const decide = (who: Member, reason = 'It was about the wheel indeed.') =>
      forum.api('POST', `/appeals/${appeal!.id}`, { decision: 'uphold', reason }, who);
    expect((await decide(mod)).json().code).toBe('own_act');
    expect((await decide(rina)).json().code).toBe('forbidden');
    expect((await forum.get('/moderation', other)).text).toContain(words.words);
    expect((await decide(other)).status).toBe(200);
    expect((await forum.get(url)).text).toContain('a good answer');
    expect((await decide(other)).json().code).toBe('no_change');
    expect((await forum.get(`/statements/${actId}`, jamal)).text).toContain('It was about the wheel indeed.');
    const log = (await forum.get('/log')).text;
    expect(log).toContain('Post hidden');
    expect(log).toContain('Appeal decided');
    expect(log).not.toContain('Jamal');
  });

  it('does not bring back what an appeal took from them, nor do the same there again: somebody else may', async () => {
    const { id, postId } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'A harsh word, and another good answer.');
    const overrule = async (actId: number, who: Member) => {
      expect((await forum.api('POST', `/acts/${actId}/appeals`, { words: 'That was not so.' }, who)).status).toBe(201);
      const { q, t } = forum.adda.store.read;
      const appeal = (await q.select().from(t.appeals)).find((one) => one.actId === actId)!;
      const upheld = { decision: 'uphold', reason: 'It was not so indeed.' };
      expect((await forum.api('POST', `/appeals/${appeal.id}`, upheld, other)).status).toBe(200);
      return (await q.select().from(t.acts)).find((one) => one.id === actId)!.undoneById!;
    };
    const shown = await overrule(await done(`/posts/${answer.id}/hide`, WHY), jamal);
    expect(await code(`/acts/${shown}/undo`, WHY)).toBe('own_act');
    for (const verb of ['hide', 'remove']) expect(await code(`/posts/${answer.id}/${verb}`, WHY)).toBe('own_act');
    const many = await act('/moderation/bulk', { verb: 'hide', posts: [answer.id], ...WHY });
    expect(many.json().outcomes).toMatchObject([{ code: 'own_act' }]);
    expect(await rowOf(forum, 'posts', answer.id)).toMatchObject({ hiddenAt: null });
    await done(`/posts/${answer.id}/remind`, WHY);
    await done(`/acts/${shown}/undo`, WHY, other);

    await overrule(await done(`/posts/${postId}/hide`, WHY), rina);
    expect(await code(`/threads/${id}/hide`, WHY)).toBe('own_act');
    const parted = await overrule(await done(`/threads/${id}/lock`, WHY), rina);
    expect(await code(`/acts/${parted}/undo`, WHY)).toBe('own_act');
    expect(await code(`/threads/${id}/close`, { why: 'unclear' })).toBe('own_act');
    const silent = await done(`/members/${mitu.slug}/silence`, { ...WHY, days: 3 });
    await overrule(silent, mitu);
    for (const verb of ['silence', 'suspend'])
      expect(await code(`/members/${mitu.slug}/${verb}`, { ...WHY, days: 1 })).toBe('own_act');
  });

  it('of two opposite acts at once, all in one order and nothing half done', async () => {
    const { id, url } = await ask(forum, rina);
    const answer = await write(forum, jamal, id, 'Hidden and shown.');
    const each = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        act(`/posts/${answer.id}/${i % 2 ? 'hide' : 'show'}`, WHY, i % 4 < 2 ? mod : other),
      ),
    );
    expect(each.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { hiddenAt } = await rowOf(forum, 'posts', answer.id);
    const shown = (await forum.get(url)).text.includes('Hidden and shown.');
    expect(shown).toBe(hiddenAt === null);
    const { q, t } = forum.adda.store.read;
    const rows = (await q.select().from(t.acts))
      .filter(({ postId }) => postId === answer.id)
      .sort((a, b) => a.id - b.id);
    expect(rows.length).toBe(each.filter(({ status }) => status === 200).length);
    rows.forEach(({ verb }, i) => expect(verb).toBe(i % 2 ? 'show' : 'hide'));
    await expectCounted(id);
  });
});
