/** The form for notices of unlawful content, and what who sent one sees. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check, errorSummary, idempotencyKey, input, textarea } from '../../platform/layout/fields.ts';
import { icon, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import type { NoticePage } from './notices.ts';

function goodFaith(ctx: Ctx, form: FormState): Html {
  const fault = form.faults.find(({ field }) => field === 'goodFaith');
  return html`<div class="field" id="goodFaith">
    ${check('goodFaith', ctx.m.notice.goodFaith, String(form.values.goodFaith) === 'true')}
    ${fault && html`<p class="field__error">${icon(ctx, 'warn')}${faultSentence(fault, ctx.m)}</p>`}
  </div>`;
}

export function noticeView(ctx: Ctx, form: FormState): Html {
  const { notice } = ctx.m;
  const named = { address: notice.address, why: notice.why, name: notice.name, email: notice.email };
  const own = { id: 'email', name: 'email', label: notice.email, hint: notice.emailHelp, type: 'email' };
  return shell(ctx, {
    title: notice.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${notice.title}</h1>
    <p class="lede">${notice.lead}</p>
    <form class="form" method="post" novalidate action="/notice">
      ${errorSummary(ctx, form, undefined, { ...named, goodFaith: notice.title })} ${idempotencyKey(form)}
      ${input(ctx, form, { name: 'address', label: notice.address, hint: notice.addressHelp })}
      ${textarea(ctx, form, { name: 'why', label: notice.why, hint: notice.whyHelp, rows: 6 })}
      ${check('isAbuse', notice.isAbuse, String(form.values.isAbuse) === 'true')}
      ${!ctx.viewer && input(ctx, form, { name: 'name', label: notice.name, autocomplete: 'name' })}
      ${!ctx.viewer && input(ctx, form, { ...own, autocomplete: 'email' })}
      ${goodFaith(ctx, form)}
      <div class="buttons"><button class="button button--primary">${notice.send}</button></div>
    </form>`,
  });
}

const page = (ctx: Ctx, title: string, body: Html): Html =>
  shell(ctx, { title, width: 'narrow', noIndex: true, body: html`<h1>${title}</h1>${body}` });

/** After it was sent: a receipt where it counts, word of the letter where it does not yet. */
export function sentView(ctx: Ctx, { id, counts }: { id: number; counts: boolean }): Html {
  const { notice, reports } = ctx.m;
  if (!counts) return page(ctx, notice.sent, html`<p class="lede">${notice.sentText}</p>`);
  const mine = html`<p class="buttons"><a class="button" href="/reports">${reports.mine}</a></p>`;
  return page(
    ctx,
    notice.receipt(id),
    html`<p class="lede">${ctx.viewer ? notice.receiptText : notice.receiptAlone}</p>${ctx.viewer && mine}`,
  );
}

/** What the link in the letter opens: the question whether it is to be sent, then the receipt and what became of it. */
export function ownNoticeView(ctx: Ctx, { notice: one, state, decision, isThere }: NoticePage, path: string): Html {
  const { notice } = ctx.m;
  const facts = html`<dl class="facts">
    <dt>${notice.address}</dt><dd dir="auto">${isThere ? html`<a href="${one.address}">${one.address}</a>` : one.address}</dd>
    <dt>${notice.why}</dt><dd${textAttributes(ctx, one.why)}>${one.why}</dd>
    ${one.confirmedAt !== null && html`<dt>${notice.at}</dt><dd>${time(ctx, one.confirmedAt)}</dd>`}
    ${state && html`<dt>${notice.state}</dt><dd>${notice.states[state]}</dd>`}
  </dl>`;
  if (one.confirmedAt === null)
    return page(
      ctx,
      notice.confirmTitle,
      html`${facts}<form method="post" action="${path}"><button class="button button--primary">${notice.confirm}</button></form>`,
    );
  return page(
    ctx,
    notice.receipt(one.id),
    html`<p class="lede">${state === null ? notice.goneText : notice.receiptText}</p>${facts}
    ${decision && html`<p${textAttributes(ctx, decision)}>${decision}</p>`}`,
  );
}
