/** The page of one case. */
import { type AuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { memberPath, postPath, threadPath } from '../../platform/http/paths.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary } from '../../platform/layout/fields.ts';
import { notice, textAttributes, time, withTime } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { day } from '../../../shared/format.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import { actLine } from '../acts/statement-view.ts';
import type { Said } from '../cases/list-queries.ts';
import type { CasePage } from './case-page.ts';
import { concernedBy, factsOf, nameOf, stateOf, subjectOf } from './case-parts.ts';
import { actValue, deciding } from './deciding-view.ts';
import { keyList } from '../../platform/layout/keys-view.ts';

const TEXT_LENGTH = 300;

const section = (title: string, body: Html | null | false, id = ''): Html | null =>
  body
    ? html`<section class="section"${id && html` id="${id}" tabindex="-1" data-key="r"`}><h2>${title}</h2>${body}</section>`
    : null;

/** As it was reported, and beside it as it is now, where that is something else. */
function texts(ctx: Ctx, { listed: { of }, now }: CasePage): Html {
  const { cases } = ctx.m;
  const text = (title: string, words: string) =>
    html`<section class="case__text"><h2>${title}</h2>
      <blockquote class="quote" role="group" aria-label="${title}" tabindex="0"${textAttributes(ctx, words)}>${words}</blockquote></section>`;
  const isSame = now === of.text;
  return html`<div class="case__texts">
    ${of.text !== '' ? text(cases.kept, of.text) : html`<p class="muted">${cases.notKept}</p>`}
    ${now !== null && !isSame && text(cases.now, now)}
    </div>
    ${now === null ? html`<p class="muted">${cases.gone}</p>` : isSame && html`<p class="muted">${cases.same}</p>`}`;
}

function around(ctx: Ctx, { listed, around: posts }: CasePage): Html | null {
  if (posts.length === 0 || listed.threadSlug === null || listed.threadId === null) return null;
  const thread = { id: listed.threadId, slug: listed.threadSlug };
  const item = (post: CasePage['around'][number]) => {
    const line = beginningOf(post.html, TEXT_LENGTH);
    const isIt = listed.number === post.number;
    return html`<li${when(isIt, 'aria-current="true"')}>
      <p><a class="post__no" href="${postPath(thread, post.number)}">#${ctx.m.number(post.number)}</a>
        ${authorTag(ctx, { ...NO_LABEL, ...post }, 'mentioned')}</p>
      <p${textAttributes(ctx, line)}>${line}</p>
    </li>`;
  };
  return html`<ol class="plain-list case__around">${posts.map(item)}</ol>
    <p><a href="${threadPath(thread)}">${ctx.m.thread.wholeThread}</a></p>`;
}

function author(ctx: Ctx, { author: found, acts, reasons }: CasePage): Html | null {
  if (!found) return null;
  const { cases } = ctx.m;
  const { standing, line } = found;
  const until = standing.suspendedUntil ?? 0;
  return html`<p>${line ? authorTag(ctx, line, 'mentioned') : standing.name} ·
      ${cases.since(day(ctx.lang, standing.createdAt))} · ${cases.posts(standing.posts)} ·
      ${cases.helped(standing.solved, standing.helpful)}${until > Date.now() && html` · <b>${withTime(ctx, cases.suspended, until)}</b>`}</p>
    <h3>${cases.actsBefore}</h3>
    ${
      acts.length === 0
        ? html`<p class="muted">${cases.noneBefore}</p>`
        : html`<ul class="plain-list acts">${acts.map((told) => actLine(ctx, told, reasons, null, true))}</ul>`
    }
    <p><a href="/moderation/people/${encodeURIComponent(standing.slug)}">${ctx.m.person.link}</a> ·
      <a href="${memberPath(standing.slug)}/moderate">${ctx.m.acts.moderate}</a></p>`;
}

/** What a member proposes, and the way to do it. */
function proposal(ctx: Ctx, { others, choices, listed }: CasePage, { report }: Said): Html | null {
  const { m } = ctx;
  const { threadId, title, tags } = report.proposal ?? {};
  const verb = threadId === undefined ? 'retitle' : 'close';
  const choice = choices.find(({ target, acts }) => target === 'thread' && acts.some((act) => act.verb === verb));
  const other = threadId === undefined ? undefined : others.get(threadId);
  if (!report.proposal) return null;
  return html`${other && html`<p>${m.cases.asked} <a href="${threadPath(other)}"${textAttributes(ctx, other.title)}>${other.title}</a></p>`}
    ${title && html`<p${textAttributes(ctx, title)}>${m.reports.proposed(title)}</p>`}
    ${tags && html`<p>${m.reports.proposedTags(tags.join(', '))}</p>`}
    ${
      choice &&
      html`<form method="post" action="/moderation/cases/${listed.of.id}/claim">
      <button class="button button--small" name="act" value="${actValue(choice, verb, report.id)}">${m.cases.use}</button>
    </form>`
    }`;
}

function reporter(ctx: Ctx, { people }: CasePage, said: Said): Html | string {
  const { cases } = ctx.m;
  const known: AuthorFacts | undefined = said.reporterSlug === null ? undefined : people.get(said.reporterSlug);
  if (known) return authorTag(ctx, known, 'mentioned');
  if (said.report.contact === null && !said.isNotice) return cases.formerMember;
  return [cases.visitor, said.noticeName, said.report.contact].filter(Boolean).join(' · ');
}

const evidenceOf = (ctx: Ctx, text: string): Html =>
  text === ''
    ? html`<span class="muted">${ctx.m.cases.notKept}</span>`
    : html`<span${textAttributes(ctx, text)}>${text}</span>`;

function reportItem(ctx: Ctx, page: CasePage, said: Said): Html {
  const { m } = ctx;
  const { report } = said;
  return html`<li>
    <p><b>${page.listed.of.kind === 'edit' ? m.cases.edit : m.reports.reasons[report.reason].name}</b> · ${reporter(ctx, page, said)} ·
      ${time(ctx, report.createdAt)}${said.isNotice && html` · ${m.cases.isNotice}`}${said.isAbuse && html` · <b>${m.cases.isAbuse}</b>`}${
        report.brandId !== null && html` · <b>${m.moderation.conflict}</b>`
      }</p>
    <p class="case__evidence"><b>${m.moderation.evidence}:</b> ${evidenceOf(ctx, report.evidence)}</p>
    ${proposal(ctx, page, said)}
  </li>`;
}

function reports(ctx: Ctx, page: CasePage): Html {
  const more = page.listed.of.reportCount - page.said.length;
  return html`<ol class="plain-list acts">${page.said.map((said) => reportItem(ctx, page, said))}</ol>
    ${more > 0 && html`<p class="muted">${ctx.m.cases.moreReports(more)}</p>`}`;
}

function before(ctx: Ctx, { before: cases, people }: CasePage): Html {
  if (cases.length === 0) return html`<p class="muted">${ctx.m.cases.noneBefore}</p>`;
  return html`<ul class="plain-list acts">${cases.map(
    (
      one,
    ) => html`<li><a href="/moderation/cases/${one.of.id}">${nameOf(ctx, one)}</a> · ${subjectOf(ctx, one) ?? concernedBy(ctx, one, people)} ·
      ${stateOf(ctx, one)} · ${time(ctx, one.of.createdAt)}</li>`,
  )}</ul>`;
}

/** What others did with it from elsewhere: whoever has the case decides all the same. */
function meanwhile(ctx: Ctx, { meanwhile: acts, reasons }: CasePage): Html | null {
  if (acts.length === 0) return null;
  return html`<ul class="plain-list acts">${acts.map((told) => actLine(ctx, told, reasons, null, true))}</ul>`;
}

/** How it was decided, and why; what was done with a space is taken back here. */
function decided(ctx: Ctx, { listed, onSpace }: CasePage): Html {
  const { m } = ctx;
  const { of } = listed;
  const words = { slow: m.cases.endSlow, archive: m.keeping.archive.end };
  return html`<p>${stateOf(ctx, listed)}${of.decision && html` · <span${textAttributes(ctx, of.decision)}>${of.decision}</span>`}</p>
  ${
    onSpace !== null &&
    html`<form method="post" action="/moderation/cases/${of.id}/space/undo">
    <button class="button button--small">${words[onSpace]}</button>
  </form>`
  }`;
}

/** Somebody else was faster: that is said, with what was typed. */
function tooLate(ctx: Ctx, form: FormState): Html | null {
  if (form.message === null) return null;
  const typed = valueOf(form, 'reason');
  return html`${errorSummary(ctx, form)}
  ${typed && html`<blockquote class="quote"${textAttributes(ctx, typed)}><p>${typed}</p></blockquote>`}`;
}

export function caseView(ctx: Ctx, page: CasePage, form: FormState = blankForm()): Html {
  const { cases } = ctx.m;
  const { listed, touched } = page;
  const concerned = concernedBy(ctx, listed, page.people);
  return shell(ctx, {
    title: cases.one(listed.of.id),
    width: 'read',
    noIndex: true,
    body: html`<div class="case" data-keys><p class="muted small"><a href="/moderation">${cases.back}</a></p>
    <h1>${cases.one(listed.of.id)}: ${nameOf(ctx, listed)}</h1>
    <p class="lede">${subjectOf(ctx, listed)}${concerned && html` ${concerned}`}</p>
    ${factsOf(ctx, listed)}
    ${tooLate(ctx, form)}
    ${listed.of.state !== 'open' && notice(ctx, decided(ctx, page), 'plain')}
    ${texts(ctx, page)}
    ${touched.posts > 0 && html`<p>${cases.touched(touched.posts, touched.people)}</p>`}
    ${section(cases.reports, reports(ctx, page), 'reports')}
    ${section(cases.meanwhile, meanwhile(ctx, page))}
    ${section(cases.decide, deciding(ctx, page, { ...form, message: null }))}
    ${section(cases.author, author(ctx, page))}
    ${section(cases.around, around(ctx, page))}
    ${section(cases.casesBefore, before(ctx, page))}
    ${keyList(ctx, ctx.m.cases.keyHelp)}</div>`,
  });
}
