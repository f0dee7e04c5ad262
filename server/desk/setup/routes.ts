import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { loadDemo, removeDemo } from '../../reach/demo/load.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { LanguageWord, Line, Nothing } from '../../platform/http/schemas.ts';
import { setSession } from '../../platform/sessions/cookie.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { setUp } from './actions.ts';
import { setupView } from './views.ts';

export function setupRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/setup',
    who: 'visitor',
    async load(ctx) {
      if (ctx.site.isSetUp) throw new AddaError('not_found');
      return null;
    },
    view: (ctx) => setupView(ctx, blankForm({ languages: [...LANGUAGES] })),
  });

  action(app, {
    path: '/setup',
    who: 'visitor',
    body: Type.Object({
      code: Line,
      forumName: Line,
      languages: Type.Optional(Type.Array(LanguageWord, { maxItems: LANGUAGES.length })),
      name: Line,
      email: Line,
      password: Type.String({ maxLength: 1_000 }),
    }),
    run: (ctx, { body }) => setUp(ctx.adda, { ...body, languages: body.languages ?? [] }, ctx.from),
    done(ctx, opened, reply) {
      setSession(ctx.adda, reply, opened);
      return '/?flash=set-up';
    },
    redraw: async (ctx, { values, error }) => {
      if (error?.code === 'already_set_up') throw error;
      return setupView(ctx, refusedForm(ctx, values, error));
    },
  });

  action(app, {
    path: '/demo',
    who: 'visitor',
    body: Nothing,
    run: (ctx) => loadDemo(ctx.adda, ctx.viewer),
    done: () => '/?flash=demo-loaded',
  });
  action(app, {
    path: '/demo/remove',
    who: 'visitor',
    body: Nothing,
    run: (ctx) => removeDemo(ctx.adda, ctx.viewer),
    done: (ctx) => (ctx.site.isSetUp ? '/admin?flash=demo-removed' : '/setup?flash=demo-removed'),
  });
}
