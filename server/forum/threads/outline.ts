/** In which order the posts of a page stand; and, beside a long one on a wide screen, who says what on it. */
import type { Ctx } from '../../platform/http/context.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { ownBeginningOf } from '../../../shared/own-words.ts';
import { groupsOf } from './milestones-view.ts';
import type { PostNode, ThreadPage } from './page.ts';

/** Fewer are seen at a glance. */
const FEWEST = 3;
const WORDS = 70;

/** What stands first, the other answers, what staff say, and the rest. */
export function answersIn(posts: PostNode[]) {
  const solved = posts.filter(
    (post) => post.acceptedAt !== null && post.outdatedAt === null && post.withdrawnAt === null,
  );
  return {
    solved,
    answers: posts.filter((post) => post.kind === 'answer' && !solved.includes(post)),
    notes: posts.filter((post) => post.kind === 'note'),
    others: posts.filter((post) => post.kind !== 'answer' && post.kind !== 'note'),
  };
}

function inOrder(ctx: Ctx, data: ThreadPage): PostNode[] {
  if (!asksForAnswers(data.thread.form)) return groupsOf(ctx, data).flatMap(({ posts }) => posts);
  const { solved, answers, notes, others } = answersIn(data.posts);
  return [...solved, ...answers, ...notes, ...others];
}

/** Posts that are kept for many readers have their first words taken once. */
const begun = new WeakMap<PostNode, string>();

function firstWords(post: PostNode): string {
  let words = begun.get(post);
  if (words === undefined) begun.set(post, (words = post.title || ownBeginningOf(post.html, WORDS)));
  return words;
}

function item(ctx: Ctx, data: ThreadPage, post: PostNode): Html {
  const by = authorLine(ctx.m, post, 'post');
  const words = firstWords(post);
  return html`<li>
    <a href="#post-${post.number}">
      ${by.label !== null && html`${staffLabel(ctx, by)} `}<b dir="auto">${by.name}</b>${post.acceptedAt !== null && icon(ctx, 'solved')}
      <span${textAttributes(ctx, words, data.thread.space.language)}>${words}</span>
    </a>
  </li>`;
}

const isStanding = ({ withdrawnAt }: PostNode): boolean => withdrawnAt === null;

/** A short page has none, and one of a single post. */
export const hasOutline = ({ only, posts }: ThreadPage): boolean =>
  only === undefined && posts.filter(isStanding).length >= FEWEST;

/** The same for every reader. */
export function outline(ctx: Ctx, data: ThreadPage): Html {
  const posts = inOrder(ctx, data).filter(isStanding);
  return html`<nav class="outline" aria-labelledby="outline-h">
    <h2 class="label" id="outline-h">${ctx.m.thread.onThisPage}</h2>
    <ol>${posts.map((post) => item(ctx, data, post))}</ol>
  </nav>`;
}
