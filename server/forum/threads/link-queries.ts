/** Threads that lead to each other. */
import { and, asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import { saw } from '../../platform/store/seen.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { ThreadLinkKind } from '../../../shared/words.ts';

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
      form: t.form,
      closedAt: t.closedAt,
      closeReason: t.closeReason,
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

/** Says that one thread leads to another; twice is once. */
export async function insertLink(tx: Tx, link: Omit<Tx['t']['threadLinks']['$inferInsert'], 'createdAt'>) {
  await tx.q
    .insert(tx.t.threadLinks)
    .values({ ...link, createdAt: tx.now })
    .onConflictDoNothing();
}

/** Takes the links of a kind from a thread away. @returns where the newest of them led, or null */
export async function deleteLink(tx: Tx, fromId: number, kind: ThreadLinkKind): Promise<number | null> {
  const { threadLinks: l } = tx.t;
  const gone = await tx.q
    .delete(l)
    .where(and(eq(l.fromId, fromId), eq(l.kind, kind)))
    .returning({ toId: l.toId, createdAt: l.createdAt });
  return gone.sort((one, other) => other.createdAt - one.createdAt)[0]?.toId ?? null;
}

/** Those of these threads whose address leads an audience somewhere. */
export async function readableThreads(conn: Conn, audience: Audience, ids: number[]): Promise<Set<number>> {
  const { threads: t } = conn.t;
  const isThere = threadsFor(conn, audience, 'readable');
  const leadsOn = sql`exists (select 1 from "threads" o where o."id" = ${t.movedToId} and ${threadsFor(conn, audience, 'readable', 'o')})`;
  const rows = await conn.q
    .select({ id: t.id })
    .from(t)
    .where(and(oneOf(conn, t.id, ids), or(isThere, leadsOn)));
  return new Set(rows.map(({ id }) => id));
}

export type ThreadLink = Awaited<ReturnType<typeof linksOf>>[number];
