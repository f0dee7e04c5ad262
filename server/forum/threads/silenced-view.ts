/** Told where one would write, before anything is typed: until when one may not, and where it says why. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { notice } from '../../platform/layout/parts.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';

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
