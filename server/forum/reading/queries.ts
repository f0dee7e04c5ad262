/** How far members have read. */
import { and, count, eq, gt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type Audience, idsIn } from '../../platform/audience/audience.ts';
import { postsFor } from '../../platform/audience/scope-queries.ts';
import { insertGreatest, oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { trustColumns } from '../../people/accounts/trust-queries.ts';
import { trustOf } from '../../rules/trust.ts';

/** The last post that a member was shown of each of these threads. */
export async function readsOf(conn: Conn, accountId: number, threadIds: number[]): Promise<Map<number, number>> {
  const rows = await conn
    .prepared('reads of', (q, { threadReads: r }) =>
      q
        .select({ threadId: r.threadId, number: r.number })
        .from(r)
        .where(
          and(eq(r.accountId, sql.placeholder('accountId')), oneOf(conn, r.threadId, sql.placeholder('threadIds'))),
        ),
    )
    .execute({ accountId, threadIds: JSON.stringify(threadIds) });
  return new Map(rows.map(({ threadId, number }) => [threadId, number]));
}

/** The members whom an account has muted, joined by commas. */
const mutedBy = (accountId: SQLWrapper) =>
  sql<string | null>`(select string_agg(cast(x."target_id" as text), ',') from "follows" x
    where x."account_id" = ${accountId} and x."kind" = 'member' and x."level" = 'muted')`;

/** The posts of a thread that an account keeps as bookmarks, joined by commas; a thread may have more posts than they keep. */
const keptBy = (accountId: SQLWrapper) =>
  sql<string | null>`(select string_agg(cast(x."post_id" as text), ',') from "bookmarks" x
    cross join "posts" y
    where y."id" = x."post_id" and x."account_id" = ${accountId} and y."thread_id" = ${sql.placeholder('threadId')})`;

const isThere = (value: unknown): boolean => (value ?? null) !== null;

/** Whether there is anything of an account's in a table: what is rare is asked for only where it is. */
const lastOf = (table: string, column: string, accountId: SQLWrapper, besides: SQL) =>
  sql<number | null>`(select max(x.${sql.identifier(column)}) from ${sql.identifier(table)} x
    where x."account_id" = ${accountId} and ${besides})`;

/**
 * How a member follows a thread, how far they have read it, what they keep of it, and whom they have muted; and whether
 * they marked posts in it, wrote what they have not sent, or may not write: one question for each page of theirs.
 * @param place where they write in it
 */
export async function visitOf(conn: Conn, accountId: number, threadId: number, place: string) {
  const [row] = await conn
    .prepared('visit of', (q, { accounts: a, follows: f, threadReads: r }) =>
      q
        .select({
          ...{ level: f.level, number: r.number, muted: mutedBy(a.id), kept: keptBy(a.id) },
          marked: lastOf('marks', 'post_id', a.id, sql`x."thread_id" = ${sql.placeholder('threadId')}`),
          drafted: lastOf('drafts', 'id', a.id, sql`x."place" = ${sql.placeholder('place')}`),
          silent: lastOf('silences', 'space_id', a.id, sql`true`),
          ...trustColumns({ accounts: a }),
        })
        .from(a)
        .leftJoin(f, and(eq(f.accountId, a.id), sql`${f.kind} = 'thread'`, eq(f.targetId, sql.placeholder('threadId'))))
        .leftJoin(r, and(eq(r.accountId, a.id), eq(r.threadId, sql.placeholder('threadId'))))
        .where(eq(a.id, sql.placeholder('accountId'))),
    )
    .execute({ accountId, threadId, place });
  return {
    has: { marks: isThere(row?.marked), draft: isThere(row?.drafted), silences: isThere(row?.silent) },
    level: row?.level ?? null,
    readTo: row?.number ?? null,
    muted: new Set(idsIn(row?.muted ?? null)),
    kept: new Set(idsIn(row?.kept ?? null)),
    /** How far the forum trusts them; null for brand staff. */
    step: row ? (trustOf(row, Date.now())?.step ?? null) : null,
  };
}

export type Visit = Awaited<ReturnType<typeof visitOf>>;

/** How many posts others wrote after what somebody has read, and the number of the first of them. */
export type Fresh = { count: number; first: number };

/** What is fresh in each of these threads, where anything is. @param readTo the last post that was read, by thread */
export async function freshIn(
  conn: Conn,
  audience: Audience,
  accountId: number,
  readTo: ReadonlyMap<number, number>,
): Promise<Map<number, Fresh>> {
  if (readTo.size === 0) return new Map();
  const { posts: p, threads: t } = conn.t;
  const after = [...readTo].map(([id, number]) => and(eq(p.threadId, id), gt(p.number, number)));
  const rows = await conn.q
    .select({ threadId: p.threadId, count: count(), first: sql<number>`min(${p.number})`.mapWith(Number) })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(or(...after), sql`${p.authorId} is distinct from ${accountId}`, postsFor(conn, audience, 'standing')))
    .groupBy(p.threadId);
  return new Map(rows.map(({ threadId, ...fresh }) => [threadId, fresh]));
}

/** Keeps how far was read; who has read further has. */
export async function keepReads(
  tx: Tx,
  rows: { accountId: number; threadId: number; number: number }[],
): Promise<void> {
  const { threadReads: r } = tx.t;
  const at = tx.now;
  await insertGreatest(
    tx,
    r,
    rows.map((row) => ({ ...row, at })),
    [r.accountId, r.threadId],
    r.number,
    [r.at],
  );
}

/** The threads of a space of which a member has read something, with their last posts. */
export async function begunIn(conn: Conn, accountId: number, spaceId: number) {
  const { threads: t, threadReads: r } = conn.t;
  return conn.q
    .select({ threadId: t.id, number: sql<number>`${t.nextNumber} - 1`.mapWith(Number) })
    .from(r)
    .innerJoin(t, eq(t.id, r.threadId))
    .where(and(eq(r.accountId, accountId), eq(t.spaceId, spaceId), sql`${r.number} < ${t.nextNumber} - 1`));
}

export async function deleteReadsOf(tx: Tx, accountId: number): Promise<void> {
  const { threadReads: r } = tx.t;
  await tx.q.delete(r).where(eq(r.accountId, accountId)).returning({ threadId: r.threadId });
}
