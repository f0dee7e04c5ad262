/** What a text that is being written may name: members, tags, threads. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { mentionKey } from '../../../shared/mentions.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { apiRead } from '../../platform/http/routes.ts';
import { Id, Line } from '../../platform/http/schemas.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { cleanLine } from '../../../shared/text.ts';
import { threadsSaying } from '../search/alike-queries.ts';
import { allSpaces, tagsCalled } from '../spaces/queries.ts';
import { threadToRead } from '../threads/access.ts';
import { placeOf, type Where } from './preview.ts';
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

const TAGS_SHOWN = 4;
const THREADS_SHOWN = 6;

/** Tags of the space that begin so, and, where they are asked for, threads that say these words: those of the space first. */
async function referable(ctx: Ctx, typed: string, where: Where, only?: 'tags') {
  const { read } = ctx.adda.store;
  const words = cleanLine(typed);
  const place = await placeOf(ctx, where);
  const tags = place ? await tagsCalled(read, ctx.audience, place.spaceId, words.toLowerCase(), TAGS_SHOWN) : [];
  if (only === 'tags') return { tags, threads: [] };
  const besides = place?.threadId ?? 0;
  const find = (spaceIds: number[], limit: number) =>
    threadsSaying(ctx.adda, ctx.audience, words, { spaceIds, besides, limit });
  const here = place ? await find([place.spaceId], THREADS_SHOWN) : [];
  const spaces = here.length < THREADS_SHOWN ? await allSpaces(read, ctx.audience) : [];
  const elsewhere = spaces.flatMap(({ id }) => (id === place?.spaceId ? [] : [id]));
  const others = elsewhere.length > 0 ? await find(elsewhere, THREADS_SHOWN - here.length) : [];
  return { tags, threads: [...here, ...others] };
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

  apiRead(app, {
    who: 'member',
    query: Type.Object({
      words: Type.String({ maxLength: 120 }),
      at: Type.Optional(Line),
      space: Type.Optional(Line),
      only: Type.Optional(Type.Literal('tags')),
    }),
    load: (ctx, { query: { words, only, ...where } }) => referable(ctx, words, where, only),
    api: {
      path: '/api/v1/references',
      summary: 'Tags and threads that a post may refer to by these words, those of its space first',
      tag: 'threads',
      response: Type.Object({
        tags: Type.Array(Type.String()),
        threads: Type.Array(Type.Object({ title: Type.String(), url: Type.String() })),
      }),
      json: ({ tags, threads }) => ({
        tags,
        threads: threads.map(({ id, slug, title }) => ({ title, url: threadPath({ id, slug }) })),
      }),
    },
  });
}
