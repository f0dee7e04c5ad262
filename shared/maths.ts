/** Mathematics as TeX between dollar signs, drawn as MathML: no style and no script of its own, and bounded. */
import type MarkdownIt from 'markdown-it';
import temml from 'temml';

type Engine = InstanceType<typeof MarkdownIt>;
type InlineState = InstanceType<Engine['inline']['State']>;

/** Of one formula, and of all formulas of one text; what is beyond stays as it was written. */
const LONGEST = 2_000;
const FORMULAS = 400;
const ALL_TOGETHER = 20_000;
/** Cells of a matrix, of which the library fills every row up to the longest. */
const CELLS = 900;
/** What leads elsewhere on the page, and column lists that say how often they repeat. */
const NOT_DRAWN = /\\(?:eq|c|auto|page|name)?ref\b|\\label\b|\*\s*\{|\{[lcr|:\s]{60,}\}/;
/** How much larger than its source a formula may become. */
const MAX_HTML = 60_000;
const MAX_EXPAND = 200;
/** In units of its own size, and in points: nothing covers what stands around it. */
const MAX_SIZE: [number, number] = [10, 200];
const DOLLAR = 36;
const BACKSLASH = 92;
/** An amount that words follow: “$5 and 6$”. */
const AMOUNT = /^\d[\d.,]*\s+\p{L}{2,}/u;

/** What is drawn of formulas in one text so far. */
type Budget = { formulas: number; letters: number };
export type MathsEnv = { maths?: boolean; mathsSpent?: Budget };

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
const dollars = (tex: string, isBlock: boolean) => (isBlock ? `$$${tex}$$` : `$${tex}$`);

/** The source of a formula, as it is shown where it cannot be drawn. */
const asSource = (tex: string, isBlock: boolean) => `<code>${escape(dollars(tex, isBlock))}</code>`;

/** Whether a few letters would become a wall of cells: rows times the longest row, wherever they stand. */
function isWall(tex: string): boolean {
  const rows = tex.split(/\\\\|\\cr\b|\\newline\b/);
  const columns = rows.reduce((most, row) => Math.max(most, row.split('&').length), 1);
  return rows.length * columns > CELLS;
}

/** A formula as MathML that carries its source; the source itself where it cannot be drawn. */
export function drawMaths(tex: string, isBlock: boolean): string {
  const source = tex.trim();
  if (source.length > LONGEST || NOT_DRAWN.test(source) || isWall(source)) return asSource(tex, isBlock);
  try {
    const options = { displayMode: isBlock, annotate: true, throwOnError: true, trust: false, strict: false };
    const html = temml.renderToString(source, { ...options, maxExpand: MAX_EXPAND, maxSize: MAX_SIZE });
    if (html.length > MAX_HTML) return asSource(tex, isBlock);
    return isBlock ? `<div class="table-scroll" tabindex="0">${html}</div>` : html;
  } catch {
    // What TeX does not know, and what nests without end.
    return asSource(tex, isBlock);
  }
}

/** Where a formula ends that begins here, or -1: at the same marks, with nothing between that a formula cannot hold. */
function endOf(text: string, from: number, marks: 1 | 2): number {
  const last = Math.min(text.length, from + LONGEST + 1);
  for (let at = from; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === DOLLAR) {
      if (marks === 1) return at;
      return text.charCodeAt(at + 1) === DOLLAR ? at : -1;
    }
  }
  return -1;
}

/** Whether what stands between single dollars is a formula and no two amounts of money. */
function isFormula(text: string, from: number, end: number): boolean {
  const tex = text.slice(from, end);
  const isTight = /^\S/.test(tex) && /\S$/.test(tex);
  return isTight && !tex.includes('`') && !/\d/.test(text[end + 1] ?? '') && !AMOUNT.test(tex);
}

function isSpent(env: MathsEnv, letters: number): boolean {
  const spent = (env.mathsSpent ??= { formulas: 0, letters: 0 });
  spent.formulas += 1;
  spent.letters += letters;
  return spent.formulas > FORMULAS || spent.letters > ALL_TOGETHER;
}

function inline(state: InlineState, silent: boolean): boolean {
  const { src, pos } = state;
  if (!(state.env as MathsEnv).maths || src.charCodeAt(pos) !== DOLLAR) return false;
  const marks = src.charCodeAt(pos + 1) === DOLLAR ? 2 : 1;
  if (marks === 1 && /[A-Za-z0-9]/.test(src[pos - 1] ?? '')) return false;
  const from = pos + marks;
  const end = endOf(src, from, marks);
  if (end < 0 || end + marks > state.posMax || !src.slice(from, end).trim()) return false;
  if (marks === 1 && !isFormula(src, from, end)) return false;
  if (!silent) {
    const token = state.push(marks === 2 ? 'maths_block' : 'maths', 'math', 0);
    token.content = src.slice(from, end);
  }
  state.pos = end + marks;
  return true;
}

/** `$$` at the beginning of a line begins a formula of several lines, whatever they look like. */
const block: Parameters<Engine['block']['ruler']['before']>[2] = (state, startLine, endLine, silent) => {
  if (!(state.env as MathsEnv).maths || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith('$$', start)) return false;
  const until = state.eMarks[Math.min(endLine, startLine + 200) - 1]!;
  const end = endOf(state.src.slice(0, until), start + 2, 2);
  if (end < 0) return false;
  let line = startLine;
  while (state.eMarks[line]! < end) line += 1;
  // Words after it make it part of a paragraph.
  if (state.src.slice(end + 2, state.eMarks[line]!).trim() !== '') return false;
  const inside = state.getLines(startLine, line + 1, state.blkIndent, false).trim();
  const tex = inside.slice(2, -2);
  if (!tex.trim()) return false;
  if (silent) return true;
  const token = state.push('maths_block', 'math', 0);
  token.block = true;
  token.content = tex;
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
};

/** Reads mathematics where a text's options say so; everywhere else a dollar is a dollar. */
export function mathsRules(engine: Engine): void {
  engine.inline.ruler.before('escape', 'maths', inline);
  engine.block.ruler.before('fence', 'maths_block', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  for (const name of ['maths', 'maths_block'])
    engine.renderer.rules[name] = (tokens, index, _options, env) => {
      const { content, block: isOwn } = tokens[index]!;
      const isBlock = name === 'maths_block';
      const drawn = isSpent(env as MathsEnv, content.length) ? asSource(content, isBlock) : drawMaths(content, isBlock);
      // Within a paragraph there can be no block.
      return isBlock && !isOwn ? drawn.replace(/^<div[^>]*>|<\/div>$/g, '') : isOwn ? `${drawn}\n` : drawn;
    };
}

const SIZE = /^-?\d{0,2}(?:\.\d+)?(?:em|ex|pt|px|%)?$/;
const SAID = /^[\w\s.+-]{1,30}$/;
const WHAT: Record<string, string[]> = {
  math: ['display', 'xmlns'],
  mi: ['mathvariant'],
  mo: [
    'fence',
    'form',
    'stretchy',
    'symmetric',
    'movablelimits',
    'separator',
    'lspace',
    'rspace',
    'minsize',
    'maxsize',
  ],
  mspace: ['width', 'height', 'depth'],
  mpadded: ['width', 'height', 'depth', 'lspace'],
  mover: ['accent'],
  munder: ['accentunder'],
  munderover: ['accent', 'accentunder'],
  mfrac: ['linethickness'],
  menclose: ['notation'],
  mstyle: ['displaystyle', 'scriptlevel'],
  mrow: ['displaystyle', 'scriptlevel'],
  mtable: ['displaystyle', 'columnalign', 'rowspacing', 'columnspacing'],
  mtd: ['columnspan', 'rowspan', 'class'],
  annotation: ['encoding'],
};
const PLAIN = [
  'mn',
  'ms',
  'mtext',
  'msub',
  'msup',
  'msubsup',
  'mmultiscripts',
  'mprescripts',
  'none',
  'msqrt',
  'mroot',
];

/** The elements that formulas are drawn with, and what may be said of each: nothing that runs, leads elsewhere or looks. */
export const MATHS_TAGS = [...Object.keys(WHAT), ...PLAIN, 'mtr', 'mphantom', 'semantics'];
export const MATHS_ATTRIBUTES = WHAT;
export const MATHS_CLASSES = ['tml-left', 'tml-right'];

/** Only such values of attributes as the library writes, and no size that reaches over what stands around. */
export function boundedAttributes(tag: string, attributes: Record<string, string>): Record<string, string> {
  const isKept = ([name, value]: [string, string]) =>
    name === 'encoding' || name === 'xmlns' || name === 'class' || (/\d/.test(value) ? SIZE : SAID).test(value);
  return Object.fromEntries(
    Object.entries(attributes).filter((entry) => WHAT[tag]!.includes(entry[0]) && isKept(entry)),
  );
}

/** HTML with each formula as its source, for readers that draw none. Goes once through the text. */
export function mathsAsText(html: string, shown: typeof dollars = dollars): string {
  if (!html.includes('<math')) return html;
  const [first, ...parts] = html.split('<math');
  const texts = parts.map((part) => {
    const end = part.indexOf('</math>');
    const [, tex] =
      /<annotation encoding="application\/x-tex">([^<]*)<\/annotation>/.exec(part.slice(0, Math.max(0, end))) ?? [];
    if (tex === undefined) return `<math${part}`;
    const isBlock = /^[^>]*display="block"/.test(part);
    return shown(tex, isBlock) + part.slice(end + '</math>'.length);
  });
  return first + texts.join('');
}
