import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { recountRecent } from '../../../server/forum/upkeep/ageing.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Posted, write } from '../../support/talk.ts';

const RUNS = 30;
const KINDS = ['accept', 'worked', 'helpful', 'me_too'];

type Step = {
  what: 'post' | 'reply' | 'own' | 'withdraw' | 'restore' | 'mark' | 'unmark' | 'retag';
  who: number;
  on: number;
  kind: string;
};

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'post',
    'post',
    'reply',
    'reply',
    'own',
    'withdraw',
    'withdraw',
    'restore',
    'mark',
    'mark',
    'mark',
    'unmark',
    'retag',
  ),
  who: fc.nat(3),
  on: fc.nat(5),
  kind: fc.constantFrom(...KINDS),
});

eachEngine('counts', (engine) => {
  let forum: Forum;
  let people: Member[];
  beforeAll(async () => {
    forum = await makeForum(engine);
    people = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Thuy'),
      await forum.member('Olga', 'staff'),
    ];
  });

  type Talk = { id: number; postId: number; posts: { id: number; author: number }[] };

  /** Whoever may do it most often does; marks of others and of staff are tried, too. */
  const doer = ({ what, who, kind }: Step, author: number) =>
    people[what === 'withdraw' || what === 'restore' ? author : kind === 'accept' && what.endsWith('mark') ? 0 : who]!;

  /** One thing that somebody does, whether it is allowed or not; posts that are made are noted. */
  async function take(thread: Talk, step_: Step) {
    const { what, who, on, kind } = step_;
    const { id: postId, author } = thread.posts[on % thread.posts.length]!;
    const actor = doer(step_, author);
    const url = `/posts/${postId}`;
    if (what === 'withdraw' || what === 'restore') return forum.api('POST', `${url}/${what}`, {}, actor);
    if (what === 'mark' || what === 'unmark')
      return forum.api('PUT', `${url}/marks/${kind}`, { set: what === 'mark' }, actor);
    if (what === 'retag') {
      const { q, t } = forum.adda.store.read;
      const opening = (await q.select().from(t.posts)).find((post) => post.id === thread.postId)!;
      return forum.api(
        'PATCH',
        `/posts/${thread.postId}`,
        { body: 'Changed words.', tags: ['rim', `t${on}`], revision: opening.revision },
        people[0]!,
      );
    }
    const made = await forum.api(
      'POST',
      `/threads/${thread.id}/posts`,
      {
        body: 'I tightened it.',
        ...(what === 'reply' && { parentId: postId }),
        ...(what === 'own' && { ownAnswer: true }),
      },
      actor,
    );
    if (made.status === 201) thread.posts.push({ id: (made.json() as Posted).id, author: who });
    return made;
  }

  it('are what a count from scratch says, after whatever people did', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('question' as const, 'discussion' as const),
        fc.array(step, { minLength: 12, maxLength: 40 }),
        async (form, steps) => {
          await forum.adda.store.write(
            async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })),
          );
          const asked = await ask(forum, people[0]!, { form, tags: ['hub', 'rim'] });
          const thread: Talk = { ...asked, posts: [{ id: asked.postId, author: 0 }] };
          // Staff have room again, and peers have had their first word.
          await letTimePass(forum, 8 * DAY);
          for (const one of steps) expect((await take(thread, one)).status).toBeLessThan(500);
          await recountRecent(forum.adda);
          const { kept, counted } = await keptAndCounted(forum);
          expect(kept).toEqual(counted);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('stay right when fifty people press at once', async () => {
    const crowd: Member[] = [];
    for (let i = 0; i < 25; i++) crowd.push(await forum.member(`Member ${i}`));
    const thread = await ask(forum, people[0]!);
    const answer = await write(forum, people[1]!, thread.id, 'Tighten the spokes.');
    const presses = crowd.flatMap((member, i) => [
      forum.api('PUT', `/posts/${answer.id}/marks/worked`, {}, member),
      forum.api('PUT', `/posts/${answer.id}/marks/accept`, { set: i % 2 === 0 }, people[0]!),
    ]);
    for (const pressed of await Promise.all(presses)) expect(pressed.status, pressed.text).toBe(200);
    await recountRecent(forum.adda);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
    const last = await forum.api('PUT', `/posts/${answer.id}/marks/worked`, {}, crowd[0]!);
    expect(last.json().count).toBe(25);
  });
});
