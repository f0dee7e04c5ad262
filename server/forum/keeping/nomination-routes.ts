/** Members of a space elect its moderators. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { Done, IdempotencyKey, IdParams, Line, Nothing, SlugParams, Text } from '../../platform/http/schemas.ts';
import { spaceById } from '../spaces/queries.ts';
import { moderatorsPage } from './moderators-page.ts';
import { moderatorsView } from './moderators-view.ts';
import { nominationById } from './nomination-queries.ts';
import * as actions from './nominations.ts';

const pageOf = (slug: string, said = 'saved') => `${spacePath(slug)}/moderators?flash=${said}`;

/** The page on which a nomination stands. */
async function pageWith(ctx: Ctx, id: number) {
  const conn = ctx.adda.store.read;
  const space = await spaceById(conn, (await nominationById(conn, id))?.spaceId ?? 0);
  if (!space) throw new AddaError('not_found');
  return moderatorsPage(ctx, space.slug);
}

/** What somebody does with a press about a nomination. */
function pressed(
  app: FastifyInstance,
  verb: string,
  summary: string,
  run: (ctx: Ctx, id: number) => Promise<{ slug: string }>,
): void {
  action(app, {
    path: `/nominations/:id/${verb}`,
    who: 'member',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => run(ctx, params.id),
    done: (_ctx, { slug }) => pageOf(slug),
    api: {
      path: `/api/v1/nominations/:id/${verb}`,
      ...{ summary, tag: 'spaces', response: Done },
      json: () => ({ ok: true }),
    },
  });
}

export function nominationRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/s/:slug/nominations',
    who: 'member',
    params: SlugParams,
    body: Type.Object({ name: Line, why: Text, idempotencyKey: IdempotencyKey }),
    async run(ctx, { params, body }) {
      const { id } = await actions.nominate(ctx.adda, ctx.viewer, params.slug, body);
      return { id, slug: params.slug };
    },
    done: (_ctx, { slug }) => pageOf(slug, 'proposed'),
    redraw: async (ctx, { params, values, error }) =>
      moderatorsView(ctx, await moderatorsPage(ctx, params.slug), {
        at: 'nominate',
        form: refusedForm(ctx, values, error),
      }),
    api: {
      path: '/api/v1/spaces/:slug/nominations',
      summary: 'Propose a member, or yourself, as a moderator of a space',
      tag: 'spaces',
      status: 201,
      response: Type.Object({ id: Type.Integer() }),
      json: ({ id }) => ({ id }),
    },
  });
  pressed(app, 'second', 'Support a nomination', ({ adda, viewer }, id) => actions.supportNomination(adda, viewer, id));
  pressed(app, 'accept', 'Accept your nomination', ({ adda, viewer }, id) =>
    actions.answerNomination(adda, viewer, id, true),
  );
  pressed(app, 'decline', 'Decline your nomination', ({ adda, viewer }, id) =>
    actions.answerNomination(adda, viewer, id, false),
  );
  action(app, {
    path: '/nominations/:id/vote',
    who: 'member',
    params: IdParams,
    body: Type.Object({ vote: Type.Union([Type.Literal('yes'), Type.Literal('no')]) }),
    run: (ctx, { params, body }) => actions.vote(ctx.adda, ctx.viewer, params.id, body.vote === 'yes'),
    done: (_ctx, { slug }) => pageOf(slug),
    api: {
      path: '/api/v1/nominations/:id/vote',
      summary: 'Vote about a nomination, or vote otherwise until the vote ends',
      ...{ tag: 'spaces', response: Done },
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/nominations/:id/object',
    who: 'admin',
    params: IdParams,
    body: Type.Object({ reason: Line }),
    run: (ctx, { params, body }) => actions.objectTo(ctx.adda, ctx.viewer, params.id, body),
    done: (_ctx, { slug }) => pageOf(slug),
    redraw: async (ctx, { params, values, error }) =>
      moderatorsView(ctx, await pageWith(ctx, params.id), {
        at: `object-${params.id}`,
        form: refusedForm(ctx, values, error),
      }),
    api: {
      path: '/api/v1/nominations/:id/object',
      summary: 'End a nomination with a public reason (admins)',
      ...{ tag: 'spaces', response: Done },
      json: () => ({ ok: true }),
    },
  });
}
