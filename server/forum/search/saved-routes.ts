import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { withFlash } from '../../platform/http/flash.ts';
import { localPath } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Line } from '../../platform/http/schemas.ts';
import { removeSearch, saveSearch } from './saved.ts';
import { savedSearchesOf } from './saved-queries.ts';
import { savedSearchesView } from './saved-view.ts';

const Query = Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) });
const Out = Type.Object({
  id: Type.Integer(),
  q: Type.String(),
  at: Type.Integer({ description: 'UTC milliseconds' }),
});

export function savedSearchRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/searches',
    who: 'member',
    query: Query,
    load: (ctx) => savedSearchesOf(ctx.adda.store.read, ctx.viewer!.id),
    view: savedSearchesView,
    api: {
      path: '/api/v1/searches',
      summary: 'The searches that you saved, newest first; you are told of new posts that they find',
      tag: 'search',
      response: Type.Object({ searches: Type.Array(Out) }),
      json: (rows) => ({ searches: rows.map(({ id, query, createdAt }) => ({ id, q: query, at: createdAt })) }),
    },
  });
  action(app, {
    path: '/searches',
    who: 'member',
    body: Type.Object({ q: Line }),
    run: (ctx, { body }) => saveSearch(ctx.adda, ctx.viewer, body.q),
    done: (_ctx, query) => `/search?q=${encodeURIComponent(query)}&flash=search_saved`,
    api: {
      path: '/api/v1/searches',
      summary: 'Save a search, to be told of new posts that it finds',
      tag: 'search',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/searches/:id/remove',
    who: 'member',
    params: IdParams,
    body: Type.Object({ next: Type.Optional(Line) }),
    async run(ctx, { params, body: { next } }) {
      await removeSearch(ctx.adda, ctx.viewer, params.id);
      return next;
    },
    done: (_ctx, next) => withFlash(localPath(next, '/searches'), 'search_removed'),
    api: {
      path: '/api/v1/searches/:id/remove',
      summary: 'Save a search no longer',
      tag: 'search',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
