/** Somebody who is gone writes nothing, though what they sent was on its way. */
import { beforeAll, expect, it } from 'vitest';
import { oneAtATime } from '../../../server/platform/store/transaction.ts';
import { POSTS_PER_MEMBER } from '../../../server/rules/rate-limits.ts';
import { type Forum, makeForum, type Member, PASSWORD } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('a post that waits while its author is erased', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });

  // SQLite has one writer: there a post waits for nothing in the middle.
  it.runIf(engine === 'postgres')('is refused, and leaves nothing', async () => {
    const { store } = forum.adda;
    const thread = await ask(forum, rina, {});
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = () => {};
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    const held = store.write(async (tx) => {
      await oneAtATime(tx, `${POSTS_PER_MEMBER.name}:${jamal.id}`);
      isHeld();
      await gate;
    });
    await holding;
    const posting = forum.api('POST', `/threads/${thread.id}/posts`, { body: 'Too late.' }, jamal);
    const waiting = () =>
      store.read.raw<{ n: string }>("select count(*) as n from pg_locks where locktype = 'advisory' and not granted");
    while (Number((await waiting())[0]!.n) === 0);
    expect((await forum.post('/settings/erase', { current: PASSWORD }, jamal)).status).toBe(303);
    letGo();
    await held;
    expect((await posting).status).toBe(401);
    const { follows } = store.read.t;
    const rows = await store.read.q.select().from(follows);
    expect(rows.filter(({ accountId }) => accountId === jamal.id)).toEqual([]);
  });
});
