/** The posts of a page: what shows a member nothing of their own is drawn once for all of them. */
import { type CommonParts, formOfAnyMember, inBlocks, isAnyMember } from '../../platform/http/common-parts.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import type { DrawnPost, PostNode, ThreadPage } from './page.ts';
import { isFresh, postView, replyTemplate } from './post-view.ts';
import { writeBox } from './write-box.ts';

/** Posts in their place. @param isList whether they are items of a list */
export type Draw = (posts: readonly PostNode[], isList?: boolean) => Part;

export const inPlace = (post: Html, isList: boolean): Html => (isList ? html`<li>${post}</li>` : post);

/** Whether this reader was given the posts that all are given: who wrote one that was hidden has it besides. */
export const hasTheSame = ({ viewer }: Ctx, { withheldFrom }: ThreadPage): boolean =>
  viewer === null || !withheldFrom.includes(viewer.id);

/** May a thread show this reader the same posts as any member? Not if they began it, are silenced, or take part. */
function isAsForAnybody(ctx: Ctx, data: ThreadPage): boolean {
  const { thread, silences = [], only } = data;
  const isOther = thread.authorId !== ctx.viewer!.id && silences.length === 0;
  return isOther && only === undefined && thread.form !== 'challenge';
}

/** Whether a post has nothing of this reader's: not theirs, not new to them, not marked, kept or muted, and none to change or vote in. */
function isPlain(ctx: Ctx, data: ThreadPage, post: DrawnPost): boolean {
  const { mine, visit, polls } = data;
  const isTouched = mine.has(post.id) || visit.kept.has(post.id) || visit.muted.has(post.authorId ?? 0);
  const isOwn = post.authorId === ctx.viewer!.id || post.openedTo !== null || polls.has(post.id);
  return !isTouched && !isOwn && !isFresh(ctx, data, post);
}

/** Whether this reader sees what any member sees, apart from what they wrote and chose. */
const isCommonReader = (ctx: Ctx, data: ThreadPage): boolean => isAnyMember(ctx) && isAsForAnybody(ctx, data);

/** What is written below the posts, for whom nothing is kept of it yet: the same for all whom the forum trusts alike, by one clock. */
export function writeForms(ctx: Ctx, data: ThreadPage, form: FormState, common?: CommonParts<ThreadPage>): Part {
  const draw = (whose: Ctx, of: ThreadPage, typed: FormState, blank: FormState) =>
    html`${writeBox(whose, of, typed)}${of.only === undefined && replyTemplate(whose, of, blank)}`;
  const isBlank = Object.keys(form.values).length === 0 && form.faults.length === 0 && form.message === null;
  if (!common || !isCommonReader(ctx, data) || !isBlank || data.draft || data.kept)
    return draw(ctx, data, form, blankForm());
  const { trustStep } = ctx;
  const { mailTimes } = ctx.viewer!;
  return common(`forms ${trustStep} ${JSON.stringify(mailTimes)}`, (all, shared) =>
    draw({ ...all, trustStep, viewer: { ...all.viewer!, mailTimes } }, shared, formOfAnyMember(), formOfAnyMember()),
  );
}

/** @param form what this reader typed and was refused, or nothing @param common where parts of the page are kept */
export function drawerOf(ctx: Ctx, data: ThreadPage, form: FormState, common?: CommonParts<ThreadPage>): Draw {
  const drawAll = (posts: readonly PostNode[], isList: boolean) =>
    posts.map((post) => inPlace(postView(ctx, data, post, form), isList));
  if (!common || !isCommonReader(ctx, data)) return (posts, isList = false) => drawAll(posts, isList);
  const isCommon = (post: PostNode) => [post, ...post.replies].every((one) => isPlain(ctx, data, one));
  return (posts, isList = false) =>
    inBlocks(posts, (block) => {
      if (!block.every(isCommon)) return drawAll(block, isList);
      const name = `posts ${block.map(({ id }) => id).join(' ')}${isList ? ' in a list' : ''}`;
      return common(
        name,
        (all, shared) => html`${block.map((post) => inPlace(postView(all, shared, post, blankForm()), isList))}`,
      );
    });
}
