import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, notInArray, or, sql, desc } from 'drizzle-orm';
import type { Conn, Tx } from '../store/store.ts';
import type { AddaEvent, StoredEvent } from './kinds.ts';
import { changeSpace } from './space-queries.ts';

/** @returns the event's id */
export async function insertEvent(tx: Tx, { kind, actorId, ...facts }: AddaEvent): Promise<number> {
  const [row] = await tx
    .prepared('insert event', (q, { events: e }) =>
      q
        .insert(e)
        .values({
          kind: sql.placeholder('kind'),
          actorId: sql.placeholder('actorId'),
          facts: sql.placeholder('facts') as never,
          at: sql.placeholder('at'),
        })
        .returning({ id: e.id }),
    )
    .execute({ kind, actorId, facts, at: tx.now });
  return row!.id;
}

/** @param doneTo how far it is done already */
export async function insertTask(tx: Tx, eventId: number, consumer: string, doneTo = 0): Promise<void> {
  await tx
    .prepared('insert task', (q, { tasks: k }) =>
      q
        .insert(k)
        .values({
          eventId: sql.placeholder('eventId'),
          consumer: sql.placeholder('consumer'),
          doneTo: sql.placeholder('doneTo'),
          dueAt: sql.placeholder('at'),
        })
        .returning({ id: k.id }),
    )
    .execute({ eventId, consumer, doneTo, at: tx.now });
}

/** Says that something in a space looks different: no finished page of it is good any more. */
export const touchSpace = (tx: Tx, id: number): void => changeSpace(tx, id, { versions: 1 });

/**
 * Takes tasks that are due, so that no other process does them meanwhile. A task whose holder died is free again when
 * its time is over.
 * @param now in milliseconds; `heldUntil` how long they are ours
 */
export async function claimTasks(tx: Tx, of: { now: number; heldUntil: number; consumers: string[]; limit: number }) {
  const { tasks: k } = tx.t;
  const due = tx.q
    .select({ id: k.id })
    .from(k)
    .where(
      and(
        isNull(k.gaveUpAt),
        lte(k.dueAt, of.now),
        or(isNull(k.heldUntil), lte(k.heldUntil, of.now)),
        inArray(k.consumer, of.consumers),
      ),
    )
    .orderBy(asc(k.dueAt), asc(k.id))
    .limit(of.limit);
  // SQLite has one writer, which needs no lock; its builder knows none.
  const free =
    tx.engine === 'postgres' ? (due as unknown as SkipsLocked<typeof due>).for('update', { skipLocked: true }) : due;
  const taken = await tx.q
    .update(k)
    .set({ heldUntil: of.heldUntil, attempts: sql`${k.attempts} + 1` })
    .where(inArray(k.id, free))
    .returning({
      ...{ id: k.id, eventId: k.eventId, consumer: k.consumer, doneTo: k.doneTo },
      ...{ attempts: k.attempts, heldUntil: k.heldUntil },
    });
  return taken.sort((a, b) => a.id - b.id);
}

type SkipsLocked<Q> = { for(lock: 'update', how: { skipLocked: true }): Q };
export type Task = Awaited<ReturnType<typeof claimTasks>>[number];

/** Takes a claimed task away, to do it in the same transaction. Null when it is somebody else's by now. */
export async function takeTask(tx: Tx, { id, heldUntil, eventId }: Task): Promise<StoredEvent | null> {
  const taking = tx
    .prepared('take task', (q, { tasks: k }) =>
      q
        .delete(k)
        .where(and(eq(k.id, sql.placeholder('id')), eq(k.heldUntil, sql.placeholder('heldUntil'))))
        .returning({ id: k.id }),
    )
    .execute({ id, heldUntil });
  const asking = tx
    .prepared('event', (q, { events: e }) =>
      q
        .select()
        .from(e)
        .where(eq(e.id, sql.placeholder('eventId'))),
    )
    .execute({ eventId });
  const [gone, [row]] = await Promise.all([taking, asking]);
  if (gone.length === 0) return null;
  return stored(row!);
}

type EventRow = Conn['t']['events']['$inferSelect'];
const stored = ({ facts, ...row }: EventRow) => ({ ...facts, ...row }) as unknown as StoredEvent;

/** Events by their ids, oldest first. */
export async function eventsBy(conn: Conn, ids: readonly number[]): Promise<StoredEvent[]> {
  const { events: e } = conn.t;
  const rows = await conn.q
    .select()
    .from(e)
    .where(inArray(e.id, [...ids]))
    .orderBy(asc(e.id));
  return rows.map(stored);
}

/** Puts a task back after a failure, or into the list of what was given up. */
export async function failTask(
  tx: Tx,
  { id, heldUntil }: Task,
  { error, dueAt, gaveUp }: { error: string; dueAt: number; gaveUp: boolean },
): Promise<void> {
  const { tasks: k } = tx.t;
  await tx.q
    .update(k)
    .set({ lastError: error.slice(0, 500), dueAt, heldUntil: null, gaveUpAt: gaveUp ? tx.now : null })
    .where(and(eq(k.id, id), eq(k.heldUntil, heldUntil!)))
    .returning({ id: k.id });
}

/** Gives claimed tasks back as they were: they were not tried. */
export async function releaseTasks(tx: Tx, tasks: readonly Task[]): Promise<void> {
  const { tasks: k } = tx.t;
  for (const { id, heldUntil, attempts } of tasks)
    await tx.q
      .update(k)
      .set({ heldUntil: null, attempts: attempts - 1 })
      .where(and(eq(k.id, id), eq(k.heldUntil, heldUntil!)))
      .returning({ id: k.id });
}

/** What was given up, oldest first. */
export async function givenUpTasks(conn: Conn, limit: number) {
  const { tasks: k, events: e } = conn.t;
  return conn.q
    .select({
      id: k.id,
      consumer: k.consumer,
      kind: e.kind,
      eventId: e.id,
      tries: k.attempts,
      error: k.lastError,
      at: k.gaveUpAt,
    })
    .from(k)
    .innerJoin(e, eq(e.id, k.eventId))
    .where(isNotNull(k.gaveUpAt))
    .orderBy(asc(k.gaveUpAt), asc(k.id))
    .limit(limit);
}

/** Begins a given-up task anew. False when there is none. */
export async function retryTask(tx: Tx, id: number): Promise<boolean> {
  const { tasks: k } = tx.t;
  const again = await tx.q
    .update(k)
    .set({ gaveUpAt: null, heldUntil: null, attempts: 0, dueAt: tx.now })
    .where(and(eq(k.id, id), isNotNull(k.gaveUpAt)))
    .returning({ id: k.id });
  return again.length > 0;
}

/** How many tasks were given up. */
export async function countGivenUp(conn: Conn): Promise<number> {
  const { tasks: k } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(k)
    .where(isNotNull(k.gaveUpAt));
  return row!.count;
}

/** Old events that nothing is left to do about. @returns how many went */
export async function deleteOldEvents(tx: Tx, before: number, limit: number): Promise<number> {
  const { events: e, tasks: k } = tx.t;
  const open = tx.q.select({ id: k.eventId }).from(k);
  const old = tx.q
    .select({ id: e.id })
    .from(e)
    .where(and(lt(e.at, before), notInArray(e.id, open)))
    .orderBy(asc(e.at))
    .limit(limit);
  return (await tx.q.delete(e).where(inArray(e.id, old)).returning({ id: e.id })).length;
}

/** The id of the event that was raised last; 0 before the first. */
export async function newestEvent(conn: Conn): Promise<number> {
  const { events: e } = conn.t;
  const [row] = await conn.q.select({ id: e.id }).from(e).orderBy(desc(e.id)).limit(1);
  return row?.id ?? 0;
}

/** The ids of the events after one, in their order. */
export async function idsAfter(conn: Conn, id: number, limit: number): Promise<number[]> {
  const { events: e } = conn.t;
  const rows = await conn.q.select({ id: e.id }).from(e).where(gt(e.id, id)).orderBy(asc(e.id)).limit(limit);
  return rows.map((row) => row.id);
}
