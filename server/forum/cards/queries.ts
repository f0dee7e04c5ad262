import { and, eq, ne, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { saw } from '../../platform/store/seen.ts';
import type { Conn } from '../../platform/store/store.ts';

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

/** Stakes of those who changed these posts last, by post, as far as they had some then. @param ids at least one */
export async function stakesOfEditors(conn: Conn, ids: number[]) {
  const { posts: p, revisions: r } = conn.t;
  const rows = await conn.q
    .select({ id: p.id, stakes: r.stakes })
    .from(p)
    .innerJoin(r, and(eq(r.postId, p.id), eq(r.number, sql`${p.revision} - 1`)))
    .where(oneOf(conn, p.id, ids));
  return new Map(rows.map(({ id, stakes }) => [id, stakes]));
}
