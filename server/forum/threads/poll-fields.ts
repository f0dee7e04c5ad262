/** The fields in which a poll is written. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { input, textarea } from '../../platform/layout/fields.ts';
import { withTime } from '../../platform/layout/parts.ts';
import type { NewPoll } from '../../rules/polls.ts';
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
  </div></div>`;
}

/** A poll as it will stand beside its post: its terms, and what one will choose among. */
export function plannedPoll(ctx: Ctx, { question, choices, most, endsAt }: NewPoll): Html {
  const { polls } = ctx.m;
  const chosen = most === 1 ? polls.chooseOne : polls.chooseMost(most);
  // A day's end is the first moment of the next.
  const until = endsAt !== null && endsAt > 0 && withTime(ctx, polls.runsUntil, endsAt - 1);
  return html`<div class="poll" role="group" aria-label="${polls.previewed}">
    <p class="poll__question" dir="auto">${question}</p>
    <p class="poll__facts">${chosen}${until && html` · ${until}`}</p>
    <ul class="poll__choices">
      ${choices.slice(0, LIMITS.pollChoices.max).map((words) => html`<li dir="auto">${words}</li>`)}
    </ul>
    <p class="muted">${endsAt === null ? polls.resultsAfterVote : polls.resultsAfterVoteOrEnd}</p>
  </div>`;
}

/** Folded away, unless something of it is typed or wrong. */
export function pollFolded(ctx: Ctx, form: FormState, own = ''): Html {
  const isTyped = ['pollQuestion', 'pollChoices'].some((name) => valueOf(form, name).trim() !== '');
  const isOpen = isTyped || form.faults.some(({ field }) => POLL_NAMES.includes(field));
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${ctx.m.polls.add}</summary>
    <p>${ctx.m.polls.untilVoted}</p>
    ${pollFields(ctx, form, own)}
  </details>`;
}
