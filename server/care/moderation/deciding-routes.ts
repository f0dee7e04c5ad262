/** Decisions that are made in the queue itself: about appeals, and about proposed spaces. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Html } from '../../platform/http/html.ts';
import { refusedForm, type Values } from '../../platform/http/form-state.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { Done, IdParams, Line } from '../../platform/http/schemas.ts';
import { decideProposal } from '../../forum/spaces/actions.ts';
import { decide } from '../acts/appeals.ts';
import { queue } from './queue.ts';
import { queueView } from './views.ts';

/** The queue again with what was typed about one thing in it; what is decided meanwhile is there no more. */
async function again(ctx: Ctx, at: string, values: Values, error: AddaError | null): Promise<Html> {
  if (error && error.code !== 'invalid' && error.code !== 'about_a_brand') throw error;
  return queueView(ctx, await queue(ctx, { at, form: refusedForm(ctx, values, error) }));
}

export function decidingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/moderation/appeals/:id',
    who: 'moderator',
    params: IdParams,
    body: Type.Object({ decision: Type.Union([Type.Literal('uphold'), Type.Literal('dismiss')]), reason: Line }),
    run: (ctx, { params, body }) => decide(ctx.adda, ctx.viewer, params.id, body),
    done: () => '/moderation?flash=decided',
    redraw: (ctx, { params, values, error }) => again(ctx, `appeal-${params.id}`, values, error),
    api: {
      path: '/api/v1/appeals/:id',
      summary: 'Decide an appeal; upheld, the act is taken back',
      tag: 'moderation',
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
    redraw: (ctx, { params, values, error }) => again(ctx, `proposal-${params.id}`, values, error),
    api: {
      path: '/api/v1/spaces/proposals/:id',
      summary: 'Decide on a proposed space (moderators and admins)',
      tag: 'spaces',
      response: Type.Object({ slug: Type.Union([Type.String(), Type.Null()]) }),
      json: ({ slug }) => ({ slug }),
    },
  });
}
