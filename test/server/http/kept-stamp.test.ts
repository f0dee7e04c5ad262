/** How little a kept page asks, and what happens when the one who tells of commits is lost. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openPostgres } from '../../../server/platform/store/postgres.ts';
import type { Conn, Store } from '../../../server/platform/store/store.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { counting } from '../../support/counting.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine, freshDatabase } from '../../support/store.ts';
import { type Asked, ask, write } from '../../support/talk.ts';

const whenStamped = (store: Store) => vi.waitFor(() => expect(store.stamp()).not.toBeNull(), 10_000);

eachEngine('a page that is kept', (engine) => {
  let forum: Forum;
  let question: Asked;
  let rina: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    question = await ask(forum, rina, { tags: ['hub'] });
    await whenStamped(forum.adda.store);
  });

  it('asks the database nothing while nothing is committed', async () => {
    const { conn, asked } = counting(forum.adda.store.read);
    const before = forum.adda.store.read;
    (forum.adda.store as { read: Conn }).read = conn;
    try {
      for (const url of [question.url.split('#')[0]!, '/', '/new.atom', '/s/wheels', '/s/wheels/tag/hub', '/spaces']) {
        await forum.get(url);
        await forum.get(url);
        asked();
        const { status } = await forum.get(url);
        expect([status, asked()], url).toEqual([200, 0]);
      }
    } finally {
      (forum.adda.store as { read: Conn }).read = before;
    }
  });

  it('is one for all addresses that mean the same', async () => {
    const etag = async (url: string) => (await forum.get(url)).headers.etag;
    const one = await etag('/new');
    for (const url of ['/new?utm_source=letter', '/new?x=1&x=2', '/new?y']) expect(await etag(url), url).toBe(one);
    expect((await forum.get('/new?utm_source=letter')).text).not.toContain('utm_source');
    expect((await forum.get('/new?after=1-1&after=2-2')).status).toBe(422);
  });

  it('shows one’s own write at once', async () => {
    const [path] = question.url.split('#');
    for (let i = 0; i < 5; i++) {
      await forum.get(path!);
      await write(forum, rina, question.id, `Word number ${i}.`);
      expect((await forum.get('/s/wheels')).text).toContain(`${2 + i} posts`);
    }
  });
});

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL’s stamp', () => {
  let url: string;
  let one: Store;
  let other: Store;
  beforeAll(async () => {
    url = await freshDatabase('postgres');
    [one, other] = [openPostgres(url, 3), openPostgres(url, 3)];
    await one.migrate();
    await Promise.all([whenStamped(one), whenStamped(other)]);
  });
  afterAll(() => Promise.all([one.close(), other.close()]));

  const commit = (store: Store) => store.write((tx) => updateAccount(tx, 1, { bio: 'Something' }));

  it('moves with a commit: on the same node before it is acknowledged, on the other when it is told', async () => {
    const [here, there] = [one.stamp(), other.stamp()];
    await commit(one);
    expect(one.stamp()).not.toBe(here);
    await expect.poll(() => other.stamp()).not.toBe(there);
    // Its own notification comes back to it, and moves it once more.
    await expect.poll(() => one.stamp()).toBe(here! + 2);
  });

  it('stays while nothing is committed, also when a transaction is rolled back', async () => {
    const before = one.stamp();
    await expect(
      other.write(async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await other.read.raw('select 1');
    expect([one.stamp(), before === null]).toEqual([before, false]);
  });

  it('is unknown while nobody tells, and another one afterwards', async () => {
    const before = other.stamp();
    const killed = await one.read.raw<{ pid: number }>(
      `select pg_terminate_backend(pid) as done, pid from pg_stat_activity
       where datname = current_database() and query like 'listen %'`,
    );
    expect(killed.length).toBe(2);
    await vi.waitFor(() => expect(other.stamp()).toBeNull(), { interval: 1, timeout: 5_000 });
    await commit(one);
    await whenStamped(other);
    expect(other.stamp()).not.toBe(before);
    const there = other.stamp();
    await commit(one);
    await expect.poll(() => other.stamp()).not.toBe(there);
  });
});

describe.skipIf(inject('postgresUrl') === null)('kept pages of a forum on PostgreSQL', () => {
  it('are right while nobody tells of commits, and asked for nothing again once somebody does', async () => {
    const forum = await makeForum('postgres');
    const rina = await forum.member('Rina');
    const question = await ask(forum, rina);
    const { store } = forum.adda;
    await whenStamped(store);
    for (let i = 0; i < 3; i++) {
      for (const _ of [1, 2, 3]) await forum.get('/');
      await store.read.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
      );
      await forum.api(
        'PATCH',
        `/posts/${question.postId}`,
        { body: 'B.', title: `Title number ${i}`, tags: [], revision: i + 1 },
        rina,
      );
      expect((await forum.get('/')).text).toContain(`Title number ${i}`);
      await whenStamped(store);
      expect((await forum.get('/')).text).toContain(`Title number ${i}`);
    }
    await forum.get('/');
    const { conn, asked } = counting(store.read);
    (store as { read: Conn }).read = conn;
    await forum.get('/');
    expect(asked()).toBe(0);
  });
});
