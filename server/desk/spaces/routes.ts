import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Line, SlugParams } from '../../platform/http/schemas.ts';
import { archiveSpace } from '../../forum/keeping/actions.ts';
import { moveSpace, orderSpaces } from '../../forum/spaces/order.ts';
import { allSpaces } from '../../forum/spaces/queries.ts';
import { STEPS } from '../../rules/order.ts';
import { orderView } from './view.ts';

/** More spaces than any forum has. */
const MOST = 1_000;
const StepBody = Type.Object({ step: Type.Union(STEPS.map((one) => Type.Literal(one))) });
const OrderBody = Type.Object({ spaces: Type.Array(Line, { maxItems: MOST, description: 'Their `slug`s' }) });
const ok = { response: Done, json: () => ({ ok: true }) };
const idOf = (slug: string) => `space-${slug}`;

export function orderRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/spaces',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx: Ctx) => allSpaces(ctx.adda.store.read, ctx.audience),
    view: orderView,
  });
  action(app, {
    path: '/admin/spaces/order',
    who: 'admin',
    method: 'PUT',
    body: OrderBody,
    run: (ctx, { body }) => orderSpaces(ctx.adda, ctx.viewer, body.spaces),
    done: () => '/admin/spaces?flash=saved',
    api: {
      path: '/api/v1/admin/spaces/order',
      summary: 'Put spaces into an order among each other',
      tag: 'admin',
      ...ok,
    },
  });
  action(app, {
    path: '/admin/spaces/:slug/move',
    who: 'admin',
    params: SlugParams,
    body: StepBody,
    async run(ctx, { params, body }) {
      await moveSpace(ctx.adda, ctx.viewer, params.slug, body.step);
      return params.slug;
    },
    done: (_ctx, slug) => `/admin/spaces?flash=saved#${idOf(slug)}`,
    api: {
      path: '/api/v1/admin/spaces/:slug/move',
      summary: 'Move a space before or behind the next of its kind',
      tag: 'admin',
      ...ok,
    },
  });
  action(app, {
    path: '/admin/spaces/:slug/archive',
    who: 'admin',
    params: SlugParams,
    body: Type.Object({ set: Type.Boolean() }),
    async run(ctx, { params, body }) {
      await archiveSpace(ctx.adda, ctx.viewer, params.slug, body.set);
      return params.slug;
    },
    done: (_ctx, slug) => `/admin/spaces?flash=saved#${idOf(slug)}`,
  });
}
