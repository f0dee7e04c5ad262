/** Asking to be let into a private space, at an address that its moderators give away. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, IdParams, Nothing, SlugParams, Text } from '../../platform/http/schemas.ts';
import { hasRoster } from '../../rules/memberships.ts';
import type { Space } from '../spaces/queries.ts';
import * as actions from './actions.ts';
import { spaceByJoinCode } from './queries.ts';
import { rosterPage } from './roster-page.ts';
import { joinView, rosterView } from './views.ts';

const CodeParams = Type.Object({ code: Type.String({ maxLength: 100 }) });

async function spaceAtDoor(ctx: Ctx, code: string): Promise<Space> {
  const space = await spaceByJoinCode(ctx.adda.store.read, code);
  if (!space || !hasRoster(space)) throw new AddaError('not_found');
  return space;
}

export function joinRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/s/:slug/join-code',
    who: 'moderator',
    params: SlugParams,
    body: Nothing,
    async run(ctx, { params }) {
      const code = await actions.makeJoinCode(ctx.adda, ctx.viewer, params.slug);
      const url = `${ctx.adda.config.origin}/join/${code}`;
      return { url, view: rosterView(ctx, await rosterPage(ctx, params.slug, 1, url)) };
    },
    done: (_ctx, { view }) => view,
    api: {
      path: '/api/v1/spaces/:slug/join-code',
      summary: 'A new address at which one asks to be let in, shown once',
      tag: 'spaces',
      response: Type.Object({ url: Type.String() }),
      json: ({ url }) => ({ url }),
    },
  });
  action(app, {
    path: '/s/:slug/join-code/end',
    who: 'moderator',
    params: SlugParams,
    body: Nothing,
    async run(ctx, { params }) {
      await actions.endJoinCode(ctx.adda, ctx.viewer, params.slug);
      return params;
    },
    done: (_ctx, { slug }) => `${spacePath(slug)}/members?flash=saved`,
    api: {
      path: '/api/v1/spaces/:slug/join-code/end',
      summary: 'The address to ask at leads nowhere any more',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  page(app, {
    path: '/join/:code',
    who: 'member',
    params: CodeParams,
    load: (ctx, { params }) => spaceAtDoor(ctx, params.code).then((space) => ({ space, code: params.code })),
    view: (ctx, { space, code }) => joinView(ctx, space, code),
  });
  action(app, {
    path: '/join/:code',
    who: 'member',
    params: CodeParams,
    body: Type.Object({ words: Type.Optional(Text) }),
    run: (ctx, { params, body }) => actions.askToJoin(ctx.adda, ctx.viewer, params.code, { words: body.words ?? '' }),
    done: () => '/spaces?flash=joinAsked',
    redraw: async (ctx, { params, values, error }) =>
      joinView(ctx, await spaceAtDoor(ctx, params.code), params.code, refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/join/:code',
      summary: 'Ask to be let into a private space',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/join-requests/:id',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({ decision: Type.Union([Type.Literal('grant'), Type.Literal('refuse')]) }),
    run: (ctx, { params, body }) => actions.decideRequest(ctx.adda, ctx.viewer, params.id, body.decision === 'grant'),
    done: (_ctx, { slug }) => `${spacePath(slug)}/members?flash=decided`,
    api: {
      path: '/api/v1/join-requests/:id',
      summary: 'Decide who is let in',
      tag: 'spaces',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
