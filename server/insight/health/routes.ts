import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { trusted } from '../../platform/http/html.ts';
import { keptPage } from '../../platform/http/kept-page.ts';
import { page } from '../../platform/http/routes.ts';
import { SlugParams } from '../../platform/http/schemas.ts';
import { type Unit, UNITS } from '../../rules/health.ts';
import { allSpaces, spaceToRead } from '../../forum/spaces/queries.ts';
import { mustSeeHealth, whenCounted } from './actions.ts';
import { firstMoment } from './fact-queries.ts';
import { MEASURE_NAMES, STATES } from './measures.ts';
import { moderationCsv, MonthOut, monthOut } from './moderation.ts';
import { moderationMonths } from './moderation-queries.ts';
import { csvLines, periodOut } from './out.ts';
import { brandsById, countState, FORUM, type KeptPeriod, newestOfEach, newestPeriods, periodsIn } from './queries.ts';
import { type HealthPage, healthView, type PeriodRun } from './views.ts';

/** Half a year of weeks, two years of months, and the period that is not over. */
const SHOWN: Record<Unit, number> = { week: 27, month: 25 };

const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const HealthQuery = Type.Object({
  by: Type.Optional(words(UNITS)),
  before: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Periods that begin before this day (UTC).' }),
  ),
});
type Asked = { by?: Unit; before?: string };

const FigureOut = Type.Object({
  state: words(STATES),
  value: Nullable(Type.Number({ description: 'Waits in milliseconds, shares from 0 to 1.' })),
  n: Type.Integer(),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
});
const PeriodOut = Type.Object({
  start: Type.Integer({ description: 'UTC milliseconds' }),
  final: Type.Boolean({ description: 'Nothing that may still happen changes it.' }),
  posts: Type.Integer(),
  measures: Type.Object(Object.fromEntries(MEASURE_NAMES.map((name) => [name, FigureOut]))),
  brands: Type.Array(
    Type.Object({
      brand: Nullable(Type.String()),
      posts: Type.Integer(),
      busiestDay: Type.Integer(),
      dayLimit: Type.Integer(),
      spaceLimit: Nullable(Type.Integer()),
    }),
  ),
});
const HealthOut = Type.Object({
  space: Nullable(Type.String()),
  unit: words(UNITS),
  countedAt: Nullable(Type.Integer()),
  periods: Type.Array(PeriodOut, { description: 'Oldest first; the last one is not over yet.' }),
});

type Where = { slug?: string };

async function scopeOf(conn: Conn, audience: Audience, { slug }: Where) {
  return slug === undefined ? null : spaceToRead(conn, audience, slug);
}

/** As many of the newest periods of a unit as are shown, and whether there are more. @param found newest first */
function run(found: KeptPeriod[], unit: Unit): PeriodRun {
  const rows = found.filter((row) => row.unit === unit);
  const periods = rows.slice(0, SHOWN[unit]).reverse();
  const earlier = rows.length > periods.length ? new Date(periods[0]!.start).toISOString().slice(0, 10) : null;
  return { unit, periods, earlier };
}

/** @throws {AddaError} `not_found` for an unknown space */
async function load(conn: Conn, audience: Audience, where: Where, { by, before }: Asked): Promise<HealthPage> {
  const space = await scopeOf(conn, audience, where);
  // Read before the figures: what is counted meanwhile makes it another page.
  const { at, version } = await countState(conn);
  // Where nothing was ever said there is nothing to count, and it is up to date.
  const counted = at ?? ((await firstMoment(conn)) === null ? Date.now() : null);
  const until = before === undefined ? Number.NaN : Date.parse(`${before}T00:00:00Z`);
  const end = Number.isNaN(until) ? Number.MAX_SAFE_INTEGER : until;
  const id = space?.id ?? FORUM;
  const found = by
    ? await newestPeriods(conn, id, by, end, SHOWN[by] + 1)
    : await newestOfEach(conn, id, end, SHOWN.week + 1);
  return {
    space,
    spaces: space ? [] : await allSpaces(conn, audience),
    ...run(found, by ?? 'week'),
    countedAt: counted,
    version,
    isLatest: before === undefined,
    brands: await brandsById(conn),
    instead: by ? null : run(found, 'month'),
    moderation: space || before !== undefined ? null : await moderationMonths(conn, Date.now()),
  };
}

const nameOf = ({ brands }: HealthPage) => new Map([...brands].map(([id, { name }]) => [id, name]));

/** The pages change when they are counted anew. */
const besides = <D extends Pick<HealthPage, 'version'>>(conn: Conn, data: D) => ({
  was: data.version,
  now: async () => (await countState(conn)).version,
});

/** Refuses those who may not see it. */
async function onlyIfSeen<D extends Pick<HealthPage, 'space'>>(ctx: Ctx, data: D): Promise<D> {
  mustSeeHealth(ctx.site.healthFor, ctx.viewer, data.space?.id ?? null);
  return data;
}

function scopeRoutes(app: FastifyInstance, scope: 'forum' | 'space', path: string, api: string): void {
  const params = scope === 'space' ? SlugParams : Type.Object({});
  const common = { who: 'anyone' as const, params, query: HealthQuery };
  keptPage(app, {
    ...common,
    path,
    before: whenCounted,
    load: (conn, input, audience) => load(conn, audience, input.params as Where, input.query),
    forViewer: (ctx, data: HealthPage) => onlyIfSeen(ctx, data),
    besides,
    view: healthView,
    api: {
      path: api,
      summary: `Community health of the ${scope}, by week or month`,
      tag: 'health',
      response: HealthOut,
      json: (data) => ({
        space: data.space?.slug ?? null,
        unit: data.unit,
        countedAt: data.countedAt,
        periods: data.periods.map((row) => periodOut(row, nameOf(data))),
      }),
    },
  });
  keptPage(app, {
    ...common,
    path: `${path}.csv`,
    contentType: 'text/csv; charset=utf-8',
    before: whenCounted,
    async load(conn, { params: where, query }, audience) {
      const space = await scopeOf(conn, audience, where as Where);
      const { version } = await countState(conn);
      const unit = query.by ?? 'week';
      const rows = await periodsIn(conn, space?.id ?? FORUM, unit, 0, Number.MAX_SAFE_INTEGER);
      const names = new Map([...(await brandsById(conn))].map(([id, { name }]) => [id, name]));
      return { space, version, lines: csvLines(space, unit, rows, names) };
    },
    forViewer: (ctx, data) => onlyIfSeen(ctx, data),
    besides,
    view: (_ctx, { lines }) => trusted(lines),
  });
}

/** The same figures on moderation for machines; the page has them among all others. */
function moderationRoutes(app: FastifyInstance): void {
  const common = {
    who: 'anyone' as const,
    async load(ctx: Ctx) {
      mustSeeHealth(ctx.site.healthFor, ctx.viewer, null);
      return moderationMonths(ctx.adda.store.read, Date.now());
    },
  };
  page(app, {
    ...common,
    path: '/health/moderation',
    view: () => ({ redirect: '/health#moderation' }),
    api: {
      path: '/api/v1/health/moderation',
      summary: 'What was done to keep the peace, by month, for the last twelve months',
      tag: 'health',
      response: Type.Object({ months: Type.Array(MonthOut) }),
      json: (months) => ({ months: months.map(monthOut) }),
    },
  });
  page(app, {
    ...common,
    path: '/health/moderation.csv',
    contentType: 'text/csv; charset=utf-8',
    view: (_ctx, months) => trusted(moderationCsv(months)),
  });
}

export function healthRoutes(app: FastifyInstance): void {
  moderationRoutes(app);
  scopeRoutes(app, 'forum', '/health', '/api/v1/health');
  scopeRoutes(app, 'space', '/s/:slug/health', '/api/v1/spaces/:slug/health');
}
