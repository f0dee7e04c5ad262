/** Footnotes (`[^1]`) and lists of tasks (`- [ ]`, `- [x]`). */
import type MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';

type Engine = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Engine['block']['ruler']['at']>[1];
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

/** Names the footnotes of a post that has no number yet. */
export const NEW_POST = 'new';
const NAMED_NEW = new RegExp(`(["#]fn(?:ref)?-)${NEW_POST}-`, 'g');

/** The HTML of a new post with its footnotes named after it, as they are whenever it is drawn again. */
export const withNotesOf = (html: string, postId: number): string =>
  html.includes('class="footnote-ref"')
    ? html.replace(/<(?:a|li) [^>]*>/g, (tag) => tag.replace(NAMED_NEW, `$1${postId}-`))
    : html;

/** A short name of a text: the same for the same words. */
export function nameOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

type Placing = { alt: string[] };
type Ruler<Rule> = { at(name: string, rule: Rule, placing?: Placing): void };

/** Puts another rule in the place of one, which it is given. */
function wrap<Rule>(ruler: Ruler<Rule>, name: string, around: (original: Rule) => Rule, placing?: Placing): void {
  const rules = (ruler as unknown as { __rules__: { name: string; fn: Rule }[] }).__rules__;
  ruler.at(name, around(rules.find((rule) => rule.name === name)!.fn), placing);
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

/** A note within a note would lose the words of the outer one: it stays text. */
function keepNotesApart(engine: Engine): void {
  let depth = 0;
  wrap<BlockRule>(
    engine.block.ruler,
    'footnote_def',
    (original) => (state, startLine, endLine, silent) => {
      if (silent) return original(state, startLine, endLine, silent);
      if (depth > 0) return false;
      depth += 1;
      try {
        return original(state, startLine, endLine, silent);
      } finally {
        depth -= 1;
      }
    },
    { alt: ['paragraph', 'reference'] },
  );
}

type Tokens = ReturnType<Engine['parse']>;

const labelOf = ({ meta }: Tokens[number]) => (meta as { label: string }).label;

/** The notes that a line refers to; the words of a picture may, too. */
const labelsIn = (tokens: Tokens): string[] =>
  tokens.flatMap((token) => (token.type === 'footnote_ref' ? [labelOf(token)] : labelsIn(token.children ?? [])));

/** Notes that shown words refer to, by themselves or through other notes, and that are not defined in hidden ones. */
function shownNotes(tokens: Tokens): ReadonlySet<string> {
  const TEXT = '';
  const referredBy = new Map<string, string[]>();
  const definedHidden = new Set<string>();
  let depth = 0;
  let by = TEXT;
  for (const token of tokens) {
    if (token.type === 'hidden_open') depth += 1;
    else if (token.type === 'hidden_close') depth -= 1;
    else if (token.type === 'footnote_reference_close') by = TEXT;
    else if (token.type === 'footnote_reference_open') {
      by = labelOf(token);
      if (depth > 0) definedHidden.add(by);
    } else if (depth === 0 && token.children) {
      referredBy.set(by, [...(referredBy.get(by) ?? []), ...labelsIn(token.children)]);
    }
  }
  const shown = new Set([TEXT]);
  for (const one of shown)
    for (const label of referredBy.get(one) ?? []) if (!definedHidden.has(label)) shown.add(label);
  return shown;
}

/** What only hidden words tell is told by no note, either: their notes are as hidden. */
function hideNotes(engine: Engine): void {
  let shown: ReadonlySet<string> = new Set();
  engine.core.ruler.before('footnote_tail', 'shown_notes', ({ tokens, env }) => {
    if ((env as NotesEnv).noteReferences) shown = shownNotes(tokens);
  });
  engine.core.ruler.after('footnote_tail', 'hidden_notes', (state) => {
    if (!(state.env as NotesEnv).noteReferences) return;
    let isHidden = false;
    state.tokens = state.tokens.flatMap((token) => {
      if (token.type === 'footnote_open') {
        isHidden = !shown.has(labelOf(token));
        if (isHidden) return [token, new state.Token('hidden_open', 'details', 1)];
      } else if (token.type === 'footnote_close' && isHidden)
        return [new state.Token('hidden_close', 'details', -1), token];
      return [token];
    });
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
  keepNotesApart(engine);
  hideNotes(engine);
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
