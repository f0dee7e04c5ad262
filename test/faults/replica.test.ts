/** Reads from a replica: they never miss what was written, whatever becomes of it. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { accountBy, insertAccount, updateAccount } from '../../server/people/accounts/queries.ts';
import { openPostgres } from '../../server/platform/store/postgres.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { type Crowd, makeCrowd, postAs } from '../support/crowd.ts';
import { isLong } from '../support/long.ts';
import { type PostgresServer, startPostgres, startReplica } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { temporaryFolder } from '../support/store.ts';

const TIMES = isLong ? 2_000 : 200;
const POOL = 4;

describe.skipIf(inject('postgresUrl') === null)('a replica that answers reads', () => {
  let primary: PostgresServer;
  let replica: Awaited<ReturnType<typeof startReplica>>;
  let store: Store;
  let crowd: Crowd;
  let rinaId: number;

  beforeAll(async () => {
    primary = (await startPostgres())!;
    const first = openPostgres(primary.url, POOL);
    await first.migrate();
    crowd = await makeCrowd(first, 300, 5);
    const rina = await first.write((tx) => insertAccount(tx, { name: 'Rina', slug: 'rina', createdAt: tx.now }));
    rinaId = rina.id;
    await first.close();
    replica = await startReplica(primary);
    store = openPostgres(primary.url, POOL, replica.url);
  });
  afterAll(async () => {
    await store?.close();
    await replica?.stop();
    await primary?.stop();
  });

  const say = (bio: string) => store.write((tx) => updateAccount(tx, rinaId, { bio }));
  const bio = async () => (await accountBy(store.read, { id: rinaId }))!.bio;
  const fromReplica = () => store.replica()!.fromReplica;
  /** Until one more read was answered by it. */
  async function whenAsked(): Promise<void> {
    const before = fromReplica();
    await vi.waitFor(
      async () => {
        await bio();
        expect(fromReplica()).toBeGreaterThan(before);
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  it('is asked while nothing is written, by name, in lists and by prepared queries', async () => {
    await whenAsked();
    const before = store.replica()!;
    const [{ one } = { one: 0 }] = await store.read.raw<{ one: number }>('select 1 as one');
    const { accounts } = store.read.t;
    const prepared = store.read.prepared('any account', (q) => q.select({ id: accounts.id }).from(accounts).limit(1));
    expect([one, await bio(), (await prepared.execute()).length]).toEqual([1, '', 1]);
    expect(store.replica()).toMatchObject({
      fromReplica: before.fromReplica + 3,
      fromPrimary: before.fromPrimary,
      bytesBehind: 0,
    });
  });

  it(`shows what was written to whoever wrote it, ${TIMES} times`, async () => {
    for (let i = 0; i < TIMES; i++) {
      await say(`Time ${i}`);
      expect(await bio()).toBe(`Time ${i}`);
    }
  });

  it('is not asked while it is behind, and again when it is not', async () => {
    await whenAsked();
    await replica.pause();
    await say('While it sleeps');
    const before = fromReplica();
    for (let i = 0; i < 50; i++) expect(await bio()).toBe('While it sleeps');
    expect(fromReplica()).toBe(before);
    await replica.play();
    await whenAsked();
    expect(await bio()).toBe('While it sleeps');
  });

  it('answers on one node what was written through another', async () => {
    const other = temporaryFolder();
    const nodes: Child[] = [];
    try {
      for (let i = 0; i < 2; i++)
        nodes.push(await startAdda(primary.url, other, { ADDA_DATABASE_READ_URL: replica.url, ADDA_LOG: 'warn' }));
      const missed: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        const id = await postAs(nodes[i % 2]!.url, crowd, i);
        expect(id).not.toBeNull();
        const { status } = await fetch(`${nodes[(i + 1) % 2]!.url}/api/v1/posts/${id}`);
        if (status !== 200) missed.push(i);
      }
      expect(missed).toEqual([]);
    } finally {
      await Promise.all(nodes.map((node) => node.stop()));
    }
  });

  it('may go at any moment: no read fails', async () => {
    await whenAsked();
    // All connections to the primary are there before: how long one takes is not asked here.
    await Promise.all(Array.from({ length: POOL }, () => store.write((tx) => accountBy(tx, { id: rinaId }))));
    let going = true;
    const reading = Promise.all(
      Array.from({ length: POOL }, async () => {
        while (going) expect(await bio()).toBe('While it sleeps');
      }),
    );
    await replica.stop();
    const before = store.replica()!.fromPrimary;
    await vi.waitFor(() => expect(store.replica()!.fromPrimary).toBeGreaterThan(before + 100), { timeout: 10_000 });
    going = false;
    await reading;
  });

  it('that follows nobody any more is never asked', async () => {
    replica = await startReplica(primary);
    const promoted = openPostgres(primary.url, POOL, replica.url);
    try {
      await replica.promote();
      await promoted.write((tx) => updateAccount(tx, rinaId, { bio: 'After' }));
      for (let i = 0; i < 100; i++) expect((await accountBy(promoted.read, { id: rinaId }))!.bio).toBe('After');
      await expect.poll(() => promoted.stamp()).not.toBeNull();
      await promoted.read.raw('select 1');
      expect(promoted.replica()!.fromReplica).toBe(0);
    } finally {
      await promoted.close();
    }
  });
});
