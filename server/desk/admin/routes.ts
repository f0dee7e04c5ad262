import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { LanguageWord, Line } from '../../platform/http/schemas.ts';
import { openClaims } from '../../reach/importers/claim-queries.ts';
import { saveForum } from '../setup/actions.ts';
import { adminView } from './views.ts';

export function adminRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin',
    who: 'admin',
    load: (ctx) => openClaims(ctx.adda.store.read),
    view: (ctx, claims) =>
      adminView(ctx, claims, blankForm({ forumName: ctx.site.name, languages: ctx.site.languages })),
  });

  action(app, {
    path: '/admin/forum',
    who: 'admin',
    body: Type.Object({ forumName: Line, languages: Type.Optional(Type.Array(LanguageWord, { maxItems: 2 })) }),
    run: (ctx, { body }) =>
      saveForum(ctx.adda, ctx.viewer, { forumName: body.forumName, languages: body.languages ?? [] }),
    done: () => '/admin?flash=saved',
    redraw: async (ctx, { values, error }) =>
      adminView(ctx, await openClaims(ctx.adda.store.read), refusedForm(ctx, values, error)),
  });
}
