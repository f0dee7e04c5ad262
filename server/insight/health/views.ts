import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, spacePath } from '../../platform/http/paths.ts';
import { empty, icon, textAttributes, notice, tabs } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { moment, number } from '../../../shared/format.ts';
import { FEWEST, type Unit, UNITS } from '../../rules/health.ts';
import type { Space } from '../../forum/spaces/queries.ts';
import { type BrandVoice, type Measure } from './measures.ts';
import { isOver, measureView } from './measure-view.ts';
import type { ModerationMonth } from './moderation-queries.ts';
import { moderationView } from './moderation-view.ts';
import { figuresIn } from './out.ts';
import type { KeptPeriod } from './queries.ts';
import { valueText, whenText } from './words.ts';

export type PeriodRun = {
  unit: Unit;
  /** Oldest first. */
  periods: KeptPeriod[];
  /** The day before which there are more periods, if there are. */
  earlier: string | null;
};
export type HealthPage = PeriodRun & {
  space: Space | null;
  /** For the way from the forum to its spaces. */
  spaces: { slug: string; name: string }[];
  /** When the figures were counted; null while that happens for the first time. */
  countedAt: number | null;
  /** Of the figures (queries.ts). */
  version: string;
  isLatest: boolean;
  /** Where nobody chose: the months, for a page whose weeks have fewer figures. */
  instead: PeriodRun | null;
  brands: Map<number, { slug: string; name: string }>;
  /** Of the whole forum, beside its newest periods. */
  moderation: ModerationMonth[] | null;
};

const GROUPS = {
  answers: ['answerWait', 'unheard', 'peerResolved', 'answersWorked', 'neverShown'],
  people: ['active', 'stickiness', 'newcomersHeard', 'newcomersKept'],
  together: ['reciprocity', 'generosity', 'breadth', 'gini'],
  staff: ['noteWait', 'staffSettled', 'staffVoice'],
} as const satisfies Record<string, readonly Measure[]>;
type Group = keyof typeof GROUPS;

const basePath = (space: Space | null) => (space ? `${spacePath(space.slug)}/health` : '/health');
const byQuery = (unit: Unit) => `?by=${unit}`;

function brandRow(ctx: Ctx, identity: BrandVoice, posts: number, data: HealthPage): Html {
  const { brands } = ctx.m.health;
  const brand = data.brands.get(identity.brandId);
  const share = posts < FEWEST ? ctx.m.health.few(posts) : valueText(ctx, 'staffVoice', identity.posts / posts);
  return html`<tr>
    <th scope="row">
      ${brand ? html`<a href="${brandPath(brand.slug)}"${textAttributes(ctx, brand.name)}>${brand.name}</a>` : '–'}
    </th>
    <td>${number(ctx.lang, identity.posts)}</td>
    <td>${share}</td>
    <td>${brands.of(identity.busiestDay, identity.dayLimit)}</td>
    ${identity.spaceLimit !== null && html`<td>${number(ctx.lang, identity.spaceLimit)}</td>`}
  </tr>`;
}

/** What each brand wrote in the newest period that is over and in which one wrote. */
function brandTable(ctx: Ctx, data: HealthPage): Html {
  const { brands: words } = ctx.m.health;
  const row = data.periods.findLast((one) => isOver(data.unit, one) && figuresIn(one).brands.length > 0);
  if (!row) return html`<p class="measure__none">${words.none}</p>`;
  const { brands, posts } = figuresIn(row);
  const title = words.title(whenText(ctx, data.unit, row.start));
  return html`<div class="measure measure--wide">
    <h3 id="m-brands">${title}</h3>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="m-brands">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${words.brand}</th>
            <th scope="col">${words.posts}</th>
            <th scope="col">${words.share}</th>
            <th scope="col">${words.busiestDay}</th>
            ${brands[0]!.spaceLimit !== null && html`<th scope="col">${words.spaceLimit}</th>`}
          </tr>
        </thead>
        <tbody>${brands.map((identity) => brandRow(ctx, identity, posts, data))}</tbody>
      </table>
    </div>
  </div>`;
}

function groupView(ctx: Ctx, data: HealthPage, group: Group): Html {
  const { health } = ctx.m;
  const { title, lead } = health.groups[group];
  const isSilent = group === 'staff' && data.periods.every((row) => figuresIn(row).brands.length === 0);
  return html`<section class="measures${group === 'staff' ? ' measures--staff' : ''}" aria-labelledby="g-${group}">
    <h2 id="g-${group}">${title}</h2>
    <p class="muted">${lead}</p>
    ${
      isSilent
        ? html`<p class="measure__none">${health.brands.none}</p>`
        : html`<div class="measures__list">
          ${GROUPS[group].map((name) => measureView(ctx, data.unit, name, data.periods))}
          ${group === 'staff' && brandTable(ctx, data)}
        </div>`
    }
  </section>`;
}

function scopes(ctx: Ctx, data: HealthPage): Html | null {
  const { health } = ctx.m;
  const query = byQuery(data.unit);
  if (data.space)
    return html`<p class="health-scopes">
      <a href="${spacePath(data.space.slug)}"${textAttributes(ctx, data.space.name)}>${data.space.name}</a> ·
      <a href="/health${query}">${health.wholeForum}</a>
    </p>`;
  if (data.spaces.length === 0) return null;
  return html`<details class="help health-scopes">
    <summary>${health.spaces}</summary>
    <ul>
      ${data.spaces.map(
        (space) =>
          html`<li><a href="${spacePath(space.slug)}/health${query}"${textAttributes(ctx, space.name)}>${space.name}</a></li>`,
      )}
    </ul>
  </details>`;
}

function pager(ctx: Ctx, data: HealthPage): Html | null {
  if (data.isLatest && !data.earlier) return null;
  const { health } = ctx.m;
  const base = basePath(data.space);
  return html`<nav class="pager" aria-label="${health.times}">
    ${
      data.earlier &&
      html`<a rel="prev" href="${base}?by=${data.unit}&amp;before=${data.earlier}">${icon(ctx, 'prev', 'icon icon--flip')}${health.earlier}</a>`
    }
    ${
      !data.isLatest &&
      html`<a href="${base}${byQuery(data.unit)}">${health.latest}${icon(ctx, 'next', 'icon icon--flip')}</a>`
    }
  </nav>`;
}

function figuresView(ctx: Ctx, data: HealthPage): Html {
  const { health } = ctx.m;
  if (data.countedAt === null) return notice(ctx, html`<p>${health.counting}</p>`, 'plain');
  if (data.periods.length === 0) return empty(ctx, 'solved', health.nothing, health.nothingHelp);
  const base = basePath(data.space);
  const api = data.space ? `/api/v1/spaces/${encodeURIComponent(data.space.slug)}/health` : '/api/v1/health';
  const query = byQuery(data.unit);
  return html`${(Object.keys(GROUPS) as Group[]).map((group) => groupView(ctx, data, group))}
  ${pager(ctx, data)}
  <p class="buttons" role="group" aria-label="${health.take}">
    <a class="button button--quiet" href="${base}.csv${query}">${health.csv}</a>
    <a class="button button--quiet" href="${api}${query}">${health.json}</a>
  </p>`;
}

/** How many measures have a figure in periods that are over. */
const figuresOf = ({ unit, periods }: PeriodRun) => {
  const over = periods.filter((row) => isOver(unit, row)).map((row) => Object.entries(figuresIn(row).measures));
  return new Set(over.flat().flatMap(([name, { state }]) => (state === 'known' || state === 'beyond' ? name : [])))
    .size;
};

/** Unless somebody chose: by week, or by month in a place so quiet that its weeks say less. */
function chosen(data: HealthPage): HealthPage {
  const { instead } = data;
  return instead && figuresOf(instead) > figuresOf(data) ? { ...data, ...instead } : data;
}

export function healthView(ctx: Ctx, found: HealthPage): Html {
  const { m, lang } = ctx;
  const data = chosen(found);
  const { space, unit, countedAt } = data;
  const title = space ? m.health.titleOf(space.name) : m.health.title;
  const base = basePath(space);
  const iso = (at: number) => new Date(at).toISOString();
  return shell(ctx, {
    title,
    className: 'health',
    description: m.health.lead,
    style: 'client/styles/health.css',
    canonical: `${base}${byQuery(unit)}`,
    body: html`<h1>${title}</h1>
    <p class="lede">${m.health.lead}</p>
    ${scopes(ctx, data)}
    ${tabs(
      m.health.by,
      UNITS.map((one) => ({ href: `${base}${byQuery(one)}`, text: m.health[one], isHere: one === unit })),
    )}
    ${
      countedAt !== null &&
      html`<p class="muted">
        ${m.health.asOf}:
        <time datetime="${iso(countedAt)}" title="${moment(lang, countedAt)}">${moment(lang, countedAt)}</time>
      </p>`
    }
    ${figuresView(ctx, data)}
    ${data.moderation && moderationView(ctx, data.moderation)}`,
  });
}
