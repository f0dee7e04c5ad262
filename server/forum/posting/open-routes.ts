import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { postPath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { Done, IdParams } from '../../platform/http/schemas.ts';
import { TRUST_STEPS } from '../../../shared/words.ts';
import { openPost } from './open.ts';

const TO = [...TRUST_STEPS, 'nobody'] as const;
const words = <T extends string>(list: readonly T[]) => Type.Union(list.map((word) => Type.Literal(word)));

/** Letting others change a post. */
export function openRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/p/:id/open',
    who: 'member',
    method: 'PUT',
    params: IdParams,
    body: Type.Object({
      /** How far the forum has to trust whoever changes it. */
      to: Type.Optional(words(TO)),
    }),
    run: (ctx, { params, body: { to = 'known' } }) =>
      openPost(ctx.adda, ctx.viewer, params.id, TRUST_STEPS.find((step) => step === to) ?? null),
    done: (_ctx, { threadId, threadSlug, number, to }) => {
      const path = postPath({ id: threadId, slug: threadSlug }, number);
      return `${path}?flash=${to === null ? 'closed_post' : 'opened_post'}${number === 1 ? '#post-1' : ''}`;
    },
    api: {
      path: '/api/v1/posts/:id/open',
      summary: 'Let members change your post, or as a moderator another’s; `nobody` takes it back',
      tag: 'posts',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
