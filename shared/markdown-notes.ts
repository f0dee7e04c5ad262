/** Footnotes (`[^1]`) and lists of tasks (`- [ ]`, `- [x]`). */
import type MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';

type Engine = InstanceType<typeof MarkdownIt>;
type InlineRule = Parameters<Engine['inline']['ruler']['at']>[1];

/** What they are drawn with. */
export type NotesEnv = {
  /** What the way back from a footnote is called. */
  noteBack?: string;
  /** Tells the footnotes of one text from those of others on the same page. */
  docId?: string;
  noteReferences?: number;
};

const REFERENCE = /^\[\^[^\]\s]{1,60}\]/;
const LOOKED_AT = 70;
/** Each grows many times when it is drawn; those beyond stay as they were typed. */
const MOST_REFERENCES = 200;
const MOST_WAYS_BACK = 10;

/** A short name of a text: the same for the same words. */
export function nameOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

type Ruler<Rule> = { at(name: string, rule: Rule): void };

/** Puts another rule in the place of one, which it is given. */
function wrap<Rule>(ruler: Ruler<Rule>, name: string, around: (original: Rule) => Rule): void {
  const rules = (ruler as unknown as { __rules__: { name: string; fn: Rule }[] }).__rules__;
  ruler.at(name, around(rules.find((rule) => rule.name === name)!.fn));
}

/** What is no reference is not looked through to the end of its line, again for each bracket in it. */
function boundReferences(engine: Engine): void {
  wrap<InlineRule>(engine.inline.ruler, 'footnote_ref', (original) => (state, silent) => {
    const env = state.env as NotesEnv;
    const { noteReferences = 0 } = env;
    if (noteReferences >= MOST_REFERENCES || !state.src.startsWith('[^', state.pos)) return false;
    if (!REFERENCE.test(state.src.slice(state.pos, state.pos + LOOKED_AT)) || !original(state, silent)) return false;
    if (!silent) env.noteReferences = noteReferences + 1;
    return true;
  });
}

const TASK = /^\[([ xX])\][ \t]+(?=\S)/;
const [OPEN, DONE] = ['☐', '☑'];

/** A box before the words of an item, which screen readers read aloud; nothing can be pressed in what somebody wrote. */
function drawTasks(engine: Engine): void {
  engine.core.ruler.after('block', 'tasks', ({ tokens }) => {
    for (const [i, item] of tokens.entries()) {
      const words = tokens[i + 2];
      if (item.type !== 'list_item_open' || words?.type !== 'inline') continue;
      const [mark, box] = TASK.exec(words.content.slice(0, LOOKED_AT)) ?? [];
      if (mark === undefined) continue;
      words.content = `${box === ' ' ? OPEN : DONE} ${words.content.slice(mark.length)}`;
      item.attrSet('class', 'task');
    }
  });
}

export function notesRules(engine: Engine): void {
  engine.use(footnote);
  // `x^[2]` is a power to those who write formulas.
  engine.disable('footnote_inline');
  boundReferences(engine);
  drawTasks(engine);
  const { rules } = engine.renderer;
  rules.footnote_block_open = () => '<section class="footnotes">\n<ol>\n';
  rules.footnote_anchor = (tokens, index, options, env, self) => {
    const name = rules.footnote_anchor_name!(tokens, index, options, env, self);
    const { subId } = tokens[index]!.meta as { subId: number };
    if (subId >= MOST_WAYS_BACK) return '';
    const words = engine.utils.escapeHtml((env as NotesEnv).noteBack ?? '');
    const label = words && ` aria-label="${words}"`;
    return ` <a href="#fnref${name}${subId > 0 ? `:${subId}` : ''}" class="footnote-backref"${label}>\u21a9\ufe0e</a>`;
  };
}

/** HTML without the ways back from its footnotes, which are no words. */
export const withoutWaysBack = (html: string): string =>
  html.includes('footnote-backref') ? html.replace(/<a [^>]*class="footnote-backref"[^>]*>[^<]*<\/a>/g, '') : html;
