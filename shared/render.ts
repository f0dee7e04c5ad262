/** Markdown as members write it to HTML that may be stored and shown: the renderer, then the sanitiser. */
import sanitizeHtml from 'sanitize-html';
import { boundedAttributes, MATHS_ATTRIBUTES, MATHS_CLASSES, MATHS_TAGS } from './maths.ts';
import { type DrawOptions, oneLine, plainText, renderMarkdown } from './markdown.ts';
import { ALONE } from './markdown-rules.ts';
import { ownWords } from './own-words.ts';
import { shorten } from './text.ts';

const EXCERPT_LENGTH = 200;

const ALIGNED = ['align-left', 'align-center', 'align-right'];

/** Of what scrolls by itself: the renderer's own, as nobody writes HTML. */
const SCROLLED = ['tabindex', 'role', 'aria-label'];

const SIDE = { name: 'dir', values: ['rtl', 'ltr'] };

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...'p br hr strong em s del sub sup a ul ol li blockquote code pre h3 h4 h5 h6 table thead tbody tr th td div img details summary section'.split(
      ' ',
    ),
    ...MATHS_TAGS,
  ],
  allowedAttributes: {
    a: ['href', 'rel', 'title', 'id', 'class', 'aria-label'],
    li: ['id', 'class'],
    sup: ['class'],
    section: ['class'],
    img: ['src', 'alt', 'title', 'loading'],
    ol: ['start', SIDE],
    ...Object.fromEntries(['p', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'table'].map((tag) => [tag, [SIDE]])),
    div: ['class', ...SCROLLED],
    pre: SCROLLED,
    th: ['class', SIDE],
    td: ['class', SIDE],
    ...MATHS_ATTRIBUTES,
  },
  transformTags: Object.fromEntries(
    Object.keys(MATHS_ATTRIBUTES).map((tag) => [
      tag,
      (tagName: string, attribs: Record<string, string>) => ({ tagName, attribs: boundedAttributes(tag, attribs) }),
    ]),
  ),
  allowedClasses: {
    a: ['footnote-backref', ALONE],
    li: ['task', 'footnote-item'],
    sup: ['footnote-ref'],
    section: ['footnotes'],
    div: ['table-scroll'],
    th: ALIGNED,
    td: ALIGNED,
    code: [/^language-[\w+-]{1,30}$/],
    mtd: MATHS_CLASSES,
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
};

export type Rendered = { html: string; text: string; excerpt: string };

/** @returns the stored HTML, the plain text for search, and one line of it for lists */
export function render(markdown: string, options: DrawOptions = {}): Rendered {
  const html = sanitizeHtml(renderMarkdown(markdown, options), ALLOWED);
  const text = plainText(html);
  return { html, text, excerpt: excerptOf(oneLine(ownWords(html))) };
}

/** The one line of a text that lists show. */
export function excerptOf(text: string): string {
  return shorten(text, EXCERPT_LENGTH);
}
