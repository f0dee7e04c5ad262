/** What people write in a space: in which language, and whether with mathematics. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { select } from '../../platform/layout/fields.ts';
import { namedLanguages } from '../../../shared/written.ts';

export function writtenFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const languages = namedLanguages(ctx.lang).map(({ code, name }) => ({ value: code, text: name }));
  return html`${select(ctx, form, {
    name: 'language',
    label: m.spaces.language,
    hint: m.spaces.languageHelp,
    blank: m.spaces.languageOfForum,
    groups: [{ label: null, options: languages }],
  })}
  ${select(ctx, form, {
    name: 'maths',
    label: m.spaces.maths,
    hint: m.spaces.mathsHelp,
    groups: [
      {
        label: null,
        options: [
          { value: 'false', text: m.spaces.mathsOff },
          { value: 'true', text: m.spaces.mathsOn },
        ],
      },
    ],
  })}`;
}
