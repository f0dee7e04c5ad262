/** One measure: the newest figure, its picture, what it says, what it counts, and all figures as a table. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { number, shortDay, shortMonth } from '../../../shared/format.ts';
import { periodOf, type Unit } from '../../rules/health.ts';
import { type Chart, chartSvg } from './charts.ts';
import { type Figure, type Measure, MEASURES } from './measures.ts';
import { figuresIn } from './out.ts';
import type { KeptPeriod } from './queries.ts';
import { figureText, periodText, rangeText, valueText, waitUnit, whenText } from './words.ts';

/** Whether all of the period had passed when it was counted. */
export const isOver = (unit: Unit, row: KeptPeriod) => periodOf(unit, row.start).end <= row.computedAt;

type Shown = { row: KeptPeriod; figure: Figure };

/** The axis: in which unit, and how its numbers are written. */
function axisOf(ctx: Ctx, measure: Measure, figures: Figure[]): Pick<Chart, 'per' | 'most' | 'least' | 'tick'> {
  const { m, lang } = ctx;
  const kind = MEASURES[measure];
  if (kind === 'share') return { per: 1, most: 1, tick: (value) => valueText(ctx, measure, value) };
  if (kind !== 'wait')
    return { per: 1, tick: (value) => number(lang, value), ...(kind === 'index' && { most: 1, least: 1 }) };
  const unit = waitUnit(Math.max(...figures.map(({ value }) => value ?? 0)));
  return { per: unit.ms, tick: (value) => `${number(lang, value)} ${m.health.short[unit.name]}` };
}

/** Of which period it is, how many it is of, and its interval. */
function newestFacts(ctx: Ctx, unit: Unit, measure: Measure, { row, figure }: Shown): string {
  const n = measure !== 'active' && ctx.m.health.n(figure.n);
  return [periodName(ctx, unit, row), n, rangeText(ctx, measure, figure)].filter(Boolean).join(' · ');
}

const periodName = (ctx: Ctx, unit: Unit, { start }: KeptPeriod) =>
  unit === 'week' ? ctx.m.health.weekOf(periodText(ctx, unit, start)) : periodText(ctx, unit, start);

function pointText(ctx: Ctx, unit: Unit, measure: Measure, { row, figure }: Shown): string {
  const { health } = ctx.m;
  const n = figure.value !== null && measure !== 'active' && health.n(figure.n);
  const facts = [figureText(ctx, measure, figure), n, rangeText(ctx, measure, figure)].filter(Boolean).join(' · ');
  return `${periodName(ctx, unit, row)}: ${facts}`;
}

function picture(ctx: Ctx, unit: Unit, measure: Measure, shown: Shown[]): Html | null {
  const [first, last] = [shown[0]!.row.start, shown.at(-1)!.row.start];
  const text = (start: number) => periodText(ctx, unit, start);
  const drawn = chartSvg({
    label: ctx.m.health.chart(ctx.m.health.measures[measure].name, text(first), text(last)),
    look: MEASURES[measure] === 'people' ? 'bars' : 'line',
    points: shown.map((one) => {
      const { value, low, high } = one.figure;
      return { start: one.row.start, value, low, high, text: pointText(ctx, unit, measure, one) };
    }),
    when: (start) => (unit === 'week' ? shortDay : shortMonth)(ctx.lang, start),
    ...axisOf(
      ctx,
      measure,
      shown.map(({ figure }) => figure),
    ),
  });
  return drawn && html`<adda-chart>${drawn}</adda-chart>`;
}

function table(ctx: Ctx, unit: Unit, measure: Measure, shown: Shown[]): Html {
  const { health } = ctx.m;
  const { columns } = health;
  const hasRange = shown.some(({ figure }) => rangeText(ctx, measure, figure) !== null);
  const hasN = measure !== 'active';
  const line = ({ row, figure }: Shown) =>
    html`<tr>
      <th scope="row">
        ${periodText(ctx, unit, row.start)}${!isOver(unit, row) && html` <small>(${health.soFar})</small>`}
      </th>
      <td>${figure.state === 'few' && hasN ? health.fewHere : figureText(ctx, measure, figure)}</td>
      ${hasN && html`<td>${number(ctx.lang, figure.n)}</td>`}
      ${hasRange && html`<td>${rangeText(ctx, measure, figure) ?? '–'}</td>`}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${health.measures[measure].name}: ${health.figures}">
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">${columns[unit]}</th>
          <th scope="col">${columns.value}</th>
          ${hasN && html`<th scope="col">${columns.n}</th>`}
          ${hasRange && html`<th scope="col">${columns.range}</th>`}
        </tr>
      </thead>
      <tbody>${shown.toReversed().map(line)}</tbody>
    </table>
  </div>`;
}

/** @param rows oldest first */
export function measureView(ctx: Ctx, unit: Unit, measure: Measure, rows: KeptPeriod[]): Html {
  const { health } = ctx.m;
  const words = health.measures[measure];
  const shown = rows.map((row) => ({ row, figure: figuresIn(row).measures[measure] }));
  const over = shown.filter(({ row }) => isOver(unit, row));
  const newest = over.findLast(({ figure }) => figure.state === 'known' || figure.state === 'beyond');
  const isUnmeasured = over.length > 0 && over.every(({ figure }) => figure.state === 'unmeasured');
  const none = isUnmeasured ? health.unmeasured : unit === 'week' ? health.noneWeek : health.noneMonth;
  const id = `m-${measure}`;
  return html`<section class="measure" aria-labelledby="${id}">
    <h3 id="${id}">${words.name}</h3>
    ${
      newest
        ? html`<p class="measure__now">
          <b>${figureText(ctx, measure, newest.figure)}</b> <span>${newestFacts(ctx, unit, measure, newest)}</span>
        </p>
        ${picture(ctx, unit, measure, over)}
        ${
          newest.figure.value !== null &&
          html`<p class="measure__say">
            ${words.say(figureText(ctx, measure, newest.figure), whenText(ctx, unit, newest.row.start))}
          </p>`
        }`
        : html`<p class="measure__none">${none}</p>`
    }
    <details class="help">
      <summary>${health.what}</summary>
      <p>${words.what}</p>
    </details>
    ${
      shown.length > 0 &&
      !isUnmeasured &&
      html`<details class="help">
        <summary>${health.figures}</summary>
        ${table(ctx, unit, measure, shown)}
      </details>`
    }
  </section>`;
}
