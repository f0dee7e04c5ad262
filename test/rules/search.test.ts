import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markTerms, snippet } from '../../server/forum/search/snippet.ts';
import { termOf, termsOf, wordsOf } from '../../server/platform/store/terms.ts';

const whole = (parts: { text: string }[]) => parts.map((part) => part.text).join('');

describe('search terms', () => {
  it.each([
    ['গাছ', 'গাছের', 'গাছগুলো', 'গাছগুলোর', 'গাছে', 'গাছটি', 'গাছটা'],
    ['কলকাতা', 'কলকাতার', 'কলকাতায়', 'কলকাতাকে'],
    ['ছেলে', 'ছেলেরা', 'ছেলের', 'ছেলেকে'],
    ['শহর', 'শহরের', 'শহরে', 'শহরটা', 'শহরগুলো'],
    ['wheel', 'Wheels', 'WHEEL', 'ｗｈｅｅｌ'],
    ['tighten', 'tightened', 'tightening', 'tightens'],
    ['café', 'cafe\u0301'],
  ])('of %s meet in all its forms', (...forms) => {
    expect(new Set(forms.map((form) => termOf(form))).size, forms.map((form) => termOf(form)).join(' ')).toBe(1);
  });

  it.each([
    ['কাল', 'কালো'],
    ['পাতা', 'পাত্র'],
    ['wheel', 'wheat'],
  ])('of %s and %s do not meet', (one, other) => {
    expect(termOf(one)).not.toBe(termOf(other));
  });

  it('are whole words: no word is cut at a vowel sign, a hasanta or a joiner', () => {
    const words = ['হলুদ', 'কাঁপে', 'ক্ষুদ্র', 'র‍্যাম', 'দুঃখ', 'কিংবা', 'নৈঃশব্দ্য'];
    expect(wordsOf(words.join(' ')).map(({ word }) => word)).toEqual(words);
    expect(termsOf(words.join(', '))).toHaveLength(words.length);
  });

  it('hold nothing that an engine would take for an operator, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const term of termsOf(text)) {
          expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          expect(term.length).toBeLessThanOrEqual(64);
          expect(term.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('are the same however a text is composed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (text) => termsOf(text.normalize('NFD')).join(' ') === termsOf(text.normalize('NFC')).join(' '),
      ),
    );
  });

  it('of an endless text are bounded', () => {
    expect(termsOf('word '.repeat(40_000)).length).toBeLessThanOrEqual(16_001);
  });
});

describe('a snippet', () => {
  const long = `${'শুরুর কথা '.repeat(30)}গাছের পাতা হলুদ। ${'শেষের কথা '.repeat(60)}`;

  it('stands around the first hit, marks every form of it, and cuts no word', () => {
    const parts = snippet(long, termsOf('গাছ পাতাগুলো'), null);
    expect(parts.filter((part) => part.hit).map((part) => part.text)).toEqual(['গাছের', 'পাতা']);
    expect([whole(parts).startsWith('… '), whole(parts).endsWith(' …')]).toEqual([true, true]);
    const words = new Set(wordsOf(long).map(({ word }) => word));
    for (const { word } of wordsOf(whole(parts))) expect(words.has(word), word).toBe(true);
    expect(whole(parts).length).toBeLessThan(260);
  });

  it('is the beginning when nothing is hit, and all of a short text', () => {
    expect(whole(snippet(long, ['nothing'], null)).startsWith('শুরুর কথা')).toBe(true);
    expect(snippet('Short.', ['short'], null)).toEqual([
      { text: 'Short', hit: true },
      { text: '.', hit: false },
    ]);
    expect(snippet('', ['x'], null)).toEqual([]);
  });

  it('loses and adds nothing when terms are marked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        (text) => whole(markTerms(text, termsOf(text).slice(0, 3), null)) === text,
      ),
    );
  });

  it('survives a word without end', () => {
    expect(whole(snippet('x'.repeat(5_000), ['y'], null)).length).toBeLessThanOrEqual(5_002);
  });
});
