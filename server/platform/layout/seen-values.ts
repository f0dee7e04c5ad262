/** What a form of values showed, and beside it what somebody else saved meanwhile. */
import { seenOf, type SeenValues } from '../../rules/seen-values.ts';
import type { Ctx } from '../http/context.ts';
import { type FormState, valueOf } from '../http/form-state.ts';
import { html, type Html } from '../http/html.ts';
import { notice, textAttributes } from './parts.ts';

/** One value as it is now, as its form calls it and shows it. */
export type Shown = { name: string; label: string; words: string };

const sameText = (one: string, other: string): boolean =>
  one.replace(/\s+/g, ' ').trim() === other.replace(/\s+/g, ' ').trim();

/**
 * What the form says of the values it shows; where somebody saved others since, those that are not as in the form stand above it.
 * @param now the values as they are @param shown how they read @param typed how a field reads, where that is not its value
 */
export function seenField(
  ctx: Ctx,
  form: FormState,
  now: SeenValues,
  shown: Shown[],
  typed: (name: string) => string = (name) => valueOf(form, name),
): Html {
  const stamp = seenOf(now);
  const was = valueOf(form, 'was');
  const others = was === '' || was === stamp ? [] : shown.filter(({ name, words }) => !sameText(typed(name), words));
  const lines = others.map(
    ({ label, words }) => html`<li>${label}: <bdi${textAttributes(ctx, words)}>${words || '—'}</bdi></li>`,
  );
  return html`${
    lines.length > 0 && notice(ctx, html`<p>${ctx.m.adminSettings.now}:</p><ul class="theirs">${lines}</ul>`, 'warn')
  }<input type="hidden" name="was" value="${stamp}">`;
}
