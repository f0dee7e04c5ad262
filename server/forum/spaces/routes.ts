import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm, type Values } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { keptPage } from '../../platform/http/kept-page.ts';
import { action, apiRead, page } from '../../platform/http/routes.ts';
import { Done, KindWord, Line, Nullable, SlugParams, Text } from '../../platform/http/schemas.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { spacesLike } from './alike.ts';
import { createSpace, proposeSpace, saveSpace } from './actions.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { OFFERS } from '../../rules/thread-forms.ts';
import { MEMBER_FORMS } from '../../../shared/words.ts';
import { allSpaces, proposalsOf, type Space, spaceToRead } from './queries.ts';
import { levelsOf } from '../../people/following/queries.ts';
import { type ProposePage, proposeView, spaceFormView, type SpacesPage, spacesView } from './views.ts';

const NOBODYS: SpacesPage['levels'] = new Map();

const SpaceOut = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: KindWord,
  charter: Type.String(),
  threadCount: Type.Integer(),
  postCount: Type.Integer(),
  language: Nullable(Type.String({ description: 'BCP 47; null for the forum’s' })),
  maths: Type.Boolean(),
  archivedAt: Nullable(Type.Integer({ description: 'Since when it is only read; UTC milliseconds' })),
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
const ProposalBody = Type.Object({
  ...{ name: Line, kind: KindWord, charter: Text },
  look: Type.Optional(Type.Boolean()),
  seen: Type.Optional(
    Type.Array(Line, { maxItems: 10, description: 'With `look`: what you were shown already, by its `slug`' }),
  ),
});

/** A space as its form holds it: the forms that are offered, and words for each form in their order. */
function formValues({ forms, ...space }: Space) {
  const offers = forms ?? OFFERS[space.kind].map((form) => ({ form, words: '' }));
  const words = MEMBER_FORMS.map((form) => offers.find((one) => one.form === form)?.words ?? '');
  return { ...space, forms: offers.map(({ form }) => form), words };
}

async function proposePage(ctx: Ctx, { name, charter }: Values): Promise<ProposePage> {
  const conn = ctx.adda.store.read;
  const typed = { name: String(name ?? ''), charter: String(charter ?? '') };
  return {
    proposals: await proposalsOf(conn, ctx.viewer?.id ?? 0),
    silences: await ownSilences(ctx),
    alike: typed.name === '' ? [] : await spacesLike(conn, ctx.audience, typed),
  };
}

/** Before a space is proposed: what there is like it. */
function alikeRoute(app: FastifyInstance): void {
  apiRead(app, {
    who: 'member',
    query: Type.Object({ name: Line, charter: Type.Optional(Text) }),
    load: (ctx, { query: { name, charter = '' } }) => spacesLike(ctx.adda.store.read, ctx.audience, { name, charter }),
    api: {
      path: '/api/v1/spaces/alike',
      summary: 'Spaces, and proposals that wait (`slug` null), like one that somebody is about to propose',
      tag: 'spaces',
      response: Type.Object({
        alike: Type.Array(Type.Object({ name: Type.String(), charter: Type.String(), slug: Nullable(Type.String()) })),
      }),
      json: (alike) => ({ alike }),
    },
  });
}

export function spaceRoutes(app: FastifyInstance): void {
  alikeRoute(app);
  keptPage(app, {
    path: '/spaces',
    who: 'anyone',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: async (conn, _input, audience) => ({ spaces: await allSpaces(conn, audience), levels: NOBODYS }),
    forViewer: async ({ adda, viewer }, data) =>
      viewer ? { ...data, levels: await levelsOf(adda.store.read, viewer.id, 'space') } : data,
    view: spacesView,
    api: {
      path: '/api/v1/spaces',
      summary: 'All spaces',
      tag: 'spaces',
      response: Type.Object({ spaces: Type.Array(SpaceOut) }),
      json: ({ spaces }) => ({ spaces }),
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
    load: (ctx) => proposePage(ctx, {}),
    view: (ctx, data) => proposeView(ctx, data, blankForm({ kind: 'problem' })),
  });

  action(app, {
    path: '/spaces/propose',
    who: 'member',
    body: ProposalBody,
    run: (ctx, { body: { look, seen = [], ...body } }) =>
      proposeSpace(ctx.adda, ctx.viewer, body, look ? { seen } : null),
    done: () => '/spaces/propose?flash=proposed',
    redraw: async (ctx, { values, error }) =>
      proposeView(ctx, await proposePage(ctx, values), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/proposals',
      summary: 'Propose a space (members); with `look` it is refused as `spaces_alike` where there is one like it',
      tag: 'spaces',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
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
