import { describe, expect, it } from 'vitest';
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
});
