import type { FastifyInstance } from 'fastify';
import { action } from '../../platform/http/routes.ts';
import { Done, Nothing, SlugParams } from '../../platform/http/schemas.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { readSpace } from './actions.ts';

export function readingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/s/:slug/read',
    who: 'member',
    params: SlugParams,
    body: Nothing,
    run: async (ctx, { params }) => {
      await readSpace(ctx.adda, ctx.viewer, params.slug);
      return params.slug;
    },
    done: (_ctx, slug) => spacePath(slug),
    api: {
      path: '/api/v1/spaces/:slug/read',
      summary: 'What you have begun to read in a space counts as read',
      tag: 'notifications',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
