import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdempotencyKey, Line, Nothing, PageNumber, SlugParams, Text } from '../../platform/http/schemas.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { SPACE_ACCESS } from '../../../shared/words.ts';
import { type Space, spaceToRead } from '../spaces/queries.ts';
import * as actions from './actions.ts';
import { rosterPage } from './roster-page.ts';
import { keepView, rosterView } from './views.ts';

const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));
const Flash = Type.Optional(Type.String({ maxLength: 40 }));
const KeepBody = Type.Object({
  rules: Text,
  joinQuestion: Type.Optional(Line),
  slowMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});

const spaceOf = (ctx: Ctx, slug: string) => spaceToRead(ctx.adda.store.read, ctx.audience, slug);

/** A space for those who keep it. @throws {AddaError} `not_found`, `forbidden` */
async function keptSpace(ctx: Ctx, slug: string): Promise<Space> {
  const space = await spaceOf(ctx, slug);
  const no = whyNotModerate(ctx.viewer, space.id);
  if (no) throw new AddaError(no);
  return space;
}

function keepRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/s/:slug/keep',
    who: 'moderator',
    params: SlugParams,
    query: Type.Object({ flash: Flash }),
    load: (ctx, { params }) => keptSpace(ctx, params.slug),
    view: (ctx, space) => keepView(ctx, space, blankForm({ ...space })),
  });
  action(app, {
    path: '/s/:slug/keep',
    who: 'moderator',
    params: SlugParams,
    body: KeepBody,
    async run(ctx, { params, body }) {
      await actions.keepSpace(ctx.adda, ctx.viewer, params.slug, { ...body, slowMinutes: body.slowMinutes ?? 0 });
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/keep?flash=saved`,
    redraw: async (ctx, { params, values, error }) =>
      keepView(ctx, await keptSpace(ctx, params.slug), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/:slug/keep',
      summary: 'House rules and pace of a space',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/s/:slug/access',
    who: 'moderator',
    params: SlugParams,
    body: Type.Object({ access: words(SPACE_ACCESS) }),
    async run(ctx, { params, body }) {
      await actions.giveAccess(ctx.adda, ctx.viewer, params.slug, body.access);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/keep?flash=saved`,
    async redraw(ctx, { params, values, error }) {
      const space = await keptSpace(ctx, params.slug);
      const refused = refusedForm(ctx, values, error);
      // The sentence for threads speaks of two places.
      const message = error?.code === 'across_border' ? ctx.m.keeping.access.refused : refused.message;
      return keepView(ctx, space, blankForm({ ...space }), { ...refused, message });
    },
    api: {
      path: '/api/v1/spaces/:slug/access',
      summary: 'Who may read a space',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/s/:slug/archive',
    who: 'moderator',
    params: SlugParams,
    body: Type.Object({ set: Type.Boolean() }),
    async run(ctx, { params, body }) {
      await actions.archiveSpace(ctx.adda, ctx.viewer, params.slug, body.set);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/keep?flash=saved`,
    api: {
      path: '/api/v1/spaces/:slug/archive',
      summary: 'Archive a space, or open it again',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

function rosterRoutes(app: FastifyInstance): void {
  const path = '/s/:slug/members';
  page(app, {
    path,
    who: 'member',
    params: SlugParams,
    query: Type.Object({ page: PageNumber, flash: Flash }),
    load: (ctx, { params, query }) => rosterPage(ctx, params.slug, query.page ?? 1),
    view: (ctx, data) => rosterView(ctx, data),
    api: {
      path: '/api/v1/spaces/:slug/members',
      summary: 'Who belongs to a private space, for those who do',
      tag: 'spaces',
      response: Type.Object({
        members: Type.Array(Type.Object({ name: Type.String(), since: Type.Integer() })),
        count: Type.Integer(),
      }),
      json: ({ people, count }) => ({
        members: people.map(({ name, createdAt }) => ({ name, since: createdAt })),
        count,
      }),
    },
  });
  action(app, {
    path,
    who: 'moderator',
    params: SlugParams,
    body: Type.Object({ name: Line, idempotencyKey: IdempotencyKey }),
    async run(ctx, { params, body }) {
      await actions.letIn(ctx.adda, ctx.viewer, params.slug, body.name);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/members?flash=saved`,
    redraw: async (ctx, { params, values, error }) =>
      rosterView(ctx, await rosterPage(ctx, params.slug, 1), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/spaces/:slug/members',
      summary: 'Let a member into a private space',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: `${path}/:name/out`,
    who: 'member',
    params: Type.Object({ slug: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 200 }) }),
    body: Nothing,
    async run(ctx, { params }) {
      await actions.letOut(ctx.adda, ctx.viewer, params.slug, params.name);
      return { ...params, isSelf: ctx.viewer?.slug === params.name };
    },
    done: (_ctx, { slug, isSelf }) => (isSelf ? '/spaces?flash=saved' : `${spacePath(slug)}/members?flash=saved`),
    api: {
      path: '/api/v1/spaces/:slug/members/:name/out',
      summary: 'Let a member out, or leave',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

export function keepingRoutes(app: FastifyInstance): void {
  keepRoutes(app);
  rosterRoutes(app);
}
