/** Form fields: each with its label, its hint, what was typed, and what is wrong with it. */
import type { Ctx } from '../http/context.ts';
import { type FormState, idempotencyKeyOf, valueOf } from '../http/form-state.ts';
import { html, type Html, type Part, when } from '../http/html.ts';
import { faultSentence } from '../http/sentences.ts';
import { icon, textAttributes } from './parts.ts';

type Common = {
  name: string;
  label: string;
  hint?: Part;
  /** Where one page has the same field twice. */ id?: string;
};

function parts(ctx: Ctx, form: FormState, field: Common) {
  const id = field.id ?? field.name;
  const fault = form.faults.find((item) => item.field === field.name);
  const described = [field.hint && `${id}-h`, fault && `${id}-e`].filter(Boolean).join(' ');
  return {
    id,
    attributes: html`${described && html` aria-describedby="${described}"`}${when(fault, 'aria-invalid="true"')}`,
    hint: field.hint && html`<p class="field__hint" id="${id}-h">${field.hint}</p>`,
    error: fault && html`<p class="field__error" id="${id}-e">${icon(ctx, 'warn')}${faultSentence(fault, ctx.m)}</p>`,
  };
}

type InputField = Common & {
  type?: string;
  autocomplete?: string;
  required?: boolean;
  maxLength?: number;
  className?: string;
  wide?: boolean;
  /** A password that stays as it was typed. */
  isKept?: boolean;
  look?: string;
};

/** What somebody types reads from where its letters do. */
const AUTO_DIRECTION = html` dir="auto"`;

export function input(ctx: Ctx, form: FormState, field: InputField): Html {
  const { id, attributes, hint, error } = parts(ctx, form, field);
  const type = field.type ?? 'text';
  // A password is not sent back, unless asked; everything else stays as it was typed.
  const value = type === 'password' && !field.isKept ? '' : valueOf(form, field.name);
  const own = [
    field.className && html` class="${field.className}"`,
    html` value="${value}"`,
    type === 'text' && AUTO_DIRECTION,
    field.autocomplete && html` autocomplete="${field.autocomplete}"`,
    field.maxLength && html` maxlength="${field.maxLength}"`,
    when(field.required, 'required'),
  ];
  return html`<div class="field${field.look ? ` ${field.look}` : ''}">
    <label class="field__label" for="${id}">${field.label}</label>
    ${hint}
    <input id="${id}" name="${field.name}" type="${type}"${own}${attributes}>
    ${error}
  </div>`;
}

export function textarea(
  ctx: Ctx,
  form: FormState,
  field: Common & { rows?: number; hideLabel?: boolean; before?: Part; after?: Part },
): Html {
  const { id, attributes, hint, error } = parts(ctx, form, field);
  const text = valueOf(form, field.name);
  const look = field.hideLabel ? 'visually-hidden' : 'field__label';
  const own = html` rows="${field.rows ?? 8}"${textAttributes(ctx, text)}`;
  return html`<div class="field">
    <label class="${look}" for="${id}">${field.label}</label>
    ${hint}${field.before}
    <textarea id="${id}" name="${field.name}"${own}${attributes}>
${text}</textarea>
    ${error}
    ${field.after}
  </div>`;
}

export type Option = { value: string; text: string };

export function select(
  ctx: Ctx,
  form: FormState,
  field: Common & { groups: { label: string | null; options: Option[] }[]; blank?: string },
): Html {
  const { id, attributes, hint, error } = parts(ctx, form, field);
  const chosen = valueOf(form, field.name);
  const option = ({ value, text }: Option) =>
    html`<option value="${value}"${when(value === chosen, 'selected')}>${text}</option>`;
  return html`<div class="field">
    <label class="field__label" for="${id}">${field.label}</label>
    ${hint}
    <select id="${id}" name="${field.name}"${attributes}>
      ${field.blank && html`<option value="">${field.blank}</option>`}
      ${field.groups.map(({ label, options }) => (label ? html`<optgroup label="${label}">${options.map(option)}</optgroup>` : options.map(option)))}
    </select>
    ${error}
  </div>`;
}

export function choices(
  ctx: Ctx,
  form: FormState,
  field: Common & { options: { value: string; name: string; what: string }[] },
): Html {
  const { id, error } = parts(ctx, form, field);
  const chosen = valueOf(form, field.name);
  return html`<fieldset class="field" id="${id}"${error && html` aria-describedby="${id}-e"`}>
    <legend class="field__label">${field.label}</legend>
    <div class="choices">
      ${field.options.map(
        ({ value, name, what }) =>
          html`<label class="choice">
            <input type="radio" name="${field.name}" value="${value}"${when(value === chosen, 'checked')}>
            <span><span class="choice__name">${name}</span><span class="choice__what">${what}</span></span>
          </label>`,
      )}
    </div>
    ${error}
  </fieldset>`;
}

export function check(name: string, label: string, isOn: boolean, value = 'true'): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${when(isOn, 'checked')}><span>${label}</span></label>`;
}

/** What forms call their fields, where a sentence stands away from one; in the order in which they stand. */
export function fieldNames({
  ask,
  accounts,
  settings,
  setup,
  spaces,
  profile,
  ...m
}: Ctx['m']): Record<string, string | undefined> {
  return {
    code: setup.code,
    forumName: setup.forumName,
    languages: setup.languages,
    form: ask.form,
    title: ask.threadTitle,
    space: ask.space,
    body: ask.body,
    tags: ask.tags,
    who: accounts.who,
    name: accounts.name,
    email: accounts.email,
    current: accounts.current,
    password: accounts.password,
    bio: settings.bio,
    label: settings.tokenLabel,
    scope: settings.tokenScope,
    days: settings.tokenDays,
    slug: spaces.slug,
    kind: spaces.kind,
    charter: spaces.charter,
    overrideReason: spaces.override,
    evidence: profile.evidence,
    affiliation: m.affiliation.label,
    reference: m.staff.reference,
    opensAt: m.desk.opensAt,
    minutes: m.desk.howLong,
    postAt: m.later.when,
    pollQuestion: m.polls.question,
    pollChoices: m.polls.choices,
    pollMost: m.polls.most,
    pollEndsOn: m.polls.endsOn,
    choices: m.polls.title,
    domains: m.brands.domains,
    products: m.brands.products,
    contact: m.brands.contact,
    member: m.brands.member,
    address: m.brands.address,
    members: m.invite.who,
    goal: m.course.goal.challenge,
    pictures: m.pictures.field,
    alt: m.pictures.alt,
    wanted: m.course.wanted,
    startsOn: m.course.startsOn,
    endsOn: m.course.endsOn,
    forms: m.course.offers,
    halfLifeHours: m.course.halfLife,
    reason: m.moderation.reason,
    ...m.rules.names,
  };
}

/**
 * What is wrong, first thing in the form, each a link to its field.
 * @param own names of fields that are called otherwise here @param whole sentences that stand alone, by field
 */
export function errorSummary(
  ctx: Ctx,
  form: FormState,
  idOf: (field: string) => string = (field) => field,
  own: Record<string, string> = {},
  whole: Record<string, string> = {},
): Html | null {
  if (form.faults.length === 0 && !form.message) return null;
  const names: Record<string, string | undefined> = { ...fieldNames(ctx.m), ...own };
  const order = Object.keys(names);
  const faults = form.faults.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return html`<div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus aria-labelledby="errors-t"${when(form.message, 'data-says')}>
    ${icon(ctx, 'warn')}
    <div>
      <h2 id="errors-t">${form.message ?? ctx.m.ask.errors}</h2>
      ${form.asksForTrust && html`<p>${trustLink(ctx)}</p>`}
      ${form.isSilenced && html`<p><a href="/statements">${ctx.m.acts.statement.listTitle}</a></p>`}
      ${
        faults.length > 0 &&
        html`<ul>
          ${faults.map(
            (fault) => html`<li>
              <a href="#${idOf(fault.field)}">${whole[fault.field] ?? [names[fault.field], faultSentence(fault, ctx.m)].filter(Boolean).join(': ')}</a>
            </li>`,
          )}
        </ul>`
      }
    </div>
  </div>`;
}

/** The way to what trust is made of, and what is missing for more. */
export const trustLink = ({ m }: Ctx): Html => html`<a href="/settings/trust">${m.trust.how}</a>`;

/** Whose form it is: of whoever is signed in, or of whom it was drawn for. */
export const writerOf = ({ drawnFor, viewer }: Ctx): string | number | undefined => drawnFor ?? viewer?.id;

/** For whom a form was drawn: in a tab that was left open somebody else may be signed in by the time that it is sent. */
export function writerField(ctx: Ctx): Html | null {
  const writer = writerOf(ctx);
  return writer === undefined ? null : html`<input type="hidden" name="writer" value="${writer}">`;
}

/** Sent twice, a form with this key does its work once. */
export function idempotencyKey(form: FormState): Html {
  return html`<input type="hidden" name="idempotencyKey" value="${idempotencyKeyOf(form)}">`;
}

export function markdownHelp(ctx: Ctx): Html {
  const { m } = ctx;
  return html`<details class="help">
    <summary>${m.ask.markdown}</summary>
    <dl>${m.ask.markdownHelp.map(([sign, what]) => html`<dt>${sign}</dt><dd>${what}</dd>`)}</dl>
    <p><a href="/formatting" target="_blank" rel="noopener">${m.formatting.all}</a></p>
  </details>`;
}

/** @param action where the form goes; without JavaScript the answer opens at the preview */
export function previewButton(ctx: Ctx, action: string, className = 'button'): Html {
  return html`<button class="${className}" name="preview" value="1" formaction="${action}#preview">${ctx.m.thread.preview}</button>`;
}

/** What Enter in a line of the form presses: nothing is posted by who means to end a tag, or a name, with it. */
export function enterPreviews(ctx: Ctx, action: string): Html {
  return html`<button class="visually-hidden" tabindex="-1" aria-hidden="true" name="preview" value="1"
    formaction="${action}#preview">${ctx.m.thread.preview}</button>`;
}

/** How the text of a field, and what goes with it, will look, where the writer asked to see it. */
export function preview(ctx: Ctx, form: FormState, name: string): Html | null {
  if (!form.values.preview || ctx.preview === null) return null;
  const text = valueOf(form, name);
  const { words, before, after } = ctx.preview;
  return html`<section class="preview" aria-labelledby="preview-t" id="preview">
    <h2 id="preview-t">${ctx.m.thread.preview}</h2>
    ${before}${
      text.trim()
        ? html`<div class="prose"${textAttributes(ctx, text)}>${words}</div>`
        : html`<p class="muted">${ctx.m.thread.previewEmpty}</p>`
    }${after}
  </section>`;
}
