/** A PostgreSQL that is there and refuses: too few connections, transactions that cannot be put in order, another server in its place. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openStore } from '../../server/platform/store/open.ts';
import { type Crowd, makeCrowd, type Tried, tryToPostAs } from '../support/crowd.ts';
import { isLong } from '../support/long.ts';
import { type PostgresServer, startPostgres, startReplica } from '../support/postgres.ts';
import { type Child, startAdda } from '../support/server.ts';
import { temporaryFolder } from '../support/store.ts';

const AT_ONCE = 30;
const RETRIES = 5;

const calm = ({ status, retryAfter }: Tried) => status === 201 || (status === 503 && retryAfter !== null);

/** A forum in a database of a role that is bound by its limits, as the server's own is not. */
async function forumOf(server: PostgresServer) {
  const say = async (statement: string, database = 'postgres') => {
    const sql = postgres(server.url.replace(/[^/]+$/, database), { max: 1, onnotice: () => undefined });
    try {
      return [...(await sql.unsafe(statement))];
    } finally {
      await sql.end();
    }
  };
  await say('create role forum login');
  await say('create database forum owner forum');
  const url = server.url.replace('adda@', 'forum@').replace(/[^/]+$/, 'forum');
  const store = openStore(url);
  await store.migrate();
  const crowd = await makeCrowd(store, 1_000, 10);
  await store.close();
  return { url, crowd, say };
}

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL that refuses', () => {
  let server: PostgresServer;
  let made: Awaited<ReturnType<typeof forumOf>>;
  let forum: Child;
  let next = 0;

  beforeAll(async () => {
    server = (await startPostgres())!;
    made = await forumOf(server);
    forum = await startAdda(made.url, temporaryFolder(), { ADDA_LOG: 'warn' });
  });
  afterAll(async () => {
    await forum.stop();
    await server.stop();
  });

  const posts = (count = AT_ONCE) =>
    Promise.all(Array.from({ length: count }, () => tryToPostAs(forum.url, made.crowd, next++)));
  const statuses = (tried: Tried[]) => tried.map(({ status }) => status);

  it('connections beyond so many is answered calmly with those that there are, and all is well once there are more', async () => {
    await made.say('alter role forum connection limit 2');
    await server.cut();
    for (let round = 0; round < (isLong ? 20 : 3); round++) {
      const tried = await posts();
      expect(statuses(tried.filter((one) => !calm(one)))).toEqual([]);
      const page = await fetch(`${forum.url}/t/${made.crowd.threadIds[0]}`);
      expect([200, 503]).toContain(page.status);
      expect((await fetch(`${forum.url}/healthz`)).status).toBe(200);
    }
    await made.say('alter role forum connection limit -1');
    await expect.poll(async () => statuses(await posts(5)), { timeout: 20_000 }).toEqual([201, 201, 201, 201, 201]);
    expect(forum.child.exitCode).toBe(null);
  });

  it('a transaction that cannot be put in order is tried again, and refused calmly where it never can be', async () => {
    const refuseTries = (share: string) =>
      made.say(
        `create sequence if not exists tries; grant all on sequence tries to forum;
         create or replace function refuse_tries() returns trigger language plpgsql as $$
         begin if ${share} then raise exception using errcode = '40001', message = 'could not serialize access'; end if;
         return new; end $$;
         drop trigger if exists refuse_tries on posts;
         create trigger refuse_tries before insert on posts for each row execute function refuse_tries()`,
        'forum',
      );
    await refuseTries(`nextval('tries') % ${RETRIES} <> 0`);
    expect(statuses([await tryToPostAs(forum.url, made.crowd, next++)])).toEqual([201]);
    await refuseTries('true');
    const refused = await tryToPostAs(forum.url, made.crowd, next++);
    expect(refused.status).toBe(503);
    expect(refused.retryAfter).not.toBe(null);
    await made.say('drop trigger refuse_tries on posts', 'forum');
    expect(statuses(await posts(5))).toEqual([201, 201, 201, 201, 201]);
  });
});

/** One address for whichever server is the first at the moment. */
async function addressFor(url: string) {
  let port = Number(new URL(url).port);
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = new URL(url);
  address.port = String((proxy.address() as AddressInfo).port);
  return {
    url: address.href,
    leadTo(other: string) {
      port = Number(new URL(other).port);
      open.forEach((one) => one.destroy());
    },
    async close() {
      open.forEach((one) => one.destroy());
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL that fails over', () => {
  let first: PostgresServer;
  let second: Awaited<ReturnType<typeof startReplica>>;
  let address: Awaited<ReturnType<typeof addressFor>>;
  let forum: Child;
  let crowd: Crowd;

  beforeAll(async () => {
    first = (await startPostgres({ fsync: true }))!;
    const store = openStore(first.url);
    await store.migrate();
    crowd = await makeCrowd(store, 1_000, 10);
    second = await startReplica(first);
    // What is acknowledged is on both.
    await store.read.raw(`alter system set synchronous_standby_names = '*'`);
    await store.read.raw('select pg_reload_conf()');
    await store.close();
    address = await addressFor(first.url);
    forum = await startAdda(address.url, temporaryFolder(), { ADDA_LOG: 'warn' });
  });
  afterAll(async () => {
    await forum.stop();
    await address.close();
    await second.stop();
    await first.stop();
  });

  it('under writers: who writes meanwhile is refused calmly, the same process goes on, nothing acknowledged is lost', async () => {
    const tried: Tried[] = [];
    const acknowledged = () => tried.flatMap(({ id }) => id ?? []);
    let [going, next] = [true, 0];
    const writer = async () => {
      while (going) {
        tried.push(await tryToPostAs(forum.url, crowd, next++));
        if (tried.at(-1)!.status !== 201) await wait(20);
      }
    };
    const writing = Promise.all(Array.from({ length: 6 }, writer));
    const more = { timeout: 60_000 };
    await expect.poll(() => acknowledged().length, more).toBeGreaterThan(30);
    await first.halt();
    // Between the two it is there, and only reads.
    address.leadTo(second.url);
    await expect.poll(() => tried.some(({ status }) => status === 503), more).toBe(true);
    await second.promote();
    const had = acknowledged().length;
    await expect.poll(() => acknowledged().length, more).toBeGreaterThan(had + 30);
    going = false;
    await writing;
    expect(tried.filter((one) => !calm(one)).map(({ status }) => status)).toEqual([]);
    expect(forum.child.exitCode).toBe(null);
    const now = openStore(second.url);
    const kept = new Set(
      (await now.read.q.select({ id: now.read.t.posts.id }).from(now.read.t.posts)).map(({ id }) => id),
    );
    await now.close();
    expect(acknowledged().filter((id) => !kept.has(id))).toEqual([]);
  });
});
