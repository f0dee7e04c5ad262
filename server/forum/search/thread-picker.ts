/** A field in which another thread is named: by its number, its address, or words of it; then one chooses among what is found. */
import { audienceOf } from '../../platform/audience/audience.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, type Values, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { input } from '../../platform/layout/fields.ts';
import { textAttributes, time } from '../../platform/layout/parts.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { fold } from '../../platform/store/fold.ts';
import { threadIdIn } from '../../rules/thread-ids.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { allSpaces, type Space } from '../spaces/queries.ts';
import { type FoundThread, threadsSaying } from './alike-queries.ts';

const SHOWN = 8;

/** The number that was typed, in the digits of any script, or the one in an address of ours; 0 for none. */
const idTyped = (text: string): number =>
  threadIdIn(/^\s*\p{Nd}{1,9}\s*$/u.test(text) ? fold(text) : text, ownOrigin());

/** The words that were typed instead of a number or an address; '' for none. */
function wordsTyped({ threadId }: Values): string {
  const text = typeof threadId === 'string' ? threadId : '';
  return idTyped(text) > 0 ? '' : [...cleanLine(text.slice(0, 2_000))].slice(0, LIMITS.query.max).join('');
}

/** The thread that a form names: by what was typed, or chosen among what was found with words; 0 for none. */
export const threadNamed = (threadId: unknown, found: number | undefined): number =>
  idTyped(String(threadId ?? '')) || (wordsTyped({ threadId }) === '' ? 0 : (found ?? 0));

/** @property isOffered the spaces whose threads may be named */
type Asked = { besides: number; isOffered(space: Space): boolean };

/** What the words of a form may mean, of what its reader sees; null where nothing is looked for. */
export async function findThreads(ctx: Ctx, values: Values, asked: Asked): Promise<FoundThread[] | null> {
  const text = wordsTyped(values);
  if (text === '') return null;
  const spaces = (await allSpaces(ctx.adda.store.read, audienceOf(ctx.viewer))).filter(asked.isOffered);
  const where = { spaceIds: spaces.map(({ id }) => id), besides: asked.besides, limit: SHOWN };
  return threadsSaying(ctx.adda, ctx.audience, text, where);
}

/** Where something was found it is not said that there is no such thread: one of these is to be chosen. */
export function withFound(form: FormState, found: FoundThread[] | null): FormState {
  if (!found || found.length === 0) return form;
  const faults = form.faults.map((one) =>
    one.field === 'threadId' && one.fault === 'unknown_thread' ? { ...one, fault: 'choose_thread' as const } : one,
  );
  return { ...form, faults };
}

function choice(ctx: Ctx, { id, slug, title, spaceName, createdAt }: FoundThread, chosen: string): Html {
  const isChosen = chosen === String(id);
  return html`<label class="choice">
    <input type="radio" name="found" value="${id}"${when(isChosen, 'checked')}>
    <span><span class="choice__name"${textAttributes(ctx, title)}>${title}</span>
      <span class="choice__what"><bdi>${spaceName}</bdi> · ${time(ctx, createdAt)} ·
        <a href="${threadPath({ id, slug })}" target="_blank">${ctx.m.threadPicker.look}</a></span></span>
  </label>`;
}

export const findButton = (ctx: Ctx, action: string): Html =>
  html`<button class="button button--small" name="preview" value="find" formaction="${action}#threadId">${ctx.m.threadPicker.find}</button>`;

/** @param more what stands below the field, such as the button that looks for it */
export function threadPicker(
  ctx: Ctx,
  form: FormState,
  {
    label,
    hint,
    found,
    more = null,
  }: { label: string; hint?: string; found: FoundThread[] | null; more?: Html | null },
): Html {
  const { m } = ctx;
  // One that has all the words, and is the only one, is most likely meant.
  const [only, other] = found ?? [];
  const chosen = valueOf(form, 'found') || (only?.hasAll && !other ? String(only.id) : '');
  return html`${input(ctx, form, { name: 'threadId', label, hint: hint ?? m.threadPicker.help })}
  ${more && html`<p>${more}</p>`}
  ${
    found &&
    (found.length === 0
      ? html`<p class="muted" role="status">${m.threadPicker.nothing}</p>`
      : html`<fieldset class="field" id="found"><legend class="field__label">${m.threadPicker.which}</legend>
    <div class="choices">${found.map((one) => choice(ctx, one, chosen))}</div></fieldset>`)
  }`;
}
