/** What is said where moderators pressed a button for chosen posts, and chose none. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';

const isNoneChosen = ({ faults }: FormState): boolean =>
  faults.some(({ field, fault }) => field === 'posts' && fault === 'required');

/** The sentence in the summary above, by its field. */
export const noneChosenAbove = ({ m }: Ctx, form: FormState): Record<string, string> =>
  isNoneChosen(form) ? { posts: m.prevention.noneChosen } : {};

/** Beside the buttons: at the head of a long list it would not be seen. */
export const noneChosen = (ctx: Ctx, form: FormState): Html | false =>
  isNoneChosen(form) && html`<p class="field__error">${icon(ctx, 'warn')}${ctx.m.prevention.noneChosen}</p>`;
