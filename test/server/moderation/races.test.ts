/** Acts, and what members do in the same moment: one order, nothing half done, nothing lost. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { isLong } from '../../support/long.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

const AT_ONCE = 50;
const WHY = { reason: 'unkind', note: 'Enough for today.' };

eachEngine('in the same moment', (engine) => {
  let forum: Forum;
  let mod: Member;
  let rina: Member;
  let crowd: Member[];
  beforeAll(async () => {
    forum = await makeForum(engine);
    mod = await forum.member('Mod', 'moderator');
    rina = await forum.member('Rina');
    crowd = [];
    for (let i = 0; i < 10; i++) crowd.push(await forum.member(`Talker ${i}`));
  });
  beforeEach(() => forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined)));

  const act = (path: string, body: object = {}) => forum.api('POST', path, body, mod);
  const rows = async (threadId: number) => {
    const { q, t } = forum.adda.store.read;
    return (await q.select().from(t.posts)).filter((post) => post.threadId === threadId);
  };
  async function expectCounted(): Promise<void> {
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
  }
  /** Replies by the crowd, with an act among them. */
  async function amid(threadId: number, doIt: () => Promise<{ status: number; text: string }>) {
    const say = (i: number) =>
      forum.api('POST', `/threads/${threadId}/posts`, { body: `Words of their own, number ${i}.` }, crowd[i % 10]!);
    const first = Array.from({ length: AT_ONCE / 2 }, (_, i) => say(i));
    // The act comes when some of them have been taken and others wait.
    await Promise.race(first);
    const acted = doIt();
    const later = Array.from({ length: AT_ONCE / 2 }, (_, i) => say(i + AT_ONCE / 2));
    const said = await Promise.all([...first, ...later]);
    const { status, text } = await acted;
    expect(status, text).toBe(200);
    for (const one of said) expect(one.status, one.text).toBeLessThan(500);
    return said.filter(({ status: each }) => each === 201).map((one) => one.json().id as number);
  }

  it('a thread is merged and answers arrive: what was taken stands in the other one', async () => {
    const [from, into] = [await ask(forum, rina), await ask(forum, rina)];
    const taken = await amid(from.id, () => act(`/threads/${from.id}/merge`, { threadId: String(into.id) }));
    expect(taken.length).toBeGreaterThan(0);
    expect(await rows(from.id)).toEqual([]);
    const there = (await rows(into.id)).map(({ id }) => id);
    for (const id of taken) expect(there).toContain(id);
    expect(there).toHaveLength(taken.length + 2);
    await expectCounted();
  });

  it('two threads are merged into each other: one goes, and one is left', async () => {
    const [one, two] = [await ask(forum, rina), await ask(forum, rina)];
    await write(forum, crowd[0]!, one.id, 'Under the first.');
    const each = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => {
        const [from, into] = i % 2 ? [one, two] : [two, one];
        return act(`/threads/${from.id}/merge`, { threadId: String(into.id) });
      }),
    );
    for (const { status, text } of each) expect(status, text).toBeLessThan(500);
    expect(each.filter(({ status }) => status === 200)).toHaveLength(1);
    const moved = [await rowOf(forum, 'threads', one.id), await rowOf(forum, 'threads', two.id)].map(
      ({ movedToId }) => movedToId,
    );
    expect(moved.filter((id) => id === null)).toHaveLength(1);
    const [here, there] = [await rows(one.id), await rows(two.id)];
    expect(here.length * there.length).toBe(0);
    expect(here.length + there.length).toBe(3);
    await expectCounted();
  });

  it('a thread is locked and answers arrive: none is taken after it', async () => {
    const { id } = await ask(forum, rina);
    const taken = await amid(id, () => act(`/threads/${id}/lock`, WHY));
    expect(await rows(id)).toHaveLength(taken.length + 1);
    expect(await rowOf(forum, 'threads', id)).toMatchObject({ answerCount: taken.length });
    const late = await forum.api('POST', `/threads/${id}/posts`, { body: 'Is it too late?' }, crowd[0]!);
    expect(late.json().code).toBe('locked');
    await expectCounted();
  });

  it('somebody is suspended and writes: each post is whole, or is not there', async () => {
    const { id } = await ask(forum, rina);
    const loud = await forum.member('Loud Person');
    const say = (i: number) => forum.api('POST', `/threads/${id}/posts`, { body: `Loud words, number ${i}.` }, loud);
    const all = Array.from({ length: AT_ONCE / 2 }, (_, i) => say(i));
    const suspended = act(`/members/${loud.slug}/suspend`, { ...WHY, days: 7 });
    const said = await Promise.all([...all, ...Array.from({ length: AT_ONCE / 2 }, (_, i) => say(i + AT_ONCE / 2))]);
    expect((await suspended).status).toBe(200);
    for (const { status, text } of said) expect(status, text).toBeLessThan(500);
    expect(await rows(id)).toHaveLength(said.filter(({ status }) => status === 201).length + 1);
    expect((await say(99)).status).toBeGreaterThanOrEqual(400);
    await expectCounted();
  });

  /** Posts into threads of their own, an act among them: whatever was not there when the act was acknowledged never comes. */
  async function noneAfter(who: Member[], threads: number[], doIt: () => Promise<{ status: number; text: string }>) {
    const count = async () => (await Promise.all(threads.map(rows))).flat().length;
    const saying = threads.map((id, i) =>
      forum.api('POST', `/threads/${id}/posts`, { body: `Said in time, or not, in ${id}.` }, who[i % who.length]!),
    );
    const { status, text } = await doIt();
    const atOnce = await count();
    expect(status, text).toBe(200);
    const said = await Promise.all(saying);
    for (const one of said) expect(one.status, one.text).toBeLessThan(500);
    expect(await count()).toBe(atOnce);
    return said.filter(({ status: each }) => each === 201).length;
  }
  const askedBy = async (who: Member) => Promise.all(Array.from({ length: 8 }, async () => (await ask(forum, who)).id));
  const ROUNDS = isLong ? 100 : 6;
  /** Turns of the loop, so that the act comes at different moments of a post. */
  const turns = async (count: number) => {
    for (let i = 0; i < count; i++) await new Promise(setImmediate);
  };

  for (const verb of ['silence', 'suspend'])
    it(`somebody meets ${verb}: nothing of theirs comes once it is acknowledged`, async () => {
      const asker = await forum.member(`Asker of ${verb}`);
      const threads = await askedBy(asker);
      for (let round = 0; round < ROUNDS; round++) {
        const loud = await forum.member(`Loud ${verb} ${round}`);
        await noneAfter([loud], threads, async () => {
          await turns(round * 2);
          return act(`/members/${loud.slug}/${verb}`, { ...WHY, days: 7 });
        });
      }
      await expectCounted();
    });

  it('a space is archived: nothing comes into it once that is acknowledged', async () => {
    const threads = await askedBy(await forum.member('Asker of old'));
    const archive = (set: boolean) => act('/spaces/wheels/archive', { set });
    for (let round = 0; round < ROUNDS; round++) {
      await forum.adda.store.write((tx) => tx.q.delete(tx.t.attempts).then(() => undefined));
      await noneAfter(crowd, threads, async () => {
        await turns(round * 2);
        return archive(true);
      });
      expect((await archive(false)).status).toBe(200);
    }
    await expectCounted();
  });
});
