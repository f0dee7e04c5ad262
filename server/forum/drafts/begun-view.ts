/** Threads, or messages, that somebody began before, offered beside the form of another. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import type { KeptDraft } from '../../platform/layout/composer.ts';
import { notice, textAttributes, withMoment } from '../../platform/layout/parts.ts';
import { FIRST_MESSAGE } from '../../rules/beginnings.ts';
import { shorten } from '../../../shared/text.ts';
import type { Begun } from './begun.ts';
import type { Start } from './queries.ts';

const SHOWN_LETTERS = 120;

/** Goes on with another of what was begun; what the form has is kept. */
function goOn({ first }: Begun, place: string, words: string): Html {
  const path = first === FIRST_MESSAGE ? '/messages/beside' : '/ask/beside';
  return html`<button class="button button--small" name="goOn" value="${place}" formaction="${path}" formnovalidate>${words}</button>`;
}

/** What the form says of where it is kept. */
export const placeField = ({ place }: Begun): Html => html`<input type="hidden" name="draft" value="${place}">`;

/** What a new form was asked to begin with: what this browser kept of another may not write over it. */
export function askedFor({ draft, isNew }: Begun, { values }: FormState, names: string[]): string | undefined {
  if (draft) return undefined;
  return isNew ? 'new' : names.filter((name) => values[name]).join(' ');
}

/** How one that was begun reads in a line. */
function wordsOf({ m }: Ctx, { first }: Begun, { values }: Start): string {
  const said = [values.to?.replace(/[,\s]+$/, ''), values.title, values.body];
  const [to, title, body] = said.map((text) => (text ?? '').replace(/\s+/g, ' ').trim());
  if (first === FIRST_MESSAGE) return shorten([to, body].filter(Boolean).join(': ') || m.messages.draft, SHOWN_LETTERS);
  return shorten(title || body || m.drafts.start, SHOWN_LETTERS);
}

/** That what was kept is here again, or another one can be begun; and what was begun otherwise, each with a button that goes on with it. */
export function begunNotice(ctx: Ctx, begun: Begun, shown: KeptDraft): Html | null {
  const { m } = ctx;
  const isHere = shown.isShown && shown.at !== null;
  if (!isHere && begun.others.length === 0) return null;
  const here =
    isHere &&
    html`<li><p>${withMoment(ctx, m.drafts.here, shown.at!)}</p>${goOn(begun, 'new', m.drafts.beginAnew)}</li>`;
  const others = begun.others.map((one) => {
    const words = wordsOf(ctx, begun, one);
    return html`<li><p>${withMoment(ctx, m.drafts.begun, one.at)} <cite${textAttributes(ctx, words)}>${words}</cite></p>
      ${goOn(begun, one.place, m.drafts.goOnWith)}</li>`;
  });
  return html`<section class="begun" aria-label="${m.drafts.title}">${notice(
    ctx,
    html`<ul>${here}${others}</ul><p class="field__hint">${m.drafts.begunHelp} <a href="/drafts">${m.drafts.all}</a></p>`,
    'plain',
  )}</section>`;
}
