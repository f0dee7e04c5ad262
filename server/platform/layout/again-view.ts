/** A form that could not be looked at, given back so that it can be sent again: without asking the database anything. */
import type { Ctx } from '../http/context.ts';
import { blankForm, type Values, valueOf } from '../http/form-state.ts';
import { html, type Html } from '../http/html.ts';
import { fieldNames, input, textarea } from './fields.ts';

/** What nobody gets back: it is typed again. */
const SECRET = /password|^(current|code)$/i;
/** What is shorter, and one word, is no text: a number, a choice, a key. */
const LINE = 200;

/** Whether a field has something that somebody wrote, and not only chose. */
function isWritten(values: Values, name: string): boolean {
  const text = valueOf(blankForm(values), name);
  return !SECRET.test(name) && !Array.isArray(values[name]) && (text.length > LINE || /\s/.test(text.trim()));
}

/** Whether a form has words that would be lost with it. */
export const hasText = (values: Values): boolean => Object.keys(values).some((name) => isWritten(values, name));

function field(ctx: Ctx, values: Values, name: string, label: string | undefined): Html {
  const form = blankForm(values);
  if (SECRET.test(name)) return input(ctx, form, { name, label: label ?? ctx.m.accounts.password, type: 'password' });
  const text = valueOf(form, name);
  const isText = isWritten(values, name);
  if (isText && name !== 'body' && text.length <= LINE && !text.includes('\n'))
    return input(ctx, form, { name, label: label ?? name });
  if (isText) return textarea(ctx, form, { name, label: label ?? name, rows: 8 });
  return html`${[values[name]].flat().map((value) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}`;
}

/** Goes to the address that it came to, with its key, so that it is done once however often it is sent. @param words what to do */
export function againForm(ctx: Ctx, { preview: _preview, ...values }: Values, words: string): Html {
  const names = fieldNames(ctx.m);
  return html`<form class="form error-page__typed" method="post" action="${ctx.here}">
    <p>${words}</p>
    ${Object.keys(values).map((name) => field(ctx, values, name, names[name]))}
    <p class="buttons"><button class="button button--primary">${ctx.m.errorPages.sendAgain}</button></p>
  </form>`;
}

/** Its words, to be copied: they have no place any more to which they could be sent. */
export function typedText(ctx: Ctx, values: Values): Html {
  const names = fieldNames(ctx.m);
  const written = Object.keys(values).filter((name) => isWritten(values, name));
  return html`<div class="form error-page__typed">
    <p>${ctx.m.errorPages.typedKept}</p>
    ${written.map((name) => field(ctx, values, name, names[name]))}
  </div>`;
}
