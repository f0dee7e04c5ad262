import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { action } from '../../platform/http/routes.ts';
import { Done, Id, Line } from '../../platform/http/schemas.ts';
import { localPath } from '../../platform/http/form-state.ts';
import { FOLLOW_KINDS } from '../../../shared/words.ts';
import { follow } from './actions.ts';

const FollowBody = Type.Object({
  kind: Type.Union(FOLLOW_KINDS.map((kind) => Type.Literal(kind))),
  targetId: Id,
  set: Type.Optional(Type.Boolean()),
  next: Type.Optional(Line),
});

export function followingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/follow',
    who: 'member',
    method: 'PUT',
    body: FollowBody,
    run: async (ctx, { body: { kind, targetId, set, next } }) => {
      await follow(ctx.adda, ctx.viewer, { kind, targetId }, set ?? true);
      return next;
    },
    done: (_ctx, next) => localPath(next, '/following'),
    api: {
      path: '/api/v1/follows',
      summary: 'Follow a space, a tag or a member, or stop it with set: false',
      tag: 'following',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
