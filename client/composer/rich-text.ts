/** Rich text as Markdown; loaded when some is pasted for the first time. */
import { makeConverter } from '../../shared/from-html.ts';

/** What word processors put around and between what was copied. */
const NOISE = 'style, script, meta, link, title, o\\:p, img[src^="data:"], img[src^="file:"], button, svg';

/** Bold in a word processor is a style, and its whole text may stand in a `b` that is none. */
function tidy(root: HTMLElement): void {
  for (const noise of root.querySelectorAll(NOISE)) noise.remove();
  const styleOf = (one: Element) => one.getAttribute('data-style') ?? '';
  for (const bold of root.querySelectorAll<HTMLElement>('b, strong'))
    if (/font-weight:\s*(?:normal|400)/i.test(styleOf(bold))) bold.replaceWith(...bold.childNodes);
  for (const span of root.querySelectorAll('span')) {
    const style = styleOf(span);
    const isBold = /font-weight:\s*(?:bold|[6-9]00)/i.test(style);
    const tag = isBold ? 'strong' : /font-style:\s*italic/i.test(style) ? 'em' : null;
    if (!tag || span.closest('h1, h2, h3, h4, h5, h6, strong, b')) continue;
    const mark = document.createElement(tag);
    mark.append(...span.childNodes);
    span.replaceWith(mark);
  }
}

/** Items of lists as people type them: one space after the mark. */
function closeMarkers(markdown: string): string {
  let isCode = false;
  return markdown
    .split('\n')
    .map((line) => {
      if (/^[ >]*(?:```|~~~)/.test(line)) isCode = !isCode;
      return isCode ? line : line.replace(/^([ >]*(?:-|\d{1,9}\.)) {2,3}(?=\S)/, '$1 ');
    })
    .join('\n');
}

/** An address as it is known elsewhere; those of a page that is known as it stands there. */
const addressFrom = (origin: string | null) => (href: string) =>
  /^(?:https?:|mailto:)/i.test(href) || (origin !== null && /^\/(?!\/)/.test(href)) ? href : '';

/** @param origin where the words come from, if it is this forum: its own addresses stay short */
export function markdownOf(html: string, origin: string | null = null): string {
  // Styles are looked at and never applied; as they are, the page's policy would complain of each.
  const { body } = new DOMParser().parseFromString(html.replace(/\sstyle=/gi, ' data-style='), 'text/html');
  tidy(body);
  return closeMarkers(makeConverter(addressFrom(origin)).turndown(body).trim());
}
