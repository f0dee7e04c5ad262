import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { keptPage } from '../../platform/http/kept-page.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, KindWord, Line, Nullable, SlugParams, Text } from '../../platform/http/schemas.ts';
import { createSpace, decideProposal, proposeSpace, saveSpace } from './actions.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { OFFERS } from '../../rules/thread-forms.ts';
import { MEMBER_FORMS } from '../../../shared/words.ts';
import { allSpaces, proposalsOf, type Space, spaceToRead } from './queries.ts';
import { proposeView, spaceFormView, spacesView } from './views.ts';

const SpaceOut = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: KindWord,
  charter: Type.String(),
  threadCount: Type.Integer(),
  postCount: Type.Integer(),
  language: Nullable(Type.String({ description: 'BCP 47; null for the forum’s' })),
  maths: Type.Boolean(),
});
const SpaceBody = Type.Object({
  name: Line,
  slug: Type.Optional(Line),
  kind: KindWord,
  charter: Text,
  overrideReason: Type.Optional(Line),
  forms: Type.Optional(Type.Array(Type.Union(MEMBER_FORMS.map((form) => Type.Literal(form))), { maxItems: 20 })),
  words: Type.Optional(Type.Array(Line, { maxItems: 20 })),
  halfLifeHours: Type.Optional(Line),
  language: Type.Optional(Line),
  maths: Type.Optional(Type.Boolean()),
});
const ProposalBody = Type.Object({ name: Line, kind: KindWord, charter: Text });

/** A space as its form holds it: the forms that are offered, and words for each form in their order. */
function formValues({ forms, ...space }: Space) {
  const offers = forms ?? OFFERS[space.kind].map((form) => ({ form, words: '' }));
  const words = MEMBER_FORMS.map((form) => offers.find((one) => one.form === form)?.words ?? '');
  return { ...space, forms: offers.map(({ form }) => form), words };
}

export function spaceRoutes(app: FastifyInstance): void {
  keptPage(app, {
    path: '/spaces',
    who: 'anyone',
    load: (conn, _input, audience) => allSpaces(conn, audience),
    view: spacesView,
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
    who: 'moderator',
    async load(ctx) {
      const no = whyNotModerate(ctx.viewer, null);
      if (no) throw new AddaError(no);
    },
    view: (ctx) => spaceFormView(ctx, null, blankForm({ kind: 'problem' })),
  });

  action(app, {
    path: '/spaces/new',
    who: 'moderator',
    body: SpaceBody,
    run: (ctx, { body }) => createSpace(ctx.adda, ctx.viewer, body),
    done: (_ctx, { slug }) => spacePath(slug),
    redraw: async (ctx, { values, error }) => spaceFormView(ctx, null, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces',
      summary: 'Make a space (moderators and admins)',
      tag: 'spaces',
      status: 201,
      response: SpaceOut,
      json: (space) => space,
    },
  });

  page(app, {
    path: '/spaces/propose',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => proposalsOf(ctx.adda.store.read, ctx.viewer!.id),
    view: (ctx, proposals) => proposeView(ctx, proposals, blankForm({ kind: 'problem' })),
  });

  action(app, {
    path: '/spaces/propose',
    who: 'member',
    body: ProposalBody,
    run: (ctx, { body }) => proposeSpace(ctx.adda, ctx.viewer, body),
    done: () => '/spaces/propose?flash=proposed',
    redraw: async (ctx, { values, error }) =>
      proposeView(ctx, await proposalsOf(ctx.adda.store.read, ctx.viewer?.id ?? 0), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/proposals',
      summary: 'Propose a space (members)',
      tag: 'spaces',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });

  action(app, {
    path: '/moderation/proposals/:id',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({
      decision: Type.Union([Type.Literal('grant'), Type.Literal('refuse')]),
      reason: Type.Optional(Line),
      overrideReason: Type.Optional(Line),
    }),
    run: (ctx, { params, body }) => decideProposal(ctx.adda, ctx.viewer, params.id, body),
    done: (_ctx, { slug }) => (slug ? `${spacePath(slug)}?flash=saved` : '/moderation?flash=decided'),
    api: {
      path: '/api/v1/spaces/proposals/:id',
      summary: 'Decide on a proposed space (moderators and admins)',
      tag: 'spaces',
      response: Type.Object({ slug: Type.Union([Type.String(), Type.Null()]) }),
      json: ({ slug }) => ({ slug }),
    },
  });

  page(app, {
    path: '/s/:slug/edit',
    who: 'moderator',
    params: SlugParams,
    async load(ctx, { params }) {
      const space = await spaceToRead(ctx.adda.store.read, ctx.audience, params.slug);
      const no = whyNotModerate(ctx.viewer, space.id);
      if (no) throw new AddaError(no);
      return space;
    },
    view: (ctx, space) => spaceFormView(ctx, space.slug, blankForm(formValues(space))),
  });

  action(app, {
    path: '/s/:slug/edit',
    who: 'moderator',
    method: 'PATCH',
    params: SlugParams,
    body: SpaceBody,
    run: (ctx, { params, body }) => saveSpace(ctx.adda, ctx.viewer, params.slug, body),
    done: (_ctx, { slug }) => spacePath(slug),
    redraw: async (ctx, { params, values, error }) => spaceFormView(ctx, params.slug, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/:slug',
      summary: 'Change a space (moderators and admins)',
      tag: 'spaces',
      response: Type.Object({ slug: Type.String() }),
      json: (space) => space,
    },
  });
}
