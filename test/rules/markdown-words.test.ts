/** Words that people wrote stay, whatever marks stand around them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../shared/markdown.ts';
import { render } from '../../shared/render.ts';

const html = (markdown: string) => render(markdown).html.trim();

describe('Markdown as people write it', () => {
  it.each([
    ['**“কাঠ”**এর', '<p><strong>“কাঠ”</strong>এর</p>'],
    ['**「木」**は', '<p><strong>「木」</strong>は</p>'],
    ['স্বাদ**(তিতা)**টা', '<p>স্বাদ<strong>(তিতা)</strong>টা</p>'],
    ['2*3*4 and a ** b', '<p>2<em>3</em>4 and a ** b</p>'],
  ])('emphasises beside any script: %s', (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  it('names who wrote a post where a quotation begins with the way to it, and keeps the words of a link within a sentence', () => {
    const quotes = new Map([['p/7', 'Rina']]);
    const drawn = (markdown: string) => render(markdown, { quotes }).html;
    for (const leads of [
      '> [Ada](/p/7)',
      '> **[Ada](/p/7)**',
      '> - [Ada](/p/7)',
      '>! [Ada](/p/7)',
      '> ### [Ada](/p/7) says',
    ])
      expect(drawn(`${leads}\n>\n> Words.`), leads).toContain('>Rina<');
    for (const within of ['> My lid is like [the one there](/p/7).', '> ![](/a.png) see [the one there](/p/7)'])
      expect(drawn(within), within).toContain('>the one there<');
  });

  it('keeps notes that look like definitions of links', () => {
    expect(html('[1]: Sunday\n\nand more')).toContain('[1]: Sunday');
    expect(html('[note]: see below')).toContain('[note]: see below');
    expect(html('See [it][1].\n\n[1]: https://a.example/x')).toContain('href="https://a.example/x"');
  });

  it.each([
    ['[x](example.org)', 'https://example.org'],
    ['[x](example.org/a?b#c)', 'https://example.org/a?b#c'],
    ['[x](//example.org/a)', 'https://example.org/a'],
    ['[x](/t/1)', '/t/1'],
    ['[x](#reply)', '#reply'],
  ])('reads an address as it was meant: %s', (markdown, address) => {
    expect(html(markdown)).toContain(`href="${address}"`);
  });

  it.each(['[x](ftp://a.example)', '[x](page)', '[x](../up.html)', '[x](file:///etc/passwd)'])(
    'makes no link of what we could not follow: %s',
    (markdown) => expect(html(markdown)).not.toContain('<a'),
  );

  it('shows a host by its own letters', () => {
    expect(html('https://xn--80ak6aa92e.example')).toContain('>https://xn--80ak6aa92e.example</a>');
  });

  it.each([
    ['https://аррӏе.com', 'https://xn--80ak6aa92e.com'],
    ['<https://раypal.com/a>', 'https://xn--ypal-43d9g.com/a'],
    ['https://ɡoogle.com', 'https://xn--oogle-qmc.com'],
    ['https://пример.рф/путь', 'https://пример.рф/путь'],
    ['https://münchen.de', 'https://münchen.de'],
    ['https://例え.jp', 'https://例え.jp'],
    ['https://উদাহরণ.বাংলা', 'https://উদাহরণ.বাংলা'],
    ['https://a.example/%E2%80%AEgpj', 'https://a.example/%E2%80%AEgpj'],
    ['https://a.example/%D0%BF', 'https://a.example/п'],
  ])('shows %s so that it is taken for no other', (markdown, shown) => {
    expect(html(markdown)).toContain(`>${shown}</a>`);
  });

  it('makes no link of an address that begins with the name of another', () => {
    expect(html('[x](https://bank.example@evil.example/)')).not.toContain('evil.example/"');
  });

  it('says of each block from which side it reads, and of lists and quotations around it', () => {
    const made = html('مرحبا\n\nplain\n\n- أول\n- two\n\n> اقتباس\n>\n> plain\n\n1. one\n\n# שלום');
    expect(made).toContain('<p dir="rtl">مرحبا</p>\n<p>plain</p>\n<ul dir="rtl">\n<li>أول');
    expect(made).toContain('<blockquote dir="rtl">\n<p dir="rtl">اقتباس</p>\n<p dir="ltr">plain</p>');
    expect(made).toContain('<ol>\n<li>one');
    expect(made).toContain('<h3 dir="rtl">שלום</h3>');
    expect(html('|א|b|\n|--|--|\n|1|2|')).toContain('<table dir="rtl">');
  });

  it('puts no link into a link', () => {
    const made = html('[![a roof](https://a.example/p.png)](https://b.example)');
    expect(made).toBe('<p><a href="https://b.example" rel="ugc nofollow noopener">a roof</a></p>');
  });

  it('aligns cells, and raises and lowers letters', () => {
    expect(html('|a|b|\n|--:|:-:|\n|1|2|')).toMatch(/<th class="align-right">a<\/th>\n<th class="align-center">b/);
    expect(html('H~2~O and x^2^')).toBe('<p>H<sub>2</sub>O and x<sup>2</sup></p>');
  });

  it.each([
    ['> '.repeat(50) + 'deep'],
    ['- '.repeat(200) + 'deep'],
    ['1. '.repeat(200) + 'deep'],
    [Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- at ${i}`).join('\n')],
    ['*'.repeat(60) + 'deep' + '*'.repeat(60)],
  ])('drops no word, however deep it stands: %#', (markdown) => {
    const { text } = render(markdown);
    for (const word of markdown.match(/[a-z]+ ?\d*/g)!) expect(text).toContain(word.trim());
  });

  it('keeps every word of any lists and quotations', () => {
    const line = fc.tuple(
      fc.array(fc.constantFrom('> ', '- ', '1. ', '  ', '    '), { maxLength: 30 }),
      fc.stringMatching(/^w[a-z]{3,8}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const { text } = render(lines.map(([marks, word]) => marks.join('') + word).join('\n'));
        return lines.every(([, word]) => text.includes(word));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the text of a page', () => {
  it('parts words only where a reader sees them parted', () => {
    expect(plainText('<p><strong>epoxy</strong>, <em>sand</em>ed</p><p>কাঠ<strong>টা</strong>র</p>')).toBe(
      'epoxy, sanded কাঠটার',
    );
    expect(plainText('<ul><li>one</li><li>two</li></ul>a<br />b<h3>c</h3>d')).toBe('one two a b c d');
  });
});

describe('marks that Markdown does not have', () => {
  const drawn = (markdown: string) => render(markdown, { tags: '/s/wheels/tag/', hidden: 'Press' });

  it('hides words until somebody presses, and tells them nowhere else', () => {
    const { html: made, text, excerpt } = drawn('Who was it?\n\n>! The **gardener**.\n>! - at night\n\nSo.');
    expect(made).toContain('<details><summary>Press</summary>\n<p>The <strong>gardener</strong>.</p>\n<ul>');
    expect(text).toBe('Who was it? Press So.');
    expect(excerpt).not.toContain('gardener');
    expect(drawn('>![a](/media/a.webp)').html).toContain('<blockquote>');
    expect(drawn('> ! no').html).toContain('<blockquote>');
  });

  it('leads from the name of a tag to the tag, and elsewhere leaves it', () => {
    expect(drawn('[tag:Spoke-Key]').html).toContain('<a href="/s/wheels/tag/spoke-key">Spoke-Key</a>');
    expect(drawn('`[tag:x]` [tag:<b>]').html).not.toContain('<a');
    expect(html('[tag:x]')).toBe('<p>[tag:x]</p>');
  });

  it.each([
    ['>###x', '<blockquote>\n<h5>x</h5>\n</blockquote>'],
    ['##x', '<h4>x</h4>'],
    ['#x', '<p>#x</p>'],
    ['> a\n\n> b', '<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>'],
    ['1\\) a', '<p>1) a</p>'],
  ])('reads %j as it is meant', (markdown, made) => expect(html(markdown)).toBe(made));

  it.each([
    '[a] [1]\n\n[1]: https://a.example',
    'text\n[1]: https://a.example\n\n[a][1]',
    '[a] [1]\n[1]: https://a.example',
  ])('finds the reference of %j', (markdown) =>
    expect(html(markdown)).toContain('<a href="https://a.example" rel="ugc nofollow noopener">a</a>'),
  );

  it.each([
    'text\n[1]: https://a.example',
    '`[a] [1]`\n\n[1]: https://a.example',
    '[a] [2]',
    '```\n[a] [1]\n[1]: https://a.example\n```\n[a][1]',
  ])('loses no word of %j', (markdown) => {
    for (const word of markdown.match(/[a-z]+/g)!)
      if (word !== 'https') expect(render(markdown).html + markdown).toContain(word);
    expect(render(markdown).text).toMatch(/\[[12]\]/);
  });
});
