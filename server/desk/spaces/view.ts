import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { kindMark, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { isArchived, type Space } from '../../forum/spaces/queries.ts';
import { KINDS } from '../../../shared/words.ts';

/** @property isFirst it stands at the end where it cannot go further */
type Place = { isFirst: boolean; isLast: boolean };

function moveForm({ m }: Ctx, { slug, name }: Space, { isFirst, isLast }: Place): Html {
  const { order } = m.spaces;
  return html`<form class="order__moves" method="post" action="/admin/spaces/${slug}/move">
    <button class="button button--small" name="step" value="up" title="${order.up(name)}"${when(isFirst, 'disabled')}>${order.upShort}<span
      class="visually-hidden">: ${name}</span></button>
    <button class="button button--small" name="step" value="down" title="${order.down(name)}"${when(isLast, 'disabled')}>${order.downShort}<span
      class="visually-hidden">: ${name}</span></button>
  </form>`;
}

const archiveForm = ({ m }: Ctx, { slug, name, archivedAt }: Space): Html =>
  html`<form method="post" action="/admin/spaces/${slug}/archive">
    <input type="hidden" name="set" value="${archivedAt === null ? 'true' : 'false'}">
    <button class="button button--small button--quiet">${archivedAt === null ? m.keeping.archive.set : m.keeping.archive.end}<span
      class="visually-hidden">: ${name}</span></button>
  </form>`;

const named = (ctx: Ctx, space: Space): Html =>
  html`<a class="order__name" href="${spacePath(space.slug)}"${textAttributes(ctx, space.name, space.language)}>${space.name}</a>`;

/** The order of spaces, a list for each kind, and those that are archived. */
export function orderView(ctx: Ctx, spaces: Space[]): Html {
  const { m } = ctx;
  const { order } = m.spaces;
  const archived = spaces.filter(isArchived);
  const groups = KINDS.map((kind) => ({ kind, own: spaces.filter((one) => one.kind === kind && !isArchived(one)) }));
  const row = (space: Space, i: number, own: Space[]) =>
    html`<li class="order__item" id="space-${space.slug}" data-slug="${space.slug}" data-name="${space.name}">${named(ctx, space)}
      ${own.length > 1 && moveForm(ctx, space, { isFirst: i === 0, isLast: i === own.length - 1 })}${archiveForm(ctx, space)}</li>`;
  return shell(ctx, {
    title: order.title,
    width: 'read',
    noIndex: true,
    style: 'client/styles/admin.css',
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li></ol></nav>
    <h1>${order.title}</h1>
    <p class="lede">${order.lead} <span class="order__drag" hidden>${order.drag}</span></p>
    ${groups
      .filter(({ own }) => own.length > 0)
      .map(
        ({ kind, own }) => html`<section class="section" data-kind="${kind}" aria-labelledby="order-${kind}">
          <h2 id="order-${kind}">${kindMark(ctx, kind)}${m.kinds[kind].group}</h2>
          <ol class="order" data-order="/admin/spaces/order" data-said="${order.moved}">${own.map(row)}</ol>
        </section>`,
      )}
    ${
      archived.length > 0 &&
      html`<section class="section" aria-labelledby="order-archived"><h2 id="order-archived">${m.spaces.archived}</h2>
        <ul class="order">${archived.map(
          (space) =>
            html`<li class="order__item" id="space-${space.slug}">${named(ctx, space)}
              <span class="muted small">${time(ctx, space.archivedAt!)}</span>${archiveForm(ctx, space)}</li>`,
        )}</ul></section>`
    }`,
  });
}
