import { describe, expect, inject, it } from 'vitest';
import { listenOn } from '../../../server/platform/store/listen.ts';
import { openPostgres } from '../../../server/platform/store/postgres.ts';
import { eachEngine, freshDatabase, openTestStore } from '../../support/store.ts';

eachEngine('after a commit', (engine) => {
  it('what waits for it runs once, in order, and sees what was written', async () => {
    const store = await openTestStore(engine);
    const ran: string[] = [];
    await store.write(async (tx) => {
      tx.afterCommit(() => ran.push('first'));
      tx.afterCommit(() => ran.push('second'));
      expect(ran).toEqual([]);
    });
    expect(ran).toEqual(['first', 'second']);
  });

  it('nothing runs that was asked for in a transaction that did not land', async () => {
    const store = await openTestStore(engine);
    const ran: string[] = [];
    const failed = store.write(async (tx) => {
      tx.afterCommit(() => ran.push('never'));
      await store.signal(tx, 'never', [1]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(ran).toEqual([]);
  });

  it('a signal reaches who asked for its channel, with its ids, and no other', async () => {
    const store = await openTestStore(engine);
    const heard = new Promise<readonly number[]>((resolve) => void store.onSignal('tasks', resolve));
    store.onSignal('other', () => expect.unreachable('this channel was not signalled'));
    if (engine === 'postgres') await listening(store);
    await store.write((tx) => store.signal(tx, 'tasks', [3, 5]));
    expect(await heard).toEqual([3, 5]);
  });
});

/** Signals itself until an answer comes: from then on, nothing is lost. */
async function listening(store: Awaited<ReturnType<typeof openTestStore>>): Promise<void> {
  let isHeard = false;
  const stop = store.onSignal('hello', () => (isHeard = true));
  while (!isHeard) await store.write((tx) => store.signal(tx, 'hello'));
  stop();
}

describe.skipIf(inject('postgresUrl') === null)('listening (postgres)', () => {
  it('goes on by itself after the connection was lost, and says that it was', async () => {
    const url = await freshDatabase('postgres');
    const store = openPostgres(url, 2);
    const states: boolean[] = [];
    let heard: (payload: string) => void = () => {};
    let wentDown = () => {};
    const listener = listenOn(
      url,
      ['adda_test'],
      (_, payload) => heard(payload),
      (isUp) => {
        states.push(isUp);
        if (!isUp) wentDown();
      },
    );
    await listener.whenUp();
    expect([listener.isUp(), listener.epoch()]).toEqual([true, 1]);
    const down = new Promise<void>((resolve) => (wentDown = resolve));
    await store.read.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
    );
    await down;
    expect(listener.isUp()).toBe(false);
    await listener.whenUp();
    const payload = new Promise<string>((resolve) => (heard = resolve));
    await store.read.raw(`select pg_notify('adda_test', 'again')`);
    expect(await payload).toBe('again');
    expect(listener.epoch()).toBe(2);
    expect(states).toEqual([true, false, true]);
    await listener.close();
    await store.close();
  });

  it('hears what another process committed, in pieces that fit into a notification', async () => {
    const url = await freshDatabase('postgres');
    const [one, two] = [openPostgres(url, 2), openPostgres(url, 2)];
    const ids = Array.from({ length: 1_200 }, (_, i) => 1_000_000 + i);
    const all: number[] = [];
    const done = new Promise<void>((resolve) => {
      two.onSignal('many', (some) => {
        all.push(...some);
        if (all.length === ids.length) resolve();
      });
    });
    await listening(two);
    await one.write((tx) => one.signal(tx, 'many', ids));
    await done;
    expect(all).toEqual(ids);
    await Promise.all([one.close(), two.close()]);
  });
});
