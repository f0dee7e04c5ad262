import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import type { OpenClaim } from '../../reach/importers/claim-queries.ts';
import { errorSummary } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { seenField } from '../../platform/layout/seen-values.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { Example } from '../setup/example.ts';
import { forumFields, loadExample } from '../setup/views.ts';

/** @property givenUp how many tasks and letters somebody has to look at */
export type AdminData = { claims: OpenClaim[]; givenUp: number; example: Example };

function claimItem(ctx: Ctx, claim: OpenClaim): Html {
  const { m } = ctx;
  const decide = (word: string, text: string, look: string) =>
    html`<form method="post" action="/admin/claims/${claim.id}">
      <input type="hidden" name="decision" value="${word}">
      <button class="button button--small ${look}">${text}</button>
    </form>`;
  return html`<li>
    <h3>
      <a href="${memberPath(claim.memberSlug)}">${claim.memberName}</a> →
      <a href="${memberPath(claim.importedSlug)}">${claim.importedName}</a>
    </h3>
    <p>${m.admin.claimOf(claim.memberName, claim.importedName)}</p>
    <p${textAttributes(ctx, claim.evidence)}>${claim.evidence}</p>
    <div class="buttons">
      ${decide('grant', m.admin.grant, 'button--primary')}
      ${decide('refuse', m.admin.refuse, '')}
    </div>
  </li>`;
}

/** What the forum is called and speaks now, beside what somebody would have it be. */
function forumSeen(ctx: Ctx, form: FormState): Html {
  const { m, site } = ctx;
  const namesOf = (languages: readonly unknown[]) =>
    LANGUAGES.filter((one) => languages.includes(one)).map((one) => m.language[one]);
  const typed = [form.values.languages ?? []].flat();
  return seenField(
    ctx,
    form,
    { name: site.name, languages: site.languages },
    [
      { name: 'forumName', label: m.setup.forumName, words: site.name },
      { name: 'languages', label: m.setup.languages, words: namesOf(site.languages).join(', ') },
    ],
    (name) => (name === 'languages' ? namesOf(typed).join(', ') : valueOf(form, name)),
  );
}

export function adminView(ctx: Ctx, { claims, givenUp, example }: AdminData, form: FormState): Html {
  const { m, site } = ctx;
  const demo = site.hasDemo
    ? html`<p>${m.setup.removeLead}</p><p class="buttons"><a class="button button--danger" href="/demo/remove">${m.demo.remove}</a></p>`
    : loadExample(ctx, example);
  return shell(ctx, {
    title: m.admin.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.admin.title}</h1>
    <p class="buttons"><a class="button button--primary" href="/admin/settings">${m.adminSettings.title}</a>
      <a class="button button--quiet" href="/admin/overview">${m.overview.title}</a>
      <a class="button button--quiet" href="/admin/members">${m.members.title}</a>
      <a class="button button--quiet" href="/admin/join-links">${m.joinLinks.title}</a></p>
    <section class="section">
      <h2>${m.admin.forum}</h2>
      <form class="form" method="post" novalidate action="/admin/forum">
        ${errorSummary(ctx, form)}
        ${forumSeen(ctx, form)}
        ${forumFields(ctx, form)}
        <div class="buttons"><button class="button button--primary">${m.settings.save}</button></div>
      </form>
    </section>
    <section class="section">
      <h2>${m.admin.spaces}</h2>
      <p class="buttons">
        <a class="button" href="/spaces/new">${m.spaces.make}</a>
        <a class="button button--quiet" href="/admin/spaces">${m.spaces.order.title}</a>
        <a class="button button--quiet" href="/spaces">${m.home.allSpaces}</a>
      </p>
    </section>
    <section class="section">
      <h2>${m.brands.admin}</h2>
      <p>${m.brands.lead}</p>
      <p class="buttons">
        <a class="button" href="/admin/brands">${m.brands.admin}</a>
        <a class="button button--quiet" href="/moderation">${m.moderation.title}</a>
        <a class="button button--quiet" href="/admin/reasons">${m.acts.admin.title}</a>
        <a class="button button--quiet" href="/admin/prevention">${m.prevention.title}</a>
      </p>
    </section>
    <section class="section">
      <h2>${m.pages.title}</h2>
      <p>${m.pages.lead}</p>
      <p class="buttons"><a class="button" href="/admin/pages">${m.pages.title}</a></p>
    </section>
    <section class="section">
      <h2>${m.adminMail.title}</h2>
      <p class="buttons"><a class="button" href="/admin/mail">${m.adminMail.open}</a></p>
    </section>
    ${
      givenUp > 0 &&
      html`<section class="section">
        <h2>${m.admin.givenUp}</h2>
        <p><a href="/admin/tasks">${m.admin.givenUpCount(m.number(givenUp))}</a></p>
      </section>`
    }
    <section class="section">
      <h2>${m.admin.claims}</h2>
      ${
        claims.length === 0
          ? html`<p class="muted">${m.admin.noClaims}</p>`
          : html`<ul class="post-list">${claims.map((claim) => claimItem(ctx, claim))}</ul>`
      }
    </section>
    <section class="section" id="example">
      <h2>${m.admin.demo}</h2>
      ${example.refused && errorSummary(ctx, example.refused)}${demo}
    </section>`,
  });
}
