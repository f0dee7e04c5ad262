import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, postPath, threadPath } from '../../platform/http/paths.ts';
import { choices, errorSummary, idempotencyKey, input, textarea } from '../../platform/layout/fields.ts';
import { declared, nameTag, staffLabel } from '../../platform/layout/author.ts';
import { empty, kindMark, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { Post } from '../../forum/threads/post-queries.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import { REPORT_REASONS } from '../../../shared/words.ts';
import type { Proposal } from '../../forum/spaces/queries.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { Report } from './queries.ts';

const TEXT_LENGTH = 400;

export function reportView(ctx: Ctx, { post, thread }: { post: Post; thread: Thread }, form: FormState): Html {
  const { m } = ctx;
  const chosen = { ...form, values: { reason: 'undisclosed_affiliation', ...form.values } };
  return shell(ctx, {
    title: m.reports.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.reports.title}</h1>
    <p class="lede"${textAttributes(ctx, thread.title)}>
      <a href="${postPath(thread, post.number)}">${thread.title} · #${m.number(post.number)}</a>
    </p>
    <form class="form" method="post" novalidate action="/p/${post.id}/report">
      ${errorSummary(ctx, form, undefined, { evidence: m.reports.evidence })} ${idempotencyKey(form)}
      ${choices(ctx, chosen, {
        name: 'reason',
        label: m.reports.reason,
        options: REPORT_REASONS.map((value) => ({
          value,
          name: m.reports.reasons[value].name,
          what: m.reports.reasons[value].what,
        })),
      })}
      ${textarea(ctx, chosen, { name: 'evidence', label: m.reports.evidence, hint: m.reports.evidenceHelp, rows: 5 })}
      ${
        !ctx.viewer &&
        input(ctx, chosen, {
          name: 'contact',
          label: m.reports.contact,
          hint: m.reports.contactHelp,
          type: 'email',
          autocomplete: 'email',
        })
      }
      ${ctx.may.useDesk && html`<p>${m.reports.conflict}</p>`}
      <div class="buttons"><button class="button button--primary">${m.reports.send}</button></div>
    </form>`,
  });
}

function reportItem(ctx: Ctx, report: Report, refused: FormState | null): Html {
  const { m } = ctx;
  const by = authorLine(m, { ...NO_LABEL, ...report }, 'mentioned');
  const text = beginningOf(report.html, TEXT_LENGTH);
  const form = refused ?? blankForm();
  const id = (name: string) => `${name}-${report.id}`;
  return html`<li id="report-${report.id}">
    <h3>${m.reports.reasons[report.reason].name}</h3>
    <p class="muted small">
      ${time(ctx, report.createdAt)}${report.brandId !== null && html` · <b>${m.moderation.conflict}</b>`}${report.contact && html` · ${report.contact}`}
    </p>
    <blockquote>
      <p>
        ${by.label !== null && html`${staffLabel(ctx, by)} `}${nameTag(by)}${declared(ctx, by)} ·
        <a href="${postPath({ id: report.threadId, slug: report.threadSlug }, report.number)}">${report.title}</a>
      </p>
      <p${textAttributes(ctx, text)}>${text}</p>
    </blockquote>
    <p><b>${m.moderation.evidence}:</b> <span${textAttributes(ctx, report.evidence)}>${report.evidence}</span></p>
    <form class="form" method="post" novalidate action="/moderation/reports/${report.id}">
      ${errorSummary(ctx, form, id)}
      ${
        report.reason === 'undisclosed_affiliation' &&
        input(ctx, form, {
          name: 'affiliation',
          id: id('affiliation'),
          label: m.moderation.shows,
          hint: m.moderation.showsHelp,
        })
      }
      ${input(ctx, form, {
        name: 'reason',
        id: id('reason'),
        label: m.moderation.reason,
        hint: m.moderation.reasonHelp,
      })}
      <div class="buttons">
        <button class="button button--primary button--small" name="decision" value="uphold">${m.moderation.uphold}</button>
        <button class="button button--small" name="decision" value="dismiss">${m.moderation.dismiss}</button>
      </div>
    </form>
  </li>`;
}

function proposalItem(ctx: Ctx, proposal: Proposal): Html {
  const { m } = ctx;
  return html`<li>
    <h3${textAttributes(ctx, proposal.name)}>${kindMark(ctx, proposal.kind)} ${proposal.name}</h3>
    <p class="muted small">
      <a href="${memberPath(proposal.proposerSlug)}">${proposal.proposerName}</a> · ${m.kinds[proposal.kind].name} ·
      ${time(ctx, proposal.createdAt)}
    </p>
    <p${textAttributes(ctx, proposal.charter)}>${proposal.charter}</p>
    <div class="buttons">
      <form method="post" action="/moderation/proposals/${proposal.id}">
        <button class="button button--primary button--small" name="decision" value="grant">${m.moderation.makeIt}</button>
      </form>
    </div>
    <form class="form" method="post" novalidate action="/moderation/proposals/${proposal.id}">
      ${input(ctx, blankForm(), { name: 'reason', id: `why-${proposal.id}`, label: m.moderation.whyNot })}
      <div class="buttons">
        <button class="button button--small" name="decision" value="refuse">${m.admin.refuse}</button>
      </div>
    </form>
  </li>`;
}

export type Queue = {
  open: Report[];
  decided: Report[];
  proposals: Proposal[];
  hasStake: boolean;
  refused: { id: number; form: FormState } | null;
  appeals: Html | null;
  held: Html;
};

export function queueView(ctx: Ctx, { open, decided, proposals, hasStake, refused, appeals, held }: Queue): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.moderation.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.moderation.title}</h1>
    <section class="section">
      <h2>${m.moderation.reports}</h2>
      ${
        hasStake
          ? html`<p>${m.moderation.affiliated}</p>`
          : open.length === 0
            ? empty(ctx, 'solved', m.moderation.none, m.moderation.noneHelp)
            : html`<ol class="post-list">
              ${open.map((report) => reportItem(ctx, report, refused?.id === report.id ? refused.form : null))}
            </ol>`
      }
    </section>
    ${held}
    ${appeals}
    ${
      ctx.may.decideProposals &&
      html`<section class="section">
      <h2>${m.moderation.proposals}</h2>
      ${
        proposals.length === 0
          ? html`<p class="muted">${m.moderation.noProposals}</p>`
          : html`<ol class="post-list">${proposals.map((proposal) => proposalItem(ctx, proposal))}</ol>`
      }
    </section>`
    }
    ${
      !hasStake &&
      decided.length > 0 &&
      html`<section class="section">
        <h2>${m.moderation.decided}</h2>
        <ul class="plain-list">
          ${decided.map(
            (report) => html`<li>
              ${m.reports.reasons[report.reason].name} ·
              <a href="${postPath({ id: report.threadId, slug: report.threadSlug }, report.number)}">${report.title}</a>
              ·
              ${m.log.decisions[report.state === 'upheld' ? 'upheld' : 'dismissed']} · ${report.decision}
            </li>`,
          )}
        </ul>
      </section>`
    }`,
  });
}

export function thankYouView(ctx: Ctx, thread: Thread): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.reports.thanks,
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${m.reports.thanks}</h1>
    <p class="lede">${m.reports.thanksText}</p>
    <p class="buttons"><a class="button" href="${threadPath(thread)}">${m.thread.wholeThread}</a></p>`,
  });
}
