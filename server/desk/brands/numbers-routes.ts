import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { page } from '../../platform/http/routes.ts';
import { brandNumbers, type Sort, sorted, SORTS, WINDOW_DAYS, type WindowDays } from './numbers.ts';
import { NUMBERS_PATH, numbersCsv, type NumbersPage, numbersView } from './numbers-view.ts';

const words = <T extends string | number>(list: readonly T[]) => Type.Union(list.map((one) => Type.Literal(one)));
const Asked = Type.Object({
  days: Type.Optional(words(WINDOW_DAYS)),
  sort: Type.Optional(words(SORTS)),
  order: Type.Optional(words(['up', 'down'] as const)),
});
const Count = Type.Integer();
const NumbersOut = Type.Object({
  days: Count,
  brands: Type.Array(
    Type.Object({
      ...{ slug: Type.String(), name: Type.String(), staff: Count, posts: Count, notes: Count },
      today: Type.Integer({ description: 'Posts in 24 hours, of `dayLimit`' }),
      dayLimit: Count,
      refused: Type.Integer({ description: 'Refusals by a limit' }),
      worked: Type.Integer({ description: 'Notes that members marked as working' }),
      declared: Type.Integer({ description: 'Members who declare something that names the brand' }),
    }),
  ),
});

type Query = { days?: WindowDays; sort?: Sort; order?: 'up' | 'down' };

async function load(ctx: Ctx, { query }: { query: Query }): Promise<NumbersPage> {
  const { days = 30, sort = 'posts' } = query;
  const isDown = query.order === undefined ? sort !== 'name' : query.order === 'down';
  const at = Date.now();
  const rows = await brandNumbers(ctx.adda.store.read, days, at);
  return { rows: sorted(rows, sort, isDown), days, at, sort, isDown };
}

export function numbersRoutes(app: FastifyInstance): void {
  const common = { who: 'admin' as const, query: Asked, load };
  page(app, {
    ...common,
    path: NUMBERS_PATH,
    view: numbersView,
    api: {
      path: '/api/v1/admin/brands/numbers',
      summary: 'All brands in numbers: staff, posts, limits, refusals, what worked',
      tag: 'admin',
      response: NumbersOut,
      json: ({ rows, days }) => ({ days, brands: rows }),
    },
  });
  page(app, {
    ...common,
    path: `${NUMBERS_PATH}.csv`,
    contentType: 'text/csv; charset=utf-8',
    view: (ctx, data) => numbersCsv(ctx.m, data),
  });
}
