/** Pages offer what their reader may do, and nothing else. */
import { beforeAll, expect, it } from 'vitest';
import { moderateSpace } from '../../../server/forum/spaces/offices.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const DAY = 86_400_000;
const date = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

eachEngine('a page', (engine) => {
  let forum: Forum;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  it('of one post of a challenge offers to leave it to who has joined, as the whole thread does', async () => {
    await forum.adda.store.write((tx) =>
      tx.q
        .update(tx.t.spaces)
        .set({ kind: 'craft' })
        .then(() => undefined),
    );
    const goal = { goal: 'True a wheel each day.', startsOn: date(-1), endsOn: date(5) };
    const words = { title: 'Seven days of wheels', body: 'Every day one wheel.' };
    const asked = await forum.api('POST', '/threads', { space: 'wheels', form: 'challenge', ...words, ...goal }, rina);
    expect(asked.status, asked.text).toBe(201);
    const { id, postId } = asked.json();
    const offers = async () => {
      const { text } = await forum.get(`/p/${postId}`, rina);
      return [
        text.includes('name="set" value="true"><button class="button button--primary button--small">Join'),
        text.includes('Leave'),
      ];
    };
    expect((await forum.api('PUT', `/threads/${id}/join`, { set: false }, rina)).status).toBe(200);
    const before = await offers();
    expect((await forum.api('PUT', `/threads/${id}/join`, { set: true }, rina)).status).toBe(200);
    expect(await offers()).toEqual([false, true]);
    expect(before).not.toEqual([false, true]);
  });

  it('of home and of asking offers a space to whoever may make one', async () => {
    const moderator = await forum.member('Mo', 'moderator');
    const admin = await forum.member('Ada', 'admin');
    await forum.member('Here');
    await moderateSpace(forum.adda, 'Here', 'wheels', true);
    const offered = async (who: Member | null, page: string) =>
      (await forum.get(page, who)).text.includes('href="/spaces/new"');
    const row = async (page: string) => Promise.all([null, rina, moderator, admin].map((who) => offered(who, page)));
    expect(await row('/')).toEqual([false, false, true, true]);
    expect(await row('/spaces')).toEqual([false, false, true, true]);
  });
});
