import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { erase } from '../../../server/people/accounts/erase.ts';
import { claimAccount, decideClaim } from '../../../server/reach/importers/claims.ts';
import { recountStale } from '../../../server/forum/upkeep/recount.ts';
import { recountSpace, recountTags } from '../../../server/forum/upkeep/recount-queries.ts';
import { recountRecent } from '../../../server/forum/upkeep/ageing.ts';
import { fromEvents } from '../../../server/forum/rank/rank.ts';
import { writePost } from '../../../server/forum/posting/write.ts';
import { writeThread } from '../../../server/forum/posting/start-thread.ts';
import { insertAccount } from '../../../server/people/accounts/queries.ts';
import { postById } from '../../../server/forum/threads/post-queries.ts';
import { lockThread } from '../../../server/forum/threads/queries.ts';
import { recountPost, recountRank, recountThread } from '../../../server/forum/threads/recount.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { keptAndCounted } from '../../support/recount.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Posted, rowOf, setMark, withdraw, write } from '../../support/talk.ts';

const RUNS = 20;
const ACTS = [
  ...['post', 'post', 'reply', 'reply', 'own', 'note', 'mark', 'mark', 'mark', 'mark', 'mark', 'unmark', 'unmark'],
  ...['edit', 'withdraw', 'restore', 'hide', 'unhide', 'hideThread', 'unhideThread', 'lock', 'unlock', 'finish'],
  ...['age', 'thank', 'erase', 'claim'],
] as const;
const KINDS = ['accept', 'worked', 'helpful', 'me_too', 'outdated', 'settled'] as const;

type Act = { what: (typeof ACTS)[number]; who: number; on: number; kind: (typeof KINDS)[number] };
const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(...ACTS),
  who: fc.nat(5),
  on: fc.nat(6),
  kind: fc.constantFrom(...KINDS),
});

eachEngine('what is kept of threads and posts', (engine) => {
  let forum: Forum;
  let people: Member[];
  let staff: Member;
  let admin: Member;
  let serial = 0;
  beforeAll(async () => {
    forum = await makeForum(engine);
    people = [];
    for (const name of ['Rina', 'Jamal', 'Thuy', 'Piotr']) people.push(await forum.member(name));
    people.push(await forum.member('Mona', 'moderator'));
    staff = await forum.member('Olga', 'staff');
    people.push(staff);
    admin = await forum.member('Ada', 'admin');
  });

  type Talk = { id: number; posts: { id: number; author: number }[]; imported: string | null };

  /** As somebody who wrote none of it. */
  const moderate = async (what: string) => (await forum.api('POST', `/${what}`, { reason: 'spam' }, admin)).status;

  async function post(thread: Talk, { what, on, who }: Act) {
    const parent = thread.posts[on % thread.posts.length]!.id;
    const made = await forum.api(
      'POST',
      `/threads/${thread.id}/posts`,
      {
        body: 'I tightened it.',
        ...(what === 'reply' && { parentId: parent }),
        ...(what === 'own' && { ownAnswer: true }),
      },
      what === 'note' ? staff : people[who]!,
    );
    if (made.status === 201)
      thread.posts.push({ id: (made.json() as Posted).id, author: what === 'note' ? people.indexOf(staff) : who });
    return made;
  }

  /** A member goes, another one comes under their number. */
  async function replace(who: number) {
    if (who > 3) return;
    await forum.adda.store.write((tx) => erase(tx, forum.adda.features, people[who]!.id));
    people[who] = await forum.member(`Member ${++serial}`);
  }

  async function claim(thread: Talk, who: number) {
    if (!thread.imported || who > 3) return;
    const slug = thread.imported;
    thread.imported = null;
    const { adda } = forum;
    await claimAccount(adda, { ...people[who]! }, slug, { evidence: 'My old profile names my account here.' });
    const claims = await adda.store.read.q.select().from(adda.store.read.t.claims);
    await decideClaim(adda, admin, claims.at(-1)!.id, 'grant');
  }

  async function take(thread: Talk, act_: Act): Promise<number> {
    const { what, who, on, kind } = act_;
    const { id: postId, author } = thread.posts[on % thread.posts.length]!;
    const url = `/posts/${postId}`;
    const forOthers = kind === 'accept' || kind === 'settled' ? people[0]! : people[who]!;
    const own = author >= 0 ? people[author]! : people[0]!;
    switch (what) {
      case 'withdraw':
      case 'restore':
        return (await forum.api('POST', `${url}/${what}`, {}, own)).status;
      case 'mark':
      case 'unmark':
        return setMark(forum, forOthers, postId, kind, what === 'mark');
      case 'edit': {
        const { revision, kind: is } = await rowOf(forum, 'posts', postId);
        const more = is === 'opening' ? { tags: ['rim', `t${on}`] } : {};
        return (await forum.api('PATCH', url, { body: `Words ${on}.`, revision, ...more }, own)).status;
      }
      case 'hide':
        return moderate(`posts/${postId}/hide`);
      case 'unhide':
        return moderate(`posts/${postId}/show`);
      case 'hideThread':
        return moderate(`threads/${thread.id}/hide`);
      case 'unhideThread':
        return moderate(`threads/${thread.id}/show`);
      case 'lock':
        return moderate(`threads/${thread.id}/lock`);
      case 'unlock':
        return moderate(`threads/${thread.id}/unlock`);
      case 'finish':
        return (await forum.api('PUT', `/threads/${thread.id}/finished`, { set: on % 2 === 0 }, people[0]!)).status;
      case 'age':
        await forum.adda.store.write(async (tx) => {
          await tx.raw(`update marks set at = at - ${400 * DAY} where post_id = ${postId}`);
          await recountRank(tx, (await lockThread(tx, thread.id))!);
        });
        return 200;
      case 'thank':
        return (await forum.api('POST', `${url}/thanks`, {}, staff)).status;
      case 'erase':
        return (await replace(who), 200);
      case 'claim':
        return (await claim(thread, who), 200);
      default:
        return (await post(thread, act_)).status;
    }
  }

  /** A question that came from elsewhere, with an answer that was accepted there. */
  async function imported(): Promise<Talk> {
    return forum.adda.store.write(async (tx) => {
      const source = 'stackexchange:wheels';
      const externalId = String(++serial);
      const slug = `traveller-${serial}`;
      const account = await insertAccount(tx, { name: slug, slug, source, externalId, createdAt: tx.now });
      const origin = { source, createdAt: tx.now - 9 * DAY };
      const { threadId, postId } = await writeThread(tx, {
        ...{ spaceId: forum.space.id, authorId: people[0]!.id, form: 'question', title: 'Imported' },
        ...{ markdown: 'Words.', tags: ['old'], ...origin, externalId: `q${serial}` },
      });
      const locked = (await lockThread(tx, threadId))!;
      const answer = await writePost(tx, locked, {
        ...{ authorId: account.id, parent: null, kind: 'answer', markdown: 'Answer.', ...origin },
        ...{ externalId: `a${serial}`, importedHelpful: 3 },
      });
      const posts = [
        { id: postId, author: 0 },
        { id: answer.id, author: -1 },
      ];
      return { id: threadId, posts, imported: slug };
    });
  }

  async function journey(): Promise<Talk> {
    return forum.adda.store.write(async (tx) => {
      const { threadId, postId } = await writeThread(tx, {
        ...{ spaceId: forum.space.id, authorId: people[0]!.id, form: 'journey', title: 'On the way' },
        ...{ markdown: 'Words.', tags: ['hub'], createdAt: tx.now },
      });
      return { id: threadId, posts: [{ id: postId, author: 0 }], imported: null };
    });
  }

  async function begin(form: 'question' | 'discussion' | 'journey' | 'imported'): Promise<Talk> {
    if (form === 'imported') return imported();
    if (form === 'journey') return journey();
    const asked = await ask(forum, people[0]!, { form, tags: ['hub', 'rim'] });
    return { id: asked.id, posts: [{ id: asked.postId, author: 0 }], imported: null };
  }

  it('is what a count from scratch says, after acts of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('question', 'question', 'discussion', 'journey', 'imported'),
        fc.array(act, { minLength: 15, maxLength: 45 }),
        async (form, acts) => {
          const { store } = forum.adda;
          await store.write(async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })));
          const thread = await begin(form as 'question');
          await letTimePass(forum, 8 * DAY);
          for (const one of acts) expect(await take(thread, one), JSON.stringify(one)).toBeLessThan(500);
          await recountRecent(forum.adda);
          const { kept, counted } = await keptAndCounted(forum);
          expect(kept).toEqual(counted);
          const { id, visible, rankKey, rankFacts } = await rowOf(forum, 'threads', thread.id);
          const events = await fromEvents(store.read, [
            { id: id as number, visible: visible as boolean, closedAt: null, halfLifeHours: null },
          ]);
          const anew = events.get(thread.id)!;
          expect(anew.rankKey === null).toBe(rankKey === null);
          if (anew.rankKey !== null) expect(rankKey).toBeCloseTo(anew.rankKey, 6);
          if (rankFacts !== null) expect(rankFacts).toEqual(anew.rankFacts);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('counts a hidden post like a withdrawn one, and gives a hidden thread no place', async () => {
    const asked = await ask(forum, people[0]!);
    const answer = await write(forum, people[1]!, asked.id, 'Tighten the spokes.');
    expect(await moderate(`posts/${answer.id}/hide`)).toBe(200);
    expect(await rowOf(forum, 'threads', asked.id)).toMatchObject({ topCount: 0, answerCount: 0, state: 'open' });
    expect(await rowOf(forum, 'threads', asked.id)).toMatchObject({ needsAnswer: true, participantCount: 1 });
    expect(await moderate(`threads/${asked.id}/hide`)).toBe(200);
    const hidden = await rowOf(forum, 'threads', asked.id);
    expect(hidden).toMatchObject({ visible: false, needsAnswer: false, rankKey: null });
    expect(await moderate(`threads/${asked.id}/show`)).toBe(200);
    expect(await rowOf(forum, 'threads', asked.id)).toMatchObject({ visible: true, needsAnswer: true });
  });

  it('takes what a reply counts for its author once, though the post above was hidden before it', async () => {
    const asked = await ask(forum, people[0]!);
    const answer = await write(forum, people[1]!, asked.id, 'Tighten the spokes.');
    const reply = await write(forum, people[2]!, asked.id, 'Half a turn each.', { parentId: answer.id });
    expect(await setMark(forum, people[3]!, reply.id, 'helpful', true)).toBeLessThan(300);
    expect(await moderate(`posts/${answer.id}/hide`)).toBe(200);
    await forum.api('POST', `/posts/${reply.id}/withdraw`, {}, people[2]!);
    await forum.api('POST', `/posts/${reply.id}/restore`, {}, people[2]!);
    expect(await moderate(`posts/${reply.id}/hide`)).toBe(200);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
  });

  it('is set right for a forum whose columns were kept under older rules', async () => {
    await forum.adda.store.write(async (tx) => {
      await tx.raw('update threads set top_count = top_count + 3, participant_count = 9, visible = (id > 0)');
      await tx.raw('update spaces set post_count = 7, thread_count = 1');
      await tx.raw('update tags set thread_count = 5');
    });
    await recountStale(forum.adda);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
  });

  it('cuts pages from places: what is withdrawn keeps its own, and is counted no more', async () => {
    const asked = await ask(forum, people[0]!);
    for (let i = 0; i < 21; i++) {
      await forum.adda.store.write(
        async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })),
      );
      const answer = await write(forum, people[1]!, asked.id, `Answer ${i}.`);
      if (i % 2 === 0) await withdraw(forum, people[1]!, answer.id);
    }
    const shown = (await forum.api('GET', `/threads/${asked.id}`)).json();
    expect(shown.thread.postCount).toBe(11);
    expect((await forum.api('GET', `/threads/${asked.id}?page=${shown.pages}`)).json().posts.length).toBeGreaterThan(0);
    expect((await forum.api('GET', `/threads/${asked.id}?page=${shown.pages + 1}`)).status).toBe(404);
  });

  it('takes nothing new into a locked thread, and says why', async () => {
    const asked = await ask(forum, people[0]!);
    expect(await moderate(`threads/${asked.id}/lock`)).toBe(200);
    const refused = await forum.api('POST', `/threads/${asked.id}/posts`, { body: 'Too late.' }, people[1]!);
    expect([refused.status, refused.json().code]).toEqual([409, 'locked']);
    expect((await forum.get(asked.url)).status).toBe(200);
  });

  it('leads from a thread that became part of another to that one', async () => {
    const [old, target] = [await ask(forum, people[0]!), await ask(forum, people[0]!)];
    const merged = await forum.api('POST', `/threads/${old.id}/merge`, { threadId: String(target.id) }, admin);
    expect(merged.status, merged.text).toBe(200);
    for (const address of [old.url, `/t/${old.id}`, `${old.url}/1`]) {
      const moved = await forum.get(address);
      expect([moved.status, moved.headers.location]).toEqual([307, `/t/${target.id}`]);
    }
    const moved = await forum.api('GET', `/threads/${old.id}`);
    expect([moved.status, moved.headers.location]).toEqual([307, `/api/v1/threads/${target.id}`]);
    const refused = await forum.api('POST', `/threads/${old.id}/posts`, { body: 'Here?' }, people[1]!);
    expect([refused.status, refused.json().code]).toEqual([409, 'moved']);
  });

  it('lets a member who claims the asker’s account take back what was accepted there', async () => {
    const thread = await imported();
    const { id: postId } = thread.posts[1]!;
    await forum.adda.store.write(async (tx) => {
      const traveller = await insertAccount(tx, {
        ...{ name: 'Asker', slug: `asker-${++serial}`, source: 'stackexchange:wheels', externalId: `k${serial}` },
        createdAt: tx.now,
      });
      await tx.q.update(tx.t.threads).set({ authorId: traveller.id }).where(eq(tx.t.threads.id, thread.id)).returning();
      const opening = thread.posts[0]!.id;
      await tx.q.update(tx.t.posts).set({ authorId: traveller.id }).where(eq(tx.t.posts.id, opening)).returning();
      await tx.q
        .insert(tx.t.marks)
        .values({ postId, accountId: traveller.id, kind: 'accept', threadId: thread.id, at: 1 });
      const locked = (await lockThread(tx, thread.id))!;
      await recountThread(tx, locked, {
        ...(await recountPost(tx, locked, (await postById(tx, postId))!)),
        rank: 'anew',
      });
    });
    await claim({ ...thread, imported: `asker-${serial}` }, 2);
    expect(await setMark(forum, people[2]!, postId, 'accept', false)).toBe(200);
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
    expect(await rowOf(forum, 'posts', postId)).toMatchObject({ acceptedAt: null });
  });

  it('is true where a space and its tags are counted anew while a post has not landed yet', async () => {
    const { store } = forum.adda;
    const asked = await ask(forum, people[0]!, { tags: ['landing'] });
    const isWaitedFor = async () =>
      store.engine === 'sqlite' || (await store.read.raw('select 1 from pg_locks where not granted')).length > 0;
    let counting: Promise<unknown> = Promise.resolve();
    await store.write(async (tx) => {
      await tx.raw('update spaces set version = version');
      await tx.raw('update tags set thread_count = thread_count');
      const thread = (await lockThread(tx, asked.id))!;
      const of = { authorId: people[1]!.id, parent: null, createdAt: tx.now } as const;
      await writePost(tx, thread, { ...of, kind: 'answer', markdown: 'So it is.' });
      await writeThread(tx, {
        ...{ spaceId: forum.space.id, authorId: people[1]!.id, form: 'question', title: 'Landing?' },
        ...{ markdown: 'Words.', tags: ['landing'], createdAt: tx.now },
      });
      counting = Promise.all([
        store.write((other) => recountSpace(other, forum.space.id)),
        store.write((other) => recountTags(other)),
      ]);
      await expect.poll(isWaitedFor).toBe(true);
    });
    await counting;
    const { kept, counted } = await keptAndCounted(forum);
    expect(kept).toEqual(counted);
  });
});
