/** How a colour or a picture that was chosen looks, beside its setting. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { accentOf } from '../../rules/colours.ts';
import type { Setting } from '../../rules/settings.ts';

export function swatch({ site }: Ctx, { key }: Setting): Html | null {
  if (key === 'logo')
    return site.logo === null
      ? null
      : html`<img class="swatch" src="/logo/${site.logo}" alt="" width="32" height="32">`;
  const accent = key === 'accent' || key === 'accentDark' ? accentOf(site) : null;
  if (!accent) return null;
  const colour = key === 'accent' ? accent.light : accent.dark;
  return html`<svg class="swatch" viewBox="0 0 8 8" aria-hidden="true"><rect width="8" height="8" fill="${colour}"/></svg>
    <code class="small">${colour}</code>`;
}
