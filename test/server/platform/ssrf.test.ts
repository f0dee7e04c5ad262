/**
 * No address that somebody names leads into the machine or the house around it, and no answer takes what it likes. The
 * addresses come from a corpus outside the project, when ADDA_CORPORA names its folder.
 */
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type LookupFunction } from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outsideFor } from '../../../server/forum/previews/look.ts';
import { makeOutsideClient } from '../../../server/platform/outside/client.ts';
import { embedHead, pageHead } from '../../../server/platform/outside/page-head.ts';
import { CERTIFICATE, KEY } from '../../fixtures/self-signed.ts';
import { costOf } from '../../support/cost.ts';

const MB = 1_048_576;
const file = process.env.ADDA_CORPORA && path.join(process.env.ADDA_CORPORA, 'ssrf-cases.json');
type Case = { url?: string; scenario?: string; why: string };
const cases: Case[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const addresses = cases.flatMap(({ url, why }) => (url === undefined ? [] : [{ url, why }]));

/** Every address that a socket was really told to connect to. */
let attempts: string[] = [];
beforeAll(() => {
  const emit = net.Socket.prototype.emit as (...args: unknown[]) => boolean;
  vi.spyOn(net.Socket.prototype, 'emit').mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    if (args[0] === 'connectionAttempt') attempts.push(`${String(args[1])}:${String(args[2])}`);
    return emit.apply(this, args);
  } as typeof net.Socket.prototype.emit);
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  attempts = [];
});

const lookupTo =
  (...found: [address: string, family: 4 | 6][]): LookupFunction =>
  (_name, { all }, done) => {
    const [[address, family]] = found as [[string, 4 | 6]];
    if (all)
      done(
        null,
        found.map(([one, of]) => ({ address: one, family: of })),
      );
    else done(null, address, family);
  };
/** What a name would be in the worst case. */
const inside = lookupTo(['127.0.0.1', 4]);

describe('addresses', () => {
  it('were tried, or nobody named their folder', (context) => {
    if (addresses.length === 0) context.skip('ADDA_CORPORA names no folder with ssrf-cases.json');
    expect(addresses.length).toBeGreaterThan(100);
  });

  it.each(addresses.map(({ url, why }) => ({ why, shown: url.slice(0, 80), url })))(
    'lead nowhere: $shown ($why)',
    async ({ url }) => {
      for (const ports of [undefined, Array.from({ length: 65_536 }, (_, port) => port)]) {
        const { page, picture } = outsideFor({ lookup: inside, ...(ports && { ports }) });
        for (const get of [page, picture]) expect((await get(url)).bytes).toBe(null);
      }
      const { send } = makeOutsideClient({ maxBytes: 0, timeoutMs: 5_000, lookup: inside });
      expect(['refused', 'failed']).toContain(await send(url, {}, Buffer.from('x')));
      expect(attempts).toEqual([]);
    },
  );

  it.each([
    ['a name with a public and a private address', lookupTo(['93.184.216.34', 4], ['127.0.0.1', 4])],
    ['a name with the machine’s own address of the newer kind alone', lookupTo(['::1', 6])],
    ['a name that is another name of the machine', inside],
    ['a name with an address written as none is any more', lookupTo(['::7f00:1', 6])],
    ['a name behind a translator of the house', lookupTo(['64:ff9b:1::7f00:1', 6])],
  ])('lead nowhere: %s', async (_what, lookup) => {
    expect((await outsideFor({ lookup }).page('https://name.example/')).problem).toBe('refused');
    expect(attempts).toEqual([]);
  });
});

describe('answers', () => {
  let server: http.Server;
  let port = 0;
  let asked: { url: string; headers: http.IncomingHttpHeaders }[] = [];
  const ended: (() => void)[] = [];
  const at = (where: string, host = '127.0.0.1') => `http://${host}:${port}${where}`;
  const html = (head: string) => `<html><head>${head}</head><body></body></html>`;

  /** What the other side does at each path. */
  const ANSWERS: Record<string, (response: http.ServerResponse, of: URL) => void> = {
    '/to': (response, of) =>
      response
        .writeHead(Number(of.searchParams.get('as') ?? 302), {
          location: of.searchParams.get('l')!,
          'set-cookie': 'a=b',
        })
        .end('x'),
    '/chain': (response, of) =>
      response.writeHead(302, { location: `/chain?n=${Number(of.searchParams.get('n')) + 1}` }).end(),
    '/refresh': (response) =>
      response.end(html(`<meta http-equiv="refresh" content="0;url=${at('/there', '127.0.0.2')}"><title>Here</title>`)),
    '/there': (response) => response.setHeader('content-type', 'text/html').end(html('<title>There</title>')),
    '/endless': (response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      };
      response.on('drain', more);
      more();
    },
    '/lies': (response) =>
      response.writeHead(200, { 'content-length': '10' }) &&
      response.socket!.end('HTTP/1.1 200 OK\r\ncontent-length: 5000000\r\n\r\nshort'),
    '/bomb': (response) => {
      // A gigabyte of nothing, packed twice over by its own repetition.
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' });
      const packing = zlib.createGzip();
      packing.pipe(response);
      let left = 1_000;
      const more = () => {
        while (left > 0 && !response.destroyed) if (left-- && !packing.write(Buffer.alloc(MB))) return;
        packing.end();
      };
      packing.on('drain', more);
      response.on('close', () => packing.destroy());
      more();
    },
    '/broken': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
    '/odd': (response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x'),
    '/slow-body': (response) => {
      response.write('<title>');
      const timer = setInterval(() => response.write('x'), 50);
      ended.push(() => clearInterval(timer));
    },
    '/slow-headers': (response) => {
      response.socket!.write('HTTP/1.1 200 OK\r\nx: ');
      const timer = setInterval(() => response.socket?.write('x'), 50);
      ended.push(() => clearInterval(timer));
    },
    '/large-headers': (response) => response.socket!.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(2 * MB)}\r\n\r\n`),
    '/old': (response) => response.socket!.end('<title>As in 1991</title>'),
  };

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      asked.push({ url: request.url!, headers: request.headers });
      response.on('error', () => undefined);
      request.socket.on('error', () => undefined);
      const of = new URL(request.url!, 'http://x.invalid');
      const answer = ANSWERS[of.pathname];
      if (answer) answer(response, of);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => {
    for (const end of ended) end();
    server.closeAllConnections();
    server.close();
  });

  const by = (more: object = {}) => outsideFor({ allowed: ['127.0.0.1'], ports: [port], ...more });
  const onlyThere = () => expect(new Set(attempts)).toEqual(new Set([`127.0.0.1:${port}`]));

  it.each([301, 302, 303, 307, 308])('that lead inside are not followed: %i', async (as) => {
    for (const target of [
      at('/there', '127.0.0.2'),
      at('/there', 'localhost.'),
      'http://169.254.169.254/',
      'file:///etc/passwd',
    ])
      expect((await by().page(at(`/to?${new URLSearchParams({ as: `${as}`, l: target })}`))).bytes).toBe(null);
    onlyThere();
  });

  it('that lead on and on come to an end, after three at most', async () => {
    expect((await by().page(at('/chain?n=0'))).problem).toBe('failed');
    expect(asked).toHaveLength(4);
  });

  it('are followed without a cookie, a name, or where one came from', async () => {
    expect((await by().page(at(`/to?l=/there`))).bytes).not.toBe(null);
    expect(asked.map(({ url }) => url)).toEqual(['/to?l=/there', '/there']);
    for (const { headers } of asked)
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    expect(asked[0]!.headers['user-agent']).toMatch(/^Adda /);
  });

  it('that refresh themselves elsewhere are read as they are', async () => {
    const got = await by().page(at('/refresh'));
    expect(pageHead({ bytes: got.bytes!, url: at('/refresh'), type: 'text/html' })?.title).toBe('Here');
    expect(asked).toHaveLength(1);
    onlyThere();
  });

  it('without an end, or that lie of their length, are bounded', async () => {
    const endless = await by().page(at('/endless'));
    expect(endless.bytes!.length).toBe(MB);
    expect((await by().picture(at('/endless'))).problem).toBe('too large');
    expect((await by().page(at('/lies'))).bytes).toBe(null);
  });

  it('that unpack into a great deal are bounded, too; what cannot be unpacked is nothing', async () => {
    const before = process.memoryUsage().rss;
    expect((await by().page(at('/bomb'))).bytes!.length).toBe(MB);
    expect((await by().picture(at('/bomb'))).problem).toBe('too large');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
    expect((await by().page(at('/broken'))).problem).toBe('failed');
    expect((await by().page(at('/odd'))).problem).toBe('failed');
  });

  it.each(['/slow-body', '/slow-headers'])('that take their time are left: %s', async (where) => {
    expect((await by({ timeoutMs: 400 }).page(at(where))).problem).toBe('too slow');
  });

  it.each(['/large-headers', '/old'])('that are none, or too large a head, are nothing: %s', async (where) => {
    expect((await by().page(at(where))).problem).toBe('failed');
  });

  it('come from the address that was checked: a name that leads inside the next time leads nowhere', async () => {
    const answers: [string, 4][] = [
      ['127.0.0.1', 4],
      ['127.0.0.2', 4],
    ];
    const lookup: LookupFunction = (name, options, done) => lookupTo(answers.shift()!)(name, options, done);
    const { page } = by({ lookup });
    expect((await page(at('/there', 'rebinding.example'))).bytes).not.toBe(null);
    expect((await page(at('/there', 'rebinding.example'))).problem).toBe('refused');
    onlyThere();
  });

  it('of a site that nobody vouches for are none', async () => {
    const signed = https.createServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => response.end('x'));
    signed.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => signed.listen(0, '127.0.0.1', resolve));
    const { port: own } = signed.address() as AddressInfo;
    expect((await by({ ports: [own] }).page(`https://127.0.0.1:${own}/`)).problem).toBe('failed');
    signed.close();
  });
});

describe('what a page says of itself', () => {
  const url = 'https://a.example/b/c';
  const head = (bytes: Buffer | string, type = 'text/html') => pageHead({ bytes: Buffer.from(bytes), url, type });

  it('is text, whatever it was', () => {
    expect(head('<title>a</title><meta property="og:title" content="<script>alert(1)</script>">')?.title).toBe(
      '<script>alert(1)</script>',
    );
    expect(head('<title>\u202eevil\u200b\u0000 words\n\n here</title>')?.title).toBe('evil words here');
    expect(head('<title>  \u200b </title>')).toBe(null);
    expect(head('<meta name="description" content="only this">')).toBe(null);
    expect(head('<body><title>too late</title>')).toBe(null);
    expect(head('<svg><title>no page</title>')?.title).toBe('no page');
  });

  it('is read in its own letters, and never in ones that hide tags', () => {
    const said = Buffer.from('<title>日本</title>', 'utf16le');
    expect(head(Buffer.concat([Buffer.from([0xff, 0xfe]), said]))?.title).toBe('日本');
    expect(head(Buffer.from([0x3c, ...Buffer.from('title>caf'), 0xe9]), 'text/html; charset=iso-8859-1')?.title).toBe(
      undefined,
    );
    expect(head(Buffer.from('<title>caf\xe9</title>', 'latin1'), 'text/html; charset=iso-8859-1')?.title).toBe('café');
    expect(head(Buffer.from('<meta charset="windows-1252"><title>caf\xe9</title>', 'latin1'))?.title).toBe('café');
    expect(head('<title>+ADw-script+AD4-</title>', 'text/html; charset=utf-7')?.title).toBe('+ADw-script+AD4-');
    expect(head('<title>x</title>', 'text/html; charset=none-such')?.title).toBe('x');
  });

  it('names a picture by an address of the open net’s kind alone', () => {
    const picture = (content: string) =>
      head(`<title>x</title><meta property="og:image" content="${content}">`)?.picture;
    expect(picture('/p.png')).toBe('https://a.example/p.png');
    for (const no of [
      'data:image/png;base64,AA',
      'javascript:alert(1)',
      'file:///etc/passwd',
      ' ',
      `https://a.example/${'p'.repeat(3_000)}`,
    ])
      expect(picture(no)).toBe(null);
  });

  it('comes to an end of any bytes: pictures called pages, half tags, a million of them', () => {
    for (const bytes of [
      Buffer.from('\x89PNG\r\n\x1a\n<title>', 'latin1'),
      Buffer.from('GIF89a/*<title>*/=1;'),
      '<'.repeat(MB),
      '<meta '.repeat(100_000),
      `<title>${'x'.repeat(MB)}`,
      '<a><b>'.repeat(150_000),
      `${'<div>'.repeat(90_000)}${'</p>'.repeat(90_000)}`,
      `<!--${'-'.repeat(MB)}`,
      '&amp;'.repeat(200_000),
    ])
      expect(costOf(() => expect(head(bytes)).toBe(null))).toBeLessThan(2_000);
  });

  it('of a video is what its site says, as far as it is text', () => {
    const embed = (said: unknown) =>
      embedHead({ bytes: Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)), url });
    expect(embed({ type: 'video', title: 'T', author_name: 'A', thumbnail_url: 'https://i.example/t.jpg' })).toEqual({
      ...{ title: 'T', line: 'A', picture: 'https://i.example/t.jpg', isVideo: true },
    });
    for (const no of ['no json', 'null', '[]', { title: 1 }, { title: ['x'] }, '{"title":'])
      expect(embed(no)).toBe(null);
  });
});
