/** Threads that somebody began before, offered beside the form of another. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { notice, textAttributes, withTime } from '../../platform/layout/parts.ts';
import { shorten } from '../../../shared/text.ts';
import type { Start } from '../drafts/queries.ts';
import type { KeptStart } from './ask-view.ts';

const SHOWN_LETTERS = 120;

/** @property others what else was begun, the newest first */
export type Begun = { draft: KeptStart | null; place: string; beside: string; others: Start[] };

const BESIDE = '/ask/beside';

/** Goes on with another of what was begun; what the form has is kept. */
const goOn = (place: string, words: string): Html =>
  html`<button class="button button--small" name="goOn" value="${place}" formaction="${BESIDE}" formnovalidate>${words}</button>`;

/** What the form says of where it is kept. */
export const keptFields = ({ draft, place }: Begun): Html =>
  html`<input type="hidden" name="draft" value="${place}">
    <input type="hidden" name="draftAt" value="${draft?.at ?? ''}">`;

/** Beside a draft that is here again: another thread can be begun. */
export const beginAnew = ({ m }: Ctx): Html => goOn('new', m.drafts.beginAnew);

/** How one that was begun reads in a line. */
function wordsOf({ m }: Ctx, { values }: Start): string {
  const [title, body] = [values.title, values.body].map((text) => (text ?? '').replace(/\s+/g, ' ').trim());
  return shorten(title || body || m.drafts.start, SHOWN_LETTERS);
}

/** What was begun otherwise, each with a button that goes on with it. */
export function othersBegun(ctx: Ctx, { others }: Begun): Html | null {
  const { m } = ctx;
  if (others.length === 0) return null;
  const lines = others.map((one) => {
    const words = wordsOf(ctx, one);
    return html`<li><p>${withTime(ctx, m.drafts.begun, one.at)} <cite${textAttributes(ctx, words)}>${words}</cite></p>
      ${goOn(one.place, m.drafts.goOnWith)}</li>`;
  });
  return html`<section class="begun" aria-label="${m.drafts.title}">${notice(
    ctx,
    html`<ul>${lines}</ul><p class="field__hint">${m.drafts.begunHelp} <a href="/drafts">${m.drafts.all}</a></p>`,
    'plain',
  )}</section>`;
}
