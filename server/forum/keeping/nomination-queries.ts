/** Nominations of moderators: who has taken part in a space, who supports, who votes, what became of it. */
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, lte, max, min, sql } from 'drizzle-orm';
import { readersOf, stoodAt } from '../../platform/audience/scope-queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { trustColumns } from '../../people/accounts/trust-queries.ts';
import type { Standing } from '../../rules/elections.ts';

export type Nomination = Conn['t']['nominations']['$inferSelect'];

const OPEN = ['proposed', 'voting'] as const;

/** Who wrote in a space before a moment what stood then and was not said for a brand. */
function authorsIn(conn: Conn, spaceId: number, before: number, accountId?: number) {
  const { posts: p, threads: t } = conn.t;
  return conn.q
    .select({ id: p.authorId })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(
      and(
        eq(t.spaceId, spaceId),
        lt(p.createdAt, before),
        stoodAt(before),
        sql`not exists (select 1 from "post_labels" l where l."post_id" = ${p.id})`,
        accountId === undefined ? undefined : eq(p.authorId, accountId),
      ),
    );
}

const standings = (conn: Conn, spaceId: number, before: number, accountId?: number) => {
  const { accounts: a } = conn.t;
  const spoke = inArray(a.id, authorsIn(conn, spaceId, before, accountId));
  const who = accountId === undefined ? undefined : eq(a.id, accountId);
  return {
    rows: conn.q.select({ id: a.id, suspendedUntil: a.suspendedUntil, ...trustColumns(conn.t) }).from(a),
    where: and(who, spoke, isNull(a.erasedAt), readersOf(spaceId, sql`${a.id}`)),
  };
};

/** The standing of one in a space as of what they wrote before a moment; null for who has not taken part. */
export async function standingIn(
  conn: Conn,
  spaceId: number,
  before: number,
  accountId: number,
): Promise<Standing | null> {
  const { rows, where } = standings(conn, spaceId, before, accountId);
  return (await rows.where(where))[0] ?? null;
}

/** The standings of all who took part before a moment, by id. @param after the last one of those before */
export async function standingsIn(
  conn: Conn,
  spaceId: number,
  before: number,
  after: number,
  limit: number,
): Promise<Standing[]> {
  const { accounts: a } = conn.t;
  const { rows, where } = standings(conn, spaceId, before);
  return rows
    .where(and(gt(a.id, after), where))
    .orderBy(asc(a.id))
    .limit(limit);
}

/** @returns its id, or null where this person is nominated there already */
export async function insertNomination(
  tx: Tx,
  values: Omit<Tx['t']['nominations']['$inferInsert'], 'createdAt'>,
): Promise<number | null> {
  const { nominations: x } = tx.t;
  const [row] = await tx.q
    .insert(x)
    .values({ ...values, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: x.id });
  return row?.id ?? null;
}

export async function nominationById(conn: Conn, id: number): Promise<Nomination | null> {
  const { nominations: x } = conn.t;
  const [row] = await conn.q.select().from(x).where(eq(x.id, id));
  return row ?? null;
}

export async function updateNomination(tx: Tx, id: number, changes: Partial<Nomination>): Promise<void> {
  const { nominations: x } = tx.t;
  await tx.q.update(x).set(changes).where(eq(x.id, id)).returning({ id: x.id });
}

/** When the last nomination of somebody in a space ended; null where none did. */
export async function lastEndedAt(conn: Conn, spaceId: number, nomineeId: number): Promise<number | null> {
  const { nominations: x } = conn.t;
  const [row] = await conn.q
    .select({ at: max(x.decidedAt) })
    .from(x)
    .where(and(eq(x.spaceId, spaceId), eq(x.nomineeId, nomineeId)));
  return row?.at ?? null;
}

/** Until when the vote that ends next goes on in a space; null where none does. */
export async function voteUntil(conn: Conn, spaceId: number, now: number): Promise<number | null> {
  const { nominations: x } = conn.t;
  const [row] = await conn.q
    .select({ at: min(x.endsAt) })
    .from(x)
    .where(and(eq(x.spaceId, spaceId), eq(x.state, 'voting'), gt(x.endsAt, now)));
  return row?.at ?? null;
}

/** Nominations whose time is over, the longest first. */
export async function dueNominations(conn: Conn, now: number, limit: number): Promise<number[]> {
  const { nominations: x } = conn.t;
  const rows = await conn.q
    .select({ id: x.id })
    .from(x)
    .where(and(inArray(x.state, OPEN), lte(x.endsAt, now)))
    .orderBy(asc(x.endsAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** @returns whether they had not supported it yet */
export async function insertSupport(tx: Tx, nominationId: number, accountId: number): Promise<boolean> {
  const { nominationSeconds: s } = tx.t;
  const rows = await tx.q
    .insert(s)
    .values({ nominationId, accountId, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: s.accountId });
  return rows.length > 0;
}

export async function countSupport(conn: Conn, nominationId: number): Promise<number> {
  const { nominationSeconds: s } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(s).where(eq(s.nominationId, nominationId));
  return row!.count;
}

/** One vote a person; a later one takes its place. */
export async function putBallot(tx: Tx, nominationId: number, accountId: number, isYes: boolean): Promise<void> {
  const { ballots: b } = tx.t;
  await tx.q
    .insert(b)
    .values({ nominationId, accountId, isYes })
    .onConflictDoUpdate({ target: [b.nominationId, b.accountId], set: { isYes } });
}

/** Who voted for it and against it, for counting only. */
export async function ballotsOf(tx: Tx, nominationId: number) {
  const { ballots: b } = tx.t;
  return tx.q.select({ accountId: b.accountId, isYes: b.isYes }).from(b).where(eq(b.nominationId, nominationId));
}

export async function deleteBallots(tx: Tx, nominationId: number): Promise<void> {
  const { ballots: b } = tx.t;
  await tx.q.delete(b).where(eq(b.nominationId, nominationId)).returning({ id: b.accountId });
}

/**
 * Nominations of a space with what their reader did. Of those that are open the reader's own come first, then those that
 * are voted on; of those that ended the last.
 */
export async function nominationsIn(conn: Conn, spaceId: number, readerId: number, isEnded: boolean, limit: number) {
  const { nominations: x, nominationSeconds: s, ballots: b } = conn.t;
  const slugOf = (id: typeof x.nomineeId) =>
    sql<string | null>`(select a."slug" from "accounts" a where a."id" = ${sql`${id}`} and a."erased_at" is null)`;
  const ofReader = sql`${readerId}`;
  const isOwn = sql`case when ${x.nomineeId} = ${readerId} then 1 else 0 end`;
  const isVoted = sql`case when ${x.state} = 'voting' then 1 else 0 end`;
  return conn.q
    .select({
      of: x,
      nominee: slugOf(x.nomineeId),
      nominator: slugOf(x.nominatorId),
      seconds: sql<number>`(select count(*) from ${s} y where y."nomination_id" = ${sql`${x.id}`})`.mapWith(Number),
      isSeconded:
        sql<boolean>`exists (select 1 from ${s} y where y."nomination_id" = ${sql`${x.id}`} and y."account_id" = ${ofReader})`.mapWith(
          Boolean,
        ),
      ownVote: sql<
        boolean | null
      >`(select y."is_yes" from ${b} y where y."nomination_id" = ${sql`${x.id}`} and y."account_id" = ${ofReader})`.mapWith(
        Boolean,
      ),
    })
    .from(x)
    .where(and(eq(x.spaceId, spaceId), isEnded ? sql`${x.decidedAt} is not null` : inArray(x.state, OPEN)))
    .orderBy(...(isEnded ? [desc(x.decidedAt)] : [desc(isOwn), desc(isVoted)]), desc(x.id))
    .limit(limit);
}

export type ListedNomination = Awaited<ReturnType<typeof nominationsIn>>[number];

/** Whoever is gone is nobody's candidate any more; what others decided stays, without them. */
export async function forgetNominations(tx: Tx, accountId: number): Promise<void> {
  const { nominations: x, ballots: b } = tx.t;
  const theirs = tx.q.select({ id: x.id }).from(x).where(eq(x.nomineeId, accountId));
  await tx.q.delete(b).where(inArray(b.nominationId, theirs)).returning({ id: b.nominationId });
  await tx.q
    .update(x)
    .set({ state: 'lapsed', decidedAt: tx.now })
    .where(and(eq(x.nomineeId, accountId), inArray(x.state, OPEN)))
    .returning({ id: x.id });
  await tx.q
    .update(x)
    .set({ nomineeId: null, why: '', objection: '' })
    .where(eq(x.nomineeId, accountId))
    .returning({ id: x.id });
  for (const column of ['nominatorId', 'objectorId'] as const)
    await tx.q
      .update(x)
      .set({ [column]: null })
      .where(eq(x[column], accountId))
      .returning({ id: x.id });
}

/** What they supported and voted for, where it is not counted yet. */
export async function forgetSupport(tx: Tx, accountId: number): Promise<void> {
  const { nominationSeconds: s } = tx.t;
  await tx.q.delete(s).where(eq(s.accountId, accountId)).returning({ id: s.nominationId });
}

export async function forgetBallots(tx: Tx, accountId: number): Promise<void> {
  const { ballots: b } = tx.t;
  await tx.q.delete(b).where(eq(b.accountId, accountId)).returning({ id: b.nominationId });
}
