import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { errorSummary, textarea } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { mayInSpace } from '../../rules/may.ts';
import { offersOf } from '../../rules/thread-forms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { MEMBER_FORMS, type MemberForm } from '../../../shared/words.ts';
import type { Space } from '../spaces/queries.ts';
import { lead } from './views.ts';

export type TemplatesPage = { space: Space; templates: { form: MemberForm; words: string }[] };

/** Forms that the space offers come first; of the others only those that ask for something. */
function shownForms(ctx: Ctx, { space, templates }: TemplatesPage): MemberForm[] {
  const offered = offersOf(space, ctx.m).map(({ form }) => form);
  return MEMBER_FORMS.filter((form) => offered.includes(form) || templates.some((one) => one.form === form));
}

function keepersForm(ctx: Ctx, page: TemplatesPage, form: FormState): Html {
  const { m } = ctx;
  const { title, help } = m.keeping.templates;
  const names = Object.fromEntries(MEMBER_FORMS.map((one) => [one, m.forms[one].name]));
  return html`<form class="form" method="post" novalidate action="${spacePath(page.space.slug)}/templates">
    ${errorSummary(ctx, form, undefined, names)}
    <p class="muted">${help(LIMITS.template.max)}</p>
    <fieldset class="form" aria-label="${title}">
      ${shownForms(ctx, page).map((one) => textarea(ctx, form, { name: one, label: m.forms[one].name, rows: 5 }))}
    </fieldset>
    <div class="buttons"><button class="button button--primary">${m.keeping.save}</button></div>
  </form>`;
}

function readersList(ctx: Ctx, { space, templates }: TemplatesPage): Html {
  const { m } = ctx;
  if (templates.length === 0) return html`<p class="muted">${m.keeping.templates.none}</p>`;
  return html`${templates.map(
    ({ form, words }) =>
      html`<section class="section"><h2>${m.forms[form].name}</h2>
        <pre class="template"${textAttributes(ctx, words, space.language)}>${words}</pre></section>`,
  )}`;
}

/** What a space asks for: to change it, for those who keep it; to read it, for others. */
export function templatesView(ctx: Ctx, page: TemplatesPage, form: FormState): Html {
  const { title, lead: what } = ctx.m.keeping.templates;
  const isKeeper = mayInSpace(ctx.viewer, page.space.id).editSpace;
  return shell(ctx, {
    title: `${title} · ${page.space.name}`,
    width: 'read',
    noIndex: true,
    body: html`<h1>${title}</h1>${lead(ctx, page.space)}<p>${what}</p>
    ${isKeeper ? keepersForm(ctx, page, form) : readersList(ctx, page)}`,
  });
}
