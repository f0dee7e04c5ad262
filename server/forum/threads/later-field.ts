/** What is beside the button that posts: letting it wait for a time instead. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { input } from '../../platform/layout/fields.ts';
import { zoneOf } from '../../platform/layout/parts.ts';
import { zoneName } from '../../../shared/format.ts';
import { LIMITS } from '../../../shared/limits.ts';

/** By which clock the time is meant; who chose none is told so. */
function clockHint(ctx: Ctx): Html {
  const { m, viewer } = ctx;
  const words = viewer?.mailTimes ? m.later.clockOf(zoneName(zoneOf(ctx))) : m.later.noClock;
  return html`${words} <a href="/notifications/mail#zone">${m.later.otherZone}</a>`;
}

/** The field of the time. @param id where one page has several */
export function timeField(ctx: Ctx, form: FormState, id = 'postAt', extra: string | null = null): Html {
  const { m } = ctx;
  const hint = html`${m.later.range(LIMITS.waitingMinutes, LIMITS.waitingDays)} ${extra} ${clockHint(ctx)}`;
  return input(ctx, form, { name: 'postAt', id, label: m.later.when, hint, type: 'datetime-local' });
}

/**
 * Folded away; null for who speaks for a brand, and for whom the forum does not know yet.
 * @param action where the form goes then @param own of a form beside others
 */
export function laterFolded(
  ctx: Ctx,
  form: FormState,
  action: string,
  own?: { id: string; look: string },
): Html | null {
  if (!ctx.viewer || ctx.may.speakForBrand) return null;
  const { later } = ctx.m;
  const isOpen = valueOf(form, 'postAt') !== '' || form.faults.some(({ field }) => field === 'postAt');
  if (ctx.trustStep === 'new' && !isOpen) return null;
  return html`<details class="help later"${when(isOpen, 'open')}>
    <summary>${later.open}</summary>
    <p class="muted small">${later.help}</p>
    ${timeField(ctx, form, own && `${own.id}-postAt`)}
    <p class="buttons"><button class="button ${own?.look}" formaction="${action}">${later.button}</button>
      <a href="/drafts">${later.all}</a></p>
  </details>`;
}
