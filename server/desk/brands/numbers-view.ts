/** The table of all brands, sorted by a press on a column. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import { csvText } from '../../insight/health/out.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { dayIn } from '../../rules/mail-times.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { shell } from '../../platform/layout/shell.ts';
import { type BrandNumbers, NUMBERS, type Sort, SORTS, WINDOW_DAYS, type WindowDays } from './numbers.ts';

export const NUMBERS_PATH = '/admin/brands/numbers';

/** @property isDown the largest first @property at when it was counted */
export type NumbersPage = { rows: BrandNumbers[]; days: WindowDays; at: number; sort: Sort; isDown: boolean };

const addressOf = ({ days, sort, isDown }: Omit<NumbersPage, 'rows' | 'at'>, ending = '') =>
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
        <p><a href="${addressOf(page, '.csv')}" download="${fileName(page)}">${m.brandNumbers.csv}</a></p>`
    }
    <p class="muted small">${m.brandNumbers.help}</p>`,
  });
}

/** By this some spreadsheets know that it is UTF-8. */
const BOM = '\ufeff';
const DAY_MS = 86_400_000;

/** The first and the last day that are counted. */
const periodOf = ({ days, at }: NumbersPage): [string, string] => [dayIn(at - days * DAY_MS, 'UTC'), dayIn(at, 'UTC')];

const fileName = (page: NumbersPage): string => `brands-${periodOf(page).join('-to-')}.csv`;

/** The same for a spreadsheet, with the days that are counted, in the words of the reader. */
export function numbersCsv(m: Messages, page: NumbersPage): Html {
  const { name, ...columns } = m.brandNumbers.columns;
  const words = m.brandNumbers.inFile;
  const head = [words.from, words.to, words.address, name, ...NUMBERS.map((one) => columns[one]), words.dayLimit];
  const period = periodOf(page);
  const lines = page.rows.map((one) =>
    [...period, csvText(one.slug), csvText(one.name), ...NUMBERS.map((of) => one[of]), one.dayLimit].join(','),
  );
  return trusted(`${BOM}${[head.map(csvText).join(','), ...lines].join('\r\n')}\r\n`);
}
