import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { LIMITS } from '../../shared/limits.ts';
import type { Conn, Query } from '../store/store.ts';
import type { Tables } from '../store/define.ts';
import { authorColumns } from '../threads/queries.ts';

export const FEEDS = ['new', 'needs-answer'] as const;
export type FeedName = (typeof FEEDS)[number];
/** Which threads: of the whole forum, of a space, or of one of its tags. */
export type Scope = { spaceId: number | null; tagId: number | null };
/** The order columns of the last thread of the page before. */
export type Cursor = { key: number; id: number };

/** Order, filter and cursor of each feed; every one is a range of one index. */
function range(
  t: Tables,
  feed: FeedName,
  scope: Scope,
  cursor: Cursor | null,
): { where: SQL | undefined; order: SQL[] } {
  const { threads: h, threadTags: x } = t;
  const p = sql.placeholder;
  if (feed === 'needs-answer') {
    return {
      where: and(
        sql`${h.needsAnswer}`,
        scope.spaceId ? eq(h.spaceId, p('spaceId')) : undefined,
        cursor ? sql`(${h.needsKey}, ${h.id}) > (${p('key')}, ${p('id')})` : undefined,
      ),
      order: [asc(h.needsKey), asc(h.id)],
    };
  }
  if (scope.tagId) {
    return {
      where: and(
        sql`${h.visible}`,
        cursor ? sql`(${x.createdAt}, ${x.threadId}) < (${p('key')}, ${p('id')})` : undefined,
      ),
      order: [desc(x.createdAt), desc(x.threadId)],
    };
  }
  return {
    where: and(
      sql`${h.visible}`,
      scope.spaceId ? eq(h.spaceId, p('spaceId')) : undefined,
      cursor ? sql`(${h.createdAt}, ${h.id}) < (${p('key')}, ${p('id')})` : undefined,
    ),
    order: [desc(h.createdAt), desc(h.id)],
  };
}

const rowColumns = (t: Tables) => ({
  id: t.threads.id,
  slug: t.threads.slug,
  title: t.threads.title,
  excerpt: t.threads.excerpt,
  form: t.threads.form,
  state: t.threads.state,
  tagNames: t.threads.tagNames,
  authorId: t.threads.authorId,
  authorLabel: t.threads.authorLabel,
  ...authorColumns(t, t.threads),
  participantCount: t.threads.participantCount,
  topCount: t.threads.topCount,
  replyCount: t.threads.replyCount,
  answerCount: t.threads.answerCount,
  workedCount: t.threads.workedCount,
  meTooCount: t.threads.meTooCount,
  noteCount: t.threads.noteCount,
  version: t.threads.version,
  needsKey: t.threads.needsKey,
  createdAt: t.threads.createdAt,
  lastPostAt: t.threads.lastPostAt,
  spaceName: t.spaces.name,
  spaceSlug: t.spaces.slug,
  spaceKind: t.spaces.kind,
});

function scoped(q: Query, t: Tables, scope: Scope) {
  const base = q
    .select(rowColumns(t))
    .from(t.threads)
    .innerJoin(t.spaces, eq(t.spaces.id, t.threads.spaceId))
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
export async function feedRows(conn: Conn, feed: FeedName, scope: Scope, cursor: Cursor | null) {
  const name = `feed ${feed} ${scope.tagId ? 'tag' : scope.spaceId ? 'space' : 'all'} ${cursor ? 'after' : 'first'}`;
  return conn
    .prepared(name, (q, t) => {
      const { where, order } = range(t, feed, scope, cursor);
      return scoped(q, t, scope)
        .where(where)
        .orderBy(...order)
        .limit(LIMITS.threadsPerPage + 1);
    })
    .execute({ ...scope, ...cursor });
}

export type FeedRow = Awaited<ReturnType<typeof feedRows>>[number];

/** What a page of the feed depends on: its threads in order, their versions and their authors'. */
export async function feedVersion(conn: Conn, feed: FeedName, scope: Scope, cursor: Cursor | null): Promise<string[]> {
  const name = `feed version ${feed} ${scope.tagId ? 'tag' : scope.spaceId ? 'space' : 'all'} ${cursor ? 'after' : 'first'}`;
  const [row] = await conn
    .prepared(name, (q, t) => {
      const { where, order } = range(t, feed, scope, cursor);
      const base = q
        .select({
          text: sql<string>`${t.threads.id} || '.' || ${t.threads.version} || '.' || coalesce(${t.accounts.version}, 0)`.as(
            'text',
          ),
        })
        .from(t.threads)
        .leftJoin(t.accounts, eq(t.accounts.id, t.threads.authorId));
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
    .execute({ ...scope, ...cursor });
  return row?.all ? row.all.split(',') : [];
}

/** A row's part of `feedVersion`. */
export function rowVersion(row: FeedRow): string {
  return `${row.id}.${row.version}.${row.authorVersion ?? 0}`;
}

/** The cursor after this row. */
export function cursorAfter(feed: FeedName, row: FeedRow): Cursor {
  return { key: feed === 'needs-answer' ? row.needsKey : row.createdAt, id: row.id };
}
