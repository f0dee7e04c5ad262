/** The forum is asked to stop while people write, and while some of them never end what they began. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import WebSocket from 'ws';
import { openStore } from '../../server/platform/store/open.ts';
import { makeCrowd, postAs } from '../support/crowd.ts';
import { isLong } from '../support/long.ts';
import { startAdda } from '../support/server.ts';
import { eachEngine, freshDatabase, temporaryFolder } from '../support/store.ts';

const WRITERS = 8;
const WITHIN_MS = 10_000;

/** A connection on which somebody says only this. */
async function saying(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const HEAD = 'POST /t/1/posts HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n';

eachEngine('SIGTERM under load', (engine) => {
  it('loses nothing that was acknowledged, cuts off who never ends, and ends well in time', async () => {
    const url = await freshDatabase(engine);
    const store = openStore(url);
    await store.migrate();
    const crowd = await makeCrowd(store, 200, 10);
    const forum = await startAdda(url, temporaryFolder(), { ADDA_LOG: 'warn' });
    const stuck = await Promise.all([
      saying(forum.port, `${HEAD}content-length: 1000\r\n\r\nbody=half`),
      saying(forum.port, 'GET / HTTP/1.1\r\nhost:'),
      saying(forum.port, ''),
    ]);
    const live = new WebSocket(`ws://127.0.0.1:${forum.port}/live`, { origin: forum.url, autoPong: false });
    live.on('error', () => undefined);
    await Promise.race([once(live, 'open'), once(live, 'unexpected-response'), once(live, 'close')]);
    // It answers nothing any more, not even that it is told to go.
    (live as unknown as { _socket?: Socket })._socket?.pause();

    const acknowledged: number[] = [];
    let next = 0;
    const writer = async () => {
      for (;;) {
        const id = await postAs(forum.url, crowd, next++);
        if (id === null) return;
        acknowledged.push(id);
      }
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, writer));
    while (acknowledged.length < 20) await wait(10);
    const begun = performance.now();
    await forum.stop('SIGTERM');
    const took = performance.now() - begun;
    await writing;
    for (const socket of stuck) socket.destroy();
    live.terminate();

    expect([forum.child.exitCode, forum.child.signalCode]).toEqual([0, null]);
    expect(took).toBeLessThan(WITHIN_MS);
    const { posts: p } = store.read.t;
    const kept = new Set((await store.read.q.select({ id: p.id }).from(p)).map((row) => row.id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    await store.close();
    console.log(`${engine}: stopped after ${Math.round(took)} ms, ${acknowledged.length} acknowledged, none lost`);
  });
});

it(`who sends ${isLong ? 'a head or a body' : 'a head'} drop by drop is cut off, however long the drops come`, async () => {
  const url = await freshDatabase('sqlite');
  const forum = await startAdda(url, temporaryFolder());
  const slow = await Promise.all([
    saying(forum.port, 'GET / HTTP/1.1\r\nhost: x\r\nx-a: '),
    ...(isLong ? [saying(forum.port, `${HEAD}content-length: 100000\r\n\r\nbody=`)] : []),
  ]);
  const drops = setInterval(() => slow.forEach((one) => one.writable && one.write('a')), 500);
  await Promise.all(slow.map((one) => (one.destroyed ? null : once(one.resume(), 'close'))));
  clearInterval(drops);
  expect((await fetch(`${forum.url}/healthz`)).status).toBe(200);
  await forum.stop();
});
