import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { saw } from '../../platform/store/seen.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** @param times when somebody joined, and was done, where that was earlier than now */
export async function insertParticipant(
  tx: Tx,
  threadId: number,
  accountId: number,
  times: { joinedAt?: number; finishedAt?: number | null } = {},
): Promise<void> {
  await tx.q
    .insert(tx.t.participants)
    .values({ threadId, accountId, joinedAt: tx.now, ...times })
    .onConflictDoNothing();
}

export async function deleteParticipant(tx: Tx, threadId: number, accountId: number): Promise<void> {
  const { participants: e } = tx.t;
  await tx.q
    .delete(e)
    .where(and(eq(e.threadId, threadId), eq(e.accountId, accountId)))
    .returning({ id: e.accountId });
}

/** False when they do not take part. */
export async function setParticipantFinished(
  tx: Tx,
  threadId: number,
  accountId: number,
  at: number | null,
): Promise<boolean> {
  const { participants: e } = tx.t;
  const rows = await tx.q
    .update(e)
    .set({ finishedAt: at })
    .where(and(eq(e.threadId, threadId), eq(e.accountId, accountId)))
    .returning({ id: e.accountId });
  return rows.length > 0;
}

/** Somebody's part in a challenge; null when they have none. */
export async function participantOf(conn: Conn, threadId: number, accountId: number) {
  const { participants: e } = conn.t;
  const [row] = await conn.q
    .select({ finishedAt: e.finishedAt })
    .from(e)
    .where(and(eq(e.threadId, threadId), eq(e.accountId, accountId)));
  return row ?? null;
}

/** Who takes part in a challenge: those who are done first, then in the order in which they joined. */
export async function participantsOf(conn: Conn, threadId: number, limit: number) {
  const { participants: e, accounts: a } = conn.t;
  const rows = await conn.q
    .select({
      accountId: e.accountId,
      joinedAt: e.joinedAt,
      finishedAt: e.finishedAt,
      name: a.name,
      slug: a.slug,
      affiliation: a.affiliation,
      accountStakes: a.stakes,
      version: a.version,
    })
    .from(e)
    .innerJoin(a, eq(a.id, e.accountId))
    .where(and(eq(e.threadId, threadId), isNull(a.erasedAt)))
    .orderBy(sql`${e.finishedAt} is null`, asc(e.joinedAt), asc(e.accountId))
    .limit(limit);
  for (const { accountId, version } of rows) saw(conn, 'accounts', accountId, version);
  return rows;
}

export type Participant = Awaited<ReturnType<typeof participantsOf>>[number];

export async function countParticipants(conn: Conn, threadId: number): Promise<{ joined: number; finished: number }> {
  const { participants: e } = conn.t;
  const [row] = await conn.q
    .select({
      joined: sql<number>`count(*)`.mapWith(Number),
      finished: sql<number>`count(${e.finishedAt})`.mapWith(Number),
    })
    .from(e)
    .where(eq(e.threadId, threadId));
  return row!;
}
