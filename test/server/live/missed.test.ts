/** What a page that comes again is told: what its reader may know, once each, and what that costs. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { insertMembership } from '../../../server/forum/keeping/queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import type { AddaEvent } from '../../../server/platform/events/kinds.ts';
import { makeCatchUp } from '../../../server/reach/live/catch-up.ts';
import { hubOf } from '../../../server/reach/live/hub.ts';
import type { Live, Sockets } from '../../../server/reach/live/sockets.ts';
import { letTimePass } from '../../support/brands.ts';
import { counting } from '../../support/counting.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { livePages } from '../../support/live.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

eachEngine('a page that was away', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy]: Member[] = [];
  let port: number;
  const { open, refusal, closeAll } = livePages(() => port);
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    await forum.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = forum.app.server.address() as AddressInfo);
  });
  beforeEach(() => letTimePass(forum, 2 * DAY));
  afterEach(() => closeAll());

  const forget = () =>
    forum.adda.store.write(async (tx) => {
      await tx.raw('delete from tasks');
      await tx.raw('delete from events');
    });
  /** Writes down what happened without its doing. */
  const happened = (events: (AddaEvent & { at: number })[]) =>
    forum.adda.store.write(async (tx) => {
      const rows = events.map(({ kind, actorId, at, ...facts }) => ({ kind, actorId, at, facts }));
      await tx.q.insert(tx.t.events).values(rows as never);
    });
  const closedThread = async (slug: string) => {
    const space = await forum.adda.store.write(async (tx) => {
      const about = { slug, name: slug, kind: 'craft' as const, charter: 'For those who are asked in.' };
      const made = await insertSpace(tx, { ...about, access: 'private', createdAt: tx.now });
      await insertMembership(tx, made.id, jamal!.id, null);
      return made;
    });
    return ask(forum, jamal!, { title: 'A private thing to ask here?', space: space.slug });
  };
  const marks = (threadId: number, number: number, count: number, at = Date.now()) =>
    Array.from({ length: count }, () => ({
      ...{ kind: 'mark.set' as const, actorId: null, threadId, spaceId: forum.space.id, postId: number, number, at },
      mark: 'helpful' as const,
    }));

  it('is told the same, however much happened where its reader may not read', async () => {
    const inner = await closedThread(`hush-${engine}`);
    await forget();
    const at = Date.now() - 50 * MINUTE;
    const { id } = await ask(forum, rina!, { title: 'What is there to be told?' });
    const starts = Array.from({ length: 700 }, (_, i) => ({
      ...{ kind: 'thread.started' as const, actorId: null, postId: 1, spaceId: forum.space.id },
      ...{ threadId: inner.id, at: at + i },
    }));
    await happened([...starts, ...marks(inner.id, 1, 700, at)]);
    const page = await open(thuy!, `forum=true&after=${at - 1}`);
    expect(await page.next()).toEqual({ at: expect.any(Number), started: id });
    expect(page.told.filter((one) => !('bell' in one))).toHaveLength(1);
  });

  it('is told to ask for all of it after an hour, whatever happened or did not', async () => {
    await forget();
    for (const query of ['forum=true', `space=${forum.space.slug}`])
      for (const after of [0, 1, Date.now() - 61 * MINUTE]) {
        const page = await open(thuy!, `${query}&after=${after}`);
        expect(await page.next()).toEqual({ at: expect.any(Number), again: true });
      }
  });

  it('is told the latest of what happened to each post, and the database is asked for each once', async () => {
    const { id } = await ask(forum, rina!, { title: 'How dear is a page that comes?' });
    await write(forum, jamal!, id, 'One.');
    const page = await open(thuy!, `thread=${id}`);
    await write(forum, jamal!, id, 'What is told of by now.');
    for (let told = await page.next(); !('post' in told && told.post === 3);) told = await page.next();
    await forget();
    const at = Date.now();
    await happened([...marks(id, 2, 299, at - 1), ...marks(id, 2, 1, at)]);
    const { store } = forum.adda;
    const { read } = store;
    const { conn, asked } = counting(read);
    const [live] = hubOf(forum.adda).sockets.ofAccount(thuy!.id);
    (store as { read: typeof read }).read = conn;
    await hubOf(forum.adda).catchUp(live!, at - 1_000);
    (store as { read: typeof read }).read = read;
    expect(await page.next()).toEqual({ at, post: 2, is: 'changed' });
    expect(asked()).toBeLessThan(5);
    await write(forum, jamal!, id, 'Two.');
    expect(await page.next()).toMatchObject({ post: 4 });
  });

  it('is told to ask for all of it where it would be told very much', async () => {
    const { id } = await ask(forum, rina!, { title: 'How much is very much?' });
    for (let i = 0; i < 26; i++) await write(forum, i % 2 ? jamal! : thuy!, id, `Answer ${i} of many.`);
    const at = Date.now();
    await happened(Array.from({ length: 26 }, (_, i) => marks(id, i + 2, 1, at)).flat());
    const page = await open(rina!, `thread=${id}&after=${at - 10 * MINUTE}`);
    expect(await page.next()).toEqual({ at: expect.any(Number), again: true });
  });

  it('and is gone is asked for no further; of one member one page at a time is', async () => {
    const { id } = await ask(forum, rina!, { title: 'Who waits for whom?' });
    await forget();
    const at = Date.now();
    for (let i = 0; i < 20; i++) await write(forum, i % 2 ? jamal! : thuy!, id, `Answer ${i} of some.`);
    const { conn, asked } = counting(forum.adda.store.read);
    const adda = { ...forum.adda, store: { ...forum.adda.store, read: conn } };
    await open(rina!, `thread=${id}`);
    const [live] = hubOf(forum.adda).sockets.ofAccount(rina!.id);
    const course: string[] = [];
    let isOpen: (live: Live) => boolean = () => false;
    const catchUp = makeCatchUp(adda, {
      isOpen: (one: Live) => isOpen(one),
      sendMessage: ({ session }: Live) => course.push(session),
    } as unknown as Sockets);
    await catchUp(live!, at);
    expect(asked()).toBe(0);
    let looks = 0;
    isOpen = () => ++looks < 4;
    await catchUp(live!, at);
    // One for what happened, one for whom its reader muted, and one for each of the two posts before it went.
    expect([asked(), course]).toEqual([4, []]);
    isOpen = ({ session }) => course.push(`asks ${session}`) > 0;
    await Promise.all(['a', 'b'].map((session) => catchUp({ ...live!, session }, at)));
    const last = course.lastIndexOf('a');
    expect(course.slice(0, last).filter((one) => one.includes('b'))).toEqual([]);
    expect(course.filter((one) => one === 'b')).toHaveLength(20);
  });

  it('comes again with twenty others of its member a few times a minute, and no more', async () => {
    const many = await forum.member(`Many ${engine}`);
    for (let i = 0; i < 119; i++) expect(hubOf(forum.adda).waitToOpen(many.id)).toBe(0);
    const page = await open(many, 'forum=true');
    expect(await refusal('forum=true', { cookie: many.cookie, origin: ORIGIN })).toBe(429);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
    expect((await open(thuy!, 'forum=true')).socket.readyState).toBe(page.socket.OPEN);
  });
});
