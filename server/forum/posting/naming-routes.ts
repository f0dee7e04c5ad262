/** Whom a text that is being written may name. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { mentionKey } from '../../../shared/mentions.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { apiRead } from '../../platform/http/routes.ts';
import { Id } from '../../platform/http/schemas.ts';
import { threadToRead } from '../threads/access.ts';
import { membersCalled, writersCalled } from './mention-queries.ts';

const SHOWN = 8;

/** Those whose names begin so: who takes part first; for brand staff nobody else. @throws {AddaError} `not_found` */
async function nameable(ctx: Ctx, typed: string, threadId: number | undefined) {
  const conn = ctx.adda.store.read;
  const key = mentionKey(typed);
  const thread = threadId === undefined ? null : await threadToRead(conn, ctx.audience, threadId);
  const there = thread ? await writersCalled(conn, ctx.audience, thread.id, key, SHOWN) : [];
  if (ctx.may.speakForBrand || there.length === SHOWN || key === '') return there;
  const known = new Set(there.map(({ slug }) => slug));
  const others = await membersCalled(conn, key, thread?.spaceId ?? null, SHOWN);
  return [...there, ...others.filter(({ slug }) => !known.has(slug))].slice(0, SHOWN);
}

export function namingRoutes(app: FastifyInstance): void {
  apiRead(app, {
    who: 'member',
    query: Type.Object({ name: Type.String({ maxLength: 60 }), thread: Type.Optional(Id) }),
    load: (ctx, { query }) => nameable(ctx, query.name, query.thread),
    api: {
      path: '/api/v1/mentions',
      summary: 'Members whom a post may name and whose names begin so, those of the thread first',
      tag: 'members',
      response: Type.Object({ members: Type.Array(Type.Object({ name: Type.String(), slug: Type.String() })) }),
      json: (members) => ({ members }),
    },
  });
}
