import { describe, expect, it } from 'vitest';
import { addressOf, afterLook, becomesCards, videoAt } from '../../server/rules/link-previews.ts';
import { render } from '../../shared/render.ts';

const OWN = 'https://forum.example';
const isAlone = (markdown: string) => render(markdown).html.includes('class="alone"');

describe('a link alone', () => {
  it('is an address that is all of its paragraph', () => {
    expect(isAlone('https://a.example/b')).toBe(true);
    expect(isAlone('Before.\n\nhttps://a.example/b\n\nAfter.')).toBe(true);
  });

  it.each([
    ['<https://a.example/b>', 'in sharp brackets'],
    ['[words](https://a.example/b)', 'with words of its own'],
    ['See https://a.example/b', 'in a sentence'],
    ['https://a.example/b\nhttps://a.example/c', 'beside another'],
    ['> https://a.example/b', 'in a quotation'],
    ['- https://a.example/b', 'in a list'],
    ['`https://a.example/b`', 'as code'],
  ])('is not %s, %s', (markdown) => {
    expect(isAlone(markdown)).toBe(false);
  });

  it('is looked up at one address however it is written, and never here, inside, or with a name', () => {
    expect(addressOf('HTTPS://A.example/b#part', OWN)).toBe('https://a.example/b');
    expect(addressOf('https://a.example:443/b', OWN)).toBe('https://a.example/b');
    for (const no of [
      ...['https://forum.example/t/1', 'http://localhost/', 'https://a.example:8443/', 'ftp://a.example/', 'x'],
      ...['https://who@a.example/', `https://a.example/${'b'.repeat(1_000)}`],
    ])
      expect([no, addressOf(no, OWN)]).toEqual([no, null]);
  });

  it('stays plain of whoever speaks for a brand or did, and where not everybody reads', () => {
    const member = { isLabelled: false, stakes: null };
    expect(becomesCards(member, true)).toBe(true);
    expect(becomesCards(member, false)).toBe(false);
    expect(becomesCards({ ...member, isLabelled: true }, true)).toBe(false);
    expect(becomesCards({ ...member, stakes: [{ brandId: 1 }] }, true)).toBe(false);
  });
});

describe('looking again', () => {
  it('comes after days, and after failures later each time', () => {
    const days = (ms: number) => ms / 86_400_000;
    expect(days(afterLook('found', 0).waitMs)).toBe(14);
    const waits = [1, 2, 3, 4, 5, 6, 99].map((failures) => afterLook('failed', failures).waitMs);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(days(waits.at(-1)!)).toBe(30);
  });

  it('keeps a card through a few failures, and not where nothing is left', () => {
    expect(afterLook('failed', 1).keepsCard).toBe(true);
    expect(afterLook('failed', 5).keepsCard).toBe(false);
    expect(afterLook('gone', 1).keepsCard).toBe(false);
    expect(afterLook('nothing', 1).keepsCard).toBe(false);
  });
});

it('videos are told by known hosts and by the form of an address', () => {
  const oEmbed = (address: string) => videoAt(address)?.oEmbed?.split('?')[0] ?? null;
  for (const tube of ['www.youtube.com/watch?v=abcdefghijk', 'youtu.be/abcdefghijk', 'youtube.com/shorts/abcdefghijk'])
    expect(oEmbed(`https://${tube}`)).toBe('https://www.youtube.com/oembed');
  expect(oEmbed('https://vimeo.com/123456')).toBe('https://vimeo.com/api/oembed.json');
  expect(videoAt('https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv')).toEqual({ oEmbed: null, isSure: false });
  for (const none of [
    'https://www.youtube.com/about',
    'https://notyoutube.com/watch?v=abcdefghijk',
    'https://a.example/',
  ])
    expect(videoAt(none)).toBe(null);
});
