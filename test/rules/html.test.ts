import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, decompress, encodeOnce } from '../../server/platform/http/compress.ts';
import { localPath, splitTags, valueOf, valuesOf } from '../../server/platform/http/form-state.ts';
import { textOf, html, trusted } from '../../server/platform/http/html.ts';

describe('html', () => {
  it('escapes every value in text and in quoted attributes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          !/[<>"']/.test(html`${text}`.text) &&
          html`${text}`.text.replace(/&(amp|lt|gt|quot|#39);/g, '').includes('&') === false,
      ),
    );
    expect(html`<a title="${`"><b onclick='x'>&`}">`.text).toBe(
      '<a title="&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;&amp;">',
    );
  });

  it('keeps what it made itself, and leaves out what is nothing', () => {
    expect(
      html`${html`<b>${'<'}</b>`}${[html`<i></i>`, '&', [0]]}${null}${undefined}${false}${''}${0}${trusted('<hr>')}`
        .text,
    ).toBe('<b>&lt;</b><i></i>&amp;00<hr>');
  });

  it('does not take a look-alike for its own', () => {
    expect(() => html`${{ text: '<script>' } as never}`.text).toThrow();
  });
});

describe('forms', () => {
  it('go on to our own pages only', () => {
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      '',
      undefined,
    ])
      expect(localPath(evil, '/home')).toBe('/home');
    for (const own of ['/', '/t/1/x?page=2#post-3', '/s/%E0%A6%9A']) expect(localPath(own, '/home')).toBe(own);
    for (const evil of ['/.//evil.example', '/..//evil.example', '/x/..//evil.example', '/%2e//evil.example'])
      expect([evil, localPath(evil, '/home')]).toEqual([evil, '/home']);
    // No header holds other letters.
    expect(localPath('/বাংলা?q=ক#খ', '/home')).toBe(encodeURI('/বাংলা?q=ক#খ'));
    expect(localPath('/a\u2028b', '/home')).toBe('/a%E2%80%A8b');
  });

  it('hold text whatever was sent', () => {
    for (const odd of [null, undefined, 5, 'text', [1], () => 1]) expect(valuesOf(odd)).toEqual({});
    expect(valuesOf({ a: 'x', b: 1, c: true, d: ['x', 2], e: { toString: 1 }, f: [{}], g: null })).toEqual({
      a: 'x',
      b: 1,
      c: true,
      d: ['x', 2],
    });
    expect(valueOf({ values: { tags: ['a', 'b'] }, faults: [], message: null }, 'tags')).toBe('a, b');
    expect(splitTags(['a, b', 'c'])).toEqual(['a', ' b', 'c']);
  });
});

describe('an encoding', () => {
  it('is the best that the browser takes, and never one that it refuses', () => {
    expect(
      ['gzip, deflate, br', 'gzip', 'br;q=0, gzip', 'gzip;q=0', undefined, '*', 'identity', 'br;q=0.5'].map(
        chooseEncoding,
      ),
    ).toEqual(['br', 'gzip', 'gzip', 'identity', 'identity', 'identity', 'identity', 'br']);
  });
});

describe('a long page', () => {
  const row = (i: number) =>
    html`<li title="${`"${i}"`}">${'ব & b '.repeat(i % 90)}${[1, null, html`<b>${i}</b>`]}</li>`;
  const rows = Array.from({ length: 400 }, (_, i) => row(i));

  it('is kept in short pieces that say the same as the whole', () => {
    const page = html`<ul>${rows}</ul>${html`<p>${rows[7]}${html`<div>${rows}</div>`}</p>`}`;
    const whole = rows.map(String).join('');

    expect(page.text).toBe(`<ul>${whole}</ul><p>${String(rows[7])}<div>${whole}</div></p>`);
    expect(page.pieces.length).toBeGreaterThan(1);
    expect(Math.max(...page.pieces.map((piece) => textOf(piece).length))).toBeLessThan(20_000);
  });

  it('goes out in the bytes of its text, compressed or not, whatever its letters are', () => {
    const page = html`<ul>${rows}</ul>`;

    expect(encodeOnce(page.pieces, 'identity').toString()).toBe(page.text);
    expect(decompress(encodeOnce(page.pieces, 'br'), 'br').toString()).toBe(page.text);
    expect(decompress(encodeOnce(page.pieces, 'gzip'), 'gzip').toString()).toBe(page.text);
  });
});
