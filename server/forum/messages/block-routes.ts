/** From whom one takes messages, and whom one blocked. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Line } from '../../platform/http/schemas.ts';
import { MESSAGES_FROM } from '../../../shared/words.ts';
import { setBlock, takeMessagesFrom } from './blocks.ts';
import { blockedBy, takesFromOf } from './people-queries.ts';
import { blockedView } from './views.ts';

const FromWord = Type.Union(MESSAGES_FROM.map((one) => Type.Literal(one)));
const Name = Type.Object({ name: Line });

async function load(ctx: Ctx) {
  const conn = ctx.adda.store.read;
  // Whoever was signed out meanwhile sees the form again, too.
  if (!ctx.viewer) return { takesFrom: 'everyone' as const, blocked: [] };
  return { takesFrom: await takesFromOf(conn, ctx.viewer.id), blocked: await blockedBy(conn, ctx.viewer.id) };
}

export function blockRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/messages/blocked',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => load(ctx),
    view: (ctx, data) => blockedView(ctx, data, blankForm()),
    api: {
      path: '/api/v1/blocks',
      summary: 'From whom you take messages, and whom you blocked',
      tag: 'messages',
      response: Type.Object({
        takesFrom: FromWord,
        blocked: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), slug: Type.String() })),
      }),
      json: ({ takesFrom, blocked }) => ({
        takesFrom,
        blocked: blocked.map(({ id, name, slug }) => ({ id, name, slug })),
      }),
    },
  });
  action(app, {
    path: '/messages/from',
    who: 'member',
    method: 'PUT',
    body: Type.Object({ takesFrom: FromWord }),
    run: (ctx, { body }) => takeMessagesFrom(ctx.adda, ctx.viewer, body.takesFrom),
    done: () => '/messages/blocked?flash=takes-from',
    api: {
      path: '/api/v1/messages/from',
      summary: 'Choose from whom you take messages',
      tag: 'messages',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  for (const isSet of [true, false])
    action(app, {
      path: isSet ? '/messages/block' : '/messages/unblock',
      who: 'member',
      body: Name,
      run: (ctx, { body }) => setBlock(ctx.adda, ctx.viewer, body.name, isSet),
      done: () => `/messages/blocked?flash=${isSet ? 'blocked' : 'unblocked'}`,
      redraw: async (ctx, { values, error }) => blockedView(ctx, await load(ctx), refusedForm(ctx, values, error)),
      api: {
        path: isSet ? '/api/v1/blocks' : '/api/v1/blocks/remove',
        summary: isSet
          ? 'Block a member: no messages, requests or notices of theirs reach you; they are not told'
          : 'Block a member no longer',
        tag: 'messages',
        response: Done,
        json: () => ({ ok: true }),
      },
    });
}
