/** The public log: of the whole forum, of a space, and its feed. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { page } from '../../platform/http/routes.ts';
import { Id, Nullable, SlugParams } from '../../platform/http/schemas.ts';
import { lastEntry, publicEntries } from '../../platform/audit/queries.ts';
import { spaceToRead } from '../../forum/spaces/queries.ts';
import { factsShown, namedInLog, threadsInLog } from './parts.ts';
import { logFeed, type LogPage, logView } from './views.ts';

const PER_PAGE = 50;

/** `post.hide`; empty where a form was sent without a choice. */
const Act = Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z.-]*$', description: 'Such as `post.hide`' }));
const LogQuery = { act: Act, before: Type.Optional(Id) };
type Asked = { act?: string; before?: number; space?: string };

/** @throws {AddaError} `not_found` for a space that is not there for its reader */
async function load(ctx: Ctx, { act = '', before, space: slug = '' }: Asked): Promise<LogPage> {
  const conn = ctx.adda.store.read;
  const { audience } = ctx;
  const space = slug === '' ? null : await spaceToRead(conn, audience, slug);
  const filter = { ...(act && { act }), ...(space && { spaceId: space.id }) };
  const rows = await publicEntries(conn, audience, filter, before ?? null, PER_PAGE + 1);
  const entries = rows.slice(0, PER_PAGE);
  const last = space ? null : await lastEntry(conn);
  return {
    ...{ space, entries, act: act || null },
    there: await threadsInLog(conn, audience, entries),
    named: await namedInLog(ctx, entries),
    next: rows.length > PER_PAGE ? entries.at(-1)!.number : null,
    isFirst: before === undefined,
    head: last && { number: last.number, hash: last.hash },
  };
}

const EntryOut = Type.Object({
  number: Type.Integer(),
  at: Type.Integer(),
  kind: Type.String(),
  brand: Nullable(Type.String()),
  facts: Type.String({ description: 'JSON, as it was hashed; without the name of a space that is not there for you' }),
  hash: Type.String(),
});

export function auditRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/log',
    who: 'anyone',
    query: Type.Object({ ...LogQuery, space: Type.Optional(Type.String({ maxLength: 200 })) }),
    load: (ctx, { query }) => load(ctx, query),
    view: (ctx, data) =>
      data.space
        ? { redirect: `${spacePath(data.space.slug)}/log${data.act ? `?act=${data.act}` : ''}` }
        : logView(ctx, data),
    api: {
      path: '/api/v1/log',
      summary: 'The public log, or that of a space, newest first; `head` is the hash of the whole log’s last entry',
      tag: 'log',
      response: Type.Object({
        entries: Type.Array(EntryOut),
        next: Nullable(Type.Integer({ description: 'The `before` of the next part' })),
        head: Nullable(Type.String()),
      }),
      json: ({ entries, next, head }) => ({
        entries: entries.map((entry) => ({
          ...{ number: entry.number, at: entry.at, kind: entry.kind, facts: factsShown(entry), hash: entry.hash },
          brand: entry.brandSlug,
        })),
        next,
        head: head?.hash ?? null,
      }),
    },
  });
  const ofSpace = { who: 'anyone' as const, params: SlugParams };
  page(app, {
    ...ofSpace,
    path: '/s/:slug/log',
    query: Type.Object(LogQuery),
    load: (ctx, { params, query }) => load(ctx, { ...query, space: params.slug }),
    view: logView,
  });
  page(app, {
    ...ofSpace,
    path: '/s/:slug/log.atom',
    load: (ctx, { params }) => load(ctx, { space: params.slug }),
    view: logFeed,
    contentType: 'application/atom+xml; charset=utf-8',
  });
}
