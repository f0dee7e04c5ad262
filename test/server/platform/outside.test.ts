/** Getting what lies at an address that somebody named: never from a private address, whatever leads there. */
import http from 'node:http';
import net, { type AddressInfo, type LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutsideClient } from '../../../server/platform/outside/client.ts';

const MAX_BYTES = 1_000;
const LETTERS = Buffer.from('a picture');

let server: http.Server;
let port: number;
let asked: string[] = [];

/** What the server does at each path. */
function answer(path: string, response: http.ServerResponse): void {
  const to = (location: string) => response.writeHead(302, { location }).end();
  if (path === '/there') response.end(LETTERS);
  else if (path === '/redirect') to('/there');
  else if (path === '/round') to('/round');
  else if (path === '/inside') to(`http://127.0.0.2:${port}/there`);
  else if (path === '/file') to('file:///etc/passwd');
  else if (path === '/declared')
    response.writeHead(200, { 'content-length': 2 * MAX_BYTES }).end(Buffer.alloc(2 * MAX_BYTES));
  else if (path === '/endless') {
    response.on('drain', () => response.write(Buffer.alloc(MAX_BYTES)));
    response.write(Buffer.alloc(100 * MAX_BYTES));
  } else if (path !== '/silent') response.writeHead(404).end();
}

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url!);
    answer(request.url!, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const client = (more: { lookup?: LookupFunction; timeoutMs?: number } = {}) =>
  makeOutsideClient({ maxBytes: MAX_BYTES, timeoutMs: 10_000, allowed: ['127.0.0.1'], ports: [port], ...more });
const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`;

describe('getting from the open net', () => {
  it('brings what is there, over redirects too', async () => {
    const there = { bytes: LETTERS, problem: null, url: at('/there'), type: '' };
    expect(await client().get(at('/there'))).toEqual(there);
    expect(await client().get(at('/redirect'))).toEqual(there);
  });

  it('says why there is nothing', async () => {
    const problem = async (path: string) => (await client().get(at(path))).problem;
    expect(await problem('/nowhere')).toBe('not there');
    expect(await problem('/declared')).toBe('too large');
    expect(await problem('/endless')).toBe('too large');
    expect(await problem('/round')).toBe('failed');
    expect((await client({ timeoutMs: 50 }).get(at('/silent'))).problem).toBe('too slow');
    const nameless: LookupFunction = (_name, _options, done) => done(new Error('no such name'), '', 4);
    expect((await client({ lookup: nameless }).get(at('/there', 'nowhere.invalid'))).problem).toBe('failed');
  });

  it.each([
    ...[
      'localhost',
      '127.0.0.2',
      '127.1',
      '2130706434',
      '0x7f000002',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.2]',
    ],
    ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '[fe80::1]', '[fd00::1]'],
    ...['[64:ff9b::7f00:2]', '[2002:7f00:2::]', '224.0.0.1', '255.255.255.255', '192.0.2.1', '[ff02::1]'],
  ])('connects to no private address: %s', async (host) => {
    asked = [];
    const strict = makeOutsideClient({ maxBytes: MAX_BYTES, timeoutMs: 10_000, ports: [port] });
    expect((await strict.get(at('/there', host))).problem).toBe('refused');
    expect(asked).toEqual([]);
  });

  it('checks each redirect like the first address, and takes nothing but http', async () => {
    asked = [];
    expect((await client().get(at('/inside'))).problem).toBe('refused');
    expect((await client().get(at('/file'))).problem).toBe('refused');
    expect(asked).toEqual(['/inside', '/file']);
    for (const address of [
      'file:///etc/passwd',
      'ftp://127.0.0.1/',
      'data:text/plain,x',
      'nothing',
      'http://a:b@127.0.0.1/',
    ])
      expect((await client().get(address)).problem).toBe('refused');
  });

  it('connects to the address that it checked: a name that leads elsewhere the next time leads nowhere', async () => {
    const answers = ['127.0.0.1', '127.0.0.2'];
    let lookups = 0;
    const lookup: LookupFunction = (_name, { all }, done) => {
      const address = answers[lookups++]!;
      if (all) done(null, [{ address, family: 4 }]);
      else done(null, address, 4);
    };
    const rebound = client({ lookup });
    expect((await rebound.get(at('/there', 'rebinding.example'))).bytes).toEqual(LETTERS);
    expect(lookups).toBe(1);
    expect((await client({ lookup }).get(at('/there', 'rebinding.example'))).problem).toBe('refused');
  });

  it('comes to an end also where the other side changes the protocol, or hangs up', async () => {
    const answers = ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', null];
    const odd = net.createServer((socket) => {
      const said = answers.shift();
      socket.on('error', () => undefined).once('data', () => (said ? socket.write(said) : socket.destroy()));
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const oddPort = (odd.address() as AddressInfo).port;
    const address = `http://127.0.0.1:${oddPort}/`;
    const allowed = { allowed: ['127.0.0.1'], ports: [oddPort] };
    const client = makeOutsideClient({ maxBytes: MAX_BYTES, timeoutMs: 60_000, ...allowed });
    expect(await client.send(address, {}, LETTERS)).toBe('failed');
    expect((await client.get(address)).problem).toBe('failed');
    odd.close();
  });

  it('sends a message by the same rules, and is led nowhere', async () => {
    const client = makeOutsideClient({ maxBytes: 0, timeoutMs: 60_000, allowed: ['127.0.0.1'], ports: [port] });
    const to = (path: string) => client.send(`http://127.0.0.1:${port}${path}`, {}, LETTERS);
    expect([await to('/there'), await to('/redirect'), await to('/nothing')]).toEqual([200, 302, 404]);
    const other = makeOutsideClient({ maxBytes: 0, timeoutMs: 60_000, ports: [port] });
    for (const address of [`http://127.0.0.1:${port}/there`, 'http://169.254.169.254/', 'file:///etc/passwd', 'x'])
      expect([address, await other.send(address, {}, LETTERS)]).toEqual([address, 'refused']);
  });
});
