/** What is kept of posts, and of those who wrote them, after many went elsewhere at once. */
import { beforeAll, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, setMark, write } from '../../support/talk.ts';

eachEngine('posts that go elsewhere together', (engine) => {
  let forum: Forum;
  let [mod, rina, jamal, mitu] = [] as unknown as Member[];
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mod', 'moderator');
    [rina, jamal, mitu] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Mitu')];
    await forum.adda.store.write((tx) =>
      insertSpace(tx, { slug: 'pots', name: 'Pots', kind: 'craft', charter: 'For those who turn.', createdAt: tx.now }),
    );
  });

  async function done(path: string, body: object = {}) {
    const answer = await forum.api('POST', path, body, mod!);
    expect(answer.status, `${path} ${answer.text}`).toBe(200);
    return answer.json().id as number;
  }
  async function expectCounted(): Promise<void> {
    const { kept, counted } = await keptAndCounted(forum);
    // A number that a post once had is given to no other.
    const withoutNumbers = (all: object) =>
      JSON.parse(JSON.stringify(all, (key, value) => (key === 'nextNumber' ? 0 : value)));
    expect(withoutNumbers(kept)).toEqual(withoutNumbers(counted));
  }

  it('are credited to their authors there, once for all that one of them wrote', async () => {
    const { id } = await ask(forum, rina!);
    const answers = [];
    for (const text of ['Tighten it.', 'Oil it.', 'True it.']) answers.push(await write(forum, jamal!, id, text));
    const [first, second, third] = answers.map((post) => post.id) as [number, number, number];
    await setMark(forum, rina!, first, 'accept');
    for (const post of [first, second]) expect(await setMark(forum, mitu!, post, 'worked')).toBe(200);
    for (const post of [second, third]) expect(await setMark(forum, rina!, post, 'helpful')).toBe(200);
    // Whoever asked knows, and one of the others alone does not.
    await setMark(forum, rina!, second, 'outdated');
    await setMark(forum, mitu!, third, 'outdated');
    await expectCounted();
    const target = await ask(forum, mitu!);
    await done(`/threads/${target.id}/move`, { space: 'pots' });
    const before = Number((await rowOf(forum, 'accounts', jamal!.id)).version);

    const merged = await done(`/threads/${id}/merge`, { threadId: String(target.id) });
    // In the other thread nobody asked him: what was accepted there is not.
    expect(await rowOf(forum, 'posts', first)).toMatchObject({ acceptedAt: null, workedCount: 1 });
    expect(await rowOf(forum, 'accounts', jamal!.id)).toMatchObject({
      solvedCount: 0,
      workedCount: 2,
      helpfulCount: 2,
    });
    await expectCounted();
    // Once out of the one space and once into the other, however many posts.
    expect(Number((await rowOf(forum, 'accounts', jamal!.id)).version) - before).toBeLessThanOrEqual(2);

    await done(`/acts/${merged}/undo`);
    expect(await rowOf(forum, 'accounts', jamal!.id)).toMatchObject({
      solvedCount: 1,
      workedCount: 2,
      helpfulCount: 2,
    });
    await expectCounted();
    await done(`/threads/${id}/move`, { space: 'pots' });
    await expectCounted();
  });
});
