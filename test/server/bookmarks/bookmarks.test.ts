/** What members keep of posts: for themselves alone, with a note and a reminder. */
import { beforeAll, expect, it } from 'vitest';
import { remind } from '../../../server/forum/bookmarks/actions.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { makeBrand, makeStaff, tryPost, letTimePass, DAY } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Asked, withdraw, write } from '../../support/talk.ts';

eachEngine('a bookmark', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    thread = await ask(forum, rina, { title: 'How do I keep a post?' });
  });

  const put = (who: Member, postId: number, body: object = {}) =>
    forum.api('PUT', `/posts/${postId}/bookmark`, body, who);
  const all = async (who: Member, query = '') =>
    (await forum.api('GET', `/bookmarks${query}`, undefined, who)).json().bookmarks as {
      postId: number;
      note: string;
      remindAt: number | null;
      by: string;
    }[];
  const told = async (who: Member) =>
    ((await forum.api('GET', '/notifications', undefined, who)).json().notifications as { reason: string }[]).filter(
      ({ reason }) => reason === 'reminder',
    );
  const soon = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

  it('is kept by a press, stays with its note when it is pressed again, and is gone after another', async () => {
    const post = await write(forum, jamal!, thread.id, 'By its menu.');
    const page = await forum.get(thread.url, rina);
    expect(page.text).toContain(`action="/p/${post.id}/bookmark"`);
    const kept = await forum.post(`/p/${post.id}/bookmark`, {}, rina);
    expect([kept.status, kept.headers.location]).toEqual([303, `/p/${post.id}/bookmark?flash=bookmarked`]);
    expect((await forum.post(`/p/${post.id}/bookmark`, { note: '  For the shed. ', day: '' }, rina)).status).toBe(303);
    expect((await forum.post(`/p/${post.id}/bookmark`, {}, rina)).status).toBe(303);
    expect(await all(rina!)).toMatchObject([{ postId: post.id, note: 'For the shed.', remindAt: null, by: 'Jamal' }]);
    expect((await forum.get(thread.url, rina)).text).toContain(`href="/p/${post.id}/bookmark"`);
    expect((await forum.get('/bookmarks', rina)).text).toContain('For the shed.');
    // Nobody else sees it, not even whoever wrote the post.
    expect(await all(jamal!)).toEqual([]);
    expect((await forum.get(thread.url, jamal)).text).not.toContain(`href="/p/${post.id}/bookmark"`);
    expect((await forum.post(`/p/${post.id}/bookmark/remove`, {}, jamal)).status).toBe(303);
    expect((await all(rina!)).length).toBe(1);
    expect((await forum.post(`/p/${post.id}/bookmark/remove`, {}, rina)).status).toBe(303);
    expect((await forum.post(`/p/${post.id}/bookmark/remove`, {}, rina)).status).toBe(303);
    expect(await all(rina!)).toEqual([]);
  });

  it('reminds on its day, once, and not of what is gone', async () => {
    const [one, two] = [await write(forum, jamal!, thread.id, 'One.'), await write(forum, jamal!, thread.id, 'Two.')];
    for (const { id } of [one, two]) expect((await put(rina!, id, { day: soon(3) })).status).toBe(200);
    expect((await forum.post(`/p/${two.id}/bookmark`, { note: '', day: soon(9), days: '7' }, rina)).status).toBe(303);
    expect((await all(rina!, '?reminders=true')).map(({ postId }) => postId).sort()).toEqual([one.id, two.id].sort());
    await remind(forum.adda);
    expect(await told(rina!)).toEqual([]);
    await forum.adda.store.write((tx) => tx.raw('update bookmarks set remind_at = 1 where remind_at is not null'));
    await withdraw(forum, jamal!, two.id);
    await remind(forum.adda);
    await remind(forum.adda);
    expect(await told(rina!)).toMatchObject([
      { reason: 'reminder', url: `${new URL(thread.url, 'http://x').pathname}/${one.number}` },
    ]);
    expect(await all(rina!, '?reminders=true')).toEqual([]);
    // Whoever wants none is told nothing.
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once', reminders: 'none' }, rina);
    await put(rina!, one.id, { day: soon(2) });
    await forum.adda.store.write((tx) => tx.raw('update bookmarks set remind_at = 1 where remind_at is not null'));
    await remind(forum.adda);
    expect((await told(rina!)).length).toBe(1);
    await forum.api('PUT', '/notifications/mail', { wish: 'at_once' }, rina);
  });

  it('is refused beside its field, with all that was typed', async () => {
    const post = await write(forum, jamal!, thread.id, 'Three.');
    const long = 'x'.repeat(LIMITS.bookmarkNote.max + 1);
    const page = await forum.post(`/p/${post.id}/bookmark`, { note: long, day: '2020-01-01' }, rina);
    expect(page.status).toBe(422);
    for (const words of [long, 'value="2020-01-01"', 'id="note-e"', 'id="day-e"']) expect(page.text).toContain(words);
    const bad = await put(rina!, post.id, { day: 'soon' });
    expect([bad.status, bad.json().errors ?? bad.json()]).toMatchObject([422, expect.anything()]);
    expect((await put(rina!, post.id, { days: 2 })).status).toBe(422);
    expect((await all(rina!)).map(({ postId }) => postId)).not.toContain(post.id);
  });

  it('is of what one may read: not of what is withdrawn, hidden or nobody’s', async () => {
    const mod = await forum.member('Mod', 'moderator');
    const post = await write(forum, jamal!, thread.id, 'Four.');
    expect((await put(rina!, 999_999)).status).toBe(404);
    expect((await put(rina!, post.id)).status).toBe(200);
    expect((await forum.api('POST', `/posts/${post.id}/hide`, { reason: 'off_topic' }, mod)).status).toBe(200);
    expect((await all(rina!)).map(({ postId }) => postId)).not.toContain(post.id);
    expect((await put(rina!, post.id, { note: 'x' })).status).toBe(404);
    expect((await put(jamal!, post.id)).status).toBe(200);
    expect((await forum.api('GET', '/bookmarks')).status).toBe(401);
    expect((await forum.get(`/p/${post.id}/bookmark`, rina)).status).toBe(404);
  });

  it('goes along when its post goes to another thread', async () => {
    const mod = await forum.member('Mover', 'moderator');
    const from = await ask(forum, rina!, { title: 'Where does it go?' });
    const post = await write(forum, jamal!, from.id, 'Elsewhere.');
    await put(rina!, post.id, { note: 'goes along' });
    const merged = await forum.api('POST', `/threads/${from.id}/merge`, { threadId: String(thread.id) }, mod);
    expect(merged.status, merged.text).toBe(200);
    const page = (await forum.get('/bookmarks', rina)).text;
    expect(page).toContain('goes along');
    expect(page).toMatch(new RegExp(`href="/t/${thread.id}/[^"]*"><cite[^>]*>How do I keep a post\\?`));
  });

  it('shows the label of staff', async () => {
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    const other = await ask(forum, rina!, { title: 'Does this hub turn?' });
    await write(forum, jamal!, other.id, 'It does.');
    await letTimePass(forum, 8 * DAY);
    const note = await tryPost(forum, dana, other.id, 'We made it.');
    expect(note.status, JSON.stringify(note)).toBe(201);
    await put(rina!, note.json.id);
    expect((await all(rina!))[0]!.by).toContain('Acme');
    expect((await forum.get('/bookmarks', rina)).text).toMatch(/class="staff-label[^]*?Dana/);
    while ((await runDueTasks(forum.adda)) > 0);
  });

  it('is one of so many', async () => {
    const other = await ask(forum, rina!, { title: 'How many can I keep?' });
    const post = await write(forum, rina!, other.id, 'Some.');
    const limits = LIMITS as { bookmarks: number };
    const { bookmarks } = limits;
    limits.bookmarks = (await all(jamal!)).length + 1;
    try {
      expect((await put(jamal!, other.postId)).status).toBe(200);
      const one = await put(jamal!, post.id);
      expect([one.status, one.json().code]).toEqual([409, 'too_many_bookmarks']);
      expect((await put(jamal!, other.postId, { note: 'Still mine.' })).status).toBe(200);
    } finally {
      limits.bookmarks = bookmarks;
    }
  });
});
