/** Moderators look through the cases that were decided: only those that they could have decided. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member, newSession } from '../../support/forum.ts';
import { moderateSpace } from '../../support/offices.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, rowOf, write } from '../../support/talk.ts';

const EVIDENCE = 'It says so in the second sentence.';
type Decided = { id: number; state: string; kind: string; target: string; decision: string; decidedByYou: boolean };

eachEngine('decided cases', (engine) => {
  let forum: Forum;
  let [mod, other, local, rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [mod, other] = [await forum.member('Mod', 'moderator'), await forum.member('Other Mod', 'moderator')];
    [rina, jamal, local] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Local')];
    await forum.adda.store.write((tx) => {
      const space = { kind: 'craft' as const, charter: 'For those who turn pots.', createdAt: tx.now };
      return insertSpace(tx, { ...space, slug: 'pots', name: 'Pots' });
    });
    await moderateSpace(forum.adda, 'Local', 'pots', true);
    local = { ...local, cookie: await newSession(forum.adda, local.id) };
  });
  const forgetTries = () =>
    forum.adda.store.write(async (tx) => {
      await tx.q.delete(tx.t.attempts);
    });
  beforeEach(forgetTries);

  const call = (path: string, body: object = {}, who: Member = mod!) => forum.api('POST', path, body, who);
  async function caseOn(path: string, who: Member = rina!): Promise<number> {
    const answer = await call(`${path}/reports`, { reason: 'unkind', evidence: EVIDENCE }, who);
    expect(answer.status, answer.text).toBe(201);
    const { q, t } = forum.adda.store.read;
    return Math.max(...(await q.select().from(t.cases)).map(({ id }) => id));
  }
  /** A case about an answer of Jamal's, decided. */
  async function decided(by: Member, how: 'dismiss' | 'hide', space = 'wheels'): Promise<number> {
    await forgetTries();
    const { id } = await write(forum, jamal!, (await ask(forum, rina!, { space })).id, 'You are a fool, tighten it.');
    const one = await caseOn(`/posts/${id}`);
    const answer =
      how === 'hide'
        ? await call(`/posts/${id}/hide`, { reason: 'unkind', caseId: one }, by)
        : await call(`/cases/${one}/dismiss`, { reason: 'It is in its place here.' }, by);
    expect(answer.status, answer.text).toBe(200);
    return one;
  }
  const list = async (query = '', who: Member = mod!): Promise<{ cases: Decided[]; next: string | null }> =>
    (await forum.api('GET', `/cases/decided${query}`, undefined, who)).json();
  const ids = async (query = '', who: Member = mod!) => (await list(query, who)).cases.map(({ id }) => id);

  it('lists them, the newest first, by decision, kind, target, and one’s own', async () => {
    const [mine, theirs] = [await decided(mod!, 'dismiss'), await decided(other!, 'hide')];
    const open = await caseOn(`/members/${jamal!.slug}`);
    expect(await ids()).toEqual([theirs, mine]);
    expect(await ids('?decision=dismissed')).toEqual([mine]);
    expect(await ids('?decision=upheld&kind=conduct&target=post')).toEqual([theirs]);
    expect(await ids('?kind=edit')).toEqual([]);
    expect(await ids('?target=member')).toEqual([]);
    expect(await ids('?mine=true')).toEqual([mine]);
    expect(await ids('', other)).not.toContain(open);
    const [first] = (await list('?mine=true')).cases;
    expect(first).toMatchObject({ decision: 'It is in its place here.', decidedByYou: true, state: 'dismissed' });
    const page = await forum.get('/moderation/decided?decision=dismissed&kind=&target=', mod);
    expect(page.text).toContain(`/moderation/cases/${mine}"`);
    expect(page.text).not.toContain(`/moderation/cases/${theirs}"`);
    expect(page.text).toContain('value="dismissed" selected');
    expect((await forum.get('/moderation/decided?target=post', mod)).text).toContain('upheld · Post hidden');
    expect((await forum.get('/moderation', mod)).text).toContain('href="/moderation/decided"');
    // Each that is listed can be opened.
    for (const id of await ids()) expect((await forum.get(`/moderation/cases/${id}`, mod)).status).toBe(200);
    for (const bad of ['?decision=open', '?after=x', '?mine=perhaps'])
      expect((await forum.get(`/moderation/decided${bad}`, mod)).status, bad).toBe(422);
  });

  it('goes on page by page, each case once, with the same choice', async () => {
    const made = [];
    for (let i = 0; i < 33; i++) made.push(await decided(i % 2 ? mod! : other!, 'dismiss', 'pots'));
    const wanted = made.filter((_, i) => i % 2).reverse();
    const all = made.toReversed();
    const first = await list('?decision=dismissed', local);
    expect(first.cases).toHaveLength(30);
    const second = await list(`?decision=dismissed&after=${first.next}`, local);
    expect([...first.cases, ...second.cases].map(({ id }) => id)).toEqual(all);
    expect(second.next).toBeNull();
    expect((await ids('?mine=true')).slice(0, wanted.length)).toEqual(wanted);
    const page = await forum.get('/moderation/decided?decision=dismissed', local);
    expect(page.text).toContain(`/moderation/decided?decision=dismissed&amp;after=${first.next}`);
  });

  it('keeps from each what they could not have decided', async () => {
    const [here, there] = [await decided(mod!, 'dismiss', 'wheels'), await decided(mod!, 'dismiss', 'pots')];
    expect(await ids('', local)).toContain(there);
    expect(await ids('', local)).not.toContain(here);
    // What one reported oneself, and what one wrote.
    const thread = await ask(forum, other!);
    const reported = await caseOn(`/threads/${(await ask(forum, rina!)).id}`, other!);
    const own = await caseOn(`/threads/${thread.id}`);
    for (const id of [reported, own])
      expect((await call(`/cases/${id}/dismiss`, { reason: 'It is in its place here.' })).status).toBe(200);
    expect(await ids()).toEqual(expect.arrayContaining([reported, own]));
    for (const id of [reported, own]) expect(await ids('', other)).not.toContain(id);
    // What is about brands, for who has a stake in one.
    const post = await write(forum, jamal!, thread.id, 'Only the oil of Acme helps there.');
    const said = { reason: 'advertising', evidence: EVIDENCE };
    expect((await call(`/posts/${post.id}/reports`, said, rina!)).status).toBe(201);
    const [{ id: brands }] = (await forum.api('GET', '/cases', undefined, mod)).json().cases.slice(-1);
    expect((await call(`/cases/${brands}/dismiss`, { reason: 'It is in its place here.' })).status).toBe(200);
    expect(await ids('', other)).toContain(brands);
    await forum.adda.store.write((tx) =>
      tx.raw(`update accounts set affiliation = 'Works for Acme' where id = ${other!.id}`),
    );
    expect(await ids('', other)).not.toContain(brands);
    for (const who of [rina!, null])
      expect((await forum.get('/moderation/decided', who)).status, who?.name).not.toBe(200);
  });

  it('opens what was decided also for who decided about the same thing another time', async () => {
    const post = await write(forum, jamal!, (await ask(forum, rina!)).id, 'You are a fool, tighten it.');
    const [first] = [await caseOn(`/posts/${post.id}`)];
    const why = { reason: 'It is in its place here.' };
    expect((await call(`/cases/${first}/dismiss`, why)).status).toBe(200);
    const edited = { body: 'You are a great fool.', revision: (await rowOf(forum, 'posts', post.id)).revision };
    expect((await forum.api('PATCH', `/posts/${post.id}`, edited, jamal!)).status).toBe(200);
    const second = await caseOn(`/posts/${post.id}`);
    expect((await forum.get(`/moderation/cases/${second}`, mod)).status).toBe(403);
    expect((await call(`/cases/${second}/dismiss`, why, other!)).status).toBe(200);
    expect(await ids()).toContain(second);
    expect((await forum.get(`/moderation/cases/${second}`, mod)).status).toBe(200);
    expect((await call(`/cases/${second}/uphold`, why)).json().code).toBe('no_change');
  });
});
