import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { errorSummary, input, textarea } from '../../platform/layout/fields.ts';
import { notice, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';

function narrow(ctx: Ctx, title: string, body: Part): Html {
  return shell(ctx, { title, width: 'narrow', noIndex: true, body: html`<h1>${title}</h1>${body}` });
}

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
const button = (text: string) =>
  html`<div class="buttons"><button class="button button--primary">${text}</button></div>`;

function passwordField(ctx: Ctx, form: FormState, name: string, label: string, isNew: boolean): Html {
  return input(ctx, form, {
    name,
    label,
    type: 'password',
    autocomplete: isNew ? 'new-password' : 'current-password',
    hint: isNew ? ctx.m.accounts.passwordHelp(LIMITS.password.min) : undefined,
  });
}

export function signInView(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const next = valueOf(form, 'next');
  return narrow(
    ctx,
    m.accounts.signInTitle,
    html`${next && html`<p class="lede">${m.accounts.signInFirst}</p>`}
<form class="form" method="post" novalidate action="/sign-in">${errorSummary(ctx, form)}${hidden('next', next)}
${input(ctx, form, { name: 'who', label: m.accounts.who, autocomplete: 'username' })}
${passwordField(ctx, form, 'password', m.accounts.password, false)}
${button(m.accounts.signInTitle)}</form>
<p class="section"><a href="/forgot">${m.accounts.forgot}</a></p><p>${m.accounts.noAccount} <a href="/sign-up">${m.shell.signUp}</a></p>`,
  );
}

export function signUpView(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.signUpTitle,
    html`<p class="lede">${m.accounts.signUpLead}</p>
<form class="form" method="post" novalidate action="/sign-up">${errorSummary(ctx, form)}
${accountFields(ctx, form)}
${button(m.shell.signUp)}</form>
<p class="section">${m.accounts.haveAccount} <a href="/sign-in">${m.shell.signIn}</a></p>`,
  );
}

/** Name, address and password of a new account. */
export function accountFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return html`${input(ctx, form, { name: 'name', label: m.accounts.name, hint: m.accounts.nameHelp, autocomplete: 'nickname' })}
${input(ctx, form, { name: 'email', label: m.accounts.email, hint: m.accounts.emailHelp, type: 'email', autocomplete: 'email' })}
${passwordField(ctx, form, 'password', m.accounts.password, true)}`;
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

export function verifyView(ctx: Ctx, secret: string, form: FormState): Html {
  const { m } = ctx;
  return narrow(
    ctx,
    m.accounts.verifyTitle,
    form.message
      ? html`${errorSummary(ctx, form)}
      <p>${m.accounts.verifyAgain}</p>
      <p class="buttons"><a class="button button--primary" href="/sign-in">${m.accounts.signInTitle}</a></p>`
      : html`<p class="lede">${m.accounts.verifyText}</p>
      <form class="form" method="post" novalidate action="/verify/${secret}">${button(m.accounts.verify)}</form>`,
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

export type SettingsData = {
  account: { name: string; bio: string; affiliation: string; email: string | null };
  tokens: { hash: string; label: string; createdAt: number }[];
  /** Which of the page's forms was refused, and how. */
  refused?: { which: 'profile' | 'email' | 'password' | 'tokens' | 'erase'; form: FormState };
  newToken?: string;
};

export function settingsView(ctx: Ctx, { account, tokens, refused, newToken }: SettingsData): Html {
  const { m } = ctx;
  const formOf = (which: string, values: object) =>
    refused?.which === which ? refused.form : blankForm(values as Record<string, unknown>);
  const profile = formOf('profile', account);
  const email = formOf('email', {});
  const password = formOf('password', {});
  const newOne = formOf('tokens', {});
  const erasing = formOf('erase', {});
  const ids = (form: FormState) => errorSummary(ctx, form);
  return shell(ctx, {
    title: m.settings.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.settings.title}</h1>
    <section class="section">
      <h2>${m.settings.profile}</h2>
      <form class="form" method="post" novalidate action="/settings/profile">
        ${ids(profile)}
        ${input(ctx, profile, {
          name: 'name',
          label: m.accounts.name,
          hint: m.accounts.nameHelp,
          autocomplete: 'nickname',
        })}
        ${textarea(ctx, profile, { name: 'bio', label: m.settings.bio, hint: m.settings.bioHelp, rows: 3 })}
        ${
          ctx.may.declareAffiliation &&
          input(ctx, profile, {
            name: 'affiliation',
            label: m.affiliation.label,
            hint: m.affiliation.profileHelp,
            maxLength: LIMITS.affiliation.max * 2,
          })
        }
        ${button(m.settings.save)}
      </form>
    </section>
    <section class="section">
      <h2>${m.settings.email}</h2>
      <p>${m.settings.emailNow(account.email ?? '')}</p>
      <form class="form" method="post" novalidate action="/settings/email">
        ${ids(email)}
        ${input(ctx, email, { name: 'email', label: m.settings.newEmail, type: 'email', autocomplete: 'email' })}
        ${button(m.settings.emailChange)}
      </form>
    </section>
    <section class="section">
      <h2>${m.settings.password}</h2>
      <form class="form" method="post" novalidate action="/settings/password">
        ${ids(password)}
        ${passwordField(ctx, password, 'current', m.accounts.current, false)}
        ${passwordField(ctx, password, 'password', m.accounts.newPassword, true)}
        ${button(m.settings.passwordChange)}
      </form>
    </section>
    <section class="section" id="tokens">
      <h2>${m.settings.tokens}</h2>
      <p class="lede">${m.settings.tokensHelp}</p>
      ${newToken && notice(ctx, html`<p>${m.settings.tokenShown}</p><p><code class="token">${newToken}</code></p>`)}
      ${
        tokens.length === 0
          ? html`<p class="muted">${m.settings.tokenNone}</p>`
          : html`<ul class="post-list">
            ${tokens.map(
              (token) => html`<li>
                <p><b>${token.label}</b> · ${time(ctx, token.createdAt)}</p>
                <form method="post" action="/settings/tokens/end">
                  ${hidden('hash', token.hash)}
                  <button class="button button--small button--danger">${m.settings.tokenEnd}</button>
                </form>
              </li>`,
            )}
          </ul>`
      }
      <form class="form" method="post" novalidate action="/settings/tokens">
        ${ids(newOne)}
        ${input(ctx, newOne, { name: 'label', label: m.settings.tokenLabel })}
        ${button(m.settings.tokenMake)}
      </form>
    </section>
    <section class="section" id="erase">
      <h2>${m.settings.erase}</h2>
      <p>${m.settings.eraseHelp}</p>
      <form class="form" method="post" novalidate action="/settings/erase">
        ${errorSummary(ctx, erasing, () => 'erase-current')}
        ${input(ctx, erasing, {
          name: 'current',
          id: 'erase-current',
          label: m.accounts.current,
          type: 'password',
          autocomplete: 'current-password',
        })}
        <div class="buttons"><button class="button button--danger">${m.settings.eraseDo}</button></div>
      </form>
    </section>`,
  });
}
