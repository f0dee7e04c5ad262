import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { postPath } from '../../platform/http/paths.ts';
import { action } from '../../platform/http/routes.ts';
import { Id, MarkWord } from '../../platform/http/schemas.ts';
import { postToRead } from '../threads/access.ts';
import { mark, type Marked } from './actions.ts';
import { MARKING } from './meant.ts';

const MarkedOut = Type.Object({ kind: MarkWord, set: Type.Boolean(), count: Type.Integer() });
const MarkParams = Type.Object({ id: Id, kind: MarkWord });

export function answerRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/p/:id/marks/:kind',
    who: 'member',
    method: 'PUT',
    params: MarkParams,
    body: Type.Object({ set: Type.Optional(Type.Boolean()) }),
    run: (ctx, { params, body }) => mark(ctx.adda, ctx.viewer, params.id, params.kind, body.set ?? true),
    done: (_ctx, { threadId, threadSlug, number }: Marked) =>
      postPath({ id: threadId, slug: threadSlug }, number) + (number === 1 ? '#post-1' : ''),
    async meant(ctx, { params: { id, kind }, body: { set = true } }) {
      const { post, thread } = await postToRead(ctx.adda.store.read, ctx.audience, { id });
      return { act: MARKING, what: `${id}.${kind}.${set ? 'set' : 'back'}`, next: postPath(thread, post.number) };
    },
    api: {
      path: '/api/v1/posts/:id/marks/:kind',
      summary: 'Set your mark, or take it away with set: false (accept, worked, helpful, me_too)',
      tag: 'answers',
      response: MarkedOut,
      json: ({ kind, set, count }) => ({ kind, set, count }),
    },
  });
}
