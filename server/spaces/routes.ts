import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../errors.ts';
import { blankForm, refusedForm } from '../http/forms.ts';
import { spacePath } from '../http/outlets.ts';
import { action, page } from '../http/routes.ts';
import { KindWord, Line, SlugParams, Text } from '../http/schemas.ts';
import { createSpace, saveSpace } from './actions.ts';
import { allSpaces, spaceBySlug } from './queries.ts';
import { spaceFormView, spacesView } from './views.ts';

const SpaceOut = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: KindWord,
  charter: Type.String(),
  threadCount: Type.Integer(),
  postCount: Type.Integer(),
});
const SpaceBody = Type.Object({ name: Line, slug: Type.Optional(Line), kind: KindWord, charter: Text });

export function spaceRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/spaces',
    who: 'anyone',
    load: (ctx) => allSpaces(ctx.adda.store.read),
    view: spacesView,
    freshness: (ctx, spaces) => {
      const state = (list: typeof spaces) => list.map((space) => `${space.id}.${space.version}`).join();
      return { was: state(spaces), now: async () => state(await allSpaces(ctx.adda.store.read)) };
    },
    api: {
      path: '/api/v1/spaces',
      summary: 'All spaces',
      tag: 'spaces',
      response: Type.Object({ spaces: Type.Array(SpaceOut) }),
      json: (spaces) => ({ spaces }),
    },
  });

  page(app, {
    path: '/spaces/new',
    who: 'admin',
    load: async () => null,
    view: (ctx) => spaceFormView(ctx, null, blankForm({ kind: 'problem' })),
  });

  action(app, {
    path: '/spaces/new',
    who: 'admin',
    body: SpaceBody,
    run: (ctx, { body }) => createSpace(ctx.adda, ctx.viewer, body),
    done: (_ctx, { slug }) => spacePath(slug),
    redraw: async (ctx, { values, error }) => spaceFormView(ctx, null, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces',
      summary: 'Make a space (admins)',
      tag: 'spaces',
      status: 201,
      response: SpaceOut,
      json: (space) => space,
    },
  });

  page(app, {
    path: '/s/:slug/edit',
    who: 'admin',
    params: SlugParams,
    async load(ctx, { params }) {
      const space = await spaceBySlug(ctx.adda.store.read, params.slug);
      if (!space) throw new AddaError('not_found');
      return space;
    },
    view: (ctx, space) => spaceFormView(ctx, space.slug, blankForm(space)),
  });

  action(app, {
    path: '/s/:slug/edit',
    who: 'admin',
    method: 'PATCH',
    params: SlugParams,
    body: SpaceBody,
    run: (ctx, { params, body }) => saveSpace(ctx.adda, ctx.viewer, params.slug, body),
    done: (_ctx, { slug }) => spacePath(slug),
    redraw: async (ctx, { params, values, error }) => spaceFormView(ctx, params.slug, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/:slug',
      summary: 'Change a space (admins)',
      tag: 'spaces',
      response: Type.Object({ slug: Type.String() }),
      json: (space) => space,
    },
  });
}
