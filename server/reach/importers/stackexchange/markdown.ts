/** The text of an imported post: its own Markdown where that reads the same here, else from its HTML. */
import { decodeHTML } from 'entities';
import MarkdownIt from 'markdown-it';
import { plainText } from '../../../../shared/markdown.ts';
import { render } from '../../../../shared/render.ts';
import { cleanText, shorten } from '../../../../shared/text.ts';
import { makeHtmlConverter } from './html.ts';
import { type Site, rewriteLinks } from './links.ts';

/** Stands for a body that was empty: a post always has words. */
const NOTHING = '…';

/** Finds raw HTML, which is text here but was markup there. */
const finder = new MarkdownIt('default', { html: true });

function hasRawHtml(markdown: string): boolean {
  if (!/<[a-z/!?]/i.test(markdown)) return false;
  return finder
    .parse(markdown, {})
    .some((token) => token.type === 'html_block' || token.children?.some((child) => child.type === 'html_inline'));
}

const PICTURE_IN_LINK = /\[!\[([^\]\n]*)\](\[[^\]\n]*\]|\([^)\n]*\))\](\[[^\]\n]*\]|\([^)\n]*\))/g;
const META_TAG = /\[meta-tag:/g;
const TIGHT_HEADING = /^((?: {0,3}>)* {0,3}#{1,6})(?=[^#\s])/gm;
/** A name of a tag is its words, and nothing is written on what is hidden. */
const COMPARED = { tags: '/', hidden: '' };

/** What the other site's Markdown has beyond CommonMark. */
function adapt(markdown: string, html: string): string {
  // A link around a picture, which is a link itself here, would be a link in a link.
  const text = markdown
    .replace(
      PICTURE_IN_LINK,
      (_, words: string, source: string, target: string) =>
        `${source === target ? '!' : ''}[${words || 'picture'}]${target}`,
    )
    .replace(META_TAG, '[tag:');
  return /<h[1-6]\b/.test(html) && !/^(```|~~~)/m.test(text) ? text.replace(TIGHT_HEADING, '$1 ') : text;
}

const INLINE = /<\/?(?:a|b|code|del|em|i|kbd|s|small|span|strike|strong|sub|sup)(?:\s[^>]*)?>/gi;

/** The words that a reader sees, in order, whatever stands between them. A picture is its description. */
export function wordsOf(html: string): string {
  const text = html
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/gi, ' $1 ')
    .replace(INLINE, '')
    .replace(/<[^>]*>/g, ' ');
  return (
    decodeHTML(text)
      .normalize('NFKC')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  ).join(' ');
}

const trimmed = (text: string) =>
  cleanText(text)
    .replace(/^\s*\n/, '')
    .trimEnd();

/** Makes Markdown of bodies and comments of one site. */
export function makeTextMaker(site: Site, { maths }: { maths: boolean } = { maths: false }) {
  const fromHtml = makeHtmlConverter(site, maths);

  function body(post: { markdown: string | null; body: string }): string {
    const own = post.markdown === null ? '' : trimmed(post.markdown);
    if (own && !post.body.trim()) return rewriteLinks(adapt(own, ''), site);
    if (own && !hasRawHtml(own)) {
      const adapted = rewriteLinks(adapt(own, post.body), site);
      if (wordsOf(render(adapted, COMPARED).html) === wordsOf(post.body)) return adapted;
    }
    // The parser of HTML recurses; markup nested beyond reason keeps its words and loses its form.
    const nested = (post.body.match(/<(?:div|blockquote|ul|ol|span|b|i|em|strong|font)\b/gi)?.length ?? 0) > 5_000;
    return (nested ? plainText(post.body) : trimmed(fromHtml(cleanText(post.body)))) || own || NOTHING;
  }

  return {
    body,
    /** What a body said before an edit; only its Markdown is known. @param html what it says now */
    earlier: (markdown: string, html: string): string => rewriteLinks(adapt(trimmed(markdown), html), site) || NOTHING,
    comment: (text: string): string => rewriteLinks(trimmed(text), site) || NOTHING,
    /** Words without markup in one line, at most `max` of them. */
    words: (html: string, max: number): string => shorten(plainText(cleanText(html)), max),
  };
}

export type TextMaker = ReturnType<typeof makeTextMaker>;
