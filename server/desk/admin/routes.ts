import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { LANGUAGES } from '../../../shared/words.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { LanguageWord, Line, Was } from '../../platform/http/schemas.ts';
import { openClaims } from '../../reach/importers/claim-queries.ts';
import { saveForum } from '../setup/actions.ts';
import { countAllGivenUp } from './given-up.ts';
import { type AdminData, adminView } from './views.ts';

async function overview(ctx: Ctx): Promise<AdminData> {
  const conn = ctx.adda.store.read;
  return { claims: await openClaims(conn), givenUp: await countAllGivenUp(conn) };
}

const forumForm = ({ site }: Ctx) => blankForm({ forumName: site.name, languages: site.languages });

export function adminRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin',
    who: 'admin',
    load: overview,
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
    redraw: async (ctx, { values, error }) => adminView(ctx, await overview(ctx), refusedForm(ctx, values, error)),
  });
}
