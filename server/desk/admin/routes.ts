import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { LIMITS } from '../../../shared/limits.ts';
import { FILE_KINDS, LANGUAGES } from '../../../shared/words.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { FileWord, LanguageWord, Line, TrustWord } from '../../platform/http/schemas.ts';
import { openClaims } from '../../reach/importers/claim-queries.ts';
import { saveCards, saveFiles, saveForum } from '../setup/actions.ts';
import { countAllGivenUp } from './given-up.ts';
import { type AdminData, adminView } from './views.ts';

async function overview(ctx: Ctx): Promise<AdminData> {
  const conn = ctx.adda.store.read;
  return { claims: await openClaims(conn), givenUp: await countAllGivenUp(conn) };
}

const forumForm = ({ site }: Ctx) => blankForm({ forumName: site.name, languages: site.languages });

export function adminRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/admin/cards',
    who: 'admin',
    body: Type.Object({ isOn: Type.Optional(Type.Boolean()) }),
    run: (ctx, { body }) => saveCards(ctx.adda, ctx.viewer, body.isOn ?? false),
    done: () => '/admin?flash=saved',
  });

  action(app, {
    path: '/admin/files',
    who: 'admin',
    body: Type.Object({
      kinds: Type.Optional(Type.Array(FileWord, { maxItems: FILE_KINDS.length })),
      megabytes: Type.Integer({ minimum: LIMITS.fileMegabytes.min, maximum: LIMITS.fileMegabytes.max }),
      from: TrustWord,
    }),
    run: (ctx, { body: { kinds = [], megabytes, from } }) =>
      saveFiles(ctx.adda, ctx.viewer, { kinds, megabytes, from }),
    done: () => '/admin?flash=saved',
  });

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
    }),
    run: (ctx, { body }) =>
      saveForum(ctx.adda, ctx.viewer, { forumName: body.forumName, languages: body.languages ?? [] }),
    done: () => '/admin?flash=saved',
    redraw: async (ctx, { values, error }) => adminView(ctx, await overview(ctx), refusedForm(ctx, values, error)),
  });
}
