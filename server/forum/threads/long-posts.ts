/** What one page draws has a bound: a post that passes it begins there, and is whole at its own address. */
import { escape } from '../../platform/http/html.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import type { PostNode } from './page.ts';
import type { ShownPost } from './queries.ts';

/** In letters of HTML. The longest post in plain words is half of it; lists, tables and links can make it more. */
const POST = 64_000;
/** Twenty of the longest posts in plain words. */
const PAGE = 700_000;
const BEGINNING = 600;

/**
 * Posts in the order in which they are drawn, those that pass the bound with their beginning only.
 * @param asked the post that the page is about: it is whole
 */
export function boundPage(nodes: PostNode[], asked?: number): PostNode[] {
  let drawn = 0;
  const bound = <P extends ShownPost>(post: P): P => {
    const fits = post.id === asked || (post.html.length <= POST && drawn + post.html.length <= PAGE);
    const html = fits ? post.html : `<p>${escape(beginningOf(post.html, BEGINNING))}</p>`;
    drawn += html.length;
    return { ...post, html, isShortened: !fits };
  };
  return nodes.map((node) => ({ ...bound(node), replies: node.replies.map(bound) }));
}
