import type { Account } from '../../people/accounts/queries.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { errorSummary, textarea } from '../../platform/layout/fields.ts';
import { shell } from '../../platform/layout/shell.ts';

export function claimView(ctx: Ctx, account: Account, form: FormState): Html {
  const { m } = ctx;
  const title = m.profile.claimTitle(account.name);
  return shell(ctx, {
    title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${title}</h1>
    <p class="lede">${m.profile.claimHelp}</p>
    <form class="form" method="post" novalidate action="${memberPath(account.slug)}/claim">
      ${errorSummary(ctx, form)}
      ${textarea(ctx, form, { name: 'evidence', label: m.profile.evidence, rows: 5 })}
      <div class="buttons"><button class="button button--primary">${m.profile.claimSend}</button></div>
    </form>`,
  });
}
