import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { versionSum } from '../accounts/queries.ts';
import { AddaError } from '../errors.ts';
import type { Ctx } from '../http/context.ts';
import { spacePath, tagPath, threadOut } from '../http/outlets.ts';
import type { Freshness } from '../http/page-cache.ts';
import { type Page, page } from '../http/routes.ts';
import { Cursor as CursorText, readCursor, ThreadOut } from '../http/schemas.ts';
import { allSpaces, busyTags, helpersOf, type Space, spaceBySlug, tagByName } from '../spaces/queries.ts';
import { atomFeed } from './atom.ts';
import {
  type Cursor,
  cursorAfter,
  type FeedName,
  type FeedRow,
  feedRows,
  FEEDS,
  feedVersion,
  rowVersion,
  type Scope,
} from './queries.ts';
import { homeView, spaceView } from './views.ts';
import { LIMITS } from '../../shared/limits.ts';

const TAGS_SHOWN = 20;
const HELPERS_SHOWN = 5;

export type FeedPage = {
  feed: FeedName;
  path: string;
  rows: FeedRow[];
  cursor: Cursor | null;
  next: string | null;
  spaces: Space[];
  space: Space | null;
  tag: string | null;
  tags: { name: string; threadCount: number }[];
  helpers: { id: number; version: number; name: string; slug: string; solved: number; worked: number }[];
};

type Where = { slug?: string; tag?: string };

const cursorText = (cursor: Cursor) => `${cursor.key}-${cursor.id}`;

/** @throws {AddaError} `not_found` for an unknown space or tag */
async function load(
  ctx: Ctx,
  feed: FeedName,
  where: Where,
  after: string | undefined,
): Promise<FeedPage & { scope: Scope }> {
  const conn = ctx.adda.store.read;
  const space = where.slug === undefined ? null : await spaceBySlug(conn, where.slug);
  if (where.slug !== undefined && !space) throw new AddaError('not_found');
  const tag = where.tag === undefined ? null : await tagByName(conn, space!.id, where.tag);
  if (where.tag !== undefined && !tag) throw new AddaError('not_found');
  const scope: Scope = { spaceId: space?.id ?? null, tagId: tag?.id ?? null };
  const cursor = readCursor(after);
  const rows = await feedRows(conn, feed, scope, cursor);
  const hasMore = rows.length > LIMITS.threadsPerPage;
  const shown = rows.slice(0, LIMITS.threadsPerPage);
  const base = tag ? tagPath(space!.slug, tag.name) : space ? spacePath(space.slug) : '/';
  return {
    feed,
    scope,
    path: base,
    rows: shown,
    cursor,
    next: hasMore ? cursorText(cursorAfter(feed, shown.at(-1)!)) : null,
    spaces: space ? [] : await allSpaces(conn),
    space,
    tag: tag?.name ?? null,
    tags: space ? await busyTags(conn, space.id, TAGS_SHOWN) : [],
    helpers: space ? await helpersOf(conn, space.id, HELPERS_SHOWN) : [],
  };
}

/** The page depends on the threads in it with their authors, and on the space's own facts. */
function freshness(ctx: Ctx, data: FeedPage & { scope: Scope }): Freshness {
  const conn = ctx.adda.store.read;
  const { space, helpers } = data;
  const ids = helpers.map((helper) => helper.id);
  const spaceNow = async () => `${(await spaceBySlug(conn, space!.slug))?.version}|${await versionSum(conn, ids)}`;
  const spaceWas = space && `${space.version}|${helpers.reduce((sum, helper) => sum + helper.version, 0)}`;
  // Of the row beyond the page only its being there is shown.
  const joined = (rows: string[], hasMore: boolean) =>
    rows.slice(0, LIMITS.threadsPerPage).join() + (hasMore ? '+' : '');
  return {
    was: `${joined(data.rows.map(rowVersion), data.next !== null)}|${spaceWas ?? ''}`,
    async now() {
      const rows = await feedVersion(conn, data.feed, data.scope, data.cursor);
      return `${joined(rows, rows.length > LIMITS.threadsPerPage)}|${space ? await spaceNow() : ''}`;
    },
  };
}

const FeedQuery = Type.Object({ after: CursorText, said: Type.Optional(Type.String({ maxLength: 40 })) });
const FeedOut = Type.Object({ threads: Type.Array(ThreadOut), next: Type.Union([Type.String(), Type.Null()]) });

const feedJson = (data: FeedPage, { m }: Ctx) => ({
  threads: data.rows.map((row) => threadOut(m, row, { slug: row.spaceSlug, name: row.spaceName, kind: row.spaceKind })),
  next: data.next,
});

const TagParams = Type.Object({ slug: Type.String({ maxLength: 200 }), tag: Type.String({ maxLength: 200 }) });
const SpaceParams = Type.Object({ slug: Type.String({ maxLength: 200 }) });

/** One feed in one scope: its page, its Atom document and its JSON. */
function feedRoute(
  app: FastifyInstance,
  feed: FeedName,
  scope: 'forum' | 'space' | 'tag',
  paths: string[],
  atom: string,
  api: string,
): void {
  const params = scope === 'tag' ? TagParams : scope === 'space' ? SpaceParams : Type.Object({});
  const common = {
    who: 'anyone' as const,
    params,
    query: FeedQuery,
    load: (ctx: Ctx, input: { params: object; query: { after?: string } }) =>
      load(ctx, feed, input.params as Where, input.query.after),
    freshness,
  };
  const [first, ...others] = paths;
  const view = (ctx: Ctx, data: FeedPage) => {
    if (scope === 'forum' && !ctx.site.isSetUp && !ctx.site.hasDemo && data.spaces.length === 0)
      return { redirect: '/setup' };
    return data.space ? spaceView(ctx, data) : homeView(ctx, data);
  };
  const main: Page<typeof params, typeof FeedQuery, FeedPage & { scope: Scope }> = {
    ...common,
    path: first!,
    view,
    api: {
      path: api,
      summary: `Threads, ${feed === 'new' ? 'newest first' : 'questions that need an answer'}, of the ${scope}`,
      tag: 'feeds',
      response: FeedOut,
      json: feedJson,
    },
  };
  page(app, main);
  for (const path of others) page(app, { ...common, path, view });
  page(app, { ...common, path: atom, view: atomFeed, contentType: 'application/atom+xml; charset=utf-8' });
}

export function feedRoutes(app: FastifyInstance): void {
  for (const feed of FEEDS) {
    const isNew = feed === 'new';
    feedRoute(app, feed, 'forum', isNew ? ['/', '/new'] : ['/needs-answer'], `/${feed}.atom`, `/api/v1/feeds/${feed}`);
    feedRoute(
      app,
      feed,
      'space',
      [isNew ? '/s/:slug' : '/s/:slug/needs-answer'],
      `/s/:slug/${feed}.atom`,
      `/api/v1/spaces/:slug/feeds/${feed}`,
    );
    feedRoute(
      app,
      feed,
      'tag',
      [isNew ? '/s/:slug/tag/:tag' : '/s/:slug/tag/:tag/needs-answer'],
      `/s/:slug/tag/:tag/${feed}.atom`,
      `/api/v1/spaces/:slug/tags/:tag/feeds/${feed}`,
    );
  }
}
