/** The page of a space's moderators. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, spacePath } from '../../platform/http/paths.ts';
import { errorSummary, input } from '../../platform/layout/fields.ts';
import { time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { ModeratorsPage } from './moderators-page.ts';
import { nominationsSection } from './nomination-view.ts';
import { lead } from './views.ts';

/** A form that was refused, and which of the page's it is: `object-7` is the objection to nomination 7. */
export type Refused = { at: 'appoint' | 'nominate' | `object-${number}`; form: FormState };

function appointSection(ctx: Ctx, path: string, form: FormState): Html {
  const words = ctx.m.keeping.moderators;
  const { administer } = ctx.may;
  const idOf = (field: string) => `appoint-${field}`;
  return html`<section class="section"><h2>${administer ? words.appoint : words.leave}</h2>
    <form class="form" method="post" novalidate action="${path}">
      ${errorSummary(ctx, form, idOf)}
      ${
        administer
          ? input(ctx, form, { name: 'name', id: idOf('name'), label: words.name, autocomplete: 'off' })
          : html`<input type="hidden" name="name" value="${ctx.viewer!.name}">`
      }
      ${input(ctx, form, {
        ...{ name: 'current', id: idOf('current'), label: words.current, type: 'password' },
        autocomplete: 'current-password',
      })}
      <div class="buttons">
        ${administer && html`<button class="button button--primary" name="set" value="true">${words.set}</button>`}
        <button class="button" name="set" value="false">${administer ? words.end : words.leave}</button>
      </div>
    </form>
  </section>`;
}

export function moderatorsView(ctx: Ctx, page: ModeratorsPage, refused: Refused | null = null): Html {
  const { space, here, everywhere } = page;
  const words = ctx.m.keeping.moderators;
  const path = `${spacePath(space.slug)}/moderators`;
  const isOne = here.some(({ id }) => id === ctx.viewer?.id);
  const person = ({ name, slug }: { name: string; slug: string }) => html`<a href="${memberPath(slug)}">${name}</a>`;
  return shell(ctx, {
    title: words.title(space.name),
    width: 'read',
    body: html`<h1>${words.title(space.name)}</h1>${lead(ctx, space)}
    <section class="section"><h2>${words.here}</h2>
      ${
        here.length === 0
          ? html`<p>${words.none}</p>`
          : html`<ul class="plain-list">${here.map((one) => html`<li>${person(one)} · ${time(ctx, one.since)}</li>`)}</ul>`
      }
      <p class="muted">${words.may}</p>
    </section>
    ${nominationsSection(ctx, page, refused)}
    <section class="section"><h2>${words.everywhere}</h2>
      <ul class="plain-list">${everywhere.map((one) => html`<li>${person(one)} · ${ctx.m.profile.roles[one.role]}</li>`)}</ul>
      <p class="muted">${words.mayForum}</p>
    </section>
    ${(ctx.may.administer || isOne) && appointSection(ctx, path, refused?.at === 'appoint' ? refused.form : blankForm())}`,
  });
}
