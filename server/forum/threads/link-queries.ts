/** Threads that lead to each other. */
import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import { saw } from '../../platform/store/seen.ts';
import type { Conn } from '../../platform/store/store.ts';

const LINKS_SHOWN = 20;

/**
 * The threads that this one leads to (`isFrom`) or is led to from, as far as they are there for an audience: those in
 * which it is answered first, then the newest links.
 */
export async function linksOf(conn: Conn, audience: Audience, id: number) {
  const { threadLinks: l, threads: t } = conn.t;
  const rows = await conn.q
    .select({
      id: t.id,
      slug: t.slug,
      title: t.title,
      state: t.state,
      closedAt: t.closedAt,
      version: t.version,
      kind: l.kind,
      isFrom: sql<boolean>`${l.fromId} = ${id}`.mapWith(Boolean),
      isThere: sql<boolean>`${threadsFor(conn, audience)}`.mapWith(Boolean),
    })
    .from(l)
    .innerJoin(t, eq(t.id, sql`case when ${l.fromId} = ${id} then ${l.toId} else ${l.fromId} end`))
    .where(or(eq(l.fromId, id), eq(l.toId, id)))
    .orderBy(asc(l.kind), desc(l.createdAt), asc(t.id))
    .limit(2 * LINKS_SHOWN);
  for (const row of rows) saw(conn, 'threads', row.id, row.version);
  // Two that mention each other, or one that is repeated and mentioned, stand once.
  const seen = new Set<number>();
  const isFirst = (row: { id: number }) => !seen.has(row.id) && seen.add(row.id);
  return rows.filter((row) => row.isThere && isFirst(row)).slice(0, LINKS_SHOWN);
}

export type ThreadLink = Awaited<ReturnType<typeof linksOf>>[number];
