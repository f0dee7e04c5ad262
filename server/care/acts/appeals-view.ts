/** Appeals that wait, for those who decide. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { errorSummary, input } from '../../platform/layout/fields.ts';
import { textAttributes, time } from '../../platform/layout/parts.ts';
import type { ToldAct } from './queries.ts';
import type { Reason } from './reasons.ts';
import { actLine } from './statement-view.ts';

/** A decision that was refused, with what was typed. @property at `appeal-3`, `proposal-7` */
export type Refused = { at: string; form: FormState };

function decision(ctx: Ctx, { act, appeal }: ToldAct, isAlone: boolean, refused: Refused | null): Html | null {
  const words = ctx.m.acts.appeal;
  if (!appeal) return null;
  const said = html`<blockquote class="quote"><p${textAttributes(ctx, appeal.words)}>${appeal.words}</p>
    <p class="muted small">${time(ctx, appeal.createdAt)} · <a href="/statements/${act.id}">${ctx.m.acts.statement.see}</a></p></blockquote>`;
  if (ctx.viewer?.id === act.accountId) return said;
  if (ctx.viewer?.id === act.actorId && !isAlone) return html`${said}<p class="muted small">${words.own}</p>`;
  const id = `appeal-${appeal.id}`;
  const form = refused?.at === id ? refused.form : blankForm();
  return html`${said}
  <form class="form" method="post" novalidate action="/moderation/appeals/${appeal.id}">
    ${errorSummary(ctx, form, () => id, { reason: words.reason })}
    ${input(ctx, form, { name: 'reason', id, label: words.reason })}
    <div class="buttons">
      <button class="button button--primary button--small" name="decision" value="uphold">${words.uphold}</button>
      <button class="button button--small" name="decision" value="dismiss">${words.dismiss}</button>
    </div>
  </form>`;
}

/** @param alone appeals that nobody else could decide than who acted */
export function appealsSection(
  ctx: Ctx,
  appeals: ToldAct[],
  reasons: Reason[],
  alone: ReadonlySet<number>,
  refused: Refused | null,
): Html {
  const words = ctx.m.acts.appeal;
  const line = (told: ToldAct) =>
    actLine(ctx, told, reasons, decision(ctx, told, alone.has(told.act.id), refused), true);
  return html`<section class="section"><h2>${words.waiting}</h2>
    ${
      appeals.length === 0
        ? html`<p class="muted">${words.none}</p>`
        : html`<ol class="plain-list acts">${appeals.map(line)}</ol>`
    }
  </section>`;
}
