import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { threadPath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { Done, IdParams } from '../../platform/http/schemas.ts';
import { finishParticipation, finishThread, joinChallenge } from './actions.ts';

const SetBody = Type.Object({ set: Type.Optional(Type.Boolean()) });

const STEPS = [
  ['finish', finishThread, 'Say that your journey or challenge is over, or goes on with set: false'],
  ['join', joinChallenge, 'Join a challenge, or leave it with set: false'],
  ['done', finishParticipation, 'Say that you did what a challenge asks, or not yet with set: false'],
] as const;

/** The course of journeys and challenges. */
export function milestoneRoutes(app: FastifyInstance): void {
  for (const [word, run, summary] of STEPS)
    action(app, {
      path: `/t/:id/${word}`,
      who: 'member',
      method: 'PUT',
      params: IdParams,
      body: SetBody,
      run: (ctx, { params, body }) => run(ctx.adda, ctx.viewer, params.id, body.set ?? true),
      done: (_ctx, { threadId, threadSlug }) => `${threadPath({ id: threadId, slug: threadSlug })}?flash=saved`,
      api: { path: `/api/v1/threads/:id/${word}`, summary, tag: 'threads', response: Done, json: () => ({ ok: true }) },
    });
}
