/** Parts of pages about the limits: each as a sum in words. */
import type { Ctx } from '../platform/http/context.ts';
import { html, type Html } from '../platform/http/html.ts';
import type { Stand } from '../rules/posting.ts';

/** One limit as it stands: "1 of 2 used", for what, and when there is room again if it is used up. */
function standLine(ctx: Ctx, stand: Stand): Html {
  const { m } = ctx;
  const { code, used, limit, of = 0, hours = 0, healsAt } = stand;
  const isFull = used >= limit;
  const seconds = healsAt === null ? 0 : Math.max(1, Math.ceil((healsAt - Date.now()) / 1000));
  const again = !isFull ? null : healsAt === null ? m.desk.whenMembers : m.desk.roomIn(seconds);
  const meter =
    code === 'peers_first' || code === 'monologue'
      ? null
      : html`<meter class="stand__meter" min="0" max="${Math.max(1, limit)}" value="${Math.min(used, limit)}" aria-hidden="true"></meter>`;
  return html`<li class="stand${isFull && ' stand--full'}">
    <span>${m.desk.stands[code]({ used, limit, of, hours })}</span>${meter}${again && html` <span class="muted small">${again}</span>`}
  </li>`;
}

export function standList(ctx: Ctx, stands: Stand[]): Html {
  // A monologue that is none, and a window that is over, need no word.
  const shown = stands.filter(
    ({ code, used, limit }) => (code !== 'monologue' && code !== 'peers_first') || used >= limit,
  );
  return html`<ul class="stands">${shown.map((stand) => standLine(ctx, stand))}</ul>`;
}
