/** What of a thread page is drawn anew while somebody reads it. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { type Draw, inPlace } from './common-posts.ts';
import { hasOutline, outline } from './outline.ts';
import type { PostNode, ThreadPage } from './page.ts';
import { postView } from './post-view.ts';
import { threadParts } from './views.ts';

const isAmong = (asked: ReadonlySet<number>, post: PostNode) =>
  asked.has(post.number) || post.replies.some(({ number }) => asked.has(number));

/**
 * The head and the posts of a page, as the whole page has them. Of posts that were not asked for only the place is
 * there, which the page fills with what it has.
 * @param asked the numbers of posts that are new or look different; null for all of them
 */
export function threadPart(ctx: Ctx, whole: ThreadPage, asked: ReadonlySet<number> | null): Html {
  // What comes while its reader is here is no news since they were.
  const data = { ...whole, visit: { ...whole.visit, readTo: null, fresh: null } };
  const form = blankForm();
  const one = (post: PostNode) =>
    asked === null || isAmong(asked, post)
      ? postView(ctx, data, post, form)
      : html`<article data-stays id="post-${post.number}"></article>`;
  const draw: Draw = (posts, isList = false) => posts.map((post) => inPlace(one(post), isList));
  return html`${threadParts(ctx, data, draw)}${hasOutline(data) && outline(ctx, data)}`;
}
