/** The figures for machines: JSON, and lines of CSV. */
import { type Unit } from '../../rules/health.ts';
import { type Figure, type Figures, MEASURE_NAMES } from './measures.ts';
import type { KeptPeriod } from './queries.ts';

export type Scope = { id: number; slug: string; name: string } | null;

/** Enough digits for any use, and few enough that both engines write the same. */
const DIGITS = 6;
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(DIGITS)));

const figureOut = ({ state, value, n, low, high }: Figure) => ({
  state,
  value: rounded(value),
  n,
  low: rounded(low),
  high: rounded(high),
});

export const figuresIn = (row: KeptPeriod) => row.figures as unknown as Figures;

/** One period as the API gives it. Brands that are gone have no name. */
export function periodOut(row: KeptPeriod, names: Map<number, string>) {
  const { measures, brands, posts } = figuresIn(row);
  return {
    start: row.start,
    final: row.isFinal,
    posts,
    measures: Object.fromEntries(MEASURE_NAMES.map((name) => [name, figureOut(measures[name])])),
    brands: brands.map(({ brandId, ...identity }) => ({ brand: names.get(brandId) ?? null, ...identity })),
  };
}

const COLUMNS = ['scope', 'unit', 'start', 'measure', 'value', 'n', 'low', 'high', 'state'];

/** Quoted, and never a formula for whoever opens it in a spreadsheet. */
export function csvText(text: string): string {
  const plain = /^\s*[=+\-@＝＋－＠\t\r]/u.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** One line a period and measure; the share of each brand is `staffVoice:NAME`. */
export function csvLines(scope: Scope, unit: Unit, rows: KeptPeriod[], names: Map<number, string>): string {
  const lines = [COLUMNS.join(',')];
  for (const row of rows) {
    const head = [csvText(scope?.slug ?? '*'), unit, new Date(row.start).toISOString().slice(0, 10)];
    const put = (measure: string, figure: Figure) => {
      const { state, value, n, low, high } = figureOut(figure);
      lines.push([...head, csvText(measure), value ?? '', n, low ?? '', high ?? '', state].join(','));
    };
    const { measures, brands, posts } = figuresIn(row);
    for (const name of MEASURE_NAMES) put(name, measures[name]);
    for (const brand of brands) {
      const share: Figure = { state: 'known', value: brand.posts / posts, n: posts, low: null, high: null };
      const name = names.get(brand.brandId) ?? String(brand.brandId);
      put(`staffVoice:${name}`, posts < 10 ? { ...share, state: 'few', value: null } : share);
    }
  }
  return `${lines.join('\n')}\n`;
}
