/** Code and tables scroll by themselves where they are wide: they can be reached with the keyboard, and say what they are. */
import type MarkdownIt from 'markdown-it';
import { shorten } from './text.ts';

type Engine = InstanceType<typeof MarkdownIt>;
type Token = ReturnType<Engine['parse']>[number];

/** What the two are called; without it only their first words are said. */
export type ScrolledWords = { code?: string; table?: string };

/** So much of what is in it tells one from another. */
const TOLD = 40;
/** So much is looked at for that. */
const LOOKED_AT = 400;

const inOneLine = (text: string) => text.slice(0, LOOKED_AT).toWellFormed().replace(/\s+/g, ' ').trim();

/** The words in the head of the table that begins here. */
function headOf(tokens: Token[], index: number): string {
  let words = '';
  for (let i = index + 1; i < tokens.length && tokens[i]!.type !== 'thead_close' && words.length < LOOKED_AT; i++)
    for (const { type, content } of tokens[i]!.children ?? [])
      if (type === 'text' || type === 'code_inline') words += `${content.slice(0, LOOKED_AT)} `;
  return words;
}

export function scrolledRules(engine: Engine): void {
  const { rules } = engine.renderer;
  const attributes = (kind: string | undefined, words: string) => {
    const label = [kind, shorten(inOneLine(words), TOLD)].filter(Boolean).join(': ');
    return label ? ` tabindex="0" role="region" aria-label="${engine.utils.escapeHtml(label)}"` : ' tabindex="0"';
  };
  for (const name of ['fence', 'code_block'] as const) {
    const plain = rules[name]!;
    rules[name] = (tokens, index, options, env, self) =>
      plain(tokens, index, options, env, self).replace(
        /^<pre/,
        () => `<pre${attributes((env as ScrolledWords).code, tokens[index]!.content)}`,
      );
  }
  rules.table_open = (tokens, index, _options, env, self) => {
    const head = attributes((env as ScrolledWords).table, headOf(tokens, index));
    return `<div class="table-scroll"${head}><table${self.renderAttrs(tokens[index]!)}>\n`;
  };
  rules.table_close = () => '</table></div>\n';
}
