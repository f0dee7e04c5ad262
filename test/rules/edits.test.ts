import { describe, expect, it } from 'vitest';
import { costOf } from '../support/cost.ts';
import { movedPlace, placesOf } from '../../client/composer/in-text.ts';
import { around, block, code, type Edit, type Field, goOn, link, onLines, table } from '../../client/composer/edits.ts';

/** A text with its selection between bars; one bar is a place. */
function field(text: string): Field {
  const start = text.indexOf('|');
  const value = text.replaceAll('|', '');
  const end = text.lastIndexOf('|') === start ? start : text.lastIndexOf('|') - 1;
  return { value, start, end };
}

/** What stands there after an edit, written alike. */
function done(text: string, edit: (field: Field) => Edit | null): string | null {
  const before = field(text);
  const made = edit(before);
  if (!made) return null;
  const value = before.value.slice(0, made.from) + made.text + before.value.slice(made.to);
  const { start, end } = made;
  if (start === end) return `${value.slice(0, start)}|${value.slice(start)}`;
  return `${value.slice(0, start)}|${value.slice(start, end)}|${value.slice(end)}`;
}

describe('marks around words', () => {
  it.each([
    ['a |word| b', '**', 'a **|word|** b'],
    ['a **|word|** b', '**', 'a |word| b'],
    ['a |**word**| b', '**', 'a |word| b'],
    ['a | word | b', '**', 'a  **|word|**  b'],
    ['a wo|rd b', '**', 'a **wo|rd** b'],
    ['a **wo|rd** b', '**', 'a wo|rd b'],
    ['a | b', '**', 'a **|** b'],
    ['a **|** b', '**', 'a | b'],
    ['a **|word|** b', '*', 'a ***|word|*** b'],
    ['a ***|word|*** b', '*', 'a **|word|** b'],
    ['a ***|word|*** b', '**', 'a *|word|* b'],
    ['a *|word|* b', '**', 'a ***|word|*** b'],
    ['আমি বাং|লা লিখি', '**', 'আমি **বাং|লা** লিখি'],
    ['|', '**', '**|**'],
    ['**x|**', '**', '**x**|'],
    ['a *x|* b', '*', 'a *x*| b'],
    ['`x|`', '`', '`x`|'],
    ['a ***x|***', '**', 'a ***x**|*'],
    ['a | **b**', '**', 'a **|** **b**'],
    ['|one\n\ntwo|', '**', '|**one**\n\n**two**|'],
    ['|**one**\n\n**two**|', '**', '|one\n\ntwo|'],
    ['|- one\n- **two**\n> three|', '**', '|- **one**\n- **two**\n> **three**|'],
    ['|## one\n1. two |', '*', '|## *one*\n1. *two*| '],
  ])('%s with %s is %s', (before, mark, after) => {
    expect(done(before, (one) => around(one, mark))).toBe(after);
  });

  it('put code between marks, and several lines into a block', () => {
    expect(done('|x|', code)).toBe('`|x|`');
    expect(done('see |a\nb| c', code)).toBe('see \n\n```|\na\nb\n```\n\n c');
    expect(done('|a\n```\nb|', code)).toBe('~~~|\na\n```\nb\n~~~');
  });
});

describe('a link', () => {
  it('has what is selected as its words, or as its address', () => {
    expect(done('see |this| now', (one) => link(one))).toBe('see [this](|https://|) now');
    expect(done('see |', (one) => link(one))).toBe('see [|](https://)');
    expect(done('a\nsee [this](|https://|) now', (one) => link(one))).toBe('a\nsee |this| now');
    expect(done('see [th\\[i\\]|s](<https://e.org/(b)>)', (one) => link(one))).toBe('see |th[i]s|');
    expect(done('[one](https://e.org) |two| [three](https://e.org)', (one) => link(one))).toContain(
      ' [two](|https://|) ',
    );
    expect(done('[whe|el](https://e.org/a_(b))', (one) => link(one))).toBe('|wheel|');
    expect(done('[a [b|] c](https://e.org "t")', (one) => link(one))).toBe('|a [b] c|');
    expect(done('[![p|](/f/1)](https://e.org)', (one) => link(one))).toBe('|![p](/f/1)|');
    const long = '[\\'.repeat(50_000);
    expect(costOf(() => link({ value: long, start: 90_000, end: 90_000 }))).toBeLessThan(1_000);
    expect(costOf(() => link({ value: long, start: 9, end: 90_000 }))).toBeLessThan(1_000);
    expect(done('![a |wheel|](/p/1)', (one) => link(one))).toBe('![a [wheel](|https://|)](/p/1)');
    expect(done('|https://example.org/x|', (one) => link(one))).toBe('[|](https://example.org/x)');
    expect(done('see |th[i]s|', (one) => link(one, 'https://e.org/a_(b)'))).toBe(
      'see [th\\[i\\]s](<https://e.org/a_(b)>)|',
    );
  });
});

describe('lines', () => {
  it.each([
    ['on|e', 'list', '- on|e'],
    ['- on|e', 'list', 'on|e'],
    ['|one\ntwo|', 'numbered', '|1. one\n2. two|'],
    ['|1. one\n2. two|', 'list', '|- one\n- two|'],
    ['|- one\n- two|', 'list', '|one\ntwo|'],
    ['before\n|one|', 'list', 'before\n\n|- one|'],
    ['|one|\nafter', 'quote', '|> one|\n\nafter'],
    ['|one\n\ntwo|', 'quote', '|> one\n> \n> two|'],
    ['> on|e', 'spoiler', '>! on|e'],
    ['>! on|e', 'spoiler', 'on|e'],
    ['one\ntw|o', 'heading', 'one\n## tw|o'],
    ['### on|e', 'heading', 'on|e'],
    ['|', 'list', '- |'],
    ['|\nabc', 'list', '- |\n\nabc'],
    ['|\nabc|', 'list', '|\n- abc|'],
  ] as const)('%j as %s are %j', (before, kind, after) => {
    expect(done(before, (one) => onLines(one, kind))).toBe(after);
  });

  it('cost little, however many marks or lines there are', () => {
    const ends = { value: `a${'\n'.repeat(100_000)}x`, start: 100_002, end: 100_002 };
    const stars = { value: `${'*'.repeat(100_000)}x`, start: 0, end: 100_001 };
    expect(costOf(() => block(ends, '![](/p/1)'))).toBeLessThan(1_000);
    expect(costOf(() => around(stars, '**'))).toBeLessThan(1_000);
  });

  it.each([
    ['|', '![](/p/1)\n\n|'],
    ['so|', 'so\n\n![](/p/1)\n\n|'],
    ['so\n\n|and', 'so\n\n![](/p/1)\n\n|and'],
    ['|so|\nand', 'so\n\n![](/p/1)\n|\nand'],
  ])('of a picture at %j are %j', (before, after) => {
    expect(done(before, (one) => block(one, '![](/p/1)'))).toBe(after);
  });

  it('of a table stand apart, with the first head selected', () => {
    expect(done('a|', (one) => table(one, ['One', 'Two']))).toBe(
      'a\n\n| |One| | Two |\n| --- | --- |\n|     |     |\n|     |     |',
    );
  });
});

describe('Enter', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['- on|e', '- on\n- |e'],
    ['  * one|', '  * one\n  * |'],
    ['9. one|', '9. one\n10. |'],
    ['১. one|', null],
    ['- [x] one|', '- [x] one\n- [ ] |'],
    ['> one|', '> one\n> |'],
    ['> - one|', '> - one\n> - |'],
    ['>! one|', '>! one\n>! |'],
    ['a\n- |', 'a\n|'],
    ['- a\n- |', '- a\n\n|'],
    ['1. a\n   more\n2. |\nb', '1. a\n   more\n\n|\nb'],
    ['- a\n  - b\n  - |', '- a\n  - b\n- |'],
    ['3. a\n   - [ ] b\n   - [ ] |', '3. a\n   - [ ] b\n4. |'],
    ['  - a\n  - |', '  - a\n\n  |'],
    ['> - |', '> |'],
    ['> - a\n> - |', '> - a\n>\n> |'],
    ['> a\n> |', '> a\n\n|'],
    ['> |', '|'],
    ['one|', null],
    ['|- one', null],
    ['- one |two|', null],
    ['```\n- one|', null],
    ['```\n```\n- one|', '```\n```\n- one\n- |'],
  ])('after %j makes %j', (before, after) => {
    expect(done(before, goOn)).toBe(after);
  });
});

describe('pictures in a text', () => {
  it.each([
    ['typed before', 'ab|cd', 'xxab|cd'],
    ['typed behind', 'ab|cd', 'ab|cdxx'],
    ['typed right there', 'ab|cd', 'ab|xxcd'],
    ['taken away before', 'abcd|e', 'cd|e'],
    ['taken away around', 'abcdef|gh', 'a|h'],
    ['all of it taken away', 'ab|cd', '|'],
  ])('are put where they were waited for: %s', (_, before, after) => {
    const [one, other] = [field(before), field(after)];
    expect(movedPlace(one.start, one.value, other.value)).toBe(other.start);
  });

  it('are found wherever they stand, and nothing else is', () => {
    const text = '![](/media/a)\n\nOne ![x](/media/a "A roof") two\n![](/media/ab)\n[a](/media/a)\n![y](/media/a)';
    const left = placesOf('/media/a', text).reduce((now, { from, to }) => now.slice(0, from) + now.slice(to), text);
    expect(left).toBe('One  two\n![](/media/ab)\n[a](/media/a)\n');
    expect(costOf(() => placesOf('/media/a', '!['.repeat(30_000)))).toBeLessThan(1_000);
  });
});
