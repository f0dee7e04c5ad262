/** The page of one's own settings: a section for each form. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check, choices, errorSummary, idempotencyKey, input, select, textarea } from '../../platform/layout/fields.ts';
import type { Face } from '../../platform/authors/face.ts';
import { avatar } from '../../platform/layout/avatar.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { icon, notice, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { TOKEN_SCOPES, type TokenScope } from '../../../shared/words.ts';
import { TOKEN_DAYS } from './manage.ts';
import { button, hidden, passwordField } from './views.ts';

export type SettingsForm = 'profile' | 'picture' | 'email' | 'password' | 'tokens' | 'erase';
type Token = { hash: string; label: string; scope: TokenScope | null; createdAt: number; expiresAt: number | null };

export type SettingsData = {
  account: {
    name: string;
    picture: string | null;
    bio: string;
    affiliation: string;
    email: string | null;
    showsWriting: boolean;
  };
  tokens: Token[];
  /** What one's files take, and may take, in bytes; a most of 0 is none. */
  files: { used: number; most: number };
  /** Which of the page's forms was refused, and how. */
  refused?: { which: SettingsForm; form: FormState };
  newToken?: string;
};

/** The password is asked for in several forms of one page. */
const ownId = (which: SettingsForm) => (field: string) => (field === 'current' ? `${which}-current` : field);

const currentField = (ctx: Ctx, form: FormState, which: SettingsForm) =>
  passwordField(ctx, form, 'current', ctx.m.accounts.current, false, ownId(which)('current'));

function profileSection(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return html`<section class="section">
    <h2>${m.settings.profile}</h2>
    <form class="form" method="post" novalidate action="/settings/profile">
      ${errorSummary(ctx, form)}
      ${input(ctx, form, { name: 'name', label: m.accounts.name, hint: m.accounts.nameHelp, autocomplete: 'nickname' })}
      ${textarea(ctx, form, { name: 'bio', label: m.settings.bio, hint: m.settings.bioHelp, rows: 3 })}
      ${
        ctx.may.declareAffiliation &&
        input(ctx, form, {
          name: 'affiliation',
          label: m.affiliation.label,
          hint: m.affiliation.profileHelp,
          maxLength: LIMITS.affiliation.max * 2,
        })
      }
      ${button(m.settings.save)}
    </form>
  </section>`;
}

function pictureSection(ctx: Ctx, form: FormState, face: Face): Html {
  const { m } = ctx;
  const faults = form.faults.filter(({ field }) => field === 'pictures');
  return html`<section class="section" id="picture">
    <h2>${m.settings.picture}</h2>
    <div class="own-face">${avatar(face, 'large')}<p>${face.picture === null ? m.settings.pictureDrawn : m.settings.pictureOwn}</p></div>
    <form class="form" method="post" novalidate action="/settings/picture" enctype="multipart/form-data">
      ${errorSummary(ctx, form)}
      <div class="field">
        <label class="field__label" for="pictures">${m.settings.pictureChoose}</label>
        <p class="field__hint" id="pictures-h">${m.settings.pictureHelp}</p>
        <input id="pictures" name="pictures" type="file" accept="image/jpeg,image/png,image/webp,image/gif" required
          aria-describedby="pictures-h${faults.length > 0 && ' pictures-e'}"${faults.length > 0 && html` aria-invalid="true"`}>
        ${faults.length > 0 && html`<p class="field__error" id="pictures-e">${icon(ctx, 'warn')}${faultSentence(faults[0]!, m)}</p>`}
      </div>
      ${button(m.settings.pictureSave)}
    </form>
    ${
      face.picture !== null &&
      html`<form method="post" action="/settings/picture/remove"><button class="button button--small">${m.settings.pictureRemove}</button></form>`
    }
  </section>`;
}

/** How much room one's files take. @property most 0 for any */
function filesSection(ctx: Ctx, { used, most }: SettingsData['files']): Html {
  const { m } = ctx;
  const sentence =
    most === 0 ? m.settings.filesUsed(megabytes(used)) : m.settings.filesUsedOf(megabytes(used), megabytes(most));
  return html`<section class="section" id="files">
    <h2>${m.settings.files}</h2>
    <p>${sentence}</p>
    ${most > 0 && html`<meter max="${most}" value="${Math.min(used, most)}" aria-label="${m.settings.files}"></meter>`}
  </section>`;
}

function writingSection(ctx: Ctx, shows: boolean): Html {
  const { m } = ctx;
  return html`<section class="section">
    <h2>${m.settings.writing}</h2>
    <form class="form" method="post" action="/settings/writing">
      ${check('shows', m.settings.showsWriting, shows)}
      <p class="field__hint">${m.settings.writingHelp}</p>
      ${button(m.settings.save)}
    </form>
    <p><a href="/messages/blocked">${m.messages.settings}</a></p>
  </section>`;
}

function emailSection(ctx: Ctx, form: FormState, now: string): Html {
  const { m } = ctx;
  return html`<section class="section">
    <h2>${m.settings.email}</h2>
    <p>${m.settings.emailNow(now)} <a href="/notifications/mail">${m.notifications.mail.change}</a></p>
    <form class="form" method="post" novalidate action="/settings/email">
      ${errorSummary(ctx, form, ownId('email'))}
      ${input(ctx, form, {
        name: 'email',
        label: m.settings.newEmail,
        hint: m.settings.emailHelp,
        type: 'email',
        autocomplete: 'email',
      })}
      ${currentField(ctx, form, 'email')}
      ${button(m.settings.emailChange)}
    </form>
  </section>`;
}

function passwordSection(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return html`<section class="section">
    <h2>${m.settings.password}</h2>
    <p>${m.settings.passwordHelp}</p>
    <form class="form" method="post" novalidate action="/settings/password">
      ${errorSummary(ctx, form, ownId('password'))}
      ${currentField(ctx, form, 'password')}
      ${passwordField(ctx, form, 'password', m.accounts.newPassword, true)}
      ${button(m.settings.passwordChange)}
    </form>
  </section>`;
}

function tokenItem(ctx: Ctx, token: Token): Html {
  const { m } = ctx;
  return html`<li>
    <p>
      <b>${token.label}</b> · ${m.settings.tokenScopes[token.scope ?? 'read'].name} · ${time(ctx, token.createdAt)}
      ${token.expiresAt !== null && html`· ${m.settings.tokenUntil} ${time(ctx, token.expiresAt)}`}
    </p>
    <form method="post" action="/settings/tokens/end">
      ${hidden('hash', token.hash)}
      <button class="button button--small button--danger">${m.settings.tokenEnd}</button>
    </form>
  </li>`;
}

function tokenSection(ctx: Ctx, form: FormState, { tokens, newToken }: SettingsData): Html {
  const { m } = ctx;
  const scopes = TOKEN_SCOPES.filter((scope) => scope !== 'office' || ctx.may.moderate || ctx.may.administer);
  const days = TOKEN_DAYS.map((count) => ({ value: String(count), text: m.settings.tokenDaysOf(count) }));
  return html`<section class="section" id="tokens">
    <h2>${m.settings.tokens}</h2>
    <p class="lede">${m.settings.tokensHelp}</p>
    ${newToken && notice(ctx, html`<p>${m.settings.tokenShown}</p><p><code class="token">${newToken}</code></p>`)}
    ${
      tokens.length === 0
        ? html`<p class="muted">${m.settings.tokenNone}</p>`
        : html`<ul class="post-list">${tokens.map((token) => tokenItem(ctx, token))}</ul>`
    }
    <form class="form" method="post" novalidate action="/settings/tokens">
      ${errorSummary(ctx, form, ownId('tokens'))} ${idempotencyKey(form)}
      ${input(ctx, form, { name: 'label', label: m.settings.tokenLabel })}
      ${choices(ctx, form, {
        name: 'scope',
        label: m.settings.tokenScope,
        options: scopes.map((value) => ({ value, ...m.settings.tokenScopes[value] })),
      })}
      ${select(ctx, form, { name: 'days', label: m.settings.tokenDays, groups: [{ label: null, options: days }] })}
      ${currentField(ctx, form, 'tokens')}
      ${button(m.settings.tokenMake)}
    </form>
  </section>`;
}

function eraseSection(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  return html`<section class="section" id="erase">
    <h2>${m.settings.erase}</h2>
    <p>${m.settings.eraseHelp}</p>
    <form class="form" method="post" novalidate action="/settings/erase">
      ${errorSummary(ctx, form, ownId('erase'))}
      ${currentField(ctx, form, 'erase')}
      <div class="buttons"><button class="button button--danger">${m.settings.eraseDo}</button></div>
    </form>
  </section>`;
}

export function settingsView(ctx: Ctx, data: SettingsData): Html {
  const { m } = ctx;
  const { account, refused } = data;
  const formOf = (which: SettingsForm, values: Record<string, unknown> = {}) =>
    refused?.which === which ? refused.form : blankForm(values);
  return shell(ctx, {
    title: m.settings.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.settings.title}</h1>
    ${profileSection(ctx, formOf('profile', account))}
    ${ctx.may.bringPicture && pictureSection(ctx, formOf('picture'), account)}
    ${filesSection(ctx, data.files)}
    ${!ctx.may.speakForBrand && writingSection(ctx, account.showsWriting)}
    ${emailSection(ctx, formOf('email'), account.email ?? '')}
    ${passwordSection(ctx, formOf('password'))}
    <section class="section"><h2>${m.trust.title}</h2><p><a href="/settings/trust">${m.trust.opens}</a></p></section>
    ${tokenSection(ctx, formOf('tokens', { scope: 'write', days: '90' }), data)}
    ${eraseSection(ctx, formOf('erase'))}`,
  });
}
