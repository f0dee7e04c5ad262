import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { errorSummary, input } from '../../platform/layout/fields.ts';
import { notice } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { sitePagePath } from '../../platform/http/paths.ts';
import { hasPage } from '../../platform/site/queries.ts';
import { type Suspension, suspensionNotice } from './suspension.ts';
import type { LinkState } from './joining.ts';
import { LIMITS } from '../../../shared/limits.ts';

function narrow(ctx: Ctx, title: string, body: Part): Html {
  return shell(ctx, { title, width: 'narrow', noIndex: true, body: html`<h1>${title}</h1>${body}` });
}

export const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
export const button = (text: string) =>
  html`<div class="buttons"><button class="button button--primary">${text}</button></div>`;

export function passwordField(
  ctx: Ctx,
  form: FormState,
  name: string,
  label: string,
  isNew: boolean,
  id: string = name,
  isKept = false,
): Html {
  return input(ctx, form, {
    name,
    id,
    label,
    type: 'password',
    autocomplete: isNew ? 'new-password' : 'current-password',
    isKept,
    hint: isNew ? ctx.m.accounts.passwordHelp(LIMITS.password.min) : undefined,
  });
}

/** Where no mail goes out, the letter about a suspension is with those who run the forum. @param isSuspended whether that is why nobody came in */
export function signInView(ctx: Ctx, form: FormState, suspension: Suspension | null = null): Html {
  const { m } = ctx;
  const next = valueOf(form, 'next');
  const join = `/sign-up${next && `?next=${encodeURIComponent(next.toWellFormed())}`}`;
  return narrow(
    ctx,
    m.accounts.signInTitle,
    html`${next && html`<p class="lede">${ctx.meant?.next === next ? m.accounts.signInThen : m.accounts.signInFirst}</p>`}
<form class="form" method="post" novalidate action="/sign-in">${errorSummary(ctx, form)}
${suspension && suspensionNotice(ctx, suspension)}${
      suspension &&
      !ctx.adda.config.smtpUrl &&
      notice(
        ctx,
        html`<p>${m.accounts.noLetter}${hasPage(ctx.site, 'about') && html` <a href="${sitePagePath('about')}">${m.pages.names.about}</a>`}</p>`,
        'warn',
      )
    }${hidden('next', next)}
${input(ctx, form, { name: 'who', label: m.accounts.who, autocomplete: 'username' })}
${passwordField(ctx, form, 'password', m.accounts.password, false)}
${button(m.accounts.signInTitle)}</form>
<p class="section"><a href="/forgot">${m.accounts.forgot}</a></p><p>${m.accounts.noAccount} <a href="${join}">${m.shell.signUp}</a></p>`,
  );
}

/** For programs: people do not come upon it, with whatever they read and move, and keepers of passwords leave it alone. */
const unseenField = ({ m }: Ctx) => html`<div class="unseen" aria-hidden="true">
<label>${m.prevention.trap.unseen}<input type="text" name="website" value="" tabindex="-1" autocomplete="off"
data-1p-ignore data-bwignore data-lpignore="true" data-form-type="other"></label></div>`;

/** @param drawn when the form is drawn, signed */
export function signUpView(ctx: Ctx, form: FormState, drawn: string): Html {
  const { m } = ctx;
  // Who only pressed too fast did nothing wrong, and types nothing twice. Nobody else gets this answer, and no browser keeps it.
  const quick = form.faults.find(({ fault }) => fault === 'trapped');
  const shown = quick ? { ...form, faults: [] } : form;
  return narrow(
    ctx,
    m.accounts.signUpTitle,
    html`<p class="lede">${m.accounts.signUpLead}</p>
${quick && notice(ctx, faultSentence(quick, m), 'plain')}
<form class="form" method="post" novalidate action="/sign-up">${errorSummary(ctx, shown)}
${hidden('drawn', drawn)}${hidden('joinLink', valueOf(shown, 'joinLink'))}${hidden('next', valueOf(shown, 'next'))}${unseenField(ctx)}
${accountFields(ctx, shown, quick !== undefined)}${accepted(ctx)}
${button(m.shell.signUp)}</form>
<p class="section">${m.accounts.haveAccount} <a href="/sign-in">${m.shell.signIn}</a></p>`,
  );
}

/** Instead of the form, for whom nothing that they type would let in. @param why the sentence */
export function notInvitedView(ctx: Ctx, why: string): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.signUpTitle,
    html`<p class="lede">${why}</p><p>${m.joinLinks.needed}</p>
<p class="section">${m.accounts.haveAccount} <a href="/sign-in">${m.shell.signIn}</a></p>`,
  );
}

/** What holds for who joins, where the forum says it. */
function accepted({ m, site }: Ctx): Html | null {
  const pages = (['rules', 'terms', 'privacy'] as const).filter((page) => hasPage(site, page));
  if (pages.length === 0) return null;
  return html`<p class="muted small">
    ${m.pages.byJoining}
    ${pages.map((page, i) => html`${i > 0 && ' · '}<a href="${sitePagePath(page)}">${m.pages.names[page]}</a>`)}
  </p>`;
}

/** Name, address and password of a new account. @param isKept whether the password stays as it was typed */
export function accountFields(ctx: Ctx, form: FormState, isKept = false): Html {
  const { m } = ctx;
  return html`${input(ctx, form, { name: 'name', label: m.accounts.name, hint: m.accounts.nameHelp, autocomplete: 'nickname' })}
${input(ctx, form, { name: 'email', label: m.accounts.email, hint: m.accounts.emailHelp, type: 'email', autocomplete: 'email' })}
${passwordField(ctx, form, 'password', m.accounts.password, true, 'password', isKept)}`;
}

/** @param text what is on its way, or would be if there were such an account */
export function checkMailView(ctx: Ctx, text: string): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.checkMail,
    html`<p class="lede">${text}</p>
    <p class="muted">${m.accounts.noMail}</p>
    ${!ctx.adda.config.smtpUrl && notice(ctx, html`<p>${m.accounts.outbox}</p>`, 'plain')}`,
  );
}

/** The page of a confirming link; whoever follows a used one again learns that all is well. */
export function verifyView(ctx: Ctx, secret: string, link: LinkState, form: FormState): Html {
  const { m } = ctx;
  const title = m.accounts.verifyTitle;
  if (link.state === 'done' || link.state === 'old') {
    const next = ctx.viewer
      ? html`<a href="/">${m.errorPages.home}</a>`
      : html`<a href="/sign-in">${m.accounts.signInTitle}</a>`;
    return narrow(
      ctx,
      title,
      html`<p class="lede">${link.state === 'done' ? m.accounts.verifyDone : m.accounts.verifyOld}</p><p>${next}</p>`,
    );
  }
  const { lead, asks } = asked(ctx, link);
  const isNameTaken = form.faults.some(({ field }) => field === 'name') || form.values.name !== undefined;
  return narrow(
    ctx,
    title,
    html`<p class="lede">${lead}</p>
<form class="form" method="post" novalidate action="/verify/${secret}">${errorSummary(ctx, form)}
${isNameTaken && input(ctx, form, { name: 'name', label: m.accounts.name, hint: m.accounts.nameHelp, autocomplete: 'nickname' })}
${asks && passwordField(ctx, form, 'password', m.accounts.password, false)}
${button(m.accounts.verify)}</form>
${link.state === 'join' && html`<p class="section">${m.accounts.verifyNotMe} <a href="/sign-up">${m.shell.signUp}</a></p>`}`,
  );
}

/** What a confirming link is about, and whether its reader has to show that it was them who asked. */
function asked({ m }: Ctx, link: Extract<LinkState, { state: 'join' | 'address' }>): { lead: string; asks: boolean } {
  if (link.state === 'join') return { lead: m.accounts.verifyJoin(link.name), asks: true };
  const { email, isOwn } = link;
  return { lead: isOwn ? m.accounts.verifyOwn(email) : m.accounts.verifyOther(email), asks: !isOwn };
}

export function wayBackView(ctx: Ctx, secret: string, of: { name: string; email: string }, form: FormState): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.backTitle,
    html`<p class="lede">${m.accounts.backText(of.name, of.email)}</p>
    <form class="form" method="post" novalidate action="/address/back/${secret}">
      ${errorSummary(ctx, form)} ${button(m.accounts.back)}
    </form>`,
  );
}

export function forgotView(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.forgotTitle,
    html`<p class="lede">${m.accounts.forgotText}</p>
    <form class="form" method="post" novalidate action="/forgot">
      ${errorSummary(ctx, form)}
      ${input(ctx, form, { name: 'email', label: m.accounts.email, type: 'email', autocomplete: 'email' })}
      ${button(m.accounts.sendLink)}
    </form>`,
  );
}

export function resetView(ctx: Ctx, secret: string, form: FormState): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.resetTitle,
    html`<form class="form" method="post" novalidate action="/reset/${secret}">
      ${errorSummary(ctx, form)}
      ${passwordField(ctx, form, 'password', m.accounts.newPassword, true)}
      ${button(m.accounts.reset)}
    </form>
    ${form.message && html`<p class="section"><a href="/forgot">${m.accounts.forgotTitle}</a></p>`}`,
  );
}
