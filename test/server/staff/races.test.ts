/** Fifty at once get exactly what one after another would get. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { promote } from '../../../server/people/accounts/manage.ts';
import { confirmByLetter, proposeGrant } from '../../../server/brands/grants.ts';
import type { Brand } from '../../../server/brands/queries.ts';
import { writePost } from '../../../server/forum/posting/write.ts';
import type { Limits } from '../../../server/rules/posting.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { writeThread } from '../../../server/forum/posting/start-thread.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Answer, type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { actorAs } from '../../../server/rules/roles.ts';
import { rowOf } from '../../support/talk.ts';
import { lettersOf } from '../../support/mail.ts';

const FIFTY = Array.from({ length: 50 }, (_, i) => i);

eachEngine('fifty at once', (engine) => {
  let forum: Forum;
  let asker: Member;
  let peer: Member;
  let serial = 0;
  let brand: Brand;
  let dana: Member;
  let space: string;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [asker, peer] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  beforeEach(async () => {
    const n = ++serial;
    brand = await makeBrand(forum, `Brand${n}`);
    dana = await makeStaff(forum, `Dana ${n}`, brand);
    space = `room-${n}`;
    await limits({});
  });

  const limits = (chosen: Partial<Limits>) => forum.adda.store.write((tx) => updateSite(tx, { staffLimits: chosen }));

  /** Questions with `posts` posts each, the asker's opening and a peer's answer among them. */
  async function questions(count: number, posts = 2): Promise<number[]> {
    return forum.adda.store.write(async (tx) => {
      const charter = 'For those who come at once.';
      const { id: spaceId } = await insertSpace(tx, {
        slug: space,
        name: space,
        kind: 'problem',
        charter,
        createdAt: tx.now,
      });
      const ids: number[] = [];
      for (let i = 0; i < count; i++) {
        const words = { title: `Question number ${i}`, markdown: 'How?', tags: [], createdAt: tx.now };
        const { threadId } = await writeThread(tx, { spaceId, authorId: asker.id, form: 'question', ...words });
        for (let j = 1; j < posts; j++)
          await writePost(tx, (await lockThread(tx, threadId))!, {
            authorId: peer.id,
            parent: null,
            kind: 'answer',
            markdown: 'Like this.',
            createdAt: tx.now,
          });
        ids.push(threadId);
      }
      return ids;
    });
  }

  const post = (who: Member, threadId: number, more: object = {}) =>
    forum.api('POST', `/threads/${threadId}/posts`, { body: 'A fact.', ...more }, who);
  const start = (who: Member, n: number) =>
    forum.api('POST', '/threads', { space, form: 'prompt', title: `What did you mend (${n})?`, body: 'Tell.' }, who);

  /** Exactly so many landed, and the others were refused by one of these codes, each as its kind is. */
  function expectLanded(answers: Answer[], count: number, ...codes: string[]): void {
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map((answer) => answer.json().code))).toEqual(new Set(codes));
    for (const { status, headers } of refused) {
      expect([403, 429]).toContain(status);
      expect(headers['retry-after'] !== undefined).toBe(status === 429);
    }
    expect(answers.length - refused.length).toBe(count);
  }

  it('take the one place in a thread that is left of a brand’s share', async () => {
    const [id] = await questions(1, 6);
    expect((await post(dana, id!)).status).toBe(201);
    await forum.api('POST', `/threads/${id}/posts`, { body: 'Thank you.' }, peer);
    expectLanded(await Promise.all(FIFTY.map(() => post(dana, id!))), 1, 'monologue');
    const drafts = await forum.adda.store.read.q.select().from(forum.adda.store.read.t.drafts);
    expect(drafts.some((draft) => draft.accountId === dana.id && draft.threadId === id)).toBe(true);
  });

  it('take the places that are left of all brands’ share', async () => {
    const [id] = await questions(1, 4);
    const others: Member[] = [];
    for (const i of [1, 2, 3])
      others.push(await makeStaff(forum, `Kim ${serial} ${i}`, await makeBrand(forum, `Other${serial}${i}`)));
    const all = [dana, ...others];
    expectLanded(
      await Promise.all(FIFTY.map((i) => post(all[i % 4]!, id!))),
      2,
      'monologue',
      'voice_in_thread',
      'brands_in_thread',
    );
  });

  it('take what is left of a space’s week, over many threads', async () => {
    const ids = await questions(50);
    // A hundred posts are there: ten are a tenth of them, and each that lands adds to them.
    const answers = await Promise.all(ids.map((id) => post(dana, id)));
    expectLanded(answers, 11, 'voice_in_space');
  });

  it('take what is left of a person’s day', async () => {
    await limits({ accountPerDay: 5 });
    const ids = await questions(50);
    expectLanded(await Promise.all(ids.map((id) => post(dana, id))), 5, 'day_of_account');
  });

  it('take what is left of a brand’s day, by several people', async () => {
    await limits({ brandPerDay: 7 });
    const ids = await questions(50);
    const team = [dana, await makeStaff(forum, `Lee ${serial}`, brand), await makeStaff(forum, `Uma ${serial}`, brand)];
    expectLanded(await Promise.all(ids.map((id, i) => post(team[i % 3]!, id))), 7, 'day_of_brand');
  });

  it('take half of a day in the first days of a grant', async () => {
    await limits({ accountPerDay: 9 });
    const ids = await questions(50);
    const fresh = await makeStaff(forum, `New ${serial}`, brand, 1);
    expectLanded(await Promise.all(ids.map((id) => post(fresh, id))), 4, 'day_of_account');
  });

  it('take the one place left of a thread’s day', async () => {
    await limits({ threadPerDay: 2 });
    const [id] = await questions(1, 12);
    expect((await post(dana, id!)).status).toBe(201);
    await forum.api('POST', `/threads/${id}/posts`, { body: 'Thank you.' }, peer);
    expectLanded(await Promise.all(FIFTY.map(() => post(dana, id!))), 1, 'monologue');
    await forum.api('POST', `/threads/${id}/posts`, { body: 'Thank you again.' }, peer);
    expectLanded(await Promise.all(FIFTY.map(() => post(dana, id!))), 0, 'day_in_thread');
  });

  it('start one thread a day, and two a week', async () => {
    await questions(1);
    expectLanded(await Promise.all(FIFTY.map((i) => start(dana, i))), 1, 'threads_of_day');
    await letTimePass(forum, 2 * DAY);
    expectLanded(await Promise.all(FIFTY.map((i) => start(dana, 100 + i))), 1, 'threads_of_day');
    await letTimePass(forum, 2 * DAY);
    expectLanded(await Promise.all(FIFTY.map((i) => start(dana, 200 + i))), 0, 'threads_of_week');
  });

  it('give three safety notices in thirty days', async () => {
    const [id] = await questions(1);
    const notice = { safety: true, reference: 'https://recalls.example/7' };
    expectLanded(await Promise.all(FIFTY.map(() => post(dana, id!, notice))), 3, 'safety_used_up');
  });

  it('never make anybody staff and a moderator', async () => {
    const admin = await forum.member(`Ada ${serial}`, 'admin');
    const from = {
      address: '127.0.0.1',
      userAgent: '',
      language: 'en' as const,
      origin: 'http://localhost:3000',
      sessionHash: '',
      device: '',
    };
    for (let round = 0; round < 10; round++) {
      const member = await forum.member(`Both ${serial} ${round}`);
      const { id } = await proposeGrant(forum.adda, actorAs(admin.id, 'admin'), brand.slug, {
        member: member.name,
        address: `x@${brand.domains[0]}`,
      });
      const { read } = forum.adda.store;
      // Earlier rounds left other admins behind: all have agreed.
      await forum.adda.store.write((tx) => tx.raw(`update grants set confirmed_at = 1 where id = ${id}`));
      const letters = (await lettersOf(forum.adda)).filter(({ body }) => body.includes('/grants/confirm/'));
      const secret = /confirm\/([\w-]+)/.exec(letters.at(-1)!.body)![1]!;
      await Promise.allSettled([
        confirmByLetter(forum.adda, actorAs(member.id, 'member'), secret, from),
        promote(forum.adda, member.name, 'moderator'),
      ]);
      const { role } = await rowOf(forum, 'accounts', member.id);
      const grants = (await read.q.select().from(read.t.grants)).filter((grant) => grant.accountId === member.id);
      expect([role, grants[0]!.state]).toEqual(role === 'staff' ? ['staff', 'active'] : ['moderator', 'proposed']);
    }
  });
});
