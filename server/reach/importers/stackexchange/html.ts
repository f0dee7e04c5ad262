/** HTML bodies of the network as Markdown. */
import { makeConverter } from '../../../../shared/from-html.ts';
import { type Site, rewriteLink } from './links.ts';

const TAG_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}+#.-]{0,60}$/u;

/** A converter; it may be used for any number of texts. */
export function makeHtmlConverter(site: Site, maths = false): (html: string) => string {
  const service = makeConverter((href) => rewriteLink(href, site), maths);
  service.addRule('hidden', {
    filter: (node) => node.nodeName === 'BLOCKQUOTE' && /\bspoiler\b/.test(node.getAttribute('class') ?? ''),
    replacement: (content) => `\n\n${content.trim().replace(/^/gm, '>! ')}\n\n`,
  });
  service.addRule('tag', {
    filter: (node) =>
      node.nodeName === 'A' &&
      /\bpost-tag\b/.test(node.getAttribute('class') ?? '') &&
      TAG_NAME.test(node.textContent ?? ''),
    replacement: (_content, node) => `[tag:${node.textContent}]`,
  });
  return (html) => service.turndown(html);
}
