import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { withFlash } from '../../platform/http/flash.ts';
import { action } from '../../platform/http/routes.ts';
import { followFlash } from '../../platform/layout/flash-view.ts';
import { Done, Id, Line } from '../../platform/http/schemas.ts';
import { localPath } from '../../platform/http/form-state.ts';
import { FOLLOW_KINDS, FOLLOW_LEVELS, USUAL_LEVEL } from '../../../shared/words.ts';
import { follow } from './actions.ts';

const FollowBody = Type.Object({
  kind: Type.Union(FOLLOW_KINDS.map((kind) => Type.Literal(kind))),
  targetId: Id,
  level: Type.Optional(Type.Union([...FOLLOW_LEVELS, 'none' as const].map((level) => Type.Literal(level)))),
  /** As it was before there were levels. */
  set: Type.Optional(Type.Boolean()),
  next: Type.Optional(Line),
});

export function followingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/follow',
    who: 'member',
    method: 'PUT',
    body: FollowBody,
    run: async (ctx, { body: { kind, targetId, level, set = true, next } }) => {
      const wanted = level ?? (set ? USUAL_LEVEL[kind] : 'none');
      const was = (await follow(ctx.adda, ctx.viewer, { kind, targetId }, wanted === 'none' ? null : wanted)) ?? 'none';
      return { next, flash: followFlash(kind, targetId, was, wanted) };
    },
    done: (_ctx, { next, flash }) => withFlash(localPath(next, '/following'), flash),
    api: {
      path: '/api/v1/follows',
      summary: 'Follow a space, a tag, a member or a thread by a level (all, mine, muted), or no more (none)',
      tag: 'following',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
