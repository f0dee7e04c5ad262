/**
 * Charts as SVG, drawn on the server: d3 reckons scales and lines, and what is drawn has classes only, so that
 * colours follow the theme and no inline style meets the page's policy. Every point says its words on hover.
 */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { html, type Html } from '../../platform/http/html.ts';

export type Point = {
  start: number;
  /** Null where there is no figure. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** What it says: period, value, n. */
  text: string;
};
export type Chart = {
  label: string;
  points: Point[];
  look: 'line' | 'bars';
  /** The top of the axis is at most here, such as 1 for shares; and at least there. */
  most?: number;
  least?: number;
  /** Values are shown in these: 3,600,000 for hours. */
  per: number;
  tick(value: number): string;
  /** Where the axis of time gets words. */
  when(start: number): string;
};

const [WIDTH, HEIGHT] = [300, 160];
const EDGE = { left: 40, right: 6, top: 12, bottom: 26 };
const WIDEST_BAR = 22;
const DOT = 3.2;
const TICKS = 4;
/** A point without a figure is marked at the foot, so that a gap is no zero. */
const FOOT = HEIGHT - EDGE.bottom;

const r = (value: number) => Math.round(value * 10) / 10;

function scales({ points, look, most, least = 0, per }: Chart) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value / per]));
  const highs = points.flatMap(({ value, high }) => (value === null || high === null ? [] : [high / per]));
  const largest = Math.max(least, ...values);
  // A long interval may leave the picture; the values themselves never do.
  const top = Math.max(largest, Math.min(Math.max(...highs, 0), largest > 0 ? largest * 2 : Number.POSITIVE_INFINITY));
  const y = scaleLinear([0, top > 0 ? top : 1], [FOOT, EDGE.top]).nice(TICKS);
  if (most !== undefined && y.domain()[1]! > most) y.domain([0, most]);
  const step = (WIDTH - EDGE.left - EDGE.right) / points.length;
  const x = (i: number) => r(EDGE.left + step * (i + 0.5));
  return { x, y: (value: number) => r(Math.max(EDGE.top, y(value / per))), ticks: y.ticks(TICKS), at: y, step, look };
}

function axes(chart: Chart, { at, ticks, x }: ReturnType<typeof scales>): Html {
  const last = chart.points.length - 1;
  const marks = [...new Set([0, Math.floor(last / 2), last])];
  const anchor = (i: number) => (i === 0 ? 'start' : i === last ? 'end' : 'middle');
  const place = (i: number) => (i === 0 ? EDGE.left : i === last ? WIDTH - EDGE.right : x(i));
  return html`<g class="chart__axis">
    ${ticks.map(
      (tick) =>
        html`<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${r(at(tick))}" y2="${r(at(tick))}"/>
        <text x="${EDGE.left - 6}" y="${r(at(tick) + 3.5)}" text-anchor="end">${chart.tick(tick)}</text>`,
    )}
    ${marks.map(
      (i) =>
        html`<text x="${place(i)}" y="${HEIGHT - 7}" text-anchor="${last === 0 ? 'middle' : anchor(i)}">${chart.when(chart.points[i]!.start)}</text>`,
    )}
  </g>`;
}

function drawn(point: Point, i: number, { x, y, step, look }: ReturnType<typeof scales>): Html {
  const { value, low, high } = point;
  if (value === null) return html`<circle class="chart__none" cx="${x(i)}" cy="${FOOT}" r="1.6"/>`;
  const bar = Math.min(WIDEST_BAR, step * 0.72);
  if (look === 'bars')
    return html`<rect class="chart__bar" x="${r(x(i) - bar / 2)}" y="${y(value)}" width="${r(bar)}" height="${r(FOOT - y(value))}" rx="1.5"/>`;
  const range =
    low !== null && html`<path class="chart__range" d="M${x(i)},${y(low)}V${high === null ? EDGE.top : y(high)}"/>`;
  return html`${range}<circle class="chart__dot" cx="${x(i)}" cy="${y(value)}" r="${DOT}"/>`;
}

/** The picture, or null where no point has a figure. */
export function chartSvg(chart: Chart): Html | null {
  const { points, label } = chart;
  if (points.every(({ value }) => value === null)) return null;
  const scale = scales(chart);
  const path = line<Point>(
    (_point, i) => scale.x(i),
    ({ value }) => scale.y(value!),
  ).defined(({ value }) => value !== null);
  const top = EDGE.top - 6;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    ${axes(chart, scale)}
    ${chart.look === 'line' && html`<path class="chart__line" d="${path(points) ?? ''}"/>`}
    ${points.map(
      (point, i) =>
        html`<g class="chart__point" data-say="${point.text}" data-x="${r((100 * scale.x(i)) / WIDTH)}">
          ${drawn(point, i, scale)}
          <rect class="chart__hit" x="${r(scale.x(i) - scale.step / 2)}" y="${top}" width="${r(scale.step)}"
            height="${FOOT - top + 4}"/>
          <title>${point.text}</title>
        </g>`,
    )}
  </svg>`;
}
