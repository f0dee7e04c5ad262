/** Whatever happens, the kept rank is what a count from the beginning gives, with the tags' copies; and no trick moves it. */
import { beforeAll, expect, it } from 'vitest';
import { loadDemo } from '../../../server/reach/demo/load.ts';
import { fromEvents } from '../../../server/forum/rank/rank.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { ask, restore, rowOf, setMark, withdraw, write } from '../../support/talk.ts';

eachEngine('a kept rank', (engine) => {
  let forum: Forum;
  let people: Member[];
  beforeAll(async () => {
    forum = await makeForum(engine);
    people = [];
    for (const name of ['Rina', 'Jamal', 'Thuy', 'Bo', 'Cleo', 'Dev']) people.push(await forum.member(name));
    await forum.adda.store.write((tx) => tx.raw(`update accounts set created_at = created_at - ${400 * DAY}`));
  });

  /** Every thread's kept rank, and its tags' copies, against a count from the beginning. */
  async function expectRight(): Promise<void> {
    const { q, t } = forum.adda.store.read;
    const threads = await q.select().from(t.threads);
    const recompute = await fromEvents(
      forum.adda.store.read,
      threads.map(({ id, visible, closedAt }) => ({ id, visible, closedAt, halfLifeHours: null })),
    );
    for (const thread of threads) {
      const counted = recompute.get(thread.id)!;
      const facts = thread.rankFacts ?? counted.rankFacts;
      expect({ id: thread.id, ...facts }).toEqual({ id: thread.id, ...counted.rankFacts });
      for (const key of ['rankKey', 'spaceRankKey', 'probationKey', 'spaceProbationKey'] as const)
        if (thread[key] === null || counted[key] === null)
          expect(thread[key], `${key} ${thread.id}`).toBe(counted[key]);
        else expect(Math.abs(thread[key] - counted[key]), `${key} ${thread.id}`).toBeLessThan(1e-9);
    }
    const byId = new Map(threads.map((thread) => [thread.id, thread]));
    for (const tag of await q.select().from(t.threadTags)) {
      const thread = byId.get(tag.threadId)!;
      expect([tag.rankKey, tag.spaceRankKey]).toEqual([thread.rankKey, thread.spaceRankKey]);
      expect(tag.needsKey).toBe(thread.needsAnswer ? thread.needsKey : null);
    }
  }

  it('is right after marks set, taken back and set again, posts withdrawn and restored, and other tags', async () => {
    const [rina, jamal, thuy] = people as [Member, Member, Member];
    const { id, postId } = await ask(forum, rina, { tags: ['hub', 'rim'] });
    const answer = await write(forum, jamal, id, 'So.');
    await write(forum, rina, id, 'Thanks.', { parentId: answer.id });
    const steps = [
      () => setMark(forum, thuy, answer.id, 'worked'),
      () => setMark(forum, thuy, postId, 'me_too'),
      () => setMark(forum, rina, answer.id, 'accept'),
      () => setMark(forum, thuy, answer.id, 'worked', false),
      () => setMark(forum, thuy, answer.id, 'worked'),
      () => setMark(forum, rina, answer.id, 'accept', false),
      () => setMark(forum, thuy, answer.id, 'outdated'),
      () => withdraw(forum, jamal, answer.id),
      () => restore(forum, jamal, answer.id),
      () =>
        forum.api(
          'PATCH',
          `/posts/${postId}`,
          { title: 'Other tags', body: 'Words.', tags: ['spoke'], revision: 1 },
          rina,
        ),
      () => write(forum, thuy, id, 'And so.'),
      () => withdraw(forum, rina, postId),
      () => restore(forum, rina, postId),
    ];
    for (const step of steps) {
      await step();
      await expectRight();
    }
  });

  it('is not renewed by taking a mark back and setting it again, nor is a question’s turn', async () => {
    const [rina, jamal] = people as [Member, Member];
    const { id, postId } = await ask(forum, rina);
    await setMark(forum, jamal, postId, 'helpful');
    await setMark(forum, jamal, postId, 'me_too');
    await letTimePass(forum, 5 * DAY);
    const before = await rowOf(forum, 'threads', id);
    for (const kind of ['helpful', 'me_too']) {
      await setMark(forum, jamal, postId, kind, false);
      await setMark(forum, jamal, postId, kind);
    }
    const after = await rowOf(forum, 'threads', id);
    expect(Number(after.rankKey)).toBeCloseTo(Number(before.rankKey), 9);
    expect([after.needsKey, after.meTooCount]).toEqual([before.needsKey, 1]);
    await expectRight();
  });

  it('is right after thirty at once post, mark and follow in one thread, and nothing hangs', async () => {
    const [rina] = people as [Member];
    const { id, postId } = await ask(forum, rina, { tags: ['crowd'] });
    const first = await write(forum, people[1]!, id, 'First.');
    const acts = people
      .slice(1)
      .flatMap((who, i) => [
        () => forum.api('POST', `/threads/${id}/posts`, { body: `From ${who.name}.` }, who),
        () => forum.api('POST', `/threads/${id}/posts`, { body: `To you, ${i}.`, parentId: first.id }, who),
        () => forum.api('PUT', `/posts/${postId}/marks/helpful`, {}, who),
        () => forum.api('PUT', `/posts/${postId}/marks/me_too`, {}, who),
        () => forum.api('PUT', `/posts/${first.id}/marks/worked`, {}, who),
        () => forum.api('PUT', '/follows', { kind: 'member', targetId: rina.id }, who),
      ]);
    const answers = await Promise.all(acts.map((act) => act()));
    // Only one's own answer cannot be confirmed.
    expect(answers.filter(({ status }) => status >= 400).map((one) => one.json().code)).toEqual(['own_post']);
    await expectRight();
  });

  it('is right in the example community', async () => {
    await loadDemo(forum.adda, actorAs(0, 'admin'));
    await expectRight();
  });

  it('is walked by cursors of any kind without breaking', async () => {
    for (const path of ['/', '/new', '/needs-answer', '/s/wheels', '/u/rina'])
      for (const cursor of ['1.5-3', '-1.25e-7-9', '99999999999999999-1', '1-9999999999', '0-0']) {
        const query = path.startsWith('/u') ? 'before' : 'after';
        expect((await forum.get(`${path}?${query}=${cursor}`)).status, `${path} ${cursor}`).toBe(200);
      }
  });

  it('of nobody depends on a form that breaks off', async () => {
    const headers = {
      'content-type': 'multipart/form-data; boundary=x',
      origin: 'http://localhost:3000',
      cookie: people[0]!.cookie,
    };
    for (const payload of [
      '',
      '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nHalf',
      '--x--\r\n',
      'no parts at all',
    ]) {
      const answer = await forum.app.inject({ method: 'POST', url: '/ask', payload, headers });
      expect(answer.statusCode, JSON.stringify(payload)).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode, JSON.stringify(payload)).toBeLessThan(500);
    }
  });
});
