/** The forms by which something is reported, or changed titles and tags are proposed. */
import { authorTag } from '../../platform/layout/author.ts';
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, postPath, spacePath, threadPath } from '../../platform/http/paths.ts';
import { choices, errorSummary, idempotencyKey, input, textarea } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { ACT_REASONS } from '../../../shared/words.ts';
import type { FoundThread } from '../../forum/search/alike-queries.ts';
import { findButton, threadPicker, withFound } from '../../forum/search/thread-picker.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import type { Subject } from './subjects.ts';

/** Where what is reported is seen. */
export function pathOf({ target, threadId, slug, number }: Subject): string {
  if (target === 'member') return memberPath(slug);
  return target === 'space' ? spacePath(slug) : postPath({ id: threadId!, slug }, number ?? 1);
}

/** The same by its number alone, for letters: it leads on wherever the thing went, and says no words of anybody. */
export function permalinkOf(subject: Subject): string {
  const { target, id } = subject;
  if (target === 'post') return `/p/${id}`;
  return target === 'thread' ? `/t/${id}` : pathOf(subject);
}

/**
 * @property path where its form goes @property member who it is, where it is a member
 * @property found where it may have been asked before, by the words that were typed
 */
export type ReportPage = {
  subject: Subject;
  path: string;
  member: AuthorFacts | null;
  found: FoundThread[] | null;
};

function subjectLink(ctx: Ctx, { subject, member }: ReportPage): Html {
  if (member) return html`<p class="lede">${authorTag(ctx, member, 'mentioned')}</p>`;
  const { title, number } = subject;
  return html`<p class="lede"${textAttributes(ctx, title)}>
    <a href="${pathOf(subject)}">${title}${number !== null && html` · #${ctx.m.number(number)}`}</a>
  </p>`;
}

const COMMONEST = 'unkind';

export function reportView(ctx: Ctx, page: ReportPage, typed: FormState): Html {
  const { m } = ctx;
  const { subject, found } = page;
  const form = withFound(typed, found);
  const isThread = subject.threadId !== null && (subject.number ?? 1) === 1;
  const chosen = { ...form, values: { reason: COMMONEST, ...form.values } };
  const reasons = ACT_REASONS.filter((value) => value !== 'duplicate' || isThread);
  const own = { evidence: m.reports.evidence, contact: m.reports.contact, threadId: m.reports.threadId };
  return shell(ctx, {
    title: m.reports.titles[subject.target],
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.reports.titles[subject.target]}</h1>
    ${subjectLink(ctx, page)}
    <form class="form" method="post" novalidate action="${page.path}">
      ${errorSummary(ctx, form, undefined, own)} ${idempotencyKey(form)}
      ${choices(ctx, chosen, {
        name: 'reason',
        label: m.reports.reason,
        options: reasons.map((value) => ({ value, ...m.reports.reasons[value] })),
      })}
      ${isThread && threadPicker(ctx, chosen, { label: m.reports.threadId, hint: m.reports.threadIdHelp, found })}
      ${textarea(ctx, chosen, { name: 'evidence', label: m.reports.evidence, hint: m.reports.evidenceHelp, rows: 5 })}
      ${
        !ctx.viewer &&
        input(ctx, chosen, {
          ...{ name: 'contact', label: m.reports.contact, hint: m.reports.contactHelp },
          ...{ type: 'email', autocomplete: 'email' },
        })
      }
      ${ctx.may.useDesk && html`<p>${m.reports.conflict}</p>`}
      <p class="muted"><a href="/notice?address=${encodeURIComponent(ctx.from.origin + pathOf(subject))}">${m.reports.notice}</a></p>
      <div class="buttons"><button class="button button--primary">${m.reports.send}</button>
        ${isThread && findButton(ctx, page.path)}</div>
    </form>`,
  });
}

export function thankYouView(ctx: Ctx, subject: Subject): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.reports.thanks,
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${m.reports.thanks}</h1>
    <p class="lede">${m.reports.thanksText}</p>
    ${!ctx.viewer && html`<p>${m.reports.thanksMail}</p>`}
    <p class="buttons">
      <a class="button" href="${pathOf(subject)}">${m.reports.back}</a>
      ${ctx.viewer && html`<a class="button" href="/reports">${m.reports.mine}</a>`}
    </p>`,
  });
}

export function proposeView(ctx: Ctx, subject: Subject, silences: Silence[], form: FormState): Html {
  const { reports, ask } = ctx.m;
  const path = threadPath({ id: subject.id, slug: subject.slug });
  return shell(ctx, {
    title: reports.propose,
    width: 'read',
    noIndex: true,
    body: html`<h1>${reports.propose}</h1>
    <p class="lede"${textAttributes(ctx, subject.title)}><a href="${path}">${subject.title}</a></p>
    <p>${reports.proposeLead}</p>
    ${unlessSilenced(
      ctx,
      silences,
      form,
      html`<form class="form" method="post" novalidate action="/t/${subject.id}/propose">
      ${errorSummary(ctx, form, undefined, { evidence: reports.proposeWhy })} ${idempotencyKey(form)}
      ${input(ctx, form, { name: 'title', label: ask.threadTitle })}
      ${input(ctx, form, { name: 'tags', label: ask.tags })}
      ${textarea(ctx, form, { name: 'evidence', label: reports.proposeWhy, rows: 3 })}
      <div class="buttons"><button class="button button--primary">${reports.proposeSend}</button></div>
    </form>`,
    )}`,
  });
}
