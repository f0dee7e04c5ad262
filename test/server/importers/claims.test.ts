import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { insertAccount } from '../../../server/people/accounts/queries.ts';
import { writePost } from '../../../server/forum/posting/write.ts';
import { writeThread } from '../../../server/forum/posting/start-thread.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, write } from '../../support/talk.ts';

const SOURCE = 'stackexchange:bikes';

eachEngine('an imported account', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let admin: Member;
  let serial = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, admin] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Ada', 'admin'),
    ];
  });

  /** Somebody from elsewhere, who asked one question there. */
  async function imported() {
    const externalId = String(++serial);
    return forum.adda.store.write(async (tx) => {
      const account = await insertAccount(tx, {
        name: `Traveller ${serial}`,
        slug: `traveller-${serial}`,
        source: SOURCE,
        externalId,
        createdAt: tx.now,
      });
      const thread = await writeThread(tx, {
        spaceId: forum.space.id,
        authorId: account.id,
        form: 'question',
        title: 'An imported question',
        markdown: 'Words.',
        tags: ['old'],
        createdAt: 1_000,
        source: SOURCE,
        externalId: `p${serial}00`,
        importedHelpful: 12,
      });
      return { id: account.id, slug: account.slug, thread, externalId: `${serial}00` };
    });
  }
  async function claim(member: Member, slug: string) {
    expect(
      (await forum.post(`/u/${slug}/claim`, { evidence: 'My old profile names my account here.' }, member)).status,
    ).toBe(303);
    const { q, t } = forum.adda.store.read;
    return (await q.select().from(t.claims)).filter((one) => one.accountId === member.id).at(-1)!.id;
  }
  const decide = (id: number, decision: string, who: Member = admin) =>
    forum.post(`/admin/claims/${id}`, { decision }, who);

  it('is claimed by a member and handed over by an admin, with all it wrote', async () => {
    const old = await imported();
    const page = await forum.get(`/u/${old.slug}`);
    expect(page.text).toContain(`/u/${old.slug}/claim`);
    const id = await claim(jamal, old.slug);
    expect((await decide(id, 'grant', jamal)).status).toBe(403);
    expect((await forum.get('/admin', admin)).text).toContain('My old profile names my account here.');
    expect((await decide(id, 'grant')).status).toBe(303);
    expect((await decide(id, 'grant')).status).toBe(404);
    expect((await forum.get(`/u/${old.slug}`)).headers.location).toBe('/u/jamal');
    expect((await forum.get('/u/jamal')).text).toContain('An imported question');
    expect((await forum.get(`/u/${old.slug}/claim`, rina)).status).toBe(404);
    expect((await forum.get(`/p/${old.thread.postId}/edit`, jamal)).status).toBe(200);
  });

  it('stays what it was when the claim is refused, and can be claimed again', async () => {
    const old = await imported();
    const id = await claim(rina, old.slug);
    await decide(id, 'refuse');
    expect((await forum.get(`/u/${old.slug}`)).status).toBe(200);
    expect(await claim(rina, old.slug)).toBe(id);
    expect((await decide(id, 'grant')).status).toBe(303);
  });

  it('brings no praise of oneself: marks on what is now one’s own are gone, and all counts are right', async () => {
    const old = await imported();
    const claimer = await forum.member(`Claimer ${serial}`);
    const other = await ask(forum, rina);
    const answer = await forum.adda.store.write(async (tx) =>
      writePost(tx, (await lockThread(tx, other.id))!, {
        authorId: old.id,
        parent: null,
        kind: 'answer',
        markdown: 'Old wisdom.',
        createdAt: tx.now,
      }),
    );
    const asAnswerer = await write(forum, claimer, old.thread.threadId, 'I answer myself without knowing.');
    for (const kind of ['me_too', 'helpful']) await setMark(forum, claimer, old.thread.postId, kind);
    for (const who of [claimer, jamal]) await setMark(forum, who, answer.id, 'worked');
    await setMark(forum, jamal, asAnswerer.id, 'worked');
    await setMark(forum, rina, answer.id, 'accept');
    expect((await decide(await claim(claimer, old.slug), 'grant')).status).toBe(303);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
    const { thread } = (await forum.api('GET', `/threads/${old.thread.threadId}`)).json();
    expect([thread.state, thread.meTooCount, thread.author.name]).toEqual(['open', 0, claimer.name]);
    const told = (await forum.api('GET', `/members/${claimer.slug}`)).json();
    expect([told.solved, told.worked, told.helpful]).toEqual([1, 2, 0]);
  });

  it('keeps what was accepted there as one accepted answer, which its owner may take back', async () => {
    const old = await imported();
    const claimer = await forum.member(`Owner ${serial}`);
    const answer = await write(forum, jamal, old.thread.threadId, 'The answer that was accepted there.');
    await forum.adda.store.write(async (tx) => {
      await tx.q
        .update(tx.t.posts)
        .set({ acceptedAt: 5_000, placeKey: -1_000_000_000 })
        .where(eq(tx.t.posts.id, answer.id))
        .returning({ id: tx.t.posts.id });
      await tx.q
        .update(tx.t.threads)
        .set({ acceptedCount: 1, state: 'solved', needsAnswer: false })
        .where(eq(tx.t.threads.id, old.thread.threadId))
        .returning({ id: tx.t.threads.id });
    });
    await decide(await claim(claimer, old.slug), 'grant');
    await setMark(forum, claimer, answer.id, 'accept');
    const thread = async () =>
      (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.threads)).find(
        (one) => one.id === old.thread.threadId,
      )!;
    expect((await thread()).acceptedCount).toBe(1);
    await setMark(forum, claimer, answer.id, 'accept', false);
    expect(await thread()).toMatchObject({ acceptedCount: 0, state: 'answered' });
  });

  it('keeps its links from there, and counts marks from there with those from here', async () => {
    const old = await imported();
    for (const path of [
      `/questions/${old.externalId}`,
      `/questions/${old.externalId}/any-title`,
      `/q/${old.externalId}`,
      `/a/${old.externalId}/77`,
    ]) {
      const { status, headers } = await forum.get(path);
      expect([path, status, headers.location]).toEqual([path, 302, `/t/${old.thread.threadId}/${old.thread.slug}`]);
    }
    const marked = await forum.api('PUT', `/posts/${old.thread.postId}/marks/helpful`, {}, rina);
    expect(marked.json().count).toBe(13);
  });

  it('cannot be claimed without a reason, and keeps what was typed', async () => {
    const old = await imported();
    const refused = await forum.post(`/u/${old.slug}/claim`, { evidence: 'Trust me' }, rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Trust me</textarea>');
  });

  it('is the only kind that can be claimed', async () => {
    expect((await forum.post('/u/jamal/claim', { evidence: 'I would like to be Jamal.' }, rina)).status).toBe(404);
  });
});
