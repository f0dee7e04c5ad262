/** Transactions of SQLite that share a commit. */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupCommit } from '../../../server/platform/store/group-commit.ts';
import { openStore } from '../../../server/platform/store/open.ts';
import type { Store, Tx } from '../../../server/platform/store/store.ts';
import { AS_SERVER, makeLock } from '../../../server/platform/store/sqlite-lock.ts';
import { freshDatabase } from '../../support/store.ts';

describe('transactions that wait for each other', () => {
  let store: Store;
  let counts: Database.Database;
  const insert = (n: number) => async (tx: Tx) => {
    await tx.raw('insert into numbers values (?)', [n]);
    return n;
  };
  const kept = () =>
    store.read.raw<{ n: number }>('select n from numbers order by n').then((rows) => rows.map(({ n }) => n));
  /** How often others would see the file change. */
  const version = () => counts.pragma('data_version', { simple: true }) as number;

  beforeEach(async () => {
    const url = await freshDatabase('sqlite');
    store = openStore(url);
    await store.write((tx) => tx.raw('create table numbers (n integer primary key)'));
    counts = new Database(url.slice('sqlite:'.length), { readonly: true });
  });
  afterEach(async () => {
    counts.close();
    await store.close();
  });

  it('land with one commit, each with its own result', async () => {
    const before = version();
    expect(await Promise.all([1, 2, 3, 4].map((n) => store.write(insert(n))))).toEqual([1, 2, 3, 4]);
    expect(await kept()).toEqual([1, 2, 3, 4]);
    expect(version() - before).toBe(1);
  });

  it('are taken back alone when they fail, and are told why', async () => {
    const failing = store.write(async (tx) => {
      await insert(2)(tx);
      throw new Error('No.');
    });
    const ends = await Promise.allSettled([store.write(insert(1)), failing, store.write(insert(3))]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await kept()).toEqual([1, 3]);
  });

  it('see what those before them wrote, and do what is to be done afterwards once all of it is on the disk', async () => {
    const seen: number[] = [];
    await Promise.all([
      store.write(async (tx) => {
        await insert(1)(tx);
        tx.afterCommit(() => seen.push(version()));
      }),
      store.write(async (tx) => expect(await tx.raw('select n from numbers')).toEqual([{ n: 1 }])),
    ]);
    expect(seen).toEqual([version()]);
  });

  it('do nothing of what is to be done afterwards for one that failed', async () => {
    const done: string[] = [];
    const failing = store.write(async (tx) => {
      tx.afterCommit(() => done.push('failed'));
      throw new Error('No.');
    });
    await Promise.allSettled([failing, store.write(async (tx) => tx.afterCommit(() => done.push('landed')))]);
    expect(done).toEqual(['landed']);
  });

  it('are each tried alone when their commit fails, so that one cannot take the others with it', async () => {
    await store.write((tx) =>
      tx.raw('create table leaves (n integer references numbers (n) deferrable initially deferred)'),
    );
    const orphan = store.write((tx) => tx.raw('insert into leaves values (9)'));
    const ends = await Promise.allSettled([store.write(insert(1)), orphan, store.write(insert(3))]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await kept()).toEqual([1, 3]);
    expect(await store.read.raw('select n from leaves')).toEqual([]);
  });

  it('wait for what runs apart, and it for them', async () => {
    const own = new Database(':memory:');
    const group = groupCommit(own, makeLock(own, AS_SERVER), () => undefined);
    const order: string[] = [];
    await Promise.all([
      group.write(async () => order.push('first')),
      group.apart(async () => order.push(own.inTransaction ? 'within' : 'apart')),
      group.write(async () => order.push('last')),
    ]);
    expect(order).toEqual(['first', 'apart', 'last']);
    await group.idle();
    own.close();
  });
});
