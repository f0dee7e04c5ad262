/** The one Markdown renderer: HTML is off, pictures are our own or become links, nesting is bounded. */
import MarkdownIt from 'markdown-it';
import sub from 'markdown-it-sub';
import sup from 'markdown-it-sup';
import { prepare } from './markdown-lines.ts';
import { marksRules, withoutHidden } from './markdown-marks.ts';
import { nameOf, type NotesEnv, notesRules, withoutWaysBack } from './markdown-notes.ts';
import { ourRules } from './markdown-rules.ts';
import { scrolledRules, type ScrolledWords } from './markdown-scrolled.ts';
import { mathsAsText, mathsRules } from './maths.ts';
import { type Candidates, type Mentioned, mentionRules, mentionsIn } from './mentions.ts';
import { isVisible, shorten } from './text.ts';

const OUR_PICTURE = /^\/media\/[\w.-]+$/;
/** Deeper than what `prepare` leaves, so that nothing is dropped. */
const MAX_NESTING = 120;

const engine = new MarkdownIt('default', { html: false, linkify: true, typographer: false, maxNesting: MAX_NESTING });
engine.linkify.set({ fuzzyEmail: false, fuzzyLink: false });
engine.use(sub).use(sup).use(ourRules).use(mathsRules).use(marksRules).use(notesRules).use(scrolledRules);

/** What drawing depends on besides the text. */
export type DrawOptions = {
  /** By the place of a quoted post, the line that says who is quoted. */
  quotes?: ReadonlyMap<string, string>;
  /** Whom its mentions name, by their keys. */
  mentions?: ReadonlyMap<string, Mentioned>;
  /** The forum's own origin: a whole address there is one of its posts, too. */
  origin?: string;
  /** Whether the author speaks for a brand: then every link says so. */
  isSponsored?: boolean;
  /** Whether what stands between dollar signs is mathematics. */
  maths?: boolean;
  /** The language that people write in there (BCP 47), where it is not the forum's. */
  language?: string | null;
  /** The address that the name of a tag is put after. */
  tags?: string;
  /** What is written on something hidden. */
  hidden?: string;
} & ScrolledWords &
  NotesEnv;

const relOf = ({ isSponsored }: DrawOptions) => (isSponsored ? 'sponsored ugc nofollow' : 'ugc nofollow noopener');

const BY_ID = /^\/p\/(\d+)(?:\/|$)/i;
const BY_NUMBER = /^\/t\/(\d+)(?:\/[^/]*)?(?:\/(\d+))?\/?$/i;
const NOWHERE = 'http://own.invalid';
/** No post has a greater one; whoever writes one quotes nobody. */
const GREATEST_ID = 999_999_999;
const idOf = (digits: string) => (Number(digits) <= GREATEST_ID ? Number(digits) : 0);

/** A post that an address leads to. @property place the same for all ways to write it */
export type QuotedPost = { place: string } & ({ id: number } | { threadId: number; number: number });

/** Which post of ours an address leads to, as a browser and the server read it: whatever stands behind `?` and `#`. */
export function postAt(href: string, origin: string): QuotedPost | null {
  if (!URL.canParse(href, origin)) return null;
  const url = new URL(href, origin);
  if (!/^https?:$/.test(url.protocol) || url.host !== new URL(origin).host) return null;
  let path = url.pathname.replace(/\/{2,}/g, '/');
  try {
    path = decodeURIComponent(path);
  } catch {
    return null;
  }
  const [, post] = BY_ID.exec(path) ?? [];
  if (post !== undefined) return { place: `p/${idOf(post)}`, id: idOf(post) };
  const [, thread, part] = BY_NUMBER.exec(path) ?? [];
  if (thread === undefined) return null;
  const [threadId, number] = [idOf(thread), idOf(part ?? /^#post-(\d+)$/i.exec(url.hash)?.[1] ?? '1')];
  return { place: `t/${threadId}/${number}`, threadId, number };
}

export type Tokens = ReturnType<typeof engine.parse>;

/** A text as it is read, and the blocks in it; their lines are those of that text. */
export function parsed(markdown: string): { text: string; tokens: Tokens } {
  const text = prepare(markdown);
  return { text, tokens: engine.parse(text, {}) };
}
type Quote = { post: QuotedPost; children: Tokens; from: number; to: number };

const QUOTING = new Set(['blockquote_open', 'hidden_open']);

/** The first line within a block, through what may stand around it: a list, a table, a heading. */
function firstLineIn(tokens: Tokens, at: number): Tokens | null {
  for (let i = at + 1; i < Math.min(tokens.length, at + MAX_NESTING); i++) {
    const { type, nesting, children } = tokens[i]!;
    if (type === 'inline') return children;
    if (nesting !== 1 || QUOTING.has(type)) return null;
  }
  return null;
}

/** Whether something can be read there: what only opens a form, or is blank, leaves what follows to lead. */
const isRead = ({ type, content }: Tokens[number]): boolean =>
  type === 'text' || type === 'text_special' ? content.trim() !== '' : content !== '' || type === 'image';

/**
 * Quotations whose first line begins with the way to a post of ours, however that was written; hidden words may be one. A
 * link behind other words is one that somebody gives within what they say.
 */
function quotesIn(tokens: Tokens, origin = NOWHERE): Quote[] {
  return tokens.flatMap((token, i) => {
    const children = QUOTING.has(token.type) ? firstLineIn(tokens, i) : null;
    if (!children) return [];
    const from = children.findIndex((child) => child.type === 'link_open' || isRead(child));
    const post =
      children[from]?.type !== 'link_open' ? null : postAt(String(children[from]!.attrGet('href') ?? ''), origin);
    const to = children.findIndex((child, at) => at > from && child.type === 'link_close');
    return post === null || to < 0 ? [] : [{ post, children, from, to }];
  });
}

/** Whom a text may refer to: the posts that it quotes, each once, and what may be a name in it. */
export type Referred = { quoted: QuotedPost[]; named: Candidates[] };

/** @param origin the forum's own */
export function referredIn(markdown: string, origin?: string): Referred {
  const tokens = engine.parse(prepare(markdown), {});
  const quoted = [...new Map(quotesIn(tokens, origin).map(({ post }) => [post.place, post])).values()];
  return { quoted, named: mentionsIn(tokens) };
}

const QUOTED = /<(?:blockquote|details)\b[^>]*>(?:\s*<(?!a\b)[^>]*>){0,8}\s*<a href="([^"]{1,400})"/g;

/** The posts that a drawn text quotes, each once. @param origin the forum's own */
export function quotedIn(html: string, origin = NOWHERE): QuotedPost[] {
  const posts = [...html.matchAll(QUOTED)].flatMap(([, href]) => postAt(href!.replaceAll('&amp;', '&'), origin) ?? []);
  return [...new Map(posts.map((post) => [post.place, post])).values()];
}

/** The first line of a quotation that links to a post says who wrote it, whatever was typed there. */
engine.core.ruler.push('quotes', ({ tokens, env, Token }) => {
  const { quotes, origin } = env as DrawOptions;
  if (!quotes) return;
  for (const { post, children, from, to } of quotesIn(tokens, origin)) {
    const text = new Token('text', '', 0);
    // A post that is not there has no author whose name could be used.
    text.content = quotes.get(post.place) ?? `#${'id' in post ? post.id : post.number}`;
    children.splice(from + 1, to - from - 1, text);
  }
});

engine.use(mentionRules);

/** An address as the renderer writes it. */
export const normalAddress = (address: string): string => engine.normalizeLink(address);

/** The addresses of the pictures in a text that lie elsewhere, each once and as the renderer writes them. */
export function picturesElsewhere(markdown: string): string[] {
  const images = engine.parse(prepare(markdown), {}).flatMap(({ children }) => children ?? []);
  const sources = images.filter(({ type }) => type === 'image').map((image) => String(image.attrGet('src') ?? ''));
  return [...new Set(sources.filter((source) => /^(?:https?:)?\/\//i.test(source)))];
}

const plainImage = engine.renderer.rules.image!;
engine.renderer.rules.image = (tokens, index, options, env, self) => {
  const token = tokens[index]!;
  const source = String(token.attrGet('src') ?? '');
  if (OUR_PICTURE.test(source)) {
    token.attrSet('loading', 'lazy');
    return plainImage(tokens, index, options, env, self);
  }
  // A picture from elsewhere would tell that site who reads here.
  const words = engine.utils.escapeHtml(token.content || source);
  return `<a href="${engine.utils.escapeHtml(source)}" rel="${relOf(env as DrawOptions)}">${words}</a>`;
};

engine.renderer.rules.link_open = (tokens, index, options, env, self) => {
  const token = tokens[index]!;
  if (!/^\/(?!\/)/.test(String(token.attrGet('href') ?? ''))) token.attrSet('rel', relOf(env as DrawOptions));
  return self.renderToken(tokens, index, options);
};

// A post stands under the page's own heading.
engine.renderer.rules.heading_open = (tokens, index, _options, _env, self) =>
  `<h${Math.min(6, Number(tokens[index]!.tag[1]) + 2)}${self.renderAttrs(tokens[index]!)}>`;
engine.renderer.rules.heading_close = (tokens, index) => `</h${Math.min(6, Number(tokens[index]!.tag[1]) + 2)}>\n`;

/** Markdown to HTML. Not yet the second wall: what is stored goes through `shared/render.ts`. */
export function renderMarkdown(markdown: string, options: DrawOptions = {}): string {
  return engine.render(prepare(markdown), { docId: `text${nameOf(markdown)}`, ...options });
}

/** Tags that part no words. */
const INLINE_TAG = /<\/?(?:a|b|code|del|em|i|ins|mark|s|small|span|strike|strong|sub|sup|u)(?:\s[^>]*)?>/gi;

/** Letters of HTML that surely hold one letter of its text. */
const LETTERS_LOOKED_AT = 40;

const beginsWith = (html: string, max: number) => html.slice(0, max * LETTERS_LOOKED_AT).replace(/<[^>]*$/, '');

/** The first `max` letters of HTML's plain text, however much follows. */
export const beginningOf = (html: string, max: number): string => shorten(plainText(beginsWith(html, max)), max);

/** The same as one line that people read. */
export const lineOf = (html: string, max: number): string => shorten(oneLine(beginsWith(html, max)), max);

/** The text a reader would see, in one line: for excerpts and search. */
export function plainText(html: string): string {
  return mathsAsText(withoutWaysBack(withoutHidden(html)))
    .replace(/<img[^>]*\salt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(INLINE_TAG, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

const EMPTY_CELL = /<t([dh])\b[^>]*>\s*<\/t\1>\s*/g;
const EMPTY_ROW = /<tr>\s*<\/tr>\s*/g;
const BETWEEN_CELLS = /<\/t[dh]>(?:\s|<\/?(?:tr|thead|tbody)>){0,12}<t[dh]\b[^>]*>/g;
/** A formula that reads as it is written. */
const PLAIN_FORMULA = /^[^\\{}]{1,40}$/;

/** The text of HTML as one line that people read: cells and rows of tables are parted, and a formula that is all signs is left out. */
export function oneLine(html: string): string {
  const parted = html.includes('<t')
    ? html
        .replace(EMPTY_CELL, '')
        .replace(EMPTY_ROW, '')
        .replace(BETWEEN_CELLS, (between) => (between.includes('<tr>') ? ' / ' : ' · '))
    : html;
  return plainText(mathsAsText(parted, (tex) => (PLAIN_FORMULA.test(tex) ? tex : '…')));
}

/** Whether a reader sees anything of what was drawn: words or a picture. */
export const showsSomething = (html: string): boolean => /<img\b/.test(html) || isVisible(plainText(html));
