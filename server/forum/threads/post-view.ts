/** One post with its marks, its replies and what its reader may do. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { postPath } from '../../platform/http/paths.ts';
import { composer, type KeptDraft, withDraft } from '../../platform/layout/composer.ts';
import { errorSummary, idempotencyKey, previewButton } from '../../platform/layout/fields.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { faceOf } from '../../platform/authors/face.ts';
import { avatar } from '../../platform/layout/avatar.ts';
import { declared, nameTag, staffLabel } from '../../platform/layout/author.ts';
import { icon, textAttributes, time } from '../../platform/layout/parts.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { mayWithPost } from '../../rules/may.ts';
import { reportItems, reportLinks } from './report-links.ts';
import { hiddenFooter, hiddenLine } from './moderated-view.ts';
import { markButtons } from './marks-view.ts';
import { POLL_NAMES, pollFolded } from './poll-fields.ts';
import { laterFolded } from './later-field.ts';
import { pollBeside, pollItem } from './poll-view.ts';
import type { DrawnPost, PostNode, ThreadPage } from './page.ts';
import { ageLine, exceptionLine, openItem, openLine, settledLine, thanksLine } from './post-lines-view.ts';
import type { ShownPost } from './queries.ts';
import { wordsWithCards } from '../cards/shown.ts';
import type { Brought } from '../files/queries.ts';
import { filesFolded, NOTHING_BROUGHT } from '../files/field.ts';
import { fileList } from '../files/shown.ts';
import { gallery, wordsWith } from '../pictures/shown.ts';
import { arePicturesFirst, asksForAnswers } from '../../rules/thread-forms.ts';

/** The id of the form under a thread. */
export const WRITE_FORM = 'write-form';

/** Whether somebody else wrote it since this reader was last here. */
export const isFresh = ({ viewer }: Ctx, { visit: { readTo } }: ThreadPage, { number, authorId }: ShownPost): boolean =>
  readTo !== null && number > readTo && authorId !== viewer?.id;

/** The label comes first, so that it is heard and read before the name and the words. */
function header(ctx: Ctx, data: ThreadPage, post: ShownPost): Html {
  const { m } = ctx;
  const by = authorLine(m, post, 'post');
  const isStaff = by.label !== null;
  const helped = isStaff ? '' : m.thread.helped(post.authorSolved ?? 0, post.authorWorked ?? 0);
  const isAuthor = post.kind !== 'opening' && post.authorId !== null && post.authorId === data.thread.authorId;
  return html`<header class="post__head">
    ${avatar(faceOf(post), post.parentId === null ? 'middle' : 'small')}
    ${isStaff && html`${staffLabel(ctx, by, `label-${post.number}`)} `}
    ${nameTag(by, html` id="by-${post.number}"`)}
    ${isStaff && html` <span class="note-words" id="note-${post.number}">${m.staff.note}</span>`}
    ${declared(ctx, by)}
    ${
      isAuthor &&
      html`<span class="badge">${asksForAnswers(data.thread.form) ? m.thread.asker : m.thread.author}</span>`
    }
    ${helped && html`<span class="post__helped">${helped}</span>`}
    <span class="post__when">
      ${isFresh(ctx, data, post) && html`<span class="fresh-post" title="${m.reading.fresh1}">${m.notifications.isNew}</span>`}
      ${post.revision > 1 && html`<a href="/p/${post.id}/revisions">${m.thread.edited}</a>`}
      ${time(ctx, post.createdAt)}
      <a class="post__no" href="${postPath(data.thread, post.number)}" aria-label="${m.thread.permalink(post.number)}">#${m.number(post.number)}</a>
    </span>
  </header>`;
}

/** Where the form under the thread is, it goes along with what was typed; elsewhere a link leads to it. */
function quoteItem(ctx: Ctx, data: ThreadPage, post: ShownPost): Html | null {
  const { m } = ctx;
  // In a closed thread only replies can be written.
  if (!takesReplies(data) || data.thread.closedAt !== null) return null;
  const path = `/p/${post.id}/quote#reply`;
  if (data.only !== undefined) return html`<li><a href="${path}">${m.thread.quote}</a></li>`;
  const sends = html`form="${WRITE_FORM}" formaction="${path}" formenctype="application/x-www-form-urlencoded"`;
  return html`<li><button ${sends} data-quote>${m.thread.quote}</button></li>`;
}

/** Keeps a post by a press, or leads to what was noted with it. */
function bookmarkItem({ m }: Ctx, { visit }: ThreadPage, { id }: ShownPost): Html {
  if (visit.kept.has(id)) return html`<li><a href="/p/${id}/bookmark">${m.bookmarks.kept}</a></li>`;
  return html`<li><form method="post" action="/p/${id}/bookmark"><button>${m.bookmarks.keep}</button></form></li>`;
}

/** What one may do with somebody else's post besides marking it. */
function othersMenu(ctx: Ctx, data: ThreadPage, post: ShownPost): Html {
  const { m } = ctx;
  const may = mayWithPost(ctx.viewer, data.thread, post);
  return html`<details class="menu post__more" name="menu">
    <summary>${m.thread.moreActions}<span class="visually-hidden"> ${m.thread.aboutPost(post.number)}</span></summary>
    <ul>
      ${quoteItem(ctx, data, post)}
      ${
        may.thank &&
        html`<li><form method="post" action="/p/${post.id}/thank"><button>${m.desk.thank}</button></form></li>`
      }
      ${bookmarkItem(ctx, data, post)}
      ${openItem(ctx, data, post)}
      ${reportItems(ctx, data, post)}
      ${may.hide && html`<li><a href="/p/${post.id}/moderate">${m.acts.moderate}</a></li>`}
    </ul>
  </details>`;
}

function moreMenu(ctx: Ctx, data: ThreadPage, post: ShownPost): Html | null {
  const { m, viewer } = ctx;
  if (!viewer) return reportLinks(ctx, data, post);
  if (viewer.id !== post.authorId) return othersMenu(ctx, data, post);
  return html`<details class="menu post__more" name="menu">
    <summary>${m.thread.moreActions}<span class="visually-hidden"> ${m.thread.aboutPost(post.number)}</span></summary>
    <ul>
      ${quoteItem(ctx, data, post)}
      ${bookmarkItem(ctx, data, post)}
      ${
        whyNotAddTo(data.thread.space) === null &&
        html`<li><a href="/p/${post.id}/edit">${m.thread.edit}</a></li>${pollItem(ctx, data, post)}`
      }
      ${openItem(ctx, data, post)}
      <li><form method="post" action="/p/${post.id}/withdraw"><button>${m.thread.withdraw}</button></form></li>
    </ul>
  </details>`;
}

type ReplyForm = {
  threadId: number;
  parentId: number | '';
  id: string;
  label: string;
  form: FormState;
  draft: KeptDraft;
  kept: Brought;
  /** Whether it says that it names whom it answers; null where the script decides. */
  names: boolean | null;
};

function replyForm(ctx: Ctx, { threadId, parentId, id, label, form, draft, kept, names }: ReplyForm): Html {
  const action = `/t/${threadId}/posts`;
  const idOf = (field: string) =>
    ['pictures', 'alt', 'postAt', ...POLL_NAMES].includes(field) ? `${id}-${field}` : id;
  return html`<form class="form" method="post" novalidate action="${action}" enctype="multipart/form-data">
    ${errorSummary(ctx, form, idOf)}
    <input type="hidden" name="parentId" value="${parentId}">
    ${idempotencyKey(form)}
    ${composer(ctx, form, { id, label, hideLabel: true, rows: 4, draft })}
    ${names !== false && html`<p class="field__hint" data-naming${when(names === null, 'hidden')}>${ctx.m.thread.namesWhom}</p>`}
    ${filesFolded(ctx, form, kept, { id })}
    ${!ctx.may.speakForBrand && pollFolded(ctx, form, `${id}-`)}
    <div class="buttons">
      <button class="button button--primary button--small">${ctx.m.thread.postReply}</button>
      ${previewButton(ctx, action, 'button button--small')}
      ${laterFolded(ctx, form, `/t/${threadId}/later`, { id, look: 'button--small' })}
    </div>
  </form>`;
}

const takesReplies = ({ thread, silences = [] }: ThreadPage) =>
  thread.isStanding && thread.lockedAt === null && whyNotAddTo(thread.space) === null && silences.length === 0;

/** The form that the script puts under the post one replies to; once a page, since a page has many posts. @param form a blank one */
export function replyTemplate(ctx: Ctx, data: ThreadPage, form: FormState): Html | null {
  if (!ctx.viewer || !takesReplies(data)) return null;
  const draft = { place: 'reply:', at: null, seenAt: null, isShown: false, isTyped: false };
  const blank = { form, label: ctx.m.thread.reply, draft, kept: NOTHING_BROUGHT, names: null };
  return html`<template id="reply-form">
    ${replyForm(ctx, { ...blank, threadId: data.thread.id, parentId: '', id: 'reply-body' })}
  </template>`;
}

/** What is said to a reply stands beside it, under the same post, as long as that is there. */
function mayReplyTo(data: ThreadPage, { parentId }: ShownPost): boolean {
  const top = parentId === null ? null : [data.opening, ...data.posts].find(({ id }) => id === parentId);
  return takesReplies(data) && (!top || (top.withdrawnAt === null && !top.isHidden));
}

/** Whether an answer names whom it answers, as it does not stand under what it answers (posting/mentions.ts). */
const isNamed = ({ viewer }: Ctx, { parentId, authorId, label }: ShownPost): boolean =>
  parentId !== null && authorId !== null && authorId !== viewer?.id && label === null;

/** Where a post stands alone, or its reply was refused, the form; otherwise the way there. */
function replyBox(ctx: Ctx, data: ThreadPage, post: ShownPost, form: FormState): Html | null {
  const { m } = ctx;
  const isThis = Number(form.values.parentId) === post.id;
  if (!(ctx.viewer || isThis) || !(mayReplyTo(data, post) || isThis)) return null;
  const isAsked = data.asked === post.id;
  const words = html`${icon(ctx, 'reply', 'icon icon--flip')}${m.thread.reply}<span class="visually-hidden"> ${m.thread.toPost(post.number)}</span>`;
  const id = `reply-${post.number}`;
  if (!isThis && !isAsked) {
    return html`<a class="reply__link" data-reply="${post.id}"${when(isNamed(ctx, post), 'data-names')} href="/p/${post.id}#${id}">${words}</a>`;
  }
  const kept = isAsked ? (data.draft ?? null) : null;
  const typed = withDraft(isThis ? form : blankForm(), `reply:${post.id}`, kept);
  const label = m.thread.replyTo(authorLine(m, post, 'post').name);
  return html`<details class="reply" open>
    <summary>${words}</summary>
    ${replyForm(ctx, { ...typed, threadId: data.thread.id, parentId: post.id, id, label, kept: data.kept ?? NOTHING_BROUGHT, names: isNamed(ctx, post) })}
  </details>`;
}

function footer(ctx: Ctx, data: ThreadPage, post: ShownPost, form: FormState): Html | null {
  // Nothing is added to what was hidden, and nobody brings it back by themselves.
  if (post.isHidden || data.thread.hiddenAt !== null) return hiddenFooter(ctx, data, post);
  return html`<footer class="post__foot">
    ${markButtons(ctx, data, post)}
    ${replyBox(ctx, data, post, form)}
    ${moreMenu(ctx, data, post)}
  </footer>`;
}

function withdrawn(ctx: Ctx, data: ThreadPage, post: ShownPost, className: string, replies: Html | null): Html {
  const { m } = ctx;
  const isOwn = ctx.viewer !== null && ctx.viewer.id === post.authorId;
  return html`<article class="post post--withdrawn${className}" id="post-${post.number}" aria-label="${m.thread.withdrawn}">
    <p>
      ${post.kind === 'opening' && !data.thread.isStanding ? m.thread.withdrawnThread : m.thread.withdrawn}
      ${time(ctx, post.withdrawnAt!)}
    </p>
    ${
      isOwn &&
      html`<form method="post" action="/p/${post.id}/restore">
        <button class="button button--small">${m.thread.restore}</button>
      </form>`
    }
    ${replies}
  </article>`;
}

function repliesOf(ctx: Ctx, data: ThreadPage, post: PostNode, form: FormState): Html | null {
  const { m } = ctx;
  if (post.replies.length === 0) return null;
  const more = data.only ? 0 : post.replyCount - post.replies.length;
  return html`<ol class="replies" aria-label="${m.thread.repliesTo(post.number)}">
    ${post.replies.map((reply) => html`<li>${article(ctx, data, reply, form, ' post--reply', null)}</li>`)}
  </ol>
  ${more > 0 && html`<a class="replies__more" href="/p/${post.id}">${m.thread.allReplies(post.replyCount)}</a>`}`;
}

/** What somebody wrote; folded for who muted them. They are told nothing of it. */
function words(ctx: Ctx, data: ThreadPage, post: DrawnPost): Html {
  const { beside, within } = data.pictures.get(post.id) ?? { beside: [], within: [] };
  // What somebody shows comes first; what goes with an answer comes behind its words.
  const leads = arePicturesFirst(post.kind);
  const pictures = gallery(ctx, beside, {
    title: post.title ?? data.thread.title,
    leads,
    isFirst: data.page === 1 && post.kind === 'opening',
  });
  const said = wordsWithCards(ctx, post, data.cards);
  const all = html`${post.title && html`<h3 class="post__title"${textAttributes(ctx, post.title, data.thread.space.language)}>${post.title}</h3>`}
    ${leads && pictures}
    <div class="post__body prose"${textAttributes(ctx, post.html, data.thread.space.language)}>${wordsWith(ctx, said, within)}</div>
    ${pollBeside(ctx, data, post)}
    ${!leads && pictures}
    ${fileList(ctx, data.files.get(post.id) ?? [], post.title ?? data.thread.title)}
    ${post.isShortened && html`<p class="post__rest"><a href="/p/${post.id}">${ctx.m.thread.wholePost(post.number)}</a></p>`}`;
  if (post.authorId === null || !data.visit.muted.has(post.authorId)) return all;
  return html`<details class="post__folded"><summary class="muted">${ctx.m.thread.foldedPost}</summary>${all}</details>`;
}

/** A post. What members reply stands outside of the ground that a staff post has. */
function article(
  ctx: Ctx,
  data: ThreadPage,
  post: DrawnPost,
  form: FormState,
  className: string,
  replies: Html | null,
): Html {
  if (post.withdrawnAt !== null) return withdrawn(ctx, data, post, className, replies);
  const isStaff = post.label !== null;
  const names = isStaff ? `label-${post.number} by-${post.number} note-${post.number}` : `by-${post.number}`;
  return html`<article class="post${className}${isStaff && ' post--note'}" id="post-${post.number}" aria-labelledby="${names}">
    ${header(ctx, data, post)}${hiddenLine(ctx, data, post)}${exceptionLine(ctx, post)}
    ${words(ctx, data, post)}
    ${openLine(ctx, data, post)}
    ${ageLine(ctx, post)}${settledLine(ctx, post)}${thanksLine(ctx, data, post)}${footer(ctx, data, post, form)}${!isStaff && replies}
  </article>
  ${isStaff && replies}
`;
}

/** A post as its thread shows it. @param form what this reader typed and was refused, or nothing */
export function postView(ctx: Ctx, data: ThreadPage, post: PostNode, form: FormState): Html {
  const className = post.kind === 'opening' ? ' post--opening' : post.acceptedAt !== null ? ' post--accepted' : '';
  return article(ctx, data, post, form, className, repliesOf(ctx, data, post, form));
}
