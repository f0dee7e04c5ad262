import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Audience } from '../audience/audience.ts';
import { logFor, spaceNamedFor } from '../audience/scope-queries.ts';
import type { Conn, Tx } from '../store/store.ts';

export async function lastEntry(conn: Conn) {
  const { auditLog: l } = conn.t;
  const [row] = await conn.q.select().from(l).orderBy(desc(l.number)).limit(1);
  return row ?? null;
}

export async function insertParticipant(tx: Tx, values: Tx['t']['auditLog']['$inferInsert']) {
  await tx.q.insert(tx.t.auditLog).values(values);
}

/** Entries after a number, in order. */
export async function entriesAfter(conn: Conn, number: number, limit: number) {
  const { auditLog: l } = conn.t;
  return conn.q.select().from(l).where(gt(l.number, number)).orderBy(asc(l.number)).limit(limit);
}

/** The space that a thread is in; null for one that is gone. */
export async function spaceOfThread(conn: Conn, threadId: number): Promise<number | null> {
  const { threads: t } = conn.t;
  const [row] = await conn.q.select({ id: t.spaceId }).from(t).where(eq(t.id, threadId));
  return row?.id ?? null;
}

/**
 * Which entries: of one brand; of one act, such as `post.hide`; of one space, for those who may read it. Without a space
 * they are those that everybody reads.
 */
export type LogFilter = { brandId?: number; act?: string; spaceId?: number };

/** Entries before a number, newest first. @param audience who reads them: spaces that are not there for it are not named */
export async function publicEntries(
  conn: Conn,
  audience: Audience,
  { brandId, act, spaceId }: LogFilter,
  before: number | null,
  limit: number,
) {
  const { auditLog: l, accounts: a, brands: b, grants: g, spaces: s } = conn.t;
  return conn.q
    .select({
      number: l.number,
      at: l.at,
      kind: l.kind,
      facts: l.facts,
      hash: l.hash,
      actorName: a.name,
      actorSlug: a.slug,
      // Since when the actor speaks for the entry's brand no longer: 0 while they do, null where they never did.
      spokeUntil: sql<number | null>`(
        select coalesce(${g.endedAt}, 0) from ${g}
        where ${g.accountId} = ${l.actorId} and ${g.brandId} = ${l.brandId} and ${g.startedAt} is not null
        order by ${g.id} desc limit 1
      )`.mapWith(Number),
      brandName: b.name,
      brandSlug: b.slug,
      ...spaceNamedFor(conn, audience),
    })
    .from(l)
    .leftJoin(a, eq(a.id, l.actorId))
    .leftJoin(b, eq(b.id, l.brandId))
    .leftJoin(s, eq(s.id, l.spaceId))
    .where(
      and(
        spaceId === undefined ? sql`${l.isPublic}` : and(eq(l.spaceId, spaceId), logFor(conn, audience)),
        brandId === undefined ? undefined : eq(l.brandId, brandId),
        act === undefined ? undefined : eq(l.act, act),
        before === null ? undefined : lt(l.number, before),
      ),
    )
    .orderBy(desc(l.number))
    .limit(limit);
}

export type PublicEntry = Awaited<ReturnType<typeof publicEntries>>[number];

/** How often each kind of entry that everybody reads was made for a brand since a moment. */
export async function entryCounts(conn: Conn, brandId: number, since: number) {
  const { auditLog: l } = conn.t;
  return conn.q
    .select({ kind: l.kind, count: sql<number>`count(*)`.mapWith(Number) })
    .from(l)
    .where(and(eq(l.brandId, brandId), gt(l.at, since), sql`${l.isPublic}`))
    .groupBy(l.kind);
}

/** Was the same refusal of the same person noted since a moment? */
export async function wasNoted(conn: Conn, actorId: number, kind: string, facts: string, since: number) {
  const { auditLog: l } = conn.t;
  const rows = await conn.q
    .select({ number: l.number })
    .from(l)
    .where(and(eq(l.actorId, actorId), eq(l.kind, kind), eq(l.facts, facts), gt(l.at, since)))
    .limit(1);
  return rows.length > 0;
}
