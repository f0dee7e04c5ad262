import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, FormWord, SlugParams, Text } from '../../platform/http/schemas.ts';
import { MEMBER_FORMS } from '../../../shared/words.ts';
import { spaceToRead } from '../spaces/queries.ts';
import { templatesOf } from '../spaces/template-queries.ts';
import { type TemplatesPage, templatesView } from './template-view.ts';
import { saveTemplates } from './templates.ts';

const Body = Type.Object(Object.fromEntries(MEMBER_FORMS.map((form) => [form, Type.Optional(Text)])));

async function load(ctx: Ctx, slug: string): Promise<TemplatesPage> {
  const conn = ctx.adda.store.read;
  const space = await spaceToRead(conn, ctx.audience, slug);
  return { space, templates: await templatesOf(conn, space.id) };
}

const valuesOf = ({ templates }: TemplatesPage) =>
  Object.fromEntries(templates.map(({ form, words }) => [form, words]));

export function templateRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/s/:slug/templates',
    who: 'member',
    params: SlugParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => load(ctx, params.slug),
    view: (ctx, data) => templatesView(ctx, data, blankForm(valuesOf(data))),
    api: {
      path: '/api/v1/spaces/:slug/templates',
      summary: 'What a space asks for when one begins a thread there, by form',
      tag: 'spaces',
      response: Type.Object({ templates: Type.Array(Type.Object({ form: FormWord, words: Type.String() })) }),
      json: ({ templates }) => ({ templates }),
    },
  });
  action(app, {
    path: '/s/:slug/templates',
    who: 'moderator',
    method: 'PUT',
    params: SlugParams,
    body: Body,
    async run(ctx, { params, body }) {
      await saveTemplates(ctx.adda, ctx.viewer, params.slug, body);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/templates?flash=saved`,
    redraw: async (ctx, { params, values, error }) =>
      templatesView(ctx, await load(ctx, params.slug), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/:slug/templates',
      summary: 'Say what a space asks for, all forms at once; for its moderators',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
