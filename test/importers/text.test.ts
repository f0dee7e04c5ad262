import { describe, expect, it } from 'vitest';
import { makeHtmlConverter } from '../../server/reach/importers/stackexchange/html.ts';
import { rewriteLinks } from '../../server/reach/importers/stackexchange/links.ts';
import { makeTextMaker, wordsOf } from '../../server/reach/importers/stackexchange/markdown.ts';
import { freeSlugs, memberName } from '../../server/reach/importers/stackexchange/names.ts';
import { Framer } from '../../server/reach/importers/stackexchange/records.ts';
import { intOf, parseRow, tagsOf, timeOf } from '../../server/reach/importers/stackexchange/rows.ts';
import { whyNotName } from '../../server/rules/names.ts';
import { render } from '../../shared/render.ts';
import { costOf } from '../support/cost.ts';

const site = { origin: 'https://bread.example.com' };
const text = makeTextMaker(site);
const fromHtml = (html: string) => text.body({ markdown: null, body: html });

describe('links into the same site', () => {
  it.each([
    ['[a](https://bread.example.com/questions/12/some-words)', '[a](/questions/12)'],
    ['[a](http://bread.example.com/questions/12/some-words/34#34)', '[a](/a/34)'],
    ['[a](//bread.example.com/q/12/5 "title")', '[a](/questions/12 "title")'],
    ['[a][1]\n\n  [1]: https://bread.example.com/a/34/5', '[a][1]\n\n  [1]: /a/34'],
    [
      'see https://bread.example.com/questions/12/words.',
      'see [https://bread.example.com/questions/12/words](/questions/12).',
    ],
    ['<https://bread.example.com/q/12>', '[https://bread.example.com/q/12](/questions/12)'],
    ['[a](/questions/12/words)', '[a](/questions/12)'],
    ['[a](/help/tour)', '[a](https://bread.example.com/help/tour)'],
    ['[a](https://other.example.com/questions/12)', '[a](https://other.example.com/questions/12)'],
    ['`https://bread.example.com/q/12`', '`https://bread.example.com/q/12`'],
    ['    https://bread.example.com/q/12', '    https://bread.example.com/q/12'],
  ])('%s', (from, to) => expect(rewriteLinks(from, site)).toBe(to));

  it('knows only relative ones without an origin', () => {
    const from = '[a](https://bread.example.com/q/1) [b](/q/2/3) [c](/help)';
    expect(rewriteLinks(from, { origin: null })).toBe(
      '[a](https://bread.example.com/q/1) [b](/questions/2) [c](/help)',
    );
  });
});

describe('bodies', () => {
  it.each([
    ['<p>One <a href="https://bread.example.com/q/5">two</a></p>', 'One [two](/questions/5)'],
    [
      '<p><a href="http://i.example/x.png"><img src="http://i.example/x.png" alt="a loaf"></a></p>',
      '![a loaf](<http://i.example/x.png>)',
    ],
    ['<p><img src="http://i.example/x.png" alt=""></p>', '![picture](<http://i.example/x.png>)'],
    ['<pre class="lang-js"><code>if (a &lt; b) {\n  *c*\n}\n</code></pre>', '```\nif (a < b) {\n  *c*\n}\n```'],
    ['<p><s>no</s> <kbd>Ctrl_C</kbd></p>', '~~no~~ `Ctrl_C`'],
    ['<p>&amp;lt; is 1 * 2 * 3</p>', '&amp;lt; is 1 \\* 2 \\* 3'],
    [
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1 | 2</td><td><b>3</b></td></tr></tbody></table>',
      '| a | b |\n| --- | --- |\n| 1 \\| 2 | **3** |',
    ],
    ['', '…'],
  ])('turns %s into Markdown', (html, markdown) => expect(fromHtml(html)).toBe(markdown));

  it('converts tables in tables once each, and the deepest to their words', () => {
    const nested = (depth: number) =>
      `${'<table><tr><td>a</td><td>'.repeat(depth)}core | words${'</td><td>b</td></tr></table>'.repeat(depth)}`;
    expect(fromHtml(nested(2))).toBe(
      '| a | \\| a \\| core \\\\| words \\| b \\| \\| --- \\| --- \\| --- \\| | b |\n| --- | --- | --- |',
    );
    let deep = '';
    expect(costOf(() => (deep = fromHtml(nested(60))))).toBeLessThan(2_000);
    expect(deep.length).toBeLessThan(5_000);
    expect(deep).toMatch(/core .*words/);
  });

  it('reads as text what was text', () => {
    expect(render(fromHtml('<p>a &lt;b&gt; &amp;amp; # c</p>')).text).toBe('a <b> &amp; # c');
  });

  it.each([
    ['10<sup>200</sup> and H<sub>2</sub>O', '10^200^ and H~2~O'],
    ['<strike>no</strike>', '~~no~~'],
    ['1) one', '1\\) one'],
    ['<pre>  a\n b</pre>', '```\n  a\n b\n```'],
    ['<sup><a href="https://a.example/x">2</a></sup>', '[2](https://a.example/x)'],
  ])('keeps what stands raised, lowered, struck out, numbered or as it is: %s', (html, markdown) => {
    expect(fromHtml(html.startsWith('<pre') ? html : `<p>${html}</p>`)).toBe(markdown);
    expect(wordsOf(render(markdown).html)).toBe(wordsOf(html));
  });

  it('takes their own Markdown only where it reads the same here', () => {
    const body = '<p>See <a href="https://other.example/q/1">How do I bake rye?</a> [a] [1]</p>';
    const there = 'See https://other.example/q/1 [a] [1]\n\n[1]: https://a.example';
    expect(text.body({ markdown: there, body })).toBe(
      'See [How do I bake rye?](https://other.example/q/1) \\[a\\] \\[1\\]',
    );
  });

  it('takes the Markdown as it was written, unless raw HTML in it would be shown', () => {
    expect(text.body({ markdown: 'a **b** < c', body: '<p>a <strong>b</strong> &lt; c</p>' })).toBe('a **b** < c');
    expect(text.body({ markdown: 'a <br> b `<br>`', body: '<p>a <br> b</p>' })).toBe('a  \nb');
    expect(text.body({ markdown: '`<br>`', body: '<p><code>&lt;br&gt;</code></p>' })).toBe('`<br>`');
    expect(text.body({ markdown: '[![loaf][1]][1] [tag:rye]\n\n [1]: http://i.example/x', body: '' })).toBe(
      '![loaf][1] [tag:rye]\n\n [1]: http://i.example/x',
    );
    expect(text.body({ markdown: '##Tight\r\n\u0000#not', body: '<h2>Tight</h2><h1>not</h1>' })).toBe(
      '## Tight\n# not',
    );
  });
});

describe('names', () => {
  it.each([
    '',
    'a',
    'admin',
    '  two   spaces ',
    '@@@',
    'J. R. R. Tolkien',
    "O'Neil",
    'name (work)',
    'x'.repeat(80),
    'মেহেদী হাসান',
    '<b>bold</b>',
    '日本',
    '-dash-',
    'a.b..c',
    '😀',
  ])('makes an allowed name of "%s"', (name) => {
    expect(whyNotName(memberName(name, 12))).toBeNull();
  });

  it('finds a free slug each', async () => {
    const there = new Set(['ada', 'ada-2', 'ada-4']);
    const slugs = await freeSlugs(
      ['Ada', 'Ada', 'Bo', 'Ada'],
      async (asked) => new Set(asked.filter((slug) => there.has(slug))),
    );
    expect(slugs).toEqual(['ada-3', 'ada-5', 'bo', 'ada-6']);
  });
});

describe('rows', () => {
  it.each([1, 2, 3, 7, 1_000])('cuts a file into records, whatever the pieces (%i characters)', (size) => {
    const file = '<?xml?>\r\n<rows>\r\n  <row Id="1" B="/> > x" />\n\n<row\n Id="2"/>\n  <row Id="3"></row>\n</rows>\n';
    const seen: [string, number][] = [];
    const framer = new Framer((record, line) => seen.push([parseRow(record).row!.Id!, line]));
    for (let i = 0; i < file.length; i += size) framer.push(file.slice(i, i + size));
    expect(framer.end()).toEqual({ line: 8, problem: null });
    expect(seen).toEqual([
      ['1', 3],
      ['2', 5],
      ['3', 7],
    ]);
  });

  it('reads values', () => {
    expect(tagsOf('<a><b-c>')).toEqual(['a', 'b-c']);
    expect(tagsOf('|a|b-c|A|')).toEqual(['a', 'b-c']);
    expect(timeOf('2014-01-21T20:26:05.383')).toBe(Date.UTC(2014, 0, 21, 20, 26, 5, 383));
    expect(timeOf('2014-13-40T20:26:05.383')).toBeNull();
    expect(intOf('12abc')).toBeNull();
    expect(intOf('-1')).toBe(-1);
  });
});

it('brings hidden words, names of tags, preformatted and struck words as what they were', () => {
  const fromHtml = makeHtmlConverter({ origin: null });
  expect(fromHtml('<blockquote class="spoiler" data-spoiler=""><p>a</p><p>b</p></blockquote>')).toBe('>! a\n>! \n>! b');
  expect(fromHtml('<a href="/questions/tagged/hops" class="post-tag">hops</a>')).toBe('[tag:hops]');
  const code = render(fromHtml('<pre>a &lt;b&gt;\n  c</pre>')).html;
  expect(code.replace(/<pre [^>]*>/, '<pre>')).toBe('<pre><code>a &lt;b&gt;\n  c\n</code></pre>\n');
  expect(render(fromHtml('<strike>x</strike>')).html).toBe('<p><s>x</s></p>\n');
  expect(render(fromHtml('<p>1) a</p>')).html).toBe('<p>1) a</p>\n');
});
