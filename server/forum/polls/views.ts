/** The page of one poll: how it stands, and its form for who may still change it. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { postPath } from '../../platform/http/paths.ts';
import { errorSummary, writerField } from '../../platform/layout/fields.ts';
import { DRAFT_LINE, draftAtField, draftLine } from '../../platform/layout/composer.ts';
import { shell } from '../../platform/layout/shell.ts';
import { dayIn } from '../../rules/mail-times.ts';
import { whyNotWritePoll } from '../../rules/polls.ts';
import { zoneOf } from '../../platform/layout/parts.ts';
import { pollFields } from '../threads/poll-fields.ts';
import type { Poll } from '../threads/poll-queries.ts';
import { pollBlock, type PollPlace } from '../threads/poll-view.ts';

export type PollPage = Omit<PollPlace, 'poll' | 'post' | 'thread'> & {
  poll: Poll | null;
  /** What its author typed and has not saved. */
  draft: { at: number; values: Record<string, unknown> } | null;
  post: PollPlace['post'] & { number: number };
  thread: PollPlace['thread'] & { id: number; slug: string; title: string };
};

/** A poll that is there, as its form has it. */
export function pollValues(ctx: Ctx, poll: Poll | null): FormState['values'] {
  if (!poll) return {};
  return {
    pollQuestion: poll.question,
    pollChoices: poll.choices.map(({ words }) => words),
    pollMost: String(poll.most),
    // The end is the first moment that is no more part of its last day.
    pollEndsOn: poll.endsAt === null ? '' : dayIn(poll.endsAt - 1, zoneOf(ctx)),
  };
}

function writing(ctx: Ctx, { poll, post, draft }: PollPage, form: FormState): Html | null {
  const { m, viewer } = ctx;
  const isTyped = form.faults.length > 0 || form.message !== null;
  if (whyNotWritePoll(ctx.viewer, post, poll) !== null) return null;
  return html`<form class="form" method="post" novalidate action="/p/${post.id}/poll">
    ${poll && html`<h2>${m.polls.change}</h2>`}
    <p class="muted">${m.polls.fixed} ${m.polls.pageLede}</p>
    <adda-drafts data-account="${viewer?.id}" data-place="poll:${post.id}" data-at="${draft?.at ?? ''}"${when(isTyped, 'data-typed')}>
      ${writerField(ctx)}${draftAtField(isTyped ? Number(form.values.draftAt) || null : (draft?.at ?? null))}
      <input type="hidden" name="seenId" value="${poll?.id ?? ''}">
      ${draft && !isTyped && draftLine(ctx, `poll:${post.id}`, draft.at)}
      ${pollFields(ctx, form)}
      ${DRAFT_LINE}
    </adda-drafts>
    <div class="buttons">
      <button class="button button--primary">${m.polls.save}</button>
      ${poll && html`<button class="button" name="remove" value="true">${m.polls.remove}</button>`}
    </div>
  </form>`;
}

/** @param form what was typed or chosen, and refused; or the poll as it is */
export function pollView(ctx: Ctx, page: PollPage, form: FormState): Html {
  const { m } = ctx;
  const { poll, post, thread, mine } = page;
  const chosen = [form.values.choices ?? []].flat().map(Number);
  const fault = form.faults.find(({ field }) => field === 'choices');
  const why = fault ? faultSentence(fault, m) : form.message;
  // What is wrong with the form of the poll stands at its own fields.
  const refused = why !== null && !('pollQuestion' in form.values) ? { chosen, why } : null;
  const at = (field: string) => (field === 'choices' && poll ? `poll-${poll.id}` : field);
  return shell(ctx, {
    title: `${m.polls.title}: ${thread.title}`,
    width: 'read',
    body: html`<p><a href="${postPath(thread, post.number)}">${m.polls.back}</a></p>
    <h1>${poll || valueOf(form, 'pollQuestion') ? m.polls.title : m.polls.add}</h1>
    ${errorSummary(ctx, form, at)}
    ${poll && pollBlock(ctx, { poll, post, thread, mine }, refused)}
    ${writing(ctx, page, form)}`,
  });
}
