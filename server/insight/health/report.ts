/** The figures for the command line. */
import type { Adda } from '../../platform/adda.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import type { Unit } from '../../rules/health.ts';
import { type BrandVoice, MEASURE_NAMES } from './measures.ts';
import { figuresIn, periodOut, type Scope } from './out.ts';
import { brandsById, FORUM, type KeptPeriod, periodsIn } from './queries.ts';
import { figureText, rangeText, type Speech, whenText } from './words.ts';

export type ReportOptions = { scope: Scope; unit: Unit; from: number; to: number };

const rowsOf = (adda: Adda, { scope, unit, from, to }: ReportOptions) =>
  periodsIn(adda.store.read, scope?.id ?? FORUM, unit, from, to);

async function namesOf(adda: Adda): Promise<Map<number, string>> {
  return new Map([...(await brandsById(adda.store.read))].map(([id, { name }]) => [id, name]));
}

export async function reportJson(adda: Adda, options: ReportOptions): Promise<string> {
  const names = await namesOf(adda);
  const periods = (await rowsOf(adda, options)).map((row) => periodOut(row, names));
  return JSON.stringify({ space: options.scope?.slug ?? null, unit: options.unit, periods }, null, 2);
}

function brandLine(speech: Speech, brand: BrandVoice, name: string): string {
  const { brands } = speech.m.health;
  const limit = brand.spaceLimit === null ? '' : `; ${brands.spaceLimit}: ${brand.spaceLimit}`;
  return `  ${name}: ${brands.posts} ${brand.posts}; ${brands.busiestDay}: ${brands.of(brand.busiestDay, brand.dayLimit)}${limit}`;
}

function periodLines(speech: Speech, unit: Unit, row: KeptPeriod, names: Map<number, string>): string[] {
  const { health } = speech.m;
  const { measures, brands } = figuresIn(row);
  const lines = MEASURE_NAMES.map((name) => {
    const figure = measures[name];
    const range = rangeText(speech, name, figure);
    const facts = [figure.value !== null && name !== 'active' && health.n(figure.n), range].filter(Boolean).join(', ');
    return `  ${health.measures[name].name}: ${figureText(speech, name, figure)}${facts ? ` (${facts})` : ''}`;
  });
  const voices = brands.map((brand) => brandLine(speech, brand, names.get(brand.brandId) ?? `#${brand.brandId}`));
  const heading = whenText(speech, unit, row.start).replace(/^in /, '');
  return [`${heading}${row.isFinal ? '' : ' (may still change)'}`, ...lines, ...voices, ''];
}

export async function reportText(adda: Adda, options: ReportOptions): Promise<string> {
  const speech: Speech = { m: messages('en'), lang: 'en' };
  const names = await namesOf(adda);
  const rows = await rowsOf(adda, options);
  if (rows.length === 0) return 'Nothing happened in these days.';
  return rows.flatMap((row) => periodLines(speech, options.unit, row, names)).join('\n');
}
