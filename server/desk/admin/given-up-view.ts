import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { GivenUp } from './given-up.ts';

type Item = { path: string; name: string; tries: number; error: string | null; at: number | null };

function givenUpItem(ctx: Ctx, { path, name, tries, error, at }: Item): Html {
  const { m } = ctx;
  return html`<li>
    <h3>${name}</h3>
    <p class="muted small">${m.admin.tries(m.number(tries))}${at !== null && html` · ${time(ctx, at)}`}</p>
    ${error !== null && html`<p><code>${error}</code></p>`}
    <form method="post" action="${path}">
      <button class="button button--small">${m.admin.tryAgain}</button>
    </form>
  </li>`;
}

/** What was given up, with the last error and a way to try it again. */
export function givenUpView(ctx: Ctx, { tasks, letters }: GivenUp): Html {
  const { m } = ctx;
  const items: Item[] = [
    ...tasks.map((one) => ({
      ...one,
      path: `/admin/tasks/${one.id}/retry`,
      name: m.admin.taskOf(one.consumer, one.kind),
    })),
    ...letters.map((one) => ({
      ...one,
      path: `/admin/letters/${one.id}/retry`,
      name: m.admin.letterOf(one.template ?? ''),
    })),
  ];
  return shell(ctx, {
    title: m.admin.givenUp,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.admin.givenUp}</h1>
      ${
        items.length === 0
          ? html`<p class="muted">${m.admin.nothingGivenUp}</p>`
          : html`<p class="lede">${m.admin.givenUpLead}</p>
            <ul class="post-list">
              ${items.map((item) => givenUpItem(ctx, item))}
            </ul>`
      }`,
  });
}
