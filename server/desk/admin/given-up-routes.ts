import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Nullable } from '../../platform/http/schemas.ts';
import { allGivenUp, tryAgain } from './given-up.ts';
import { givenUpView } from './given-up-view.ts';

const Failed = {
  id: Type.Integer(),
  tries: Type.Integer(),
  error: Nullable(Type.String()),
  at: Nullable(Type.Integer()),
};

const REVIVED = {
  tasks: 'Try a task again that was given up',
  letters: 'Try a letter again that was given up',
};

export function givenUpRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/tasks',
    who: 'admin',
    load: (ctx) => allGivenUp(ctx.adda.store.read),
    view: givenUpView,
    api: {
      path: '/api/v1/admin/tasks',
      summary: 'Tasks and letters that were tried too often and wait for an admin',
      tag: 'admin',
      response: Type.Object({
        tasks: Type.Array(Type.Object({ ...Failed, consumer: Type.String(), kind: Type.String() })),
        letters: Type.Array(Type.Object({ ...Failed, template: Nullable(Type.String()) })),
      }),
      json: (data) => data,
    },
  });

  for (const what of ['tasks', 'letters'] as const) {
    action(app, {
      path: `/admin/${what}/:id/retry`,
      who: 'admin',
      params: IdParams,
      body: Type.Object({}),
      run: (ctx, { params }) => tryAgain(ctx.adda, ctx.viewer, what, params.id),
      done: () => '/admin/tasks',
      api: {
        path: `/api/v1/admin/${what}/:id/retry`,
        summary: REVIVED[what],
        tag: 'admin',
        response: Done,
        json: () => ({ ok: true }),
      },
    });
  }
}
