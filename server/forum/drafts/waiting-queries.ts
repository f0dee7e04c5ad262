/** Posts that wait for their time. Whoever wrote one alone is shown it. */
import { and, asc, count, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';
import { oneOf } from '../../platform/store/bulk.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { Refusal } from '../../platform/store/tables/waiting.ts';
import { storable } from './queries.ts';

export type { Refusal };
export type WaitingRow = Conn['t']['waitingPosts']['$inferSelect'];
/** @property values what its form had @property dueAt null for what has no time */
export type NewWaiting = {
  threadId: number | null;
  values: Record<string, unknown>;
  dueAt: number | null;
  refusal?: Refusal;
};

/** What one member lets wait, the next first; with its thread, where they may read that. */
export async function waitingOf(conn: Conn, audience: Audience, accountId: number, id?: number) {
  const { waitingPosts: w, threads: t } = conn.t;
  return conn.q
    .select({
      ...{ id: w.id, threadId: w.threadId, values: w.values, dueAt: w.dueAt, refusal: w.refusal },
      ...{ changedAt: w.changedAt, threadSlug: t.slug, title: t.title, threadForm: t.form, askerId: t.authorId },
    })
    .from(w)
    .leftJoin(t, and(eq(t.id, w.threadId), threadsFor(conn, audience, 'readable')))
    .where(and(eq(w.accountId, accountId), id === undefined ? undefined : eq(w.id, id)))
    .orderBy(sql`case when ${w.dueAt} is null then 0 else 1 end`, asc(w.dueAt), asc(w.id));
}

export type Waiting = Awaited<ReturnType<typeof waitingOf>>[number];

/** One of a member's own; null for what is none. */
export async function waitingBy(conn: Conn, accountId: number, id: number): Promise<WaitingRow | null> {
  const { waitingPosts: w } = conn.t;
  const [row] = await conn.q
    .select()
    .from(w)
    .where(and(eq(w.accountId, accountId), eq(w.id, id)));
  return row ?? null;
}

/** How many of a member's have a time, and how many there are. @param besides one that is not counted */
export async function countWaiting(conn: Conn, accountId: number, besides = 0) {
  const { waitingPosts: w } = conn.t;
  const [row] = await conn.q
    .select({ timed: count(w.dueAt), all: count() })
    .from(w)
    .where(and(eq(w.accountId, accountId), sql`${w.id} <> ${besides}`));
  return row!;
}

export async function insertWaiting(tx: Tx, accountId: number, waiting: NewWaiting): Promise<number> {
  const { waitingPosts: w } = tx.t;
  const values = storable(waiting.values);
  const [row] = await tx.q
    .insert(w)
    .values({ accountId, ...waiting, values, changedAt: tx.now })
    .returning({ id: w.id });
  return row!.id;
}

const asRead = ({ t: { waitingPosts: w } }: Tx, { id, changedAt }: Pick<WaitingRow, 'id' | 'changedAt'>) =>
  and(eq(w.id, id), eq(w.changedAt, changedAt));

/** Changes one as it was read. @returns when, in ms; null where it was changed, posted or thrown away meanwhile */
export async function updateWaiting(
  tx: Tx,
  row: Pick<WaitingRow, 'id' | 'changedAt'>,
  values: Partial<Pick<WaitingRow, 'values' | 'dueAt' | 'refusal'>>,
): Promise<number | null> {
  const { waitingPosts: w } = tx.t;
  // Two within one millisecond are two all the same.
  const changedAt = Math.max(tx.now, row.changedAt + 1);
  const clean = values.values && { values: storable(values.values) };
  const changed = await tx.q
    .update(w)
    .set({ ...values, ...clean, changedAt })
    .where(asRead(tx, row))
    .returning({ id: w.id });
  return changed.length > 0 ? changedAt : null;
}

/** Takes one away as it was read: of all who try at once, one does. @returns whether it was there */
export async function takeWaiting(tx: Tx, row: Pick<WaitingRow, 'id' | 'changedAt'>): Promise<boolean> {
  const { waitingPosts: w } = tx.t;
  return (await tx.q.delete(w).where(asRead(tx, row)).returning({ id: w.id })).length > 0;
}

/** @returns whether it was there, and this member's */
export async function deleteWaiting(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const { waitingPosts: w } = tx.t;
  const gone = await tx.q
    .delete(w)
    .where(and(eq(w.accountId, accountId), eq(w.id, id)))
    .returning({ id: w.id });
  return gone.length > 0;
}

/** Whose time has come, the longest first. @param skip so many that were tried before and are still there */
export async function dueWaiting(conn: Conn, now: number, skip: number, limit: number): Promise<WaitingRow[]> {
  const { waitingPosts: w } = conn.t;
  return conn.q
    .select()
    .from(w)
    .where(and(isNotNull(w.dueAt), lte(w.dueAt, now)))
    .orderBy(asc(w.dueAt), asc(w.id))
    .offset(skip)
    .limit(limit);
}

/** The ids of pictures, or of other files, that drafts of these members name, or posts of theirs that wait. */
export async function namedByWriters(
  conn: Conn,
  field: 'pictureIds' | 'fileIds',
  accountIds: (number | null)[],
): Promise<Set<number>> {
  const ids = accountIds.filter((id) => id !== null);
  const named = new Set<number>();
  for (const table of [conn.t.drafts, conn.t.waitingPosts]) {
    const words = sql<string | null>`${table.values} ->> cast(${field} as text)`;
    const rows = await conn.q
      .select({ words })
      .from(table)
      .where(and(oneOf(conn, table.accountId, ids), sql`${words} is not null`));
    // One is kept as it was typed, several as a list.
    for (const row of rows) for (const [id] of String(row.words).matchAll(/\d+/g)) named.add(Number(id));
  }
  return named;
}

/** Rewrites those of texts that say one of these addresses. */
export async function rewriteWaiting(tx: Tx, addresses: string[], rewrite: (text: string) => string): Promise<void> {
  const { waitingPosts: w } = tx.t;
  const says = addresses.map((one) => sql`cast(${w.values} as text) like ${`%${one}%`}`);
  const rows = await tx.q
    .select()
    .from(w)
    .where(or(...says));
  for (const row of rows) {
    const body = typeof row.values.body === 'string' ? rewrite(row.values.body) : row.values.body;
    if (body !== row.values.body) await updateWaiting(tx, row, { values: { ...row.values, body } });
  }
}

export async function deleteWaitingOf(tx: Tx, accountId: number): Promise<void> {
  const { waitingPosts: w } = tx.t;
  const own = tx.q.select({ id: w.id }).from(w).where(eq(w.accountId, accountId));
  await tx.q.delete(w).where(inArray(w.id, own)).returning({ id: w.id });
}
