import { describe, expect, it } from 'vitest';
import { lineOf, plainText } from '../../shared/markdown.ts';
import { ownBeginningOf } from '../../shared/own-words.ts';
import { render } from '../../shared/render.ts';

describe('the one line that stands for a post', () => {
  it.each([
    ['> Somebody said this.\n\nI say that.', 'I say that.'],
    [
      '> One.\n>\n> > Within it.\n>\n> Still.\n\n> Another.\n\nMine, with a note[^1].\n\n[^1]: The note.',
      'Mine, with a note.',
    ],
    ['> Nothing but this.', 'Nothing but this.'],
    ['First.\n\n> Then a quotation.', 'First. Then a quotation.'],
    ['', ''],
  ])('begins with its own words: %j', (markdown, line) => {
    const { html, excerpt } = render(markdown);
    expect(ownBeginningOf(html, 60)).toMatch(new RegExp(`^${line}`));
    expect(excerpt).toMatch(new RegExp(`^${line}`));
  });

  it('parts the cells and the rows of a table, and leaves out what is empty', () => {
    const { html, excerpt, text } = render(
      'Sizes:\n\n| Part | Weight |\n| :-- | --: |\n| Hub | 200 g |\n|  | 3 |\n|  |  |\n| Rim |  |\n\nSo.',
    );
    const line = 'Sizes: Part · Weight / Hub · 200 g / 3 / Rim So.';
    expect([excerpt, ownBeginningOf(html, 60), lineOf(html, 60)]).toEqual([line, line, line]);
    // What is searched has the words alone.
    expect(text).toBe('Sizes: Part Weight Hub 200 g 3 Rim So.');
  });

  it('has a formula that reads as it is written, and none that is all signs', () => {
    const { html, excerpt } = render('Let $x = 2 < y$ and $\\frac{-b}{2a}$:\n\n$$a+b$$\n\nCosts $5.', { maths: true });
    expect([excerpt, lineOf(html, 60)]).toEqual(Array(2).fill('Let x = 2 < y and …: a+b Costs $5.'));
    expect(plainText(html)).toContain('$\\frac{-b}{2a}$');
  });
});
