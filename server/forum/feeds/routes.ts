import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { followedThreads, followable } from './following.ts';
import { voteUntil } from '../keeping/nomination-queries.ts';
import { type Fresh, freshIn, readsOf } from '../reading/queries.ts';
import { withNoted } from '../reading/reads.ts';
import { followed, type Followed, levelOf, mutedBy } from '../../people/following/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { threadOut } from '../../platform/http/presenters.ts';
import { spacePath, tagPath } from '../../platform/http/paths.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Face } from '../../platform/authors/face.ts';
import type { CommonParts } from '../../platform/http/common-parts.ts';
import { keptPage } from '../../platform/http/kept-page.ts';
import { type PageShape, page } from '../../platform/http/routes.ts';
import type { Conn } from '../../platform/store/store.ts';
import { Cursor as CursorText, readCursor, ThreadOut } from '../../platform/http/schemas.ts';
import { allSpaces, busyTags, helpersOf, type Space, spaceToRead, tagByName } from '../spaces/queries.ts';
import { atomFeed } from './atom.ts';
import {
  type Cursor,
  cursorAfter,
  type FeedName,
  type FeedRow,
  feedRows,
  FEEDS,
  feedOrder,
  type OpenFeed,
  peopleIn,
  pinnedRows,
  rowsByIds,
  type Scope,
} from './queries.ts';
import { homeView, spaceView } from './views.ts';
import { welcomeView } from './welcome.ts';
import type { FollowLevel } from '../../../shared/words.ts';
import { isMutedInList } from '../../rules/muted.ts';
import { LIMITS } from '../../../shared/limits.ts';

const TAGS_SHOWN = 20;
const HELPERS_SHOWN = 5;

export type FeedPage = {
  feed: FeedName;
  path: string;
  scope: Scope;
  rows: FeedRow[];
  /** Those that moderators put above the others. */
  pinned: FeedRow[];
  cursor: Cursor | null;
  next: string | null;
  spaces: Space[];
  space: Space | null;
  tag: string | null;
  tags: { name: string; threadCount: number }[];
  /** What this viewer follows here: the space or the tag itself; and of their own list, all of it. */
  level: FollowLevel | null;
  /** Those who take part in what is shown, by account. */
  people: Map<number, Face>;
  /** What came after what this viewer has read, by thread. */
  fresh: Map<number, Fresh>;
  followed: Followed | null;
  /** How many threads are left out, as this viewer muted them or what they are of. */
  mutedCount: number;
  /** Until when members vote about a moderator here, for those who may be among them. */
  voteUntil: number | null;
  helpers: { id: number; version: number; name: string; slug: string; solved: number; worked: number }[];
};

type Where = { slug?: string; tag?: string };

const cursorText = (cursor: Cursor) => `${cursor.key}-${cursor.id}`;

type Rows = (conn: Conn, audience: Audience, scope: Scope, cursor: Cursor | null) => Promise<FeedRow[]>;

const openRows =
  (feed: OpenFeed): Rows =>
  (conn, audience, scope, cursor) =>
    feedRows(conn, audience, feed, scope, cursor);

/** The newest of what a member follows. */
const followedRows: Rows = async (conn, audience, scope, cursor) => {
  const one = LIMITS.threadsPerPage + 1;
  return rowsByIds(conn, audience, await followedThreads(conn, audience, audience.accountId!, scope, cursor, one));
};

/** @throws {AddaError} `not_found` for an unknown space or tag */
async function load(
  conn: Conn,
  audience: Audience,
  feed: FeedName,
  where: Where,
  after: string | undefined,
  rowsOf: Rows,
): Promise<FeedPage> {
  const space = where.slug === undefined ? null : await spaceToRead(conn, audience, where.slug);
  const tag = where.tag === undefined ? null : await tagByName(conn, audience, space!.id, where.tag);
  if (where.tag !== undefined && !tag) throw new AddaError('not_found');
  const scope: Scope = { spaceId: space?.id ?? null, tagId: tag?.id ?? null };
  const cursor = readCursor(after, feed === 'among-members' || feed === 'following');
  const rows = await rowsOf(conn, audience, scope, cursor);
  const hasMore = rows.length > LIMITS.threadsPerPage;
  const shown = rows.slice(0, LIMITS.threadsPerPage);
  const pinned = space && !tag && !cursor ? await pinnedRows(conn, audience, space.id) : [];
  const base = tag ? tagPath(space!.slug, tag.name) : space ? spacePath(space.slug) : '/';
  return {
    feed,
    scope,
    path: base,
    rows: shown,
    pinned,
    people: await peopleIn(conn, [...shown, ...pinned]),
    cursor,
    next: hasMore ? cursorText(cursorAfter(feed, scope, shown.at(-1)!)) : null,
    spaces: space ? [] : await allSpaces(conn, audience),
    space,
    tag: tag?.name ?? null,
    tags: space ? await busyTags(conn, audience, space.id, TAGS_SHOWN) : [],
    helpers: space ? await helpersOf(conn, space.id, HELPERS_SHOWN) : [],
    level: null,
    fresh: new Map(),
    followed: null,
    mutedCount: 0,
    voteUntil: null,
  };
}

/** What is fresh in these threads for who has read them before. What is hidden, or held, is fresh for nobody. */
async function freshOf(ctx: Ctx, accountId: number, rows: FeedRow[]): Promise<Map<number, Fresh>> {
  const conn = ctx.adda.store.read;
  const ids = rows.map(({ id }) => id);
  const reads = withNoted(ctx.adda, accountId, ids, await readsOf(conn, accountId, ids));
  const begun = rows.flatMap(({ id, nextNumber }): [number, number][] => {
    const readTo = reads.get(id) ?? Infinity;
    return nextNumber - 1 > readTo ? [[id, readTo]] : [];
  });
  return freshIn(conn, ctx.audience, accountId, new Map(begun));
}

/** Adds what this viewer follows. */
async function forViewer(ctx: Ctx, data: FeedPage): Promise<FeedPage> {
  const { viewer } = ctx;
  if (!viewer) return data;
  const conn = ctx.adda.store.read;
  const what = followable(data.scope);
  const shown = [...data.rows, ...data.pinned].map(({ id }) => id);
  const mutes = await mutedBy(conn, viewer.id, shown);
  const rows = data.rows.filter((row) => !isMutedInList(row, mutes, data.scope));
  return {
    ...data,
    rows,
    mutedCount: data.rows.length - rows.length,
    fresh: await freshOf(ctx, viewer.id, [...data.rows, ...data.pinned]),
    level: what && (await levelOf(conn, viewer.id, what)),
    voteUntil: data.space && !data.tag ? await voteUntil(conn, data.space.id, Date.now()) : null,
    followed: data.feed === 'following' && !what ? await followed(conn, ctx.audience, viewer.id) : null,
  };
}

/** Which threads are shown, in which order, and whether others follow. */
function besides(conn: Conn, data: FeedPage, audience: Audience) {
  const order = (ids: number[], hasMore: boolean) => ids.slice(0, LIMITS.threadsPerPage).join() + (hasMore ? '+' : '');
  return {
    was: order(
      data.rows.map(({ id }) => id),
      data.next !== null,
    ),
    async now() {
      const ids = await feedOrder(conn, audience, data.feed as OpenFeed, data.scope, data.cursor);
      return order(ids, ids.length > LIMITS.threadsPerPage);
    },
  };
}

const FeedQuery = Type.Object({ after: CursorText, flash: Type.Optional(Type.String({ maxLength: 40 })) });
const FeedOut = Type.Object({ threads: Type.Array(ThreadOut), next: Type.Union([Type.String(), Type.Null()]) });

const feedJson = (data: FeedPage, { m }: Ctx) => ({
  threads: data.rows.map((row) =>
    threadOut(m, row, { slug: row.spaceSlug, name: row.spaceName, kind: row.spaceKind, language: row.spaceLanguage }),
  ),
  next: data.next,
});

const TagParams = Type.Object({ slug: Type.String({ maxLength: 200 }), tag: Type.String({ maxLength: 200 }) });
const SpaceParams = Type.Object({ slug: Type.String({ maxLength: 200 }) });

const SUMMARIES: Record<FeedName, string> = {
  'among-members': 'those in which members talk to members first',
  'needs-answer': 'questions that need an answer',
  new: 'newest first',
  following: 'of what you follow',
};

const PARAMS = { forum: Type.Object({}), space: SpaceParams, tag: TagParams };
const BASES = { forum: '', space: '/s/:slug', tag: '/s/:slug/tag/:tag' };
const API_BASES = { forum: '', space: '/spaces/:slug', tag: '/spaces/:slug/tags/:tag' };

/** One feed in one scope: its page, its JSON and, where it is the same for everybody, its Atom document. */
function feedRoute(app: FastifyInstance, feed: FeedName, scope: keyof typeof BASES): void {
  const params = PARAMS[scope];
  const base = BASES[scope];
  const common = { params, query: FeedQuery, forViewer };
  const view = (ctx: Ctx, data: FeedPage, parts?: CommonParts<FeedPage>) => {
    if (scope === 'forum' && !ctx.site.isSetUp && !ctx.site.hasDemo && data.spaces.length === 0)
      return { redirect: '/setup' };
    return data.space ? spaceView(ctx, data, parts) : homeView(ctx, data, parts);
  };
  const main: PageShape<typeof params, typeof FeedQuery, FeedPage> = {
    ...common,
    who: feed === 'following' ? 'member' : 'anyone',
    path: feed === FEEDS[0] ? base || '/' : `${base}/${feed}`,
    view,
    api: {
      path: `/api/v1${API_BASES[scope]}/feeds/${feed}`,
      summary: `Threads of the ${scope}: ${SUMMARIES[feed]}`,
      tag: 'feeds',
      response: FeedOut,
      json: feedJson,
    },
  };
  if (feed === 'following') {
    page(app, {
      ...main,
      load: (ctx, { params: where, query }) =>
        load(ctx.adda.store.read, ctx.audience, feed, where, query.after, followedRows),
    });
    return;
  }
  const shared = {
    besides,
    load: (conn: Conn, input: { params: object; query: { after?: string } }, audience: Audience) =>
      load(conn, audience, feed, input.params, input.query.after, openRows(feed)),
  };
  keptPage(app, { ...main, ...shared });
  const atom = { view: atomFeed, contentType: 'application/atom+xml; charset=utf-8' };
  keptPage(app, { ...common, ...shared, ...atom, who: 'anyone', path: `${base}/${feed}.atom` });
}

/** The first page of a feed of the whole forum, as this viewer sees it. */
const firstPage = async (ctx: Ctx, feed: OpenFeed) =>
  forViewer(ctx, await load(ctx.adda.store.read, ctx.audience, feed, {}, undefined, openRows(feed)));

export function feedRoutes(app: FastifyInstance): void {
  for (const feed of FEEDS) for (const scope of ['forum', 'space', 'tag'] as const) feedRoute(app, feed, scope);
  page(app, {
    path: '/welcome',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: async (ctx) => ({
      needs: await firstPage(ctx, 'needs-answer'),
      among: await firstPage(ctx, 'among-members'),
    }),
    view: welcomeView,
  });
}
