/** Marks that Markdown does not have: words that are hidden until somebody wants them, and names of tags. */
import type MarkdownIt from 'markdown-it';

type Engine = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Engine['block']['ruler']['before']>[2];
type InlineRule = Parameters<Engine['inline']['ruler']['before']>[2];

/** What these marks are drawn with. */
export type MarksEnv = {
  /** The address that the name of a tag is put after; without it the mark stays text. */
  tags?: string;
  /** What is written on something hidden. */
  hidden?: string;
  hiddenDepth?: number;
  hiddenCount?: number;
};

/** A picture in a quotation begins alike. */
const HIDDEN = /^>!(?!\[)[ \t]?/;
const DEEPEST = 3;
/** Each grows many times when it is drawn; those beyond are quotations. */
const MOST_HIDDEN = 200;

/** `>!` before each line hides them until they are pressed. */
const hidden: BlockRule = (state, startLine, endLine, silent) => {
  const env = state.env as MarksEnv;
  const lineAt = (line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !HIDDEN.test(lineAt(startLine))) return false;
  if ((env.hiddenDepth ?? 0) >= DEEPEST || (env.hiddenCount ?? 0) >= MOST_HIDDEN) return false;
  if (silent) return true;
  const lines: string[] = [];
  let line = startLine;
  for (; line < endLine && state.sCount[line]! >= state.blkIndent && HIDDEN.test(lineAt(line)); line++)
    lines.push(lineAt(line).replace(HIDDEN, ''));
  const open = state.push('hidden_open', 'details', 1);
  open.map = [startLine, line];
  open.block = true;
  env.hiddenDepth = (env.hiddenDepth ?? 0) + 1;
  env.hiddenCount = (env.hiddenCount ?? 0) + 1;
  state.md.block.parse(lines.join('\n'), state.md, state.env, state.tokens);
  env.hiddenDepth -= 1;
  state.push('hidden_close', 'details', -1).block = true;
  state.line = line;
  return true;
};

const TAG = /^\[(?:meta-)?tag:([\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d+#.-]{0,60})\]/u;

/** `[tag:wheels]` leads to the tag, where tags have addresses. */
const tag: InlineRule = (state, silent) => {
  const { tags } = state.env as MarksEnv;
  if (tags === undefined || !state.src.startsWith('[', state.pos) || state.linkLevel > 0) return false;
  const [whole, name] = TAG.exec(state.src.slice(state.pos, state.pos + 80)) ?? [];
  if (whole === undefined || name === undefined) return false;
  if (!silent) {
    state.push('link_open', 'a', 1).attrs = [['href', tags + encodeURIComponent(name.toLowerCase())]];
    state.push('text', '', 0).content = name;
    state.push('link_close', 'a', -1);
  }
  state.pos += whole.length;
  return true;
};

export function marksRules(engine: Engine): void {
  engine.block.ruler.before('blockquote', 'hidden', hidden, { alt: ['paragraph', 'reference', 'list'] });
  engine.inline.ruler.before('link', 'tag', tag);
  const { escapeHtml } = engine.utils;
  engine.renderer.rules.hidden_open = (_tokens, _index, _options, env) =>
    `<details><summary>${escapeHtml((env as MarksEnv).hidden ?? '…')}</summary>\n`;
  engine.renderer.rules.hidden_close = () => '</details>\n';
}

/** HTML without what is hidden in it: it is told in no list, letter or search. Goes once through the text. */
export function withoutHidden(html: string): string {
  if (!html.includes('<details>')) return html;
  let depth = 0;
  let shown = '';
  for (const part of html.split(/(<\/?details>)/)) {
    if (part === '<details>') depth += 1;
    else if (part === '</details>') depth = Math.max(0, depth - 1);
    else if (depth === 0) shown += part;
    else if (depth === 1) shown += /<summary>[^<]*<\/summary>/.exec(part.slice(0, 200))?.[0] ?? '';
  }
  return shown;
}
