import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { postPath, shareImagePath, threadPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { formName, icon, textAttributes, pager, spaceTag, stateTags, tagList } from '../../platform/layout/parts.ts';
import type { CommonParts } from '../../platform/http/common-parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { followMenu } from '../../people/following/parts.ts';
import { type Draw, drawerOf, hasTheSame, writeForms } from './common-posts.ts';
import { WRITE_FORM } from './post-view.ts';
import { shorten } from '../../../shared/text.ts';
import { earlyAccess, openHour } from './early-access-view.ts';
import { closedLine, linkedThreads } from './links-view.ts';
import { moderatedLines, moderateLink } from './moderated-view.ts';
import { structuredData } from './structured.ts';
import type { PostNode, ThreadPage } from './page.ts';
import { answersIn, hasOutline, outline } from './outline.ts';
import { milestonesHead, groupsOf } from './milestones-view.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';

const DESCRIPTION_LENGTH = 160;

/** Solved, but by nobody else than the asker: that is said in other words. */
function isSelfSolved({ opening, posts }: ThreadPage): boolean {
  const solved = posts.filter((post) => post.acceptedAt !== null && post.withdrawnAt === null);
  return solved.length > 0 && solved.every((post) => post.authorId !== null && post.authorId === opening.authorId);
}

function head(ctx: Ctx, data: ThreadPage): Html {
  const { m } = ctx;
  const { thread, only } = data;
  return html`<nav class="crumbs" aria-label="${m.shell.trail}">
    <ol>
      <li><a href="/spaces">${m.shell.spaces}</a></li>
      <li>${spaceTag(ctx, thread.space, true)}</li>
      ${only && html`<li><a href="${threadPath(thread)}">${m.thread.wholeThread}</a></li>`}
    </ol>
  </nav>
  <header class="thread-head">
    <h1${textAttributes(ctx, thread.title, thread.space.language)}>${thread.title}</h1>
    <div class="thread-head__meta">
      ${stateTags(ctx, thread, true, isSelfSolved(data) ? m.solvedBySelf : m.solvedByPeer)}
      <span>${formName(ctx, thread.form)}</span>
      ${tagList(ctx, thread.space.slug, thread.tagNames)}
      ${data.only === undefined && followMenu(ctx, { kind: 'thread', targetId: thread.id }, data.visit.level, '', true)}
      ${moderateLink(ctx, data)}
    </div>
    ${moderatedLines(ctx, data)}
    ${closedLine(ctx, data)}
    ${openHour(ctx, thread)}
    ${earlyAccess(ctx, data)}
    ${milestonesHead(ctx, data)}
    ${freshLine(ctx, data)}
  </header>`;
}

/** How its reader is told of what is written here; whoever posted is from then on, which is said. */
function followed(ctx: Ctx, { thread, visit: { level } }: ThreadPage): Html | null {
  return (
    ctx.viewer &&
    html`<div class="thread-follow">${followMenu(ctx, { kind: 'thread', targetId: thread.id }, level)}
      ${level === 'all' && html`<span class="muted">${ctx.m.reading.youFollow}</span>`}</div>`
  );
}

/** What is new for who was here before, and the way to it. */
function freshLine(ctx: Ctx, { thread, visit: { fresh } }: ThreadPage): Html | null {
  const { m } = ctx;
  return (
    fresh &&
    html`<p class="fresh">${m.reading.since(fresh.count)} · <a href="${postPath(thread, fresh.first)}">${m.reading.goOn}</a></p>`
  );
}

/** The opening where it is not the subject of the page: a line that leads back to it. */
function openingLine(ctx: Ctx, { thread, opening, page, pages }: ThreadPage): Html {
  const { m } = ctx;
  return html`<p class="lede">
    ${authorTag(ctx, opening, 'post')}:
    <span${textAttributes(ctx, thread.excerpt, thread.space.language)}>${opening.withdrawnAt === null ? thread.excerpt : m.thread.withdrawn}</span>
    <a href="${threadPath(thread)}">${m.thread.backToOpening}</a>${pages > 1 && html` · ${m.thread.pageOf(page, pages)}`}
  </p>`;
}

function solvedBlock(ctx: Ctx, data: ThreadPage, post: PostNode, draw: Draw): Html {
  const { m } = ctx;
  const { opening } = data;
  const bySelf = post.authorId !== null && post.authorId === opening.authorId;
  const words = bySelf ? m.solvedBySelf : m.thread.solvedFor(authorLine(m, opening, 'post').name);
  return html`<section class="solved" aria-labelledby="solved-${post.number}">
    <h2 class="solved__head" id="solved-${post.number}">
      ${icon(ctx, 'solved')}${words}${post.workedCount > 0 && html` <span>· ${m.thread.workedForOthers(post.workedCount)}</span>`}
    </h2>
    ${draw([post])}
  </section>`;
}

function group(id: string, title: string, posts: PostNode[], draw: Draw, className = ''): Html | null {
  if (posts.length === 0) return null;
  return html`<header class="answers-head"><h2 id="${id}">${title}</h2></header>
  <ol class="answers${className && ` answers--${className}`}" aria-labelledby="${id}">
    ${draw(posts, true)}
  </ol>`;
}

/** What is said where nothing is yet. */
function nothingYet(ctx: Ctx, { thread }: ThreadPage): string {
  const { m } = ctx;
  const isAuthor = ctx.viewer !== null && ctx.viewer.id === thread.authorId;
  if (thread.form === 'problem') return m.course.noWays;
  if (thread.form === 'journey') return isAuthor ? m.course.noMilestonesYours : m.course.noMilestones;
  if (!asksForAnswers(thread.form)) return isAuthor ? m.thread.noPostsYours : m.thread.noPosts;
  return isAuthor ? m.thread.noAnswersYours : m.thread.noAnswers;
}

function postsOf(ctx: Ctx, data: ThreadPage, draw: Draw): Html {
  const { m } = ctx;
  const { thread, posts } = data;
  if (posts.length === 0)
    return html`${data.only || !thread.isStanding || thread.closedAt !== null ? null : html`<p class="lede">${nothingYet(ctx, data)}</p>`}`;
  if (!asksForAnswers(thread.form))
    return html`${groupsOf(ctx, data).map((one) => group(one.id, one.title, one.posts, draw, one.className))}`;
  const { solved, answers, notes, others } = answersIn(posts);
  const count = thread.answerCount;
  const all = thread.form === 'problem' ? m.course.ways(count) : m.thread.answersTitle(count);
  const title = solved.length > 0 || data.page > 1 ? m.thread.otherAnswers : all;
  return html`${solved.map((post) => solvedBlock(ctx, data, post, draw))}
${group('answers', title, answers, draw)}
${notes.length > 0 && html`<div class="notes">${group('notes', m.thread.notesTitle(thread.noteCount), notes, draw)}</div>`}
${group('more', m.thread.more, others, draw)}`;
}

/** What other sites show of a link to the thread; a label leads it. */
function description(ctx: Ctx, { thread, opening }: ThreadPage): string {
  const by = authorLine(ctx.m, opening, 'opengraph');
  const text = opening.withdrawnAt === null ? thread.excerpt : ctx.m.thread.withdrawn;
  return `${by.label === null ? '' : `${by.text}: `}${shorten(text, DESCRIPTION_LENGTH) || thread.title}`;
}

/** The head and the posts of a page. @param draw posts in their place */
export function threadParts(ctx: Ctx, data: ThreadPage, draw: Draw): Html {
  const { opening, page, only } = data;
  const showsOpening = only ? only === opening.id : page === 1;
  return html`${head(ctx, data)}
<div class="thread-posts">${showsOpening ? draw([opening]) : openingLine(ctx, data)}
${postsOf(ctx, data, draw)}</div>`;
}

/** Who writes, where their post will be, or beside the box where that is another page; nobody is interrupted by it. */
const writingNote = ({ viewer }: Ctx, { only }: ThreadPage): Html | null =>
  viewer && only === undefined ? html`<p class="writing-note" aria-live="off"></p>` : null;

/** What Enter in a line of the form below presses: the buttons above that quote into it would be it otherwise. */
const firstButton = ({ m }: Ctx): Html =>
  html`<button form="${WRITE_FORM}" class="visually-hidden" tabindex="-1" aria-hidden="true">${m.thread.reply}</button>`;

/** @param parts where what many members get alike is kept */
export function threadView(ctx: Ctx, data: ThreadPage, form: FormState, parts?: CommonParts<ThreadPage>): Html {
  const { m } = ctx;
  const { thread, opening, page, pages, only } = data;
  const path = threadPath(thread);
  const common = hasTheSame(ctx, data) ? parts : undefined;
  const beside = hasOutline(data) && (common ? common('outline', outline) : outline(ctx, data));
  // Machines read as visitors; members need not wait for it.
  const isForMachines = !ctx.viewer && only === undefined && thread.isStanding && thread.unlistedAt === null;
  return shell(ctx, {
    title: page > 1 ? `${thread.title} (${m.thread.page(page)})` : thread.title,
    description: description(ctx, data),
    author: authorLine(m, opening, 'opengraph').text,
    ...(isForMachines && {
      data: structuredData(ctx, data),
      shareImage: shareImagePath(thread, `${thread.state}${thread.answerCount}`),
    }),
    canonical: only ? undefined : page > 1 ? `${path}?page=${page}` : path,
    isEmbeddable: only === undefined && page === 1 && thread.isStanding && thread.unlistedAt === null,
    watch: only === undefined ? `thread=${thread.id}` : '',
    noIndex: only !== undefined || !thread.isStanding || thread.unlistedAt !== null,
    body: html`${beside && html`<div class="thread-page">`}<div class="thread" data-kind="${thread.space.kind}">
${ctx.viewer && firstButton(ctx)}${threadParts(ctx, data, drawerOf(ctx, data, form, common))}
${page === pages && writingNote(ctx, data)}
${pager(ctx, page, pages, (number) => `${only ? `/p/${only}` : path}${number === 1 ? '' : `?page=${number}`}`)}
${!only && followed(ctx, data)}
${linkedThreads(ctx, data)}
${page !== pages && writingNote(ctx, data)}
${writeForms(ctx, data, form, common)}</div>${beside && html`${beside}</div>`}`,
  });
}
