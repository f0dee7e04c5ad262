/** More than is taken: it is refused with an answer that arrives, and nobody else waits for it. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { loadAssets } from '../../../server/platform/http/assets.ts';
import { parseForm } from '../../../server/platform/http/form-body.ts';
import { whyNotParse } from '../../../server/platform/http/json-body.ts';
import { costOf } from '../../support/cost.ts';
import { makeForum } from '../../support/forum.ts';

const MB = 1024 * 1024;
const WORDS = 'hello world '.repeat((9 * MB) / 12);
const read = (text: string) => ({ ...parseForm(Buffer.from(text)) });

describe('a form without files', () => {
  it.for([
    'a=1&b=two+words&a=2&c&=x&&d==%3D',
    'body=%E0%A6%86%E0%A6%AE%E0%A6%BF&t=%f0%9f%98%80&%61=%zz%4',
    'a=%E0%A6%FF%80&b=%%25%&c=+%2B+',
  ])('is read as browsers write it: %s', (text) => {
    const meant: Record<string, string | string[]> = {};
    for (const [name, value] of new URLSearchParams(text))
      meant[name] = name in meant ? [meant[name]!, value].flat() : value;
    expect(read(text)).toEqual(meant);
  });

  it('may have letters that nobody escaped', () => {
    expect(read('a=é+আমি%80')).toEqual({ a: 'é আমি\ufffd' });
  });

  it('is read in no time: two megabytes of words, of escapes, of names', () => {
    const ways = ['hello+world+', '%E0%A6%86', '%%%%', 'a=b&'].map((part) => Buffer.from(part.repeat(100_000)));
    for (const body of ways) expect(costOf(() => void parseForm(body))).toBeLessThan(150);
    const names = Array.from({ length: 30_000 }, (_, i) => `f${i}=1`).join('&');
    expect(Object.keys(read(names))).toHaveLength(2_000);
  });
});

it('JSON of more names than anything has is not parsed', () => {
  const object = (names: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, i) => [`f:${i}`, ':'])));
  expect([object(2_000), object(2_001)].map(whyNotParse)).toEqual([null, 'too_large']);
  expect([`${'['.repeat(33)}${']'.repeat(33)}`, '{"a":"[[[["}'].map(whyNotParse)).toEqual(['malformed', null]);
});

describe('nine megabytes of words', () => {
  let origin: string;
  let app: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => {
    const { adda } = await makeForum('sqlite');
    app = await buildApp(adda, loadAssets());
    await app.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => app.close());
  const send = (path: string, body: BodyInit, type?: string) =>
    fetch(origin + path, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', ...(type && { 'content-type': type }) },
    });

  it.for(['urlencoded', 'multipart'] as const)('come back as a page that says so: %s', async (how) => {
    const form = new FormData();
    form.set('body', WORDS);
    const answer = await send('/ask', how === 'multipart' ? form : new URLSearchParams({ body: WORDS }));
    expect(answer.status).toBe(413);
    const page = await answer.text();
    expect(page).toContain('your browser may still have what you typed');
    // An empty form would look as if it had been lost.
    expect(page).not.toContain('<textarea');
    expect(answer.headers.get('connection')).not.toBe('close');
  });

  it('are told to programs', async () => {
    const answer = await send('/api/v1/threads', JSON.stringify({ body: WORDS }), 'application/json');
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'too_large' });
  });
});
