/** What other pages show of health. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { choices } from '../../platform/layout/fields.ts';
import { HEALTH_READERS } from '../../rules/health.ts';

/** For admins: for whom the health pages are. */
export function healthForm(ctx: Ctx): Html {
  const { readers } = ctx.m.health;
  const options = HEALTH_READERS.map((value) => ({ value, ...readers[value] }));
  const form = blankForm({ healthFor: ctx.site.healthFor });
  return html`<section class="section">
    <h2>${readers.title}</h2>
    <p>${readers.lead}</p>
    <form class="form" method="post" action="/admin/health">
      ${choices(ctx, form, { name: 'healthFor', label: readers.label, options })}
      <div class="buttons"><button class="button button--primary">${ctx.m.settings.save}</button></div>
    </form>
  </section>`;
}
