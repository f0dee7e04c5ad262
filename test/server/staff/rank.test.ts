/** Nothing that brand staff do moves a thread: not up, not down, not out of the feed of those that need an answer. */
import { beforeAll, expect, it } from 'vitest';
import { DAY, letTimePass, makeBrand, makeStaff, tryPost } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, restore, rowOf, withdraw, write } from '../../support/talk.ts';

eachEngine('an act of brand staff', (engine) => {
  let forum: Forum;
  let peer: Member;
  let dana: Member;
  const threads: { id: number; answerId: number | null }[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    const asker = await forum.member('Rina');
    peer = await forum.member('Jamal');
    dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    for (const title of ['Oldest of all', 'Older than some', 'Newer than most', 'Newest of all']) {
      const { id } = await ask(forum, asker, { title, tags: ['hubs'] });
      const isAnswered = title.startsWith('Newer');
      const answer = isAnswered ? await write(forum, peer, id, 'Like this.') : null;
      threads.push({ id, answerId: answer?.id ?? null });
      await letTimePass(forum, 2 * DAY);
    }
  });

  /** Every list that leads to threads, in its order, with what the order goes by. */
  async function order() {
    const lists: Record<string, unknown> = {};
    for (const list of [
      '/feeds/among-members',
      '/spaces/wheels/feeds/among-members',
      '/feeds/new',
      '/feeds/needs-answer',
      '/spaces/wheels/feeds/new',
      '/spaces/wheels/feeds/needs-answer',
    ]) {
      const { threads: rows } = (await forum.api('GET', list)).json();
      lists[list] = rows.map((thread: any) => [thread.id, thread.lastPostAt]);
    }
    for (const page of ['/', '/needs-answer', '/s/wheels', '/s/wheels/tag/hubs'])
      lists[page] = [...(await forum.get(page)).text.matchAll(/<h[23][^>]*><a[^>]* href="\/t\/(\d+)\//g)].map(
        ([, id]) => id,
      );
    for (const { id } of threads) {
      const { lastPostAt, needsKey, needsAnswer, visible, answerCount, workedCount, rankKey } = await rowOf(
        forum,
        'threads',
        id,
      );
      lists[`thread ${id}`] = { lastPostAt, needsKey, needsAnswer, visible, answerCount, workedCount, rankKey };
    }
    return lists;
  }

  it('changes no order, whatever it is', async () => {
    const before = await order();
    expect(before['/spaces/wheels/feeds/new']).toHaveLength(4);
    expect(before['/needs-answer']).toHaveLength(3);
    const [oldest, older, newer] = threads as [(typeof threads)[0], (typeof threads)[0], (typeof threads)[0]];
    const same = async (what: string) => expect(await order(), what).toEqual(before);
    const note = await tryPost(forum, dana, oldest.id, 'An official word.');
    expect(note.status, JSON.stringify(note.json)).toBe(201);
    await same('a note');
    const edit = { body: 'A better word.', revision: 1 };
    expect((await forum.api('PATCH', `/posts/${note.json.id}`, edit, dana)).status).toBe(200);
    await same('an edit');
    await withdraw(forum, dana, note.json.id);
    await same('a withdrawal');
    await restore(forum, dana, note.json.id);
    await same('a restoring');
    const safety = { safety: true, reference: 'https://recalls.example/1' };
    expect((await tryPost(forum, dana, older.id, 'Stop riding.', safety)).status).toBe(201);
    await same('a warning');
    expect((await tryPost(forum, dana, newer.id, 'So it is.', { parentId: newer.answerId })).status).toBe(201);
    await same('a reply');
    expect((await forum.api('POST', `/posts/${newer.answerId}/thank`, {}, dana)).status).toBe(200);
    await same('thanks');
    const invited = await forum.api('POST', `/threads/${older.id}/invitations`, { members: [peer.id] }, dana);
    expect(invited.status, invited.text).toBeLessThan(300);
    await same('an invitation');
    const report = { reason: 'other', evidence: 'It is out of place.' };
    expect((await forum.api('POST', `/posts/${newer.answerId}/reports`, report, dana)).status).toBeLessThan(300);
    await forum.get(`/t/${older.id}/x`, dana);
    await same('a report, and a look');
    for (const kind of ['helpful', 'worked', 'accept'])
      expect((await forum.api('PUT', `/posts/${newer.answerId}/marks/${kind}`, {}, dana)).status).toBe(403);
    await same('a mark that is refused');
  });

  it('leaves the author in no list of those who helped', async () => {
    const { solvedCount, workedCount, helpfulCount } = await rowOf(forum, 'accounts', dana.id);
    expect([solvedCount, workedCount, helpfulCount]).toEqual([0, 0, 0]);
    const { id } = threads[3]!;
    const page = (await forum.get(`/t/${id}/invite`, peer)).text;
    expect(page).not.toContain('Dana');
  });
});
