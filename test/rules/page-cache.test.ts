import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makePageCache } from '../../server/platform/http/page-cache.ts';

/** A page whose truth the test decides. */
function truth(version = '1') {
  const state = { version };
  return { state, freshness: { was: version, now: async () => state.version, until: Infinity } };
}

describe('the page cache', () => {
  it('gives a kept page in every encoding, and always the same tag', async () => {
    const cache = makePageCache(1_000_000);
    const { etag } = cache.put('a', 'Hello'.repeat(100), truth().freshness, 'identity');
    const [plain, gzip, brotli] = [
      await cache.get('a', 'identity'),
      await cache.get('a', 'gzip'),
      await cache.get('a', 'br'),
    ];
    expect(new Set([etag, plain!.etag, gzip!.etag, brotli!.etag]).size).toBe(1);
    for (const body of [plain!.body, gunzipSync(gzip!.body), brotliDecompressSync(brotli!.body)])
      expect(body.toString()).toBe('Hello'.repeat(100));
  });

  it('never gives a page that is not true any more', async () => {
    const cache = makePageCache(1_000_000);
    const { state, freshness } = truth();
    cache.put('a', 'old', freshness, 'identity');
    state.version = '2';
    expect(await cache.get('a', 'identity')).toBeNull();
    state.version = '1';
    expect(await cache.get('a', 'identity')).toBeNull();
  });

  it('gives a page until the clock alone makes it another one, whatever was committed', async () => {
    const cache = makePageCache(1_000_000, () => 1);
    const { freshness } = truth();
    cache.put('a', 'soon', { ...freshness, until: Date.now() + 60_000 }, 'identity');
    cache.put('b', 'over', { ...freshness, until: Date.now() }, 'identity');
    for (const _ of [1, 2]) expect((await cache.get('a', 'identity'))?.body.toString()).toBe('soon');
    expect(await cache.get('b', 'identity')).toBeNull();
  });

  it('never puts an old page in place of a newer one that came while it asked', async () => {
    const cache = makePageCache(1_000_000);
    let answer!: (version: string) => void;
    cache.put(
      'a',
      'old',
      { was: '1', now: () => new Promise((resolve) => (answer = resolve)), until: Infinity },
      'identity',
    );
    const asked = cache.get('a', 'gzip');
    cache.put('a', 'new', truth('2').freshness, 'identity');
    answer('1');
    await asked;
    expect((await cache.get('a', 'identity'))!.body.toString()).toBe('new');
  });

  it('forgets what was used least when it is full', async () => {
    const cache = makePageCache(250_000);
    for (const key of ['a', 'b']) cache.put(key, key.repeat(100_000), truth().freshness, 'identity');
    await cache.get('a', 'identity');
    cache.put('c', 'c'.repeat(100_000), truth().freshness, 'identity');
    const kept = await Promise.all(['a', 'b', 'c'].map(async (key) => (await cache.get(key, 'identity')) !== null));
    expect(kept).toEqual([true, false, true]);
  });

  it('counts what it forgot while it asked, so that room is not lost', async () => {
    const cache = makePageCache(300_000);
    for (let i = 0; i < 50; i++) {
      let answer!: (version: string) => void;
      cache.put(
        'a',
        'a'.repeat(100_000),
        { was: '1', now: () => new Promise((resolve) => (answer = resolve)), until: Infinity },
        'identity',
      );
      const asked = cache.get('a', 'gzip');
      cache.put('a', 'b'.repeat(100_000), truth().freshness, 'identity');
      answer('1');
      await asked;
    }
    cache.put('c', 'c'.repeat(100_000), truth().freshness, 'identity');
    expect([await cache.get('a', 'identity'), await cache.get('c', 'identity')].map(Boolean)).toEqual([true, true]);
  });

  it('keeps of a page only what is sent, in memory of its own length', async () => {
    const cache = makePageCache(1_000_000);
    const text = Array.from({ length: 5_000 }, (_, i) => `word ${i}`).join(' ');
    for (const encoding of ['gzip', 'br'] as const) {
      const before = cache.size().bytes;
      const { body } = cache.put(encoding, text, truth().freshness, encoding);
      expect(body.buffer.byteLength).toBe(body.length);
      expect(cache.size().bytes - before).toBeGreaterThan(body.length);
      expect(cache.size().bytes - before).toBeLessThan(text.length);
    }
    const before = cache.size().bytes;
    expect((await cache.get('br', 'identity'))!.body.toString()).toBe(text);
    expect(cache.size().bytes - before).toBe(text.length);
  });

  it('counts keys and what it asks by, so that small pages do not fill the memory', () => {
    const cache = makePageCache(100_000);
    for (let i = 0; i < 1_000; i++) cache.put(`/${'x'.repeat(5_000)}${i}`, '', truth().freshness, 'identity');
    expect(cache.size().pages).toBeLessThan(10);
    cache.put('a', '', { ...truth().freshness, bytes: 200_000 }, 'identity');
    expect(cache.size()).toMatchObject({ pages: 0, bytes: 0 });
  });

  it('sends a page that is too big for it, and keeps it not', async () => {
    const cache = makePageCache(10);
    expect(cache.put('a', 'x'.repeat(100), truth().freshness, 'identity').body.length).toBe(100);
    expect(await cache.get('a', 'identity')).toBeNull();
  });
});
