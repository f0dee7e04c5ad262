/** Mathematics: what is a formula, what stays money, and that nobody gets anything else into a page by it. */
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { mathsAsText } from '../../shared/maths.ts';
import { render } from '../../shared/render.ts';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '\\text{</math><img src=x onerror=alert(1)>}',
  '\\text{"><svg onload=alert(1)>}',
  '<annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml>',
  '\\mathchoice{a}{b}{c}{d}\\html{<b>}',
  '\\url{javascript:alert(1)}',
  '\\id{main}{x}\\data{x=y}{z}',
];
const FINE = /^(?:math|m[a-z]+|semantics|annotation|p|code|div)$/;
const SIZED = /^(?:width|height|depth|lspace|rspace|minsize|maxsize)$/;

/** What a parser finds in HTML that a formula has no need of. */
function saidIn(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!FINE.test(name)) found.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        const isFine = !/^(?:on|style|href|src|id$|data|xlink|voffset|math)/.test(key) || key === 'mathvariant';
        if (!isFine || (SIZED.test(key) && !/^-?\d{0,2}(?:\.\d+)?(?:em|pt)?$/.test(value)))
          found.push(`${name} ${key}=${value}`);
      }
    },
  });
  parser.end(html);
  return found;
}

const drawn = (markdown: string) => render(markdown, { maths: true });
const source = (html: string) => /<annotation[^>]*>([^<]*)</.exec(html)?.[1];

describe('mathematics', () => {
  it.each(['\\{0,1\\}', 'a_1*b*c_2', 'x \\\\ y', 'a | b', '\\mathbb{R}^n', '\\alpha'])(
    'keeps %s to the letter',
    (tex) => {
      const { html, text } = drawn(`Let $${tex}$ be so.`);
      expect(html).toContain('<math>');
      expect(source(html)).toBe(tex);
      expect(text).toBe(`Let $${tex}$ be so.`);
    },
  );

  it('reads several lines between two dollars as one formula, whatever they look like', () => {
    const { html, text } = drawn('Before\n$$\n\\begin{aligned}a\n&= b \\\\\n- c\n\\end{aligned}\n$$\nafter');
    expect(html).toMatch(/<p>Before<\/p>\n<div class="table-scroll" tabindex="0"><math display="block">/);
    expect(html).not.toContain('<ul');
    expect(text).toContain('$$\\begin{aligned}a &= b \\\\ - c \\end{aligned}$$');
    expect(drawn('> $$\n> x^2\n> $$').html).toContain('<math display="block">');
  });

  it.each([
    '$5 and $6',
    'from $5 to $6, or 7$',
    'US$5 to US$6',
    '$5, or 6$ at most',
    '5 and 6 dollars: 5$ and 6$',
    '$ x $',
    '\\$x$',
    '`$x$`',
    '$5 `x$`',
    '$',
    '$$',
    '$$$$',
  ])('leaves %s as it is', (markdown) => expect(drawn(markdown).html).not.toContain('<math'));

  it('is nothing where the space does not have it', () => {
    expect(render('$x^2$ and $\\{a\\}$').html.trim()).toBe('<p>$x^2$ and ${a}$</p>');
  });

  it.each(['\\undefined', '\\frac{1}{', '\\href{javascript:alert(1)}{x}', '\\includegraphics{x}', '{'.repeat(900)])(
    'shows the source of what it cannot draw: %s',
    (tex) => {
      const { html } = drawn(`$${tex}$`);
      expect(html).not.toContain('<math');
      expect(html).toContain(tex.replaceAll('&', '&amp;'));
    },
  );

  it('brings nothing in that runs, leads elsewhere, has a style or covers what is around', () => {
    const hostile = [
      '\\text{<img src=x onerror=alert(1)>}',
      '\\style{color:red}{x}',
      '\\class{site-header}{x}',
      '\\color{red}x',
      '\\raisebox{100em}{x}\\hspace{-50em}x',
      '\\rule{999em}{999em}',
      '\\kern-99em x',
      '</annotation><script>alert(1)</script>',
    ];
    for (const tex of hostile) expect(saidIn(drawn(`$${tex}$`).html), tex).toEqual([]);
    for (const payload of PAYLOADS) expect(saidIn(drawn(`$${payload}$ $$\n${payload}\n$$`).html), payload).toEqual([]);
  });

  it('takes nothing of MathML that somebody typed', () => {
    expect(drawn('<math><maction href="x">y</maction></math>').html.trim()).toBe(
      '<p>&lt;math&gt;&lt;maction href="x"&gt;y&lt;/maction&gt;&lt;/math&gt;</p>',
    );
  });

  it('is bounded in number, length and what it may become', () => {
    const many = drawn('$x$ '.repeat(2_000)).html;
    expect(many.split('<math>')).toHaveLength(401);
    expect(many).toContain('<code>$x$</code>');
    expect(drawn(`$${'x'.repeat(2_001)}$`).html).not.toContain('<math');
    expect(
      drawn('$\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b}\\c\\c\\c\\c\\c\\c\\c\\c$').html,
    ).not.toContain('<math');
  });

  it('is its source where a few letters would become a wall of cells, or would lead elsewhere', () => {
    for (const tex of [
      `\\begin{matrix}${'&'.repeat(1_000)}${'\\\\'.repeat(460)}\\end{matrix}`,
      '\\begin{array}{*{900}{c}}a\\end{array}',
      `\\begin{array}{${'c'.repeat(500)}}a\\end{array}`,
      '\\eqref{lost}',
      'x^2 + \\ref{y}',
    ]) {
      const { html } = drawn(`$$${tex}$$`);
      expect(html, tex.slice(0, 40)).toContain('<code>');
      expect(html).not.toContain('<math');
    }
    expect(drawn('$\\begin{matrix}a&b\\\\c&d\\end{matrix}$').html).toContain('<mtable');
  });

  it('is its source in text, and what is no formula of ours stays', () => {
    expect(mathsAsText('<p>no <math>mark</math></p>')).toBe('<p>no <math>mark</math></p>');
    expect(mathsAsText(drawn('a $x<y$ b').html).trim()).toBe('<p>a $x&lt;y$ b</p>');
  });
});
