/** The box in which a post is written: a text field that works as it is, and that a script makes more of. */
import { type Ctx, speaksAs } from '../http/context.ts';
import type { FormState } from '../http/form-state.ts';
import { html, type Html, type Part, when } from '../http/html.ts';
import { isSame } from '../../../shared/drafts.ts';
import { markdownHelp, preview, textarea, writerField, writerOf } from './fields.ts';
import { notice, withMoment } from './parts.ts';

/**
 * What is kept of what is being written.
 * @property at when; null for nothing @property isShown whether the form has it @property isTyped whether it came with a request
 * @property seenAt when that was kept which the form goes on from; null for none
 */
export type KeptDraft = {
  place: string;
  at: number | null;
  seenAt: number | null;
  isShown: boolean;
  isTyped: boolean;
};

type ComposerField = {
  label: string;
  hint?: Part;
  /** Where one page has several. */
  id?: string;
  hideLabel?: boolean;
  rows?: number;
  draft: KeptDraft;
  /** Where another text of this form would be kept, and what it was asked to begin with; the form itself says what was kept. */
  beside?: string;
  asked?: string | null;
};

/** Its place is kept, so that nothing moves when it comes. */
const TOOLBAR = html`<div class="toolbar"></div>`;

/** Where the script says what became of the draft. */
export const DRAFT_LINE = html`<p class="draft-line field__hint" role="status"></p>`;

/** A form as it was kept, where nothing else was typed into it. @param stands the text without a draft */
export function withDraft(
  typed: FormState,
  place: string,
  draft: { at: number; values: Record<string, unknown> } | null,
  stands?: string,
): { form: FormState; draft: KeptDraft } {
  const isTyped = typed.values.body !== undefined;
  const isShown = draft !== null && !isTyped;
  const values = {
    ...typed.values,
    ...(isShown ? draft.values : !isTyped && stands !== undefined && { body: stands }),
  };
  const at = draft?.at ?? null;
  // What came with a request goes on from what its form knew, whatever was kept elsewhere by now.
  const isHere = isShown || (draft !== null && isSame(draft.values, typed.values));
  const seenAt = isHere ? at : Number(typed.values.draftAt) || null;
  return { form: { ...typed, values }, draft: { place, at, seenAt, isShown, isTyped } };
}

/** What a form knows of what was kept: by that the draft is over which it goes on from, and no other. */
export const draftAtField = (seenAt: number | null): Html =>
  html`<input type="hidden" name="draftAt" value="${seenAt ?? ''}">`;

/** Which draft a form is about, as its page shows it, and whose. */
export const keptField = (ctx: Ctx, { place, at }: { place: string; at: number }): Html =>
  html`<input type="hidden" name="place" value="${place}">${draftAtField(at)}${writerField(ctx)}`;

/** Throwing a draft away is asked twice: nothing brings it back. @param button that does it */
export const dropFolded = ({ m }: Ctx, of: Part, button: Html): Html =>
  html`<details class="help told__drop"><summary>${m.drafts.drop}${of}</summary><p>${m.drafts.dropSure}</p>${button}</details>`;

/** Enter in a line of the form presses the first button that it has: that is its own, and not the one that throws away. */
const OWN_SUBMIT = html`<button class="visually-hidden" tabindex="-1" aria-hidden="true"></button>`;

/** Says that what was kept is here, and throws it away where something else is to be written. */
export function draftLine(ctx: Ctx, place: string, at: number): Html {
  const { m } = ctx;
  const drop = html`<button class="button button--small" name="place" value="${place}"
    formaction="/drafts/remove" formenctype="application/x-www-form-urlencoded" formnovalidate>${m.drafts.dropYes}</button>`;
  return notice(
    ctx,
    html`${OWN_SUBMIT}<p>${withMoment(ctx, m.drafts.here, at)} <a href="/drafts">${m.drafts.all}</a></p>${dropFolded(ctx, null, drop)}`,
    'plain',
  );
}

/** The field `body` of a form, with how to format and, where it was asked for, how it will look. */
export function composer(ctx: Ctx, form: FormState, { draft, beside, asked, ...field }: ComposerField): Html {
  const { viewer } = ctx;
  const kept = viewer && html` data-account="${writerOf(ctx)}" data-place="${draft.place}" data-at="${draft.at ?? ''}"`;
  const others = viewer && beside && html` data-beside="${beside}" data-asked="${asked ?? ''}"`;
  return html`<adda-composer${kept}${others}${when(draft.isTyped, 'data-typed')}>
    ${writerField(ctx)}${viewer && html`<input type="hidden" name="speaksAs" value="${speaksAs(ctx)}">`}
    ${draftAtField(draft.seenAt)}
    ${draft.isShown && draft.at !== null && !beside && draftLine(ctx, draft.place, draft.at)}
    ${textarea(ctx, form, { name: 'body', ...field, before: TOOLBAR, after: html`${viewer && DRAFT_LINE}${markdownHelp(ctx)}` })}
    ${preview(ctx, form, 'body')}
  </adda-composer>`;
}
