import { describe, expect, it } from 'vitest';
import { render } from '../../shared/render.ts';
import { plainText } from '../../shared/markdown.ts';
import { dangers } from '../support/dangers.ts';
import { costOf } from '../support/cost.ts';

const html = (markdown: string) => render(markdown, { noteBack: 'Back' }).html;

describe('footnotes', () => {
  const text = 'Clay breathes.[^1] So does wood.[^w]\n\n[^1]: But it breaks.\n[^w]: See https://example.org/wood.';

  it('stand at the end, with a way there and back', () => {
    const drawn = html(text);
    const [, name] = /href="#fn-(\w+)-1"/.exec(drawn)!;
    expect(drawn).toContain(`<sup class="footnote-ref"><a href="#fn-${name}-1" id="fnref-${name}-1">[1]</a></sup>`);
    expect(drawn).toContain(`<li id="fn-${name}-1" class="footnote-item"><p>But it breaks.`);
    expect(drawn).toContain(`<a href="#fnref-${name}-1" class="footnote-backref" aria-label="Back">`);
    expect(drawn).toContain('<a href="https://example.org/wood" rel="ugc nofollow noopener">');
    expect(dangers(drawn)).toEqual([]);
  });

  it('of two texts on one page lead each into its own', () => {
    const name = (markdown: string) => /href="#fn-(\w+)-1"/.exec(html(markdown))![1];
    expect(name(text)).not.toBe(name(`${text} More.`));
    expect(name(text)).toBe(name(text));
  });

  it('are words in search, without the way back', () => {
    expect(plainText(html(text))).toBe(
      'Clay breathes.[1] So does wood.[2] But it breaks. See https://example.org/wood.',
    );
  });

  it('that are not there stay as they were written; an address is no note', () => {
    expect(html('Nothing[^9] here.')).toBe('<p>Nothing[^9] here.</p>\n');
    expect(html('see [this] [^a]\n\n[^a]: https://example.org/a')).toContain('[this] <sup class="footnote-ref">');
    expect(html('x^[2] and [^]')).not.toContain('footnote');
  });

  it('give no text an id or class of its choice', () => {
    const drawn = html('a[^x" onclick="alert(1)]\n\n[^x"onclick="alert(1)]: b\n\n<li id="errors" class="site-header">');
    expect(dangers(drawn)).toEqual([]);
    expect(drawn).not.toContain('<li id=');
  });

  it('are drawn fast, whatever is written', () => {
    const draw = () => {
      html(`[^a]: x\n\n${'[^'.repeat(16_000)}`);
      html(`[^a]: x\n\n${'[^a]'.repeat(8_000)}`);
      html(Array.from({ length: 3_000 }, (_, i) => `[^${i}]: x[^${i + 1}]`).join('\n'));
    };
    expect(costOf(draw)).toBeLessThan(3_000);
  });

  it.each([
    '>! The end is sad.[^1]\n>!\n>! [^1]: The butler did it.\n\nMore words.',
    'More words.[^1]\n\n>! The end.\n>!\n>! [^1]: The butler did it.',
    'More words.\n\n>! The end.[^1]\n\n[^1]: The butler did it.',
    'More words.\n\n>! The end.[^1]\n\n[^1]: See[^2]\n[^2]: The butler did it.',
    'More words.\n\n>! The end.[^1]\n>!\n>! [^1]: a\n>!\n>!     >! [^2]: b\n>!\n>! The butler did it.',
  ])('are as hidden as the words that have them: %j', (typed) => {
    const { html: drawn, text: told } = render(typed, { hidden: 'Press' });
    expect(drawn).toContain('butler');
    expect(told).not.toContain('butler');
    expect(told).toContain('More words.');
    expect(dangers(drawn)).toEqual([]);
  });

  it('that shown words have too are shown; one within another stays in it', () => {
    const typed = 'Some.[^1]\n\n>! The end.[^1]\n\n[^1]: A note.[^2]\n\n    [^3]: inner\n\n    after\n[^2]: Another.';
    const { html: drawn, text: told } = render(typed, { hidden: 'Press' });
    for (const words of ['A note.', '[^3]: inner after', 'Another.']) expect(told).toContain(words);
    expect(drawn.match(/<details>/g)).toHaveLength(1);
  });

  it('make no text many times longer than it was typed', () => {
    const bomb = (part: string, before = '') => before + part.repeat(Math.ceil(32_000 / part.length));
    for (const typed of [bomb('[^a]', '[^a]: x\n\n'), bomb('>! x\n\n'), bomb('>! [^a]\n\n', '[^a]: x\n\n')])
      expect(html(typed).length / typed.length).toBeLessThan(9);
    const drawn = html(`[^a]: x\n\n${'[^a] '.repeat(300)}`);
    expect(drawn.match(/class="footnote-ref"/g)).toHaveLength(200);
    expect(drawn.match(/class="footnote-backref"/g)).toHaveLength(10);
    expect(drawn).toContain('[^a] [^a]');
    expect(html('>! x\n\n'.repeat(300)).match(/<details>/g)).toHaveLength(200);
  });
});

describe('lists of tasks', () => {
  it('show what is done', () => {
    expect(html('- [ ] sow\n- [x] water\n- [y] no\n- plain')).toBe(
      '<ul>\n<li class="task">☐ sow</li>\n<li class="task">☑ water</li>\n<li>[y] no</li>\n<li>plain</li>\n</ul>\n',
    );
    expect(html('- [x]\n- [ ](https://example.org)')).not.toContain('☑');
    expect(html('1. [X] one')).toContain('<li class="task">☑ one</li>');
  });
});

describe('bold', () => {
  it.each([
    ['**“ছাদ”**এর বাগান', '<strong>“ছাদ”</strong>এর'],
    ['**(ছাদ)**টি', '<strong>(ছাদ)</strong>টি'],
    ['**ছাদ**ের', '<strong>ছাদ</strong>ের'],
    ['这是**“重点”**吗', '<strong>“重点”</strong>吗'],
    ['**「要点」**は', '<strong>「要点」</strong>は'],
    ['中文**（粗体）**。', '<strong>（粗体）</strong>。'],
  ])('%s ends where it was meant to', (markdown, drawn) => {
    expect(html(markdown)).toContain(drawn);
  });
});
