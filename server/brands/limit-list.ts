/** Parts of pages about the limits: each as a sum in words. */
import type { Ctx } from '../platform/http/context.ts';
import { html, type Html } from '../platform/http/html.ts';
import type { LimitStatus } from '../rules/posting.ts';

/** One limit as it stands: "1 of 2 used", for what, and when there is room again if it is used up. */
function limitStatusLine(ctx: Ctx, stand: LimitStatus): Html {
  const { m } = ctx;
  const { code, used, limit, of = 0, hours = 0, availableAt } = stand;
  const isFull = used >= limit;
  const seconds = availableAt === null ? 0 : Math.max(1, Math.ceil((availableAt - Date.now()) / 1000));
  const again = !isFull ? null : availableAt === null ? m.desk.whenMembers : m.desk.roomIn(seconds);
  const meter =
    code === 'peers_first' || code === 'monologue'
      ? null
      : html`<meter class="stand__meter" min="0" max="${Math.max(1, limit)}" value="${Math.min(used, limit)}" aria-hidden="true"></meter>`;
  return html`<li class="stand${isFull && ' stand--full'}">
    <span>${m.desk.stands[code]({ used, limit, of, hours })}</span>${meter}${again && html` <span class="muted small">${again}</span>`}
  </li>`;
}

export function limitStatusList(ctx: Ctx, stands: LimitStatus[]): Html {
  // A monologue that is none, and a window that is over, need no word.
  const shown = stands.filter(
    ({ code, used, limit }) => (code !== 'monologue' && code !== 'peers_first') || used >= limit,
  );
  return html`<ul class="stands">${shown.map((stand) => limitStatusLine(ctx, stand))}</ul>`;
}
