import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { postsFor, threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { saw } from '../../platform/store/seen.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { StakedEdit } from '../../rules/link-previews.ts';

/** What was found at these addresses, as far as there is something to show. */
export async function previewsAt(conn: Conn, addresses: string[]) {
  const { linkPreviews: p } = conn.t;
  return conn.q
    .select({
      ...{ address: p.address, host: p.host, title: p.title, line: p.line, isVideo: p.isVideo },
      ...{ picture: p.picture, width: p.width, height: p.height },
    })
    .from(p)
    .where(and(oneOf(conn, p.address, addresses), ne(p.title, '')));
}

export type Preview = Awaited<ReturnType<typeof previewsAt>>[number];

/** Where a post stands. */
export type PostThere = { threadId: number; number: number };

/** Where posts stand, by post, as far as they are there for an audience. @param ids at least one */
export async function postsThere(conn: Conn, audience: Audience, ids: number[]): Promise<Map<number, PostThere>> {
  const { threads: t, posts: p } = conn.t;
  const rows = await conn.q
    .select({
      ...{ id: p.id, number: p.number, threadId: t.id, version: t.version },
      isThere: sql<boolean>`coalesce(${postsFor(conn, audience)}, false)`.mapWith(Boolean),
    })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(oneOf(conn, p.id, ids));
  for (const { threadId, version } of rows) saw(conn, 'threads', threadId, version);
  return new Map(rows.flatMap(({ id, isThere, threadId, number }) => (isThere ? [[id, { threadId, number }]] : [])));
}

/** A post by its number, within its thread. */
export const placeKey = ({ threadId, number }: PostThere): string => `${threadId}/${number}`;

/** Which of these posts, named by their numbers, are there for an audience. @param places at least one */
export async function placesThere(conn: Conn, audience: Audience, places: PostThere[]): Promise<Set<string>> {
  const { threads: t, posts: p } = conn.t;
  const rows = await conn.q
    .select({ threadId: p.threadId, number: p.number })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(
      and(
        oneOf(conn, p.threadId, [...new Set(places.map(({ threadId }) => threadId))]),
        oneOf(conn, p.number, [...new Set(places.map(({ number }) => number))]),
        postsFor(conn, audience),
      ),
    );
  return new Set(rows.map(placeKey));
}

/** Threads of this forum by their numbers, as far as they are there for an audience. */
export async function threadsAt(conn: Conn, audience: Audience, ids: number[]) {
  const { threads: t, spaces: s } = conn.t;
  const rows = await conn.q
    .select({
      ...{ id: t.id, title: t.title, form: t.form, state: t.state, version: t.version },
      ...{ closedAt: t.closedAt, closeReason: t.closeReason, answerCount: t.answerCount },
      ...{ topCount: t.topCount, replyCount: t.replyCount },
      ...{ spaceId: s.id, spaceName: s.name, spaceLanguage: s.language, spaceVersion: s.version },
      isThere: sql<boolean>`${threadsFor(conn, audience, 'standing')}`.mapWith(Boolean),
    })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(oneOf(conn, t.id, ids));
  // Also of those that are not there: a kept page must not outlive the moment when one is.
  for (const row of rows) {
    saw(conn, 'threads', row.id, row.version);
    saw(conn, 'spaces', row.spaceId, row.spaceVersion);
  }
  return rows.filter(({ isThere }) => isThere);
}

export type ThreadThere = Awaited<ReturnType<typeof threadsAt>>[number];

/** Changes of all these posts together that are looked at. */
const EDITS_READ = 200;

/** The changes of these posts by those who had a stake then, by post. @param ids at least one */
export async function stakedEdits(conn: Conn, ids: number[]): Promise<Map<number, StakedEdit[]>> {
  const { revisions: r, posts: p } = conn.t;
  // A version's row says who replaced it: what they wrote is the next version, or what the post says now.
  const next = sql<string>`coalesce((select y."markdown" from "revisions" y
    where y."post_id" = ${sql`${r.postId}`} and y."number" = ${sql`${r.number}`} + 1), ${p.markdown})`;
  const rows = await conn.q
    .select({ id: r.postId, before: r.markdown, after: next, stakes: r.stakes })
    .from(r)
    .innerJoin(p, eq(p.id, r.postId))
    .where(and(oneOf(conn, r.postId, ids), isNotNull(r.stakes)))
    .orderBy(desc(r.postId), desc(r.number))
    .limit(EDITS_READ);
  const edits = new Map<number, StakedEdit[]>();
  for (const { id, stakes, ...edit } of rows) if (stakes!.length > 0) edits.set(id, [...(edits.get(id) ?? []), edit]);
  return edits;
}
