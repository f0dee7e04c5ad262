/** Told where one would write, before anything is typed: until when one may not, and where it says why. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { notice } from '../../platform/layout/parts.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { EVERYWHERE, type Silence, silencesIn } from './silence-queries.ts';

export function silencedNotice(ctx: Ctx, silences: readonly Silence[]): Html | null {
  if (silences.length === 0) return null;
  const { m } = ctx;
  return notice(
    ctx,
    html`${silences.map(({ until, name }) => html`<p>${m.acts.silencedUntil(until, name)}</p>`)}
    <p><a href="/statements">${m.acts.statement.listTitle}</a></p>`,
    'warn',
  );
}

/** The silences of who looks at a page with a box. @param spaceId for which one would write there; left out, for the forum */
export const ownSilences = async ({ adda, viewer }: Ctx, spaceId = EVERYWHERE): Promise<Silence[]> =>
  viewer ? silencesIn(adda.store.read, viewer.id, spaceId, Date.now()) : [];

/** Where one would write: the box; who is silenced there reads why not, and has only what they typed already. */
export function unlessSilenced(ctx: Ctx, silences: readonly Silence[], form: FormState, box: Html): Html {
  const silenced = silencedNotice(ctx, silences);
  const isTyped = form.message !== null || form.faults.length > 0 || form.values.preview !== undefined;
  return silenced && !isTyped ? silenced : html`${silenced}${box}`;
}
