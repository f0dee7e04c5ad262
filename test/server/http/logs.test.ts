/** What the log may know of a request, and what it has to say of a proxy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { forwarderOf, noteForwarder } from '../../../server/platform/site/forwarder.ts';
import { makeLog } from '../../../server/platform/log.ts';
import { loadAssets } from '../../../server/platform/http/assets.ts';
import { BEFORE_SECRETS, loggedPath } from '../../../server/platform/http/request-log.ts';
import { type Forum, makeForum } from '../../support/forum.ts';
import { ask } from '../../support/talk.ts';
import { notingRoutes } from '../../support/routes.ts';

const lines: string[] = [];
const stream = { write: (line: string) => void lines.push(line) };

describe('the log', () => {
  let forum: Forum;
  let app: FastifyInstance;
  const warned: string[] = [];

  beforeAll(async () => {
    forum = await makeForum('sqlite');
    const log = makeLog({ logLevel: 'info' }, stream);
    log.warn = ((_data: object, text: string) => void warned.push(text)) as never;
    app = await buildApp({ ...forum.adda, log }, loadAssets());
    await app.ready();
  });
  afterAll(() => app.close());

  it('keeps no secret of an address, however the address is written', async () => {
    const secret = 'zzSECRETzz_0123456789';
    for (const before of ['reset', 'verify', 'grants/confirm', 'grants/end', 'address/back'])
      for (const url of [
        `/${before}/${secret}`,
        `/${before}/${secret}/`,
        `/${before}/${secret}.`,
        `/${before}/${secret}/more`,
        `/${before.toUpperCase()}/${secret}`,
        `//${before}//${secret}`,
        `/${before.replace('r', '%72').replace('e', '%65')}/${secret}`,
        `/sign-in?next=/${before}/${secret}`,
      ])
        for (const method of ['GET', 'POST'] as const) await app.inject({ method, url });
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.join('')).not.toContain(secret);
    expect(loggedPath('/t/12/a-title?page=2')).toBe('/t/12/a-title');
  });

  it('knows the words before every secret that a route takes', async () => {
    const { routes } = await notingRoutes(() => makeForum('sqlite'));
    const before = routes
      .filter(({ url }) => /:(secret|token|code)\b/.test(url))
      .map(({ url }) => /([^/]+)\/:(?:secret|token|code)/.exec(url)![1]!);
    expect([...new Set(before)].sort()).toEqual([...BEFORE_SECRETS].sort());
  });

  it('leaves out the files that every page brings along', async () => {
    lines.length = 0;
    const asset = /"(\/assets\/[^"]+)"/.exec((await app.inject('/')).body)![1]!;
    await app.inject(asset);
    expect(lines.map((line) => (JSON.parse(line) as { path?: string }).path)).toEqual(['/']);
  });

  it('says once that requests are forwarded by nobody it knows, and tells the doctor', async () => {
    await app.inject({ url: '/', headers: { 'x-forwarded-for': '203.0.113.9' }, remoteAddress: '10.0.0.7' });
    await app.inject({ url: '/', headers: { 'x-forwarded-for': '203.0.113.8' }, remoteAddress: '10.0.0.8' });
    expect(warned.filter((text) => text.includes('ADDA_TRUST_PROXY'))).toHaveLength(1);
    await expect.poll(() => forwarderOf(forum.adda.store.read)).toBe('10.0.0.7');
    await noteForwarder(forum.adda, null);
    expect(await forwarderOf(forum.adda.store.read)).toBeNull();
  });
});

describe('an address in links', () => {
  it('is what the request says on this very machine only', async () => {
    const forum = await makeForum('sqlite');
    const config = { ...forum.adda.config, originIsFixed: false, origin: 'http://localhost:3000' };
    const app = await buildApp({ ...forum.adda, config }, loadAssets());
    const { url } = await ask(forum, await forum.member('Rina'));
    const linked = async (host: string) =>
      /rel="canonical" href="(http:\/\/[^/"]+)/.exec((await app.inject({ url, headers: { host } })).body)![1];
    expect(await linked('localhost:8080')).toBe('http://localhost:8080');
    expect(await linked('127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
    for (const host of [
      'localhost:80@evil.example',
      'localhost@evil.example',
      'localhost.evil.example',
      'evil.example',
      'localhost:80/evil',
      '127.0.0.1:1:2',
    ])
      expect(await linked(host), host).not.toMatch(/evil|:1:2/);
    await app.close();
  });
});
