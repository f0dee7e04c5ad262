/** The box in which a post is written: a text field that works as it is, and that a script makes more of. */
import type { Ctx } from '../http/context.ts';
import type { FormState } from '../http/form-state.ts';
import { html, type Html, type Part } from '../http/html.ts';
import { markdownHelp, preview, textarea } from './fields.ts';

type ComposerField = {
  label: string;
  hint?: Part;
  /** Where one page has several. */
  id?: string;
  hideLabel?: boolean;
  rows?: number;
};

/** Its place is kept, so that nothing moves when it comes. */
const TOOLBAR = html`<div class="toolbar"></div>`;

/** The field `body` of a form, with how to format and, where it was asked for, how it will look. */
export function composer(ctx: Ctx, form: FormState, field: ComposerField): Html {
  return html`<adda-composer>
    ${textarea(ctx, form, { name: 'body', ...field, before: TOOLBAR, after: markdownHelp(ctx) })}
    ${preview(ctx, form, 'body')}
  </adda-composer>`;
}
