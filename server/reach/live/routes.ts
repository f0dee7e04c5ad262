import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { authorize, checkRequest } from '../../platform/http/request-checks.ts';
import { Id, SlugParams } from '../../platform/http/schemas.ts';
import { isOwnOrigin } from '../../platform/http/guards.ts';
import { spaceToRead } from '../../forum/spaces/queries.ts';
import { threadToRead } from '../../forum/threads/access.ts';
import { hubOf } from './hub.ts';
import type { Topic } from './messages.ts';

const Query = Type.Object({
  thread: Type.Optional(Id),
  space: Type.Optional(SlugParams.properties.slug),
  forum: Type.Optional(Type.Boolean()),
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
});

/** What the page shows, as far as its reader may read it. @throws {AddaError} `not_found` */
async function topicsOf(ctx: Ctx, { thread, space, forum }: Static<typeof Query>): Promise<Topic[]> {
  const conn = ctx.adda.store.read;
  const topics: Topic[] = forum ? ['forum'] : [];
  if (thread !== undefined) topics.push(`thread ${(await threadToRead(conn, ctx.audience, thread)).id}`);
  if (space !== undefined) topics.push(`space ${(await spaceToRead(conn, ctx.audience, space)).id}`);
  return topics;
}

/** The socket of an open page. Only members have one, in a session of theirs: visitors' pages are the same for all. */
export function liveRoutes(app: FastifyInstance): void {
  app.decorateRequest('liveTopics', null as unknown as Topic[]);
  app.get<{ Querystring: Static<typeof Query> }>(
    '/live',
    {
      websocket: true,
      attachValidation: true,
      config: { who: 'self' },
      schema: { hide: true, querystring: Query },
      async preHandler(request) {
        const { ctx } = request;
        // A browser sends the cookies of a page of ours along whoever opens the socket.
        if (request.ws && !isOwnOrigin(ctx.adda, request)) throw new AddaError('foreign_origin');
        authorize('self', ctx, false);
        if (!request.ws) throw new AddaError('not_found');
        checkRequest(request);
        const retryAfter = hubOf(ctx.adda).waitToOpen(ctx.viewer!.id);
        if (retryAfter > 0) throw new AddaError('too_many', { retryAfter });
        request.liveTopics = await topicsOf(ctx, request.query);
      },
    },
    (socket, request) => {
      const { adda, viewer, m } = request.ctx;
      const hub = hubOf(adda);
      const { id, closedSpaces, moderates, sessionHash } = viewer!;
      const reader = { id, closedSpaces, moderates };
      const live = hub.sockets.add(socket, { session: sessionHash, reader, topics: request.liveTopics, m });
      const { after } = request.query;
      if (after !== undefined) void hub.catchUp(live, after).catch(() => socket.terminate());
    },
  );
}

declare module 'fastify' {
  interface FastifyRequest {
    liveTopics: Topic[];
  }
}
