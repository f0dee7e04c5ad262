/** PostgreSQL is taken away and comes back under a forum in which people write. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Adda } from '../../server/platform/adda.ts';
import { hearOthers } from '../../server/platform/events/others.ts';
import { insertEvent } from '../../server/platform/events/queries.ts';
import { EVENTS } from '../../server/platform/events/raise.ts';
import { openStore } from '../../server/platform/store/open.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { type Crowd, makeCrowd, postAs, tryToPostAs } from '../support/crowd.ts';
import type { Forum } from '../support/forum.ts';
import { isLong } from '../support/long.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { keptAndCounted } from '../support/recount.ts';
import { type Child, startAdda } from '../support/server.ts';
import { temporaryFolder } from '../support/store.ts';

const RESTARTS = isLong ? 40 : 7;
const WRITERS = 6;
const CUTS = isLong ? 300 : 20;
/** A task that was held when the server went is free again after a minute. */
const PATIENCE_MS = 75_000;

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL that goes away', () => {
  let server: PostgresServer;
  let store: Store;
  let crowd: Crowd;
  let forum: Child;

  beforeAll(async () => {
    server = (await startPostgres({ fsync: true }))!;
    store = openStore(server.url);
    await store.migrate();
    crowd = await makeCrowd(store, isLong ? 2_000 : 500, 10);
    forum = await startAdda(server.url, temporaryFolder(), { ADDA_LOG: 'warn' });
  });
  afterAll(async () => {
    await forum.stop();
    await store.close();
    await server.stop();
  });

  /** People who write, one post after the other, until they are told to stop. */
  function startWriters(first = 0) {
    const acknowledged: number[] = [];
    const refused: { status: number; retryAfter: string | null }[] = [];
    let next = first;
    let going = true;
    const writer = async () => {
      while (going) {
        const { id, status, retryAfter } = await tryToPostAs(forum.url, crowd, next++);
        if (id !== null) acknowledged.push(id);
        else {
          refused.push({ status, retryAfter });
          await wait(20);
        }
      }
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, writer));
    const stop = async () => {
      going = false;
      await writing;
    };
    return { acknowledged, refused, stop };
  }

  const until = async (holds: () => boolean | Promise<boolean>, what: string) => {
    const end = performance.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`Waited in vain: ${what}.`);
      await wait(10);
    }
  };

  it(`${RESTARTS} times: the process stays, refuses calmly meanwhile, and loses nothing`, async () => {
    const writers = startWriters();
    const backs: number[] = [];
    for (let restart = 0; restart < RESTARTS; restart++) {
      await wait(300 + ((restart * 37) % 200));
      await server.halt();
      await server.resume();
      const [had, since] = [writers.acknowledged.length, performance.now()];
      await until(() => writers.acknowledged.length > had, 'for a post after a restart');
      backs.push(Math.round(performance.now() - since));
    }
    await writers.stop();
    expect([forum.child.exitCode, forum.child.signalCode]).toEqual([null, null]);
    expect(writers.refused.filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual([]);
    await everythingKept(writers.acknowledged);
    console.log(
      `${RESTARTS} restarts, ${writers.acknowledged.length} acknowledged, ${writers.refused.length} refused; first post after ms: ${backs.join(' ')}`,
    );
  });

  it(`${CUTS} times all connections are ended at once by the server, under writers, which loses nothing either`, async () => {
    const writers = startWriters(400);
    for (let cut = 0; cut < CUTS; cut++) {
      await wait(40 + ((cut * 37) % 90));
      await server.cut();
    }
    const had = writers.acknowledged.length;
    await until(() => writers.acknowledged.length > had, 'for a post afterwards');
    await writers.stop();
    expect([forum.child.exitCode, forum.child.signalCode]).toEqual([null, null]);
    expect(writers.refused.filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual([]);
    await everythingKept(writers.acknowledged);
  });

  it('a connection that is ended within a transaction takes all of it along, and no other statement lands', async () => {
    const own = openStore(server.url);
    const { t } = own.read;
    const charter = async () => (await own.read.q.select({ is: t.spaces.charter }).from(t.spaces))[0]!.is;
    const before = await charter();
    const broken = own.write(async (tx) => {
      await tx.q.update(t.spaces).set({ charter: 'Half' });
      const [{ pid }] = (await tx.raw<{ pid: number }>('select pg_backend_pid() as pid')) as [{ pid: number }];
      await store.read.raw(`select pg_terminate_backend(${pid})`);
      await until(async () => {
        const left = await store.read.raw(`select 1 from pg_stat_activity where pid = ${pid}`);
        return left.length === 0;
      }, 'for the connection to end');
      await wait(50);
      await tx.q.update(t.spaces).set({ charter: 'Other half' });
    });
    await expect(broken).rejects.toMatchObject({});
    expect(await charter()).toBe(before);
    await own.write(async (tx) => void (await tx.q.update(t.spaces).set({ charter: before })));
    await own.close();
  });

  it('while it is away a form keeps what was typed, and both are there again at once', async () => {
    await server.halt();
    const begun = performance.now();
    const page = await fetch(`${forum.url}/t/${crowd.threadIds[0]}`);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    for (const headers of [{}, { cookie: 'adda_session=whoever' }] as Record<string, string>[]) {
      const form = await fetch(`${forum.url}/t/${crowd.threadIds[0]}/posts`, {
        method: 'POST',
        headers: { ...headers, origin: forum.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ body: 'Typed with <care> & "love"', idempotencyKey: 'a-key-of-mine' }),
        redirect: 'manual',
      });
      expect([form.status, form.headers.get('retry-after')]).toEqual([503, '5']);
      const text = await form.text();
      expect(text).toContain('Typed with &lt;care&gt; &amp; &quot;love&quot;');
      expect(text).toContain('a-key-of-mine');
    }
    console.log(`Three answers while it is away took ${Math.round(performance.now() - begun)} ms`);
    await server.resume();
    await until(async () => (await fetch(`${forum.url}/t/${crowd.threadIds[0]}`)).status === 200, 'for a page');
    expect(await postAs(forum.url, crowd, 450)).not.toBeNull();
  });

  it('events that were told while a process did not listen are told to it afterwards, once', async () => {
    const other = openStore(server.url);
    const adda = { store: other } as Adda;
    const told: number[] = [];
    other.onSignal(EVENTS, (ids) => told.push(...ids));
    await until(() => other.stamp() !== null, 'for the other process to listen');
    await hearOthers(adda);
    const raised: number[] = [];
    const raise = () =>
      store.write(async (tx) => {
        const id = await insertEvent(tx, { kind: 'account.joined', actorId: null, accountId: 1 } as never);
        await store.signal(tx, EVENTS, [id]);
        raised.push(id);
      });
    await raise();
    await until(() => told.length === 1, 'for the first event');
    // Its connection that listens is ended, and the next event comes at once.
    await store.read.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()`,
    );
    await raise();
    await until(async () => {
      await hearOthers(adda).catch(() => 0);
      return told.length >= 2;
    }, 'for the second event');
    expect(told).toEqual(raised);
    await other.close();
  });

  it('signals reach other processes again, and tasks left by the fault are done', async () => {
    const heard: number[] = [];
    const other = openStore(server.url);
    other.onSignal('test_signal', (ids) => heard.push(...ids));
    await server.halt();
    await server.resume();
    await until(async () => {
      await store.broadcast('test_signal', [7]).catch(() => undefined);
      return heard.includes(7);
    }, 'for a signal');
    await other.close();
    const { tasks: k } = store.read.t;
    await until(
      async () => (await store.read.q.select({ id: k.id }).from(k)).length === 0 || forum.child.exitCode !== null,
      'for the tasks',
    );
    expect(forum.child.exitCode).toBeNull();
  });

  async function everythingKept(acknowledged: number[]): Promise<void> {
    const { posts: p } = store.read.t;
    const kept = new Set((await store.read.q.select({ id: p.id }).from(p)).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    const { kept: columns, counted } = await keptAndCounted({ adda: { store } } as Forum);
    expect(columns).toEqual(counted);
  }
});
