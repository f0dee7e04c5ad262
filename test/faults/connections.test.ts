/** Connections on which nothing comes, or not enough: they are closed, so that there is room for others. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from '../../server/platform/http/connections.ts';
import { loadAssets } from '../../server/platform/http/assets.ts';
import { type Forum, makeForum } from '../support/forum.ts';

const SOON_MS = 400;
/** So long that the test would be over by then, and no longer than Node lets a head take before its request is known. */
const NEVER_MS = 250_000;
const NONE: ConnectionLimits = {
  requestMs: NEVER_MS,
  headMs: NEVER_MS,
  lookMs: 50,
  quietMs: NEVER_MS,
  keptMs: NEVER_MS,
};
const GET = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n';
const POST = 'POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n';

let forum: Forum;
beforeAll(async () => void (forum = await makeForum('sqlite')));

/**
 * What a forum with these limits answers to somebody who says only this, and whether it closes the connection then.
 * @param meanwhile what comes to its end while a connection is watched that stays open
 */
async function saying(
  text: string,
  limits: Partial<ConnectionLimits>,
  meanwhile?: () => Promise<unknown>,
): Promise<{ answer: string; isClosed: boolean }> {
  const app = await buildApp(forum.adda, loadAssets(), { ...NONE, ...limits });
  await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => (answer += String(bytes)));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    if (text !== '') socket.write(text);
    const closed = once(socket, 'close').then(() => true);
    const isClosed = await (meanwhile ? Promise.race([closed, meanwhile().then(() => false)]) : closed);
    socket.destroy();
    return { answer, isClosed };
  } finally {
    await app.close();
  }
}

describe('a connection is closed', () => {
  it('on which nothing is said', async () => {
    expect(await saying('', { quietMs: SOON_MS })).toEqual({ answer: '', isClosed: true });
    expect(await saying('', { headMs: SOON_MS })).toMatchObject({ isClosed: true });
  });

  it('which stays quiet after an answer', async () => {
    const { answer, isClosed } = await saying(GET, { keptMs: SOON_MS });
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(isClosed).toBe(true);
  });

  it.for([
    ['in the middle of a head', 'GET / HTTP/1.1\r\nhost:', { headMs: SOON_MS }],
    ['in the middle of a form', `${POST}content-length: 1000\r\n\r\nwho=`, { requestMs: SOON_MS, headMs: SOON_MS }],
  ] as const)('that stops %s', async ([, text, limits]) => {
    const { answer, isClosed } = await saying(text, limits);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(isClosed).toBe(true);
  });

  it('by these limits alone: without them, none is', async () => {
    // Those which begin later and have a limit are closed by then.
    const others = () =>
      Promise.all([
        saying('', { quietMs: SOON_MS }),
        saying('', { headMs: SOON_MS }),
        saying(GET, { keptMs: SOON_MS }),
      ]);
    const closed = await Promise.all([saying('', {}, others), saying(GET, {}, others)]);
    expect(closed.map(({ isClosed }) => isClosed)).toEqual([false, false]);
  });
});

it('a forum closes what is quiet within a minute or so, and what only begins much earlier', () => {
  const { headMs, requestMs, quietMs, keptMs } = CONNECTION_LIMITS;
  expect([headMs, requestMs, quietMs, keptMs]).toEqual([10_000, 30_000, 60_000, 72_000]);
});
