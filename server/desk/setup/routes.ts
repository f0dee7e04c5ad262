import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { removeDemo, whatGoes } from '../../reach/demo/remove.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { LanguageWord, Line } from '../../platform/http/schemas.ts';
import { setSession } from '../../platform/sessions/cookie.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { setUp } from './actions.ts';
import { removeView } from './remove-view.ts';
import { exampleNow } from './example.ts';
import { setupView } from './views.ts';

export function setupRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/setup',
    who: 'visitor',
    async load(ctx) {
      if (ctx.site.isSetUp) throw new AddaError('not_found');
      return exampleNow(ctx);
    },
    view: (ctx, example) => setupView(ctx, blankForm({ languages: [...LANGUAGES] }), example),
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
      return setupView(ctx, refusedForm(ctx, values, error), await exampleNow(ctx));
    },
  });

  page(app, {
    path: '/demo/remove',
    who: 'visitor',
    load: (ctx) => whatGoes(ctx.adda, ctx.viewer),
    view: removeView,
  });
  action(app, {
    path: '/demo/remove',
    who: 'visitor',
    // Only the page that says what goes has it.
    body: Type.Object({ told: Type.Optional(Type.Boolean()) }),
    async run(ctx, { body: { told = false } }) {
      await (told ? removeDemo(ctx.adda, ctx.viewer) : whatGoes(ctx.adda, ctx.viewer));
      return told;
    },
    done: (ctx, told) => (told ? `${ctx.site.isSetUp ? '/admin' : '/setup'}?flash=demo-removed` : '/demo/remove'),
  });
}
