/** The fields in which a poll is written. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { input, textarea } from '../../platform/layout/fields.ts';
import { LIMITS } from '../../../shared/limits.ts';

/** What a poll is typed into. */
export const POLL_NAMES = ['pollQuestion', 'pollChoices', 'pollMost', 'pollEndsOn'];

/** @param own what the ids of its fields begin with, where one page has several forms */
export function pollFields(ctx: Ctx, form: FormState, own = ''): Html {
  const { polls } = ctx.m;
  const { min, max } = LIMITS.pollChoices;
  const typed = form.values.pollChoices;
  const lines = Array.isArray(typed) ? typed.join('\n') : valueOf(form, 'pollChoices');
  const values = { pollMost: '1', ...form.values, pollChoices: lines };
  const state = { ...form, values };
  const field = (name: string) => ({ name, id: own + name });
  return html`<div class="poll-fields">${input(ctx, state, {
    ...field('pollQuestion'),
    label: polls.question,
    hint: polls.questionHelp,
    maxLength: LIMITS.pollQuestion.max * 2,
  })}
  ${textarea(ctx, state, { ...field('pollChoices'), label: polls.choices, hint: polls.choicesHelp(min, max), rows: 4 })}
  <div class="field-pair">
    ${input(ctx, state, { ...field('pollMost'), label: polls.most, hint: polls.mostHelp, type: 'number' })}
    ${input(ctx, state, { ...field('pollEndsOn'), label: polls.endsOn, hint: polls.endsOnHelp, type: 'date' })}
  </div>${pollPreview(ctx, state, lines)}</div>`;
}

/** How it will look, where the writer asked to see that. */
function pollPreview({ m, preview }: Ctx, form: FormState, lines: string): Html | null {
  const question = valueOf(form, 'pollQuestion').trim();
  if (!form.values.preview || preview === null || question === '') return null;
  const choices = lines.split('\n').flatMap((line) => line.trim() || []);
  return html`<section class="preview" aria-label="${m.polls.previewed}"><div class="poll">
    <p class="poll__question" dir="auto">${question}</p>
    <ul class="poll__choices">${choices.slice(0, LIMITS.pollChoices.max).map((words) => html`<li dir="auto">${words}</li>`)}</ul>
  </div></section>`;
}

/** Folded away, unless something of it is typed or wrong. */
export function pollFolded(ctx: Ctx, form: FormState, own = ''): Html {
  const isTyped = ['pollQuestion', 'pollChoices'].some((name) => valueOf(form, name).trim() !== '');
  const isOpen = isTyped || form.faults.some(({ field }) => POLL_NAMES.includes(field));
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${ctx.m.polls.add}</summary>
    ${pollFields(ctx, form, own)}
  </details>`;
}
