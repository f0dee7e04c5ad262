/** The table of all brands, sorted by a press on a column. */
import { csvText } from '../../insight/health/out.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { shell } from '../../platform/layout/shell.ts';
import { type BrandNumbers, NUMBERS, type Sort, SORTS, WINDOW_DAYS, type WindowDays } from './numbers.ts';

export const NUMBERS_PATH = '/admin/brands/numbers';

/** @property isDown the largest first */
export type NumbersPage = { rows: BrandNumbers[]; days: WindowDays; sort: Sort; isDown: boolean };

const addressOf = ({ days, sort, isDown }: Omit<NumbersPage, 'rows'>, ending = '') =>
  `${NUMBERS_PATH}${ending}?${new URLSearchParams({ days: String(days), sort, order: isDown ? 'down' : 'up' })}`;

function columnHead({ m }: Ctx, page: NumbersPage, column: Sort): Html {
  const isSorted = page.sort === column;
  // Numbers are asked for the largest first, names from their beginning; again, and it is the other way round.
  const isDown = isSorted ? !page.isDown : column !== 'name';
  const state = isSorted && html` aria-sort="${page.isDown ? 'descending' : 'ascending'}"`;
  const mark = isSorted && html` <span aria-hidden="true">${page.isDown ? '↓' : '↑'}</span>`;
  return html`<th scope="col"${state}><a href="${addressOf({ ...page, sort: column, isDown })}">${m.brandNumbers.columns[column]}${mark}</a></th>`;
}

function row({ m }: Ctx, brand: BrandNumbers): Html {
  const cell = (name: (typeof NUMBERS)[number]) =>
    html`<td>${name === 'today' ? m.brandNumbers.usedOf(m.number(brand.today), m.number(brand.dayLimit)) : m.number(brand[name])}</td>`;
  return html`<tr><th scope="row"><a href="/admin/brands/${brand.slug}" dir="auto">${brand.name}</a></th>${NUMBERS.map(cell)}</tr>`;
}

export function numbersView(ctx: Ctx, page: NumbersPage): Html {
  const { m } = ctx;
  const period = (days: WindowDays) => {
    const isNow = days === page.days && html` aria-current="true"`;
    return html`<li><a href="${addressOf({ ...page, days })}"${isNow}>${m.brandNumbers.days(days)}</a></li>`;
  };
  return shell(ctx, {
    title: m.brandNumbers.title,
    noIndex: true,
    style: 'client/styles/admin.css',
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li>
      <li><a href="/admin/brands">${m.brands.admin}</a></li></ol></nav>
    <h1>${m.brandNumbers.title}</h1>
    <p class="lede">${m.brandNumbers.lead}</p>
    <nav aria-label="${m.brandNumbers.window}"><ul class="periods">${WINDOW_DAYS.map(period)}</ul></nav>
    ${
      page.rows.length === 0
        ? html`<p class="muted">${m.brandNumbers.none}</p>`
        : html`<div class="table-wrap" tabindex="0" role="region" aria-label="${m.brandNumbers.title}"><table class="table numbers">
          <thead><tr>${SORTS.map((column) => columnHead(ctx, page, column))}</tr></thead>
          <tbody>${page.rows.map((brand) => row(ctx, brand))}</tbody></table></div>
        <p><a href="${addressOf(page, '.csv')}" download>${m.brandNumbers.csv}</a></p>`
    }
    <p class="muted small">${m.brandNumbers.help}</p>`,
  });
}

/** The same for a spreadsheet; its head is not translated. */
export function numbersCsv({ rows }: NumbersPage): Html {
  const head = ['brand', 'name', ...NUMBERS, 'dayLimit'];
  const lines = rows.map((one) =>
    [csvText(one.slug), csvText(one.name), ...NUMBERS.map((name) => one[name]), one.dayLimit].join(','),
  );
  return trusted(`${[head.join(','), ...lines].join('\r\n')}\r\n`);
}
