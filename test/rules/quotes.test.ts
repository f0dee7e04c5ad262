/** What goes from a text with a post that it quotes: whatever the reader sees as that post's words, and nothing else. */
import { describe, expect, it } from 'vitest';
import { withoutWordsOf } from '../../shared/markdown-quotes.ts';

const PLACES = new Set(['p/534', 't/7/3']);
const GONE = 'It is gone.';
const without = (markdown: string) => withoutWordsOf(markdown, PLACES, GONE, 'https://adda.example');

describe('a text without the words of a post', () => {
  it.each([
    ['a quotation', '> [Dora](/p/534):\n>\n> SECRET words\n\nMine.'],
    ['a line that goes on without its mark', '> [Dora](/p/534):\nSECRET words\n\nMine.'],
    ['two parts with a blank line between', '> [Dora](/p/534):\n\n> SECRET words\n\n> and SECRET more\n\nMine.'],
    ['a link above', '[Dora](/p/534) wrote:\n\n> SECRET words\n\nMine.'],
    ['a link right above', '[Dora](/p/534) wrote:\n> SECRET words\n\nMine.'],
    ['a whole address above', 'https://adda.example/t/7/spokes/3\n\n> SECRET words\n\nMine.'],
    ['a reference', '> [Dora][1]\n>\n> SECRET words\n\nMine.\n\n[1]: /p/534'],
    ['a reference above', '[Dora][1] wrote:\n\n> SECRET words\n\nMine.\n\n[1]: /p/534'],
    ['code', '[Dora](/p/534) wrote:\n\n```\nSECRET words\n```\n\nMine.'],
    ['indented code', '[Dora](/p/534) wrote:\n\n    SECRET words\n\nMine.'],
    ['code in a quotation', '> [Dora](/p/534)\n>\n> ```\n> SECRET\n> ```\n\nMine.'],
    ['hidden words', '[Dora](/p/534) wrote:\n\n>! SECRET words\n\nMine.'],
    ['hidden words with the link in them', '>! [Dora](/p/534)\n>! SECRET words\n\nMine.'],
    ['a list', '- [Dora](/p/534) wrote:\n\n  > SECRET words\n\nMine.'],
    ['a list of quotations', '- > [Dora](/p/534)\n  > SECRET words\n- Mine.'],
    ['a quotation of a quotation', '> [Rina](/p/9)\n>\n> > [Dora](/p/534)\n> >\n> > SECRET\n\nMine.'],
    ['a name below', '> SECRET words\n\n— [Dora](/p/534)\n\nMine.'],
    ['a name below, within', '> SECRET words\n>\n> — [Dora](/p/534)\n\nMine.'],
    ['a heading above', '### [Dora](/p/534)\n\n> SECRET words\n\nMine.'],
  ])('loses %s', (_what, markdown) => {
    const text = without(markdown);
    expect(text).not.toContain('SECRET');
    expect(text).toContain('Mine.');
    expect(text.split(GONE)).toHaveLength(2);
    expect(without(text)).toBe(text);
  });

  it.each([
    'Mine, see [there](/p/534).\n\nAnd more of mine.',
    '> [Rina](/p/9)\n>\n> Hers.\n\nSee [Dora](/p/534), too.',
    '[Dora](/p/534) asked.\n\n> [Rina](/p/9)\n>\n> Hers.',
    '```\n[Dora](/p/534)\n```\n\n> Mine.',
    'See [Dora](/p/534).\n\nI say:\n\n> A proverb.',
  ])('keeps what is nobody else’s: %j', (markdown) => {
    expect(without(markdown)).toBe(markdown);
  });

  it('takes long texts in one go', () => {
    const long = '> [Dora](/p/534)\n> SECRET\n\nMine.\n\n'.repeat(2_000);
    expect(without(long)).not.toContain('SECRET');
    expect(without(`${'> '.repeat(500)}[Dora](/p/534) SECRET`)).not.toContain('SECRET');
  });
});
