import { and, asc, type Column, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { pollAskedFirst } from '../threads/poll-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Face } from '../../platform/authors/face.ts';
import { participantsOf } from '../../rules/thread-state.ts';
import type { Kind } from '../../../shared/words.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { alongVisible, threadsFor, threadsPrepared } from '../../platform/audience/scope-queries.ts';
import type { Conn, Query } from '../../platform/store/store.ts';
import type { Tables } from '../../platform/store/define.ts';
import { authorColumns, sawAuthors } from '../../platform/authors/queries.ts';
import { changesAt, saw } from '../../platform/store/seen.ts';

/** In the order in which they are offered; `following` is only for who is signed in. */
export const FEEDS = ['among-members', 'needs-answer', 'new', 'following'] as const;
export type FeedName = (typeof FEEDS)[number];
/** Those that everybody sees alike. */
export type OpenFeed = Exclude<FeedName, 'following'>;
/** Which threads: of the whole forum, of a space, or of one of its tags. */
export type Scope = { spaceId: number | null; tagId: number | null };
/** The order columns of the last thread of the page before. */
export type Cursor = { key: number; id: number };

type Range = { where: SQL | undefined; order: SQL[] };

/** A range of an index on (key, id), from its end or behind a cursor. */
function along(
  key: Column,
  id: Column,
  direction: 'up' | 'down',
  cursor: Cursor | null,
): { after?: SQL; order: SQL[] } {
  const [at, behind] = [sql.placeholder('key'), sql.placeholder('id')];
  const order = direction === 'up' ? [asc(key), asc(id)] : [desc(key), desc(id)];
  if (!cursor) return { order };
  const after =
    direction === 'up' ? sql`(${key}, ${id}) > (${at}, ${behind})` : sql`(${key}, ${id}) < (${at}, ${behind})`;
  return { after, order };
}

/** Order, filter and cursor of each feed; every one is a range of one index, of a tag's feeds in `thread_tags`. */
function range(t: Tables, audience: SQL, feed: OpenFeed, scope: Scope, cursor: Cursor | null): Range {
  const { threads: h, threadTags: x } = t;
  const inSpace = scope.spaceId && !scope.tagId ? eq(h.spaceId, sql.placeholder('spaceId')) : undefined;
  if (feed === 'needs-answer') {
    const { after, order } = scope.tagId
      ? along(x.needsKey, x.threadId, 'up', cursor)
      : along(h.needsKey, h.id, 'up', cursor);
    const needs = scope.tagId ? sql`${x.needsKey} is not null` : sql`${h.needsAnswer}`;
    return { where: and(needs, audience, inSpace, after), order };
  }
  if (feed === 'among-members') {
    const { after, order } = scope.tagId
      ? along(x.spaceRankKey, x.threadId, 'down', cursor)
      : along(scope.spaceId ? h.spaceRankKey : h.rankKey, h.id, 'down', cursor);
    const ranked = scope.tagId ? sql`${x.rankKey} is not null` : sql`${h.rankKey} is not null`;
    return { where: and(ranked, audience, inSpace, after), order };
  }
  const { after, order } = scope.tagId
    ? along(x.createdAt, x.threadId, 'down', cursor)
    : along(h.createdAt, h.id, 'down', cursor);
  return { where: and(alongVisible(t), audience, inSpace, after), order };
}

const rowColumns = (t: Tables) => ({
  id: t.threads.id,
  spaceId: t.threads.spaceId,
  slug: t.threads.slug,
  title: t.threads.title,
  excerpt: t.threads.excerpt,
  poll: pollAskedFirst(t),
  form: t.threads.form,
  state: t.threads.state,
  tagNames: t.threads.tagNames,
  authorId: t.threads.authorId,
  authorLabel: t.threads.authorLabel,
  ...authorColumns(t, t.threads),
  participantCount: t.threads.participantCount,
  firstParticipants: t.threads.firstParticipants,
  topCount: t.threads.topCount,
  replyCount: t.threads.replyCount,
  answerCount: t.threads.answerCount,
  workedCount: t.threads.workedCount,
  meTooCount: t.threads.meTooCount,
  noteCount: t.threads.noteCount,
  nextNumber: t.threads.nextNumber,
  version: t.threads.version,
  needsKey: t.threads.needsKey,
  rankKey: t.threads.rankKey,
  spaceRankKey: t.threads.spaceRankKey,
  rankFacts: t.threads.rankFacts,
  meTooRecent: t.threads.meTooRecent,
  picture: t.threads.picture,
  opensAt: t.threads.opensAt,
  closesAt: t.threads.closesAt,
  closedAt: t.threads.closedAt,
  closeReason: t.threads.closeReason,
  createdAt: t.threads.createdAt,
  lastPostAt: t.threads.lastPostAt,
  spaceName: sql<string>`${t.spaces.name}`,
  spaceSlug: sql<string>`${t.spaces.slug}`,
  spaceKind: sql<Kind>`${t.spaces.kind}`,
  spaceLanguage: t.spaces.language,
});

function scoped(q: Query, t: Tables, scope: Scope) {
  const base = q
    .select(rowColumns(t))
    .from(t.threads)
    // Every thread has a space; an outer join keeps planners from beginning with the spaces and sorting afterwards.
    .leftJoin(t.spaces, eq(t.spaces.id, t.threads.spaceId))
    .leftJoin(t.accounts, eq(t.accounts.id, t.threads.authorId))
    .leftJoin(t.postLabels, and(eq(t.postLabels.threadId, t.threads.id), eq(t.postLabels.number, 1)))
    .leftJoin(t.brands, eq(t.brands.id, t.postLabels.brandId))
    .leftJoin(t.grants, eq(t.grants.id, t.postLabels.grantId));
  return scope.tagId
    ? base.innerJoin(
        t.threadTags,
        and(eq(t.threadTags.threadId, t.threads.id), eq(t.threadTags.tagId, sql.placeholder('tagId'))),
      )
    : base;
}

/** One page of a feed and one row more, so that the caller knows whether a next page exists. */
export async function feedRows(conn: Conn, audience: Audience, feed: OpenFeed, scope: Scope, cursor: Cursor | null) {
  const there = threadsPrepared(conn, audience);
  const name = `feed ${feed} ${scope.tagId ? 'tag' : scope.spaceId ? 'space' : 'all'} ${cursor ? 'after' : 'first'} ${there.shape}`;
  const rows = await conn
    .prepared(name, (q, t) => {
      const { where, order } = range(t, there.where, feed, scope, cursor);
      return scoped(q, t, scope)
        .where(where)
        .orderBy(...order)
        .limit(LIMITS.threadsPerPage + 1);
    })
    .execute({ ...scope, ...cursor, ...there.values });
  // Of the row beyond the page only its being there is shown.
  for (const { id, version } of rows.slice(0, LIMITS.threadsPerPage)) saw(conn, 'threads', id, version);
  sawAuthors(conn, rows.slice(0, LIMITS.threadsPerPage));
  return rows;
}

export type FeedRow = Awaited<ReturnType<typeof feedRows>>[number];

/** Which threads a page of the feed shows, in order, and the one after them. */
export async function feedOrder(
  conn: Conn,
  audience: Audience,
  feed: OpenFeed,
  scope: Scope,
  cursor: Cursor | null,
): Promise<number[]> {
  const there = threadsPrepared(conn, audience);
  const name = `feed order ${feed} ${scope.tagId ? 'tag' : scope.spaceId ? 'space' : 'all'} ${cursor ? 'after' : 'first'} ${there.shape}`;
  const [row] = await conn
    .prepared(name, (q, t) => {
      const { where, order } = range(t, there.where, feed, scope, cursor);
      const base = q.select({ text: sql<string>`cast(${t.threads.id} as text)`.as('text') }).from(t.threads);
      const from = scope.tagId
        ? base.innerJoin(
            t.threadTags,
            and(eq(t.threadTags.threadId, t.threads.id), eq(t.threadTags.tagId, sql.placeholder('tagId'))),
          )
        : base;
      const rows = from
        .where(where)
        .orderBy(...order)
        .limit(LIMITS.threadsPerPage + 1)
        .as('rows');
      return q.select({ all: sql<string | null>`string_agg(${rows.text}, ',')` }).from(rows);
    })
    .execute({ ...scope, ...cursor, ...there.values });
  return row?.all ? row.all.split(',').map(Number) : [];
}

/** The faces of those who joined in these threads, by account. */
export async function peopleIn(conn: Conn, rows: readonly FeedRow[]): Promise<Map<number, Face>> {
  const { accounts: a } = conn.t;
  const ids = [...new Set(rows.flatMap(participantsOf))];
  if (ids.length === 0) return new Map();
  const people = await conn.q
    .select({ authorId: a.id, authorVersion: a.version, name: a.name, picture: a.picture })
    .from(a)
    .where(and(oneOf(conn, a.id, ids), isNull(a.erasedAt)));
  return new Map(sawAuthors(conn, people).map(({ authorId, name, picture }) => [authorId, { name, picture }]));
}

/** The cursor after this row. */
export function cursorAfter(feed: FeedName, scope: Scope, row: FeedRow): Cursor {
  const { id } = row;
  if (feed === 'needs-answer') return { key: row.needsKey, id };
  if (feed === 'new') return { key: row.createdAt, id };
  return { key: (feed === 'among-members' && scope.spaceId ? row.spaceRankKey : row.rankKey)!, id };
}

/** Threads by id, as rows of a list, in the order of the ids. */
export async function rowsByIds(conn: Conn, audience: Audience, ids: number[]): Promise<FeedRow[]> {
  const these = and(oneOf(conn, conn.t.threads.id, ids), threadsFor(conn, audience));
  const rows = await scoped(conn.q, conn.t, { spaceId: null, tagId: null }).where(these);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The threads that are pinned in a space now. */
export async function pinnedRows(conn: Conn, audience: Audience, spaceId: number): Promise<FeedRow[]> {
  const { threads: t } = conn.t;
  const rows = await conn.q
    .select({ id: t.id, until: t.pinnedUntil })
    .from(t)
    .where(and(eq(t.spaceId, spaceId), sql`${t.pinnedUntil} > ${Date.now()}`))
    .orderBy(t.pinnedUntil);
  for (const { until } of rows) changesAt(conn, until);
  return rowsByIds(
    conn,
    audience,
    rows.map(({ id }) => id),
  );
}
