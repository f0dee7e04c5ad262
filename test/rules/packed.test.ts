import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeOnce, encodingFor } from '../../server/platform/http/compress.ts';
import { Html, html } from '../../server/platform/http/html.ts';
import { Packed } from '../../server/platform/http/packed.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.integer({ min: 0, max: 4_000 }).map((times) => 'চাকা <b>wobbles</b> & '.repeat(times)),
  fc.constant(''),
);
/** Well-formed: lone surrogates are not sent as they are by anything. */
const wellFormed = text.map((letters) => letters.toWellFormed());

describe('a page with parts that are packed', () => {
  it('is read as what it says by whoever takes gzip, whatever is packed and whatever is not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), wellFormed), { minLength: 1, maxLength: 12 }), (parts) => {
        const pieces = parts.map(([isPacked, letters]) => (isPacked ? new Packed(letters) : letters));
        const whole = parts.map(([, letters]) => letters).join('');
        expect(gunzipSync(encodeOnce(pieces, 'gzip')).toString()).toBe(whole);
        expect(encodeOnce(pieces, 'identity').toString()).toBe(whole);
        expect(new Html(pieces).text).toBe(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same inside other HTML, at the beginning, in a list and at the end', () => {
    const part = new Html([new Packed('<p>চাকা</p>')]);
    const page = html`${part}<ul>${[part, part].map((one) => html`<li>${one}</li>`)}</ul>${html`<div>${part}</div>`}`;
    const whole = '<p>চাকা</p><ul><li><p>চাকা</p></li><li><p>চাকা</p></li></ul><div><p>চাকা</p></div>';

    expect(page.text).toBe(whole);
    expect(gunzipSync(encodeOnce(page.pieces, 'gzip')).toString()).toBe(whole);
  });

  it('goes as gzip to whoever takes that, and otherwise as what they take', () => {
    const page = html`<p>${new Html([new Packed('words')])}</p>`;
    const accepted = ['gzip, deflate, br', 'br', 'br, gzip;q=0', 'gzip', undefined];

    expect(accepted.map((accept) => encodingFor(page, accept))).toEqual(['gzip', 'br', 'br', 'gzip', 'identity']);
    expect(accepted.map((accept) => encodingFor(html`<p>words</p>`, accept))).toEqual([
      ...['br', 'br', 'br', 'gzip', 'identity'],
    ]);
  });
});
