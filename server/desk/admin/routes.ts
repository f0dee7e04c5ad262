import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { LANGUAGES } from '../../../shared/words.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { LanguageWord, Line, Was } from '../../platform/http/schemas.ts';
import { saveForum } from '../setup/actions.ts';
import { adminData, adminPage, forumForm } from './page.ts';
import { adminView } from './views.ts';

export function adminRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin',
    who: 'admin',
    load: (ctx) => adminData(ctx),
    view: (ctx, data) => adminView(ctx, data, forumForm(ctx)),
  });

  action(app, {
    path: '/admin/forum',
    who: 'admin',
    body: Type.Object({
      forumName: Line,
      languages: Type.Optional(Type.Array(LanguageWord, { maxItems: LANGUAGES.length })),
      was: Was,
    }),
    run: (ctx, { body }) => saveForum(ctx.adda, ctx.viewer, { ...body, languages: body.languages ?? [] }),
    done: () => '/admin?flash=saved',
    redraw: (ctx, { values, error }) => adminPage(ctx, { form: refusedForm(ctx, values, error) }),
  });
}
