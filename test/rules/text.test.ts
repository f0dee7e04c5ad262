import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages } from '../../shared/catalogue/index.ts';
import { day, moment, number, relative } from '../../shared/format.ts';
import { cleanLine, cleanText, isVisible, languageOf, length, shorten, slugify } from '../../shared/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('text as it is kept', () => {
  it('is well-formed, composed and without control characters, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(clean).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('loses no letter of any script', () => {
    for (const text of ['চাকা কেন কাঁপে?', 'র‍্যাম র‌্যাম', '👨‍👩‍👧 family', 'مرحبا\u200f', 'a\n\tb'])
      expect(cleanText(text)).toBe(text.normalize('NFC'));
    expect(cleanText('a\r\nb\rc\u0000\u001b[31m\ud800')).toBe('a\nb\nc[31m\ufffd');
  });

  it('as a line has no white space at its ends and single spaces inside', () => {
    fc.assert(fc.property(anyText, (text) => !/^\s|\s$|\s\s|[\n\t]/u.test(cleanLine(text))));
  });

  it('turn no words round: what is read is what was checked', () => {
    expect(cleanLine('\u202eskroW elttek ta rotaredom\u202c')).toBe('skroW elttek ta rotaredom');
    expect(cleanLine('\u2066Kettle\u2069 \u202bWorks')).toBe('Kettle Works');
    expect(cleanLine('ক্\u200dষ')).toBe('ক্\u200dষ');
  });

  it('is counted in code points', () => {
    expect([length(''), length('কাঁ'), length('👍🏽'), length('é')]).toEqual([0, 3, 2, 1]);
  });
});

describe('the readable part of an address', () => {
  it('is never empty, never long, and the same when made of itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const slug = slugify(text);
        expect(slug).not.toBe('');
        expect(length(slug)).toBeLessThanOrEqual(60);
        expect(slugify(slug)).toBe(slug);
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u);
      }),
    );
  });

  it('keeps letters and vowel signs, and ends at a word', () => {
    expect(slugify('চাকা কেন কাঁপে?')).toBe('চাকা-কেন-কাঁপে');
    expect(slugify("It's Rina’s — Wheel!")).toBe('its-rinas-wheel');
    expect(slugify(`${'word '.repeat(20)}`)).toBe('word-'.repeat(12).slice(0, -1));
    expect(slugify('???')).toBe('thread');
  });
});

describe('what nobody sees', () => {
  it.each(['\u200b\u200d\ufe0f', '\u3164', '\u2800', '\u034f\u17b4', ' \u00a0\u2003', '\u0301\u0302', '\u202e\u2066'])(
    'is no text: %j',
    (text) => expect(isVisible(text)).toBe(false),
  );
  it.each(['a', '৳', '👍🏽', 'ক্ষ', '?', 'שָׁ', '\u200bx'])('is not all of %j', (text) =>
    expect(isVisible(text)).toBe(true),
  );
});

describe('shortening', () => {
  it('cuts no sign that is one to its reader', () => {
    const signs = ['👨‍👩‍👧‍👦', '🏳️‍🌈', 'ক্ষ্ণ', 'é́', '👍🏽'];
    const segments = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...signs, 'a', ' '), { maxLength: 60 }),
        fc.integer({ min: 8, max: 40 }),
        (parts, max) => {
          const text = parts.join('');
          const whole = new Set(segments(text));
          return segments(shorten(text, max).replace(/…$/, '')).every((segment) => whole.has(segment));
        },
      ),
    );
  });

  it('never exceeds the length, and leaves short text alone', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const short = shorten(text.toWellFormed(), max);
        expect(length(short)).toBeLessThanOrEqual(max);
        if (length(text) <= max) expect(short).toBe(text.toWellFormed());
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  it('cuts at a word', () => {
    expect(shorten('one two three four', 15)).toBe('one two three…');
  });
});

describe('the language of a text', () => {
  it('is told by its script', () => {
    expect(
      ['চাকা কাঁপে', 'The wheel', 'The চাকা wheel turns and turns', 'колесо', '123 !?', '', 'জল আর jol'].map((text) =>
        languageOf(text),
      ),
    ).toEqual(['bn', 'en', 'en', null, null, null, 'bn']);
  });
});

describe('numbers and times', () => {
  const at = Date.UTC(2024, 4, 3, 21, 5);

  it('are written as each language writes them', () => {
    expect([number('en', 7), number('en', 1234567), number('bn', 7), number('bn', 1234567)]).toEqual([
      '7',
      '1,234,567',
      '৭',
      '১২,৩৪,৫৬৭',
    ]);
    expect([day('en', at), day('bn', at)]).toEqual(['3 May 2024', '৩ মে, ২০২৪']);
    expect(moment('en', at)).toBe('3 May 2024 at 21:05 UTC');
    expect(moment('bn', at)).toMatch(/[০-৯]/);
  });

  it('are relative for a month, and not at all in the future', () => {
    const hour = 3_600_000;
    expect([
      relative('en', at, at),
      relative('en', at, at + 3 * hour),
      relative('en', at, at + 25 * hour),
      relative('bn', at, at + 3 * hour),
    ]).toEqual(['this minute', '3 hours ago', 'yesterday', '৩ ঘণ্টা আগে']);
    expect([relative('en', at, at + 31 * 24 * hour), relative('en', at, at - hour)]).toEqual([null, null]);
  });
});

describe('a line without what nobody sees', () => {
  it.each([
    ['a\u200bb\u2060c\u034fd\u17b4\u00ad\ufeff', 'abcd'],
    ['\u202eemca\u2066 x\u200f', 'emca x'],
    ['x\u200dy Ac\ufe0fme', 'xy Acme'],
    [`z${'\u0301'.repeat(40)}`, `z\u0301`.normalize('NFC') + '\u0301'.repeat(5)],
    ['\u2063\u2063', ''],
  ])('%j is %j', (text, line) => expect(cleanLine(text)).toBe(line));
  it.each(['র‍্যাম', 'محمد‌علی', '👨‍👩‍👧 ❤️ 1️⃣', 'ශ්‍රී', 'कृष्ण', 'ས྄ྒྲུབས'])('%s stays as it is', (text) =>
    expect(cleanLine(text)).toBe(text.normalize('NFC')),
  );
});

it('a wait is said in the unit that says it well, in each language', () => {
  const said = (language: 'en' | 'bn', seconds: number) =>
    messages(language).errors.too_many({ seconds, used: 0, limit: 0, of: 0, hours: 0, text: '' });
  expect(
    [30, 600, 7_200, 7_201, 172_801, 604_560].map((seconds) => /wait (\d+ \w+)/.exec(said('en', seconds))![1]),
  ).toEqual([...['30 seconds', '10 minutes', '120 minutes', '3 hours', '3 days', '7 days']]);
  expect(said('bn', 604_560)).toContain('৭ দিন');
  expect(said('bn', 90_000)).toContain('২৫ ঘণ্টা');
});
