import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../shared/render.ts';
import { dangers } from '../support/dangers.ts';

const html = (markdown: string) => render(markdown).html;

describe('Markdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '[click](JaVaScRiPt:alert(1))',
    '[click](\u0001javascript:alert(1))',
    '[click](data:text/html,<script>alert(1)</script>)',
    '[click](vbscript:msgbox)',
    '![x](javascript:alert(1))',
    '![x"onerror="alert(1)](https://a.example/x.png)',
    '[x](https://a.example "onmouseover=alert(1) x=\\"")',
    '<a href="javascript:alert(1)">x</a>',
    '<svg/onload=alert(1)>',
    '```"><script>alert(1)</script>\nx\n```',
    '[a]: javascript:alert(1)\n\n[a]',
    '<javascript:alert(1)>',
    '<https://a.example/"onclick=alert(1)>',
    '&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;',
    '|a|\n|-|\n|<img src=x onerror=alert(1)>|',
  ])('makes nothing that runs of %j', (markdown) => {
    expect(dangers(html(markdown))).toEqual([]);
  });

  it('makes nothing that runs of anything', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '[',
      ']',
      '(',
      ')',
      '!',
      '*',
      '_',
      '\n',
      ' ',
      '|',
      '-',
      '#',
      '&',
      ';',
      'javascript:',
      'script',
      'onload=',
      'img',
      'src=x',
      'https://a.example',
      '/media/a.png',
      '\u0000',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => dangers(html(list.join(''))).length === 0),
      { numRuns: 500 },
    );
  });

  it('turns pictures from elsewhere into links, and keeps our own', () => {
    expect(html('![a roof](https://a.example/x.png)')).toBe(
      '<p><a href="https://a.example/x.png" rel="ugc nofollow noopener">a roof</a></p>\n',
    );
    expect(html('![a roof](/media/demo-roof.svg)')).toContain(
      '<img src="/media/demo-roof.svg" alt="a roof" loading="lazy" />',
    );
    for (const source of ['/media/../api', '/other.png', '//a.example/media/x.png', 'https://a.example/media/x.png'])
      expect(html(`![x](${source})`), source).not.toContain('<img');
  });

  it('never gives credit to links that members set, except our own', () => {
    expect(html('https://a.example and [b](http://b.example)').match(/rel="ugc nofollow noopener"/g)).toHaveLength(2);
    expect(html('[c](/t/1)')).toBe('<p><a href="/t/1">c</a></p>\n');
    expect(html('[d](//d.example)')).toContain('href="https://d.example" rel="ugc nofollow noopener"');
  });

  it.each([
    ['[https://bank.example](https://evil.example/x)', 'https://bank.example (evil.example)'],
    ['[www.bank.example/login](https://evil.example)', 'www.bank.example/login (evil.example)'],
    ['[bank.com](https://evil.example)', 'bank.com (evil.example)'],
    ['[https://ba**nk**.example](https://evil.example)', 'https://ba<strong>nk</strong>.example (evil.example)'],
    ['[https://bank.example@evil.example](https://other.example)', 'https://bank.example@evil.example (other.example)'],
    ['[ht\u200btps://bank.example](https://evil.example)', 'ht\u200btps://bank.example (evil.example)'],
    ['[https://bank.example](https://b\u0430nk.example)', 'https://bank.example (xn--bnk-6cd.example)'],
  ])('says the true host of a link whose words name another: %s', (markdown, words) => {
    expect(html(markdown).replace(/<\/?(?:a|p)(?: [^>]*)?>|\n/g, '')).toBe(words);
  });

  it.each([
    '[https://bank.example/](https://www.bank.example/login)',
    '[bank.com](https://docs.bank.com)',
    '[node.js](https://nodejs.org)',
    '[see www](https://a.example)',
    '[README.md](https://a.example/README.md)',
    'https://a.example/b',
    '[www.bank.com](mailto:a@bank.com)',
    '[https://b\u00fccher.example](https://b\u00fccher.example/x)',
  ])('leaves a link alone that names its own host, or none: %s', (markdown) => {
    expect(html(markdown)).not.toContain(' (');
  });

  it.each([
    '> [Boss wrote](/p/7)',
    '> - [Boss wrote](/p/7)',
    '> ## [Boss wrote](/p/7)',
    '> | [Boss wrote](/p/7) |\n> |-|',
    '>! [Boss wrote](/p/7)',
    '> >! [Boss wrote](/p/7)',
    '> [Boss wrote](/P/7)',
    '> [Boss wrote](/t/3/any/2)',
    `> [Boss wrote](/p/${'9'.repeat(20)})`,
    `> [Boss wrote](/t/3#post-${'9'.repeat(20)})`,
    '> > > [Boss wrote](/p/7)',
  ])('believes no name over a quotation of a post: %s', (markdown) => {
    const quotes = new Map([
      ['p/7', 'Rina wrote'],
      ['t/3/2', 'Rina wrote'],
    ]);
    expect(render(markdown, { quotes }).html).not.toContain('Boss');
  });

  it('puts headings under the page’s own', () => {
    expect(html('# One\n\n###### Six')).toBe('<h3>One</h3>\n<h6>Six</h6>\n');
  });

  it('lets wide code scroll, reachable by keyboard, by the name of its first words', () => {
    const drawn = render('```js\nlet a = "<b>" && 1;\n```\n\n    indented', { code: 'Code' });
    expect(drawn.html).toContain(
      '<pre tabindex="0" role="region" aria-label="Code: let a = &quot;&lt;b&gt;&quot; &amp;&amp; 1;"><code class="language-js">',
    );
    expect(drawn.html).toContain('<pre tabindex="0" role="region" aria-label="Code: indented"><code>');
    expect(drawn.text).toBe('let a = "<b>" && 1; indented');
  });

  it('lets wide tables scroll, reachable by keyboard', () => {
    expect(html('|a|b|\n|-|-|\n|1|2|')).toMatch(
      /^<div class="table-scroll" tabindex="0" role="region" aria-label="a b"><table>[^]*<\/table><\/div>\n$/,
    );
  });

  it.each([
    '> '.repeat(10_000) + 'x',
    '- '.repeat(10_000) + 'x',
    '['.repeat(30_000),
    '*'.repeat(30_000),
    '`'.repeat(30_000),
    '!['.repeat(15_000),
    '<'.repeat(30_000),
    '|'.repeat(30_000) + '\n' + '|-'.repeat(15_000),
    'a*b'.repeat(10_000),
    '[a](<b'.repeat(5_000),
  ])('bounds what %# costs', (markdown) => {
    const from = performance.now();
    const made = html(markdown);
    expect(performance.now() - from).toBeLessThan(3_000);
    expect((made.match(/<blockquote>|<ul>/g) ?? []).length).toBeLessThanOrEqual(25);
  });

  it('gives the text that a reader sees, and one line of it', () => {
    const { text, excerpt } = render(`**Bold** &amp; \`<code>\`\n\n![a roof](/media/x.png)\n\n${'word '.repeat(100)}`);
    expect(text.startsWith('Bold & <code> a roof word word')).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt.endsWith('…')).toBe(true);
  });
});
