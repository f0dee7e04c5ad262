/** The fields in which a poll is written. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { input, textarea } from '../../platform/layout/fields.ts';
import { LIMITS } from '../../../shared/limits.ts';

const NAMES = ['pollQuestion', 'pollChoices', 'pollMost', 'pollEndsOn'];

export function pollFields(ctx: Ctx, form: FormState): Html {
  const { polls } = ctx.m;
  const { min, max } = LIMITS.pollChoices;
  const typed = form.values.pollChoices;
  const lines = Array.isArray(typed) ? typed.join('\n') : valueOf(form, 'pollChoices');
  const values = { pollMost: '1', ...form.values, pollChoices: lines };
  const state = { ...form, values };
  return html`<div class="poll-fields">${input(ctx, state, {
    name: 'pollQuestion',
    label: polls.question,
    hint: polls.questionHelp,
    maxLength: LIMITS.pollQuestion.max * 2,
  })}
  ${textarea(ctx, state, { name: 'pollChoices', label: polls.choices, hint: polls.choicesHelp(min, max), rows: 4 })}
  <div class="field-pair">
    ${input(ctx, state, { name: 'pollMost', label: polls.most, type: 'number' })}
    ${input(ctx, state, { name: 'pollEndsOn', label: polls.endsOn, hint: polls.endsOnHelp, type: 'date' })}
  </div></div>`;
}

/** Folded away, unless something of it is typed or wrong. */
export function pollFolded(ctx: Ctx, form: FormState): Html {
  const isTyped = ['pollQuestion', 'pollChoices'].some((name) => valueOf(form, name).trim() !== '');
  const isOpen = isTyped || form.faults.some(({ field }) => NAMES.includes(field));
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${ctx.m.polls.add}</summary>
    ${pollFields(ctx, form)}
  </details>`;
}
