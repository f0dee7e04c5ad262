import type { Ctx } from '../http/context.ts';
import type { FormState } from '../http/forms.ts';
import { html, type Html } from '../http/html.ts';
import { threadPath } from '../http/outlets.ts';
import { authorLine } from '../http/author.ts';
import { authorTag } from '../layout/author.ts';
import { empty, formName, icon, langAttribute, pager, spaceTag, stateTag, tagList } from '../layout/parts.ts';
import {
  choices,
  errorSummary,
  input,
  markdownHelp,
  onceKey,
  preview,
  previewButton,
  select,
  textarea,
} from '../layout/fields.ts';
import { shell } from '../layout/shell.ts';
import { postView, replyTemplate } from '../posts/post-view.ts';
import { LIMITS } from '../../shared/limits.ts';
import { shorten } from '../../shared/text.ts';
import { formsOf } from '../rules/roles.ts';
import { KINDS } from '../../shared/words.ts';
import type { Space } from '../spaces/queries.ts';
import { door, openHour } from './door.ts';
import { structuredData } from './structured.ts';
import type { PostNode, ThreadPage } from './page.ts';
import { affiliationField, writeBox } from './write-box.ts';
import { asksForAnswers } from '../rules/forms.ts';

const DESCRIPTION_LENGTH = 160;

/** Solved, but by nobody else than the asker: that is said in other words. */
function isSelfSolved({ opening, posts }: ThreadPage): boolean {
  const solved = posts.filter((post) => post.acceptedAt !== null && post.withdrawnAt === null);
  return solved.length > 0 && solved.every((post) => post.authorId !== null && post.authorId === opening.authorId);
}

function head(ctx: Ctx, data: ThreadPage): Html {
  const { m } = ctx;
  const { thread, only } = data;
  return html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/spaces">${m.shell.spaces}</a></li><li>${spaceTag(ctx, thread.space, true)}</li>${only && html`<li><a href="${threadPath(thread)}">${m.thread.wholeThread}</a></li>`}</ol></nav>
<header class="thread-head"><h1${langAttribute(ctx, thread.title)}>${thread.title}</h1>
<div class="thread-head__meta">${asksForAnswers(thread.form) && stateTag(ctx, thread.state, true, thread.state !== 'solved' ? undefined : isSelfSolved(data) ? m.solvedBySelf : m.solvedByPeer)}<span>${formName(ctx, thread.form)}</span>${tagList(ctx, thread.space.slug, thread.tagNames)}</div>${openHour(ctx, thread)}${door(ctx, data)}</header>`;
}

/** The opening where it is not the subject of the page: a line that leads back to it. */
function openingLine(ctx: Ctx, { thread, opening, page, pages }: ThreadPage): Html {
  const { m } = ctx;
  return html`<p class="lede">${authorTag(ctx, opening, 'post')}: <span${langAttribute(ctx, thread.excerpt)}>${opening.withdrawnAt === null ? thread.excerpt : m.thread.withdrawn}</span> <a href="${threadPath(thread)}">${m.thread.backToOpening}</a>${pages > 1 && html` · ${m.thread.pageOf(page, pages)}`}</p>`;
}

function solvedBlock(ctx: Ctx, data: ThreadPage, post: PostNode, form: FormState): Html {
  const { m } = ctx;
  const { opening } = data;
  const bySelf = post.authorId !== null && post.authorId === opening.authorId;
  const words = bySelf ? m.solvedBySelf : m.thread.solvedFor(authorLine(m, opening, 'post').name);
  return html`<section class="solved" aria-labelledby="solved-${post.number}"><h2 class="solved__head" id="solved-${post.number}">${icon(ctx, 'solved')}${words}${post.workedCount > 0 && html` <span>· ${m.thread.workedForOthers(post.workedCount)}</span>`}</h2>
${postView(ctx, data, post, form)}</section>`;
}

function group(ctx: Ctx, data: ThreadPage, id: string, title: string, posts: PostNode[], form: FormState): Html | null {
  if (posts.length === 0) return null;
  return html`<header class="answers-head"><h2 id="${id}">${title}</h2></header>
<ol class="answers" aria-labelledby="${id}">${posts.map((post) => html`<li>${postView(ctx, data, post, form)}</li>`)}</ol>`;
}

function postsOf(ctx: Ctx, data: ThreadPage, form: FormState): Html {
  const { m } = ctx;
  const { thread, posts } = data;
  const isAsker = ctx.viewer !== null && ctx.viewer.id === thread.authorId;
  const nothingYet = !asksForAnswers(thread.form)
    ? m.thread.noPosts
    : isAsker
      ? m.thread.noAnswersYours
      : m.thread.noAnswers;
  if (posts.length === 0) return html`${data.only || !thread.visible ? null : html`<p class="lede">${nothingYet}</p>`}`;
  if (!asksForAnswers(thread.form))
    return html`${group(ctx, data, 'posts', m.thread.postsTitle(thread.topCount + thread.replyCount), posts, form)}`;
  const solved = posts.filter((post) => post.acceptedAt !== null && post.withdrawnAt === null);
  const answers = posts.filter((post) => post.kind === 'answer' && !solved.includes(post));
  const notes = posts.filter((post) => post.kind === 'note');
  const others = posts.filter((post) => post.kind !== 'answer' && post.kind !== 'note');
  const title = solved.length > 0 || data.page > 1 ? m.thread.otherAnswers : m.thread.answersTitle(thread.answerCount);
  return html`${solved.map((post) => solvedBlock(ctx, data, post, form))}
${group(ctx, data, 'answers', title, answers, form)}
${notes.length > 0 && html`<div class="notes">${group(ctx, data, 'notes', m.thread.notesTitle(thread.noteCount), notes, form)}</div>`}
${group(ctx, data, 'more', m.thread.more, others, form)}`;
}

/** What other sites show of a link to the thread; a label leads it. */
function description(ctx: Ctx, { thread, opening }: ThreadPage): string {
  const by = authorLine(ctx.m, opening, 'opengraph');
  const text = opening.withdrawnAt === null ? thread.excerpt : ctx.m.thread.withdrawn;
  return `${by.label === null ? '' : `${by.text}: `}${shorten(text, DESCRIPTION_LENGTH) || thread.title}`;
}

export function threadView(ctx: Ctx, data: ThreadPage, form: FormState): Html {
  const { m } = ctx;
  const { thread, opening, page, pages, only } = data;
  const path = threadPath(thread);
  const showsOpening = only ? only === opening.id : page === 1;
  return shell(ctx, {
    title: page > 1 ? `${thread.title} (${m.thread.page(page)})` : thread.title,
    description: description(ctx, data),
    author: authorLine(m, opening, 'opengraph').text,
    // Machines read as visitors; members need not wait for it.
    data: !ctx.viewer && only === undefined && thread.visible ? structuredData(ctx, data) : undefined,
    canonical: only ? undefined : page > 1 ? `${path}?page=${page}` : path,
    noIndex: only !== undefined || !thread.visible,
    body: html`<div class="thread">${head(ctx, data)}
${showsOpening ? postView(ctx, data, opening, form) : openingLine(ctx, data)}
${postsOf(ctx, data, form)}
${pager(ctx, page, pages, (number) => (number === 1 ? path : `${path}?page=${number}`))}
${writeBox(ctx, data, form)}${!only && replyTemplate(ctx, data)}</div>`,
  });
}

/** Before there is a space nobody can start anything. */
function noSpaces(ctx: Ctx): Html {
  const { m } = ctx;
  const make =
    ctx.viewer?.role === 'admin' && html`<a class="button button--primary" href="/spaces/new">${m.spaces.make}</a>`;
  return shell(ctx, {
    title: m.ask.title,
    here: 'ask',
    width: 'read',
    body: html`<h1>${m.ask.title}</h1>${empty(ctx, 'logo', m.ask.noSpaces, m.home.noSpaces, make)}`,
  });
}

/** When an open hour is, in UTC: the server does not know the writer's clock. */
function hourFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const values = { ...form, values: { minutes: '60', ...form.values } };
  const lengths = [30, 60, 90, 120].map((minutes) => ({ value: String(minutes), text: m.desk.minutes(minutes) }));
  return html`<fieldset class="field"><legend class="field__label">${m.desk.hour}</legend>${input(ctx, values, { name: 'opensAt', label: m.desk.opensAt, hint: m.desk.opensAtHelp, type: 'datetime-local' })}
${select(ctx, values, { name: 'minutes', label: m.desk.howLong, groups: [{ label: null, options: lengths }] })}</fieldset>`;
}

export function askView(ctx: Ctx, spaces: Space[], form: FormState): Html {
  const { m } = ctx;
  if (spaces.length === 0) return noSpaces(ctx);
  const forms = formsOf(ctx.viewer?.role ?? 'member');
  const isStaff = ctx.viewer?.role === 'staff';
  const chosen = { ...form, values: { form: forms[0], ...form.values } };
  const groups = KINDS.map((kind) => ({
    label: m.kinds[kind].group,
    options: spaces.filter((space) => space.kind === kind).map((space) => ({ value: space.slug, text: space.name })),
  }));
  return shell(ctx, {
    title: m.ask.title,
    here: 'ask',
    width: 'read',
    body: html`<h1>${isStaff ? m.desk.startTitle : m.ask.title}</h1><p class="lede">${isStaff ? m.desk.startLead : m.ask.lead}</p>
<form class="form" method="post" novalidate action="/ask">${errorSummary(ctx, form)}${onceKey(form)}
${choices(ctx, chosen, { name: 'form', label: m.ask.form, options: forms.map((value) => ({ value, name: m.forms[value].name, what: m.forms[value].help })) })}
<adda-similar heading="${m.ask.similar}">${input(ctx, chosen, { name: 'title', label: m.ask.threadTitle, hint: m.ask.titleHelp, look: 'field--title', maxLength: LIMITS.title.max * 2 })}</adda-similar>
${select(ctx, chosen, { name: 'space', label: m.ask.space, blank: m.ask.chooseSpace, groups: groups.filter((group_) => group_.options.length > 0) })}
<adda-preview>${textarea(ctx, chosen, { name: 'body', label: m.ask.body, hint: m.ask.bodyHelp, rows: 10, after: markdownHelp(ctx) })}
${preview(ctx, chosen, 'body')}</adda-preview>
${input(ctx, chosen, { name: 'tags', label: m.ask.tags, hint: m.ask.tagsHelp })}
${isStaff ? hourFields(ctx, chosen) : affiliationField(ctx, chosen)}
<div class="buttons"><button class="button button--primary">${m.ask.send}</button>${previewButton(ctx, '/ask')}</div>
</form>`,
  });
}
